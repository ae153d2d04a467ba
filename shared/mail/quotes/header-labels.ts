import { FURTHER_HEADER_LABELS } from './header-labels-further.ts';
import { caseless } from './line.ts';

/** What the lines of a repeated header block say. */
export type HeaderKind = 'from' | 'date' | 'to' | 'cc' | 'subject' | 'other';

/** How clients name the fields of the mail they repeat, in one language. */
export interface HeaderLabels extends Readonly<Partial<Record<HeaderKind, string>>> {
  readonly language: string;
}

/** A row a language; labels are parted by `|`. Case and spaces within a label do not matter. */
const HEADER_LABELS: readonly HeaderLabels[] = [
  {
    language: 'en',
    from: 'from|sender|author',
    date: 'sent|date|sent at|send time|received|time|sent on|date sent|sent time|sent date',
    to: 'to|recipients|receiver|sent to|recipient',
    cc: 'cc|bcc|copy to|cc to',
    subject: 'subject|title|subj|re',
    other:
      'reply-to|reply to|resent-from|importance|priority|attachments|attachment|message-id|organization|sender|list|on behalf of|x-mailer',
  },
  {
    language: 'zh-CN',
    from: '发件人|发信人|寄件人|发送人|来自|发送者|发件者|自',
    date: '发送时间|发送日期|日期|时间|发件时间|已发送|发信时间|收件时间|发信日期',
    to: '收件人|收信人|接收人|到|至|发至|发给',
    cc: '抄送|抄送人|抄送至|密送|密件抄送|副本抄送',
    subject: '主题|标题|邮件主题',
    other: '附件|重要性|优先级|回复|回复地址|答复|签名人',
  },
  {
    language: 'zh-TW',
    from: '寄件者|寄件人|發件人|寄信人|來自|發信人',
    date: '寄件日期|傳送日期|日期|時間|已傳送|傳送時間|發送時間|寄出時間|寄件時間|發送日期',
    to: '收件者|收件人|收信人|至|給',
    cc: '副本|密件副本|抄送|副本抄送',
    subject: '主旨|主題|標題|郵件主旨',
    other: '附件|重要性|回覆',
  },
  {
    language: 'ja',
    from: '差出人|送信者|送信元|発信者|FROM',
    date: '送信日時|日時|送信済み|送信|送信日|日付|受信日時|送信時刻|日付け',
    to: '宛先|送信先|受信者|あて先|宛て先',
    cc: 'ＣＣ|写し|同報',
    subject: '件名|題名|タイトル|表題',
    other: '添付ファイル|重要度|返信先',
  },
  {
    language: 'ko',
    from: '보낸 사람|보낸이|발신|발신자|발신인|보내는 사람|보낸사람',
    date: '보낸 날짜|날짜|보낸 시간|일시|보낸날짜|보낸 일시|발신일시|발신일|보냄',
    to: '받는 사람|받는이|수신|수신자|수신인|받는사람',
    cc: '참조|숨은 참조|참조자',
    subject: '제목',
    other: '첨부|회신|중요도',
  },
  {
    language: 'ru',
    from: 'от|отправитель|от кого',
    date: 'дата|отправлено|дата отправки|время|послано|отправлен',
    to: 'кому|получатель|получатели',
    cc: 'копия|скрытая копия|копии',
    subject: 'тема',
    other: 'вложения|важность|ответить',
  },
  {
    language: 'uk',
    from: 'від|від кого|відправник',
    date: 'дата|надіслано|відправлено',
    to: 'кому|до|до кого',
    cc: 'копія',
    subject: 'тема',
  },
  { language: 'be', from: 'ад|ад каго', date: 'дата|адпраўлена|даслана', to: 'каму', cc: 'копія', subject: 'тэма' },
  {
    language: 'bg',
    from: 'от|подател',
    date: 'дата|изпратено|изпратено на|изпратена|изпратена на',
    to: 'до|получател|към',
    cc: 'копие',
    subject: 'относно|тема|заглавие',
  },
  {
    language: 'sr',
    from: 'шаље|од|пошиљалац',
    date: 'датум|послато|послат',
    to: 'за|прима|коме|прималац',
    cc: 'копија|коп',
    subject: 'наслов|тема|предмет',
  },
  {
    language: 'de',
    from: 'von|absender',
    date: 'gesendet|datum|gesendet am|versendet|gesendet um',
    to: 'an|empfänger',
    cc: 'kopie|kopie an|blindkopie',
    subject: 'betreff|betr|betr.',
    other: 'anlagen|anlage|anhang|anhänge|wichtigkeit|priorität|antwort an',
  },
  {
    language: 'fr',
    from: 'de|expéditeur|de la part de',
    date: "envoyé|date|date d'envoi|envoyé le|envoyée|envoyé à|date d’envoi|message du",
    to: 'à|a|pour|destinataire|destinataires',
    cc: 'cc|copie|copie à|cci',
    subject: 'objet|sujet',
    other: 'pièces jointes|importance|répondre à',
  },
  {
    language: 'es',
    from: 'de|remitente|enviado por',
    date: 'enviado|fecha|enviado el|enviada|enviada el|enviado a las|fecha de envío',
    to: 'para|a|destinatario|destinatarios',
    cc: 'cc|cco|copia|con copia a',
    subject: 'asunto|tema',
    other: 'adjuntos|datos adjuntos|importancia|responder a',
  },
  {
    language: 'ca',
    from: 'de|remitent',
    date: "enviat|data|enviat el|data d'enviament",
    to: 'per a|a|per',
    cc: 'a/c',
    subject: 'assumpte|tema',
  },
  {
    language: 'pt',
    from: 'de|remetente|enviado por',
    date: 'enviado|data|enviada em|enviado em|enviada|enviadas|data de envio|date',
    to: 'para|destinatário',
    cc: 'cc|cco|cópia|com cópia',
    subject: 'assunto',
    other: 'anexos|anexo|importância|prioridade|responder a|responder para',
  },
  {
    language: 'it',
    from: 'da|mittente',
    date: 'inviato|data|inviata|spedito|inviato il|data invio',
    to: 'a|per|destinatario',
    cc: 'cc|ccn|copia',
    subject: 'oggetto|soggetto|ogg|ogg.',
    other: 'allegati|importanza|priorità|rispondi a',
  },
  {
    language: 'nl',
    from: 'van|afzender',
    date: 'verzonden|datum|verstuurd|verzonden op|datum verzonden',
    to: 'aan|naar',
    cc: 'cc|kopie',
    subject: 'onderwerp|betreft',
    other: 'bijlagen|urgentie',
  },
  {
    language: 'sv',
    from: 'från|avsändare',
    date: 'skickat|datum|skickades',
    to: 'till',
    cc: 'kopia',
    subject: 'ämne|rubrik',
  },
  { language: 'da', from: 'fra|afsender', date: 'sendt|dato|sendt den', to: 'til', cc: 'cc|kopi', subject: 'emne' },
  { language: 'no', from: 'fra|avsender', date: 'sendt|dato', to: 'til', cc: 'kopi', subject: 'emne' },
  { language: 'is', from: 'frá', date: 'sent|dagsetning', to: 'til', cc: 'afrit', subject: 'efni|titill' },
  {
    language: 'fi',
    from: 'lähettäjä|keneltä',
    date: 'lähetetty|päivämäärä|päiväys|pvm',
    to: 'vastaanottaja|vastaanottajat|saaja|kenelle',
    cc: 'kopio',
    subject: 'aihe|otsikko',
  },
  {
    language: 'et',
    from: 'saatja|kellelt',
    date: 'saadetud|kuupäev',
    to: 'adressaat|saaja|kellele',
    cc: 'koopia',
    subject: 'teema|pealkiri',
  },
  {
    language: 'lv',
    from: 'no|sūtītājs',
    date: 'nosūtīts|datums|nosūtīšanas laiks|sūtīts',
    to: 'kam|adresāts|saņēmējs',
    cc: 'kopija',
    subject: 'tēma|temats',
  },
  {
    language: 'lt',
    from: 'nuo|siuntėjas',
    date: 'išsiųsta|data|siųsta',
    to: 'kam|gavėjas',
    cc: 'kopija',
    subject: 'tema',
  },
  {
    language: 'pl',
    from: 'od|nadawca',
    date: 'wysłano|data|wysłane|data wysłania|wysłany',
    to: 'do|adresat',
    cc: 'dw|udw|kopia',
    subject: 'temat',
    other: 'załączniki|ważność',
  },
  {
    language: 'cs',
    from: 'od|odesílatel',
    date: 'odesláno|datum|posláno|odesílání|odeslané|odeslána',
    to: 'komu|příjemce|pro|adresát',
    cc: 'kopie|kopie komu|skrytá kopie',
    subject: 'předmět',
  },
  {
    language: 'sk',
    from: 'od|odosielateľ',
    date: 'odoslané|dátum|poslané|odoslaná|odoslaný|dátum odoslania',
    to: 'komu|pre|príjemca|adresát',
    cc: 'kópia|skrytá kópia',
    subject: 'predmet',
  },
  {
    language: 'sl',
    from: 'od|pošiljatelj',
    date: 'poslano|datum',
    to: 'za|prejemnik',
    cc: 'kp|kopija',
    subject: 'zadeva',
  },
  {
    language: 'hr',
    from: 'od|šalje|pošiljatelj|pošiljalac',
    date: 'poslano|datum|poslato|poslan|datum slanja',
    to: 'za|prima|primatelj',
    cc: 'kopija',
    subject: 'predmet|naslov|tema',
  },
  {
    language: 'hu',
    from: 'feladó|küldő',
    date: 'elküldve|dátum|küldve|küldés dátuma|küldés ideje',
    to: 'címzett|címzettek',
    cc: 'másolatot kap|másolat',
    subject: 'tárgy',
  },
  {
    language: 'ro',
    from: 'de la|expeditor|de',
    date: 'trimis|data|trimis la|dată|trimisă|trimis pe',
    to: 'către|la|catre|destinatar',
    cc: 'cc',
    subject: 'subiect',
  },
  {
    language: 'el',
    from: 'από|αποστολέας',
    date: 'στάλθηκε|ημερομηνία|ημ/νία|εστάλη|αποστολή',
    to: 'προς|παραλήπτης',
    cc: 'κοιν.|κοινοποίηση|κοιν',
    subject: 'θέμα',
  },
  {
    language: 'tr',
    from: 'kimden|gönderen|gönderici',
    date: 'gönderildi|gönderilme|tarih|gönderme tarihi|gönderilme tarihi|gönderim|gönderim tarihi|gönderilen tarih|gönderme zamanı',
    to: 'kime|alıcı|alıcılar',
    cc: 'bilgi|cc|karbon kopya|gizli',
    subject: 'konu|başlık',
  },
  {
    language: 'vi',
    from: 'từ|người gửi|gửi từ',
    date: 'đã gửi|ngày|ngày gửi|gửi|thời gian|gửi lúc|vào lúc',
    to: 'đến|tới|người nhận',
    cc: 'cc|đồng gửi',
    subject: 'chủ đề|tiêu đề',
  },
  {
    language: 'id',
    from: 'dari|pengirim',
    date: 'dikirim|tanggal|terkirim',
    to: 'kepada|ke|untuk|penerima',
    cc: 'cc|tembusan',
    subject: 'subjek|perihal|hal|judul',
  },
  { language: 'ms', from: 'daripada', date: 'dihantar|tarikh', to: 'kepada', cc: 'sk', subject: 'subjek|perkara' },
  {
    language: 'th',
    from: 'จาก|ผู้ส่ง',
    date: 'ส่ง|วันที่|ส่งเมื่อ|เวลา|วันที่ส่ง',
    to: 'ถึง|ผู้รับ',
    cc: 'สำเนา|สำเนาถึง',
    subject: 'เรื่อง|หัวเรื่อง|หัวข้อ',
  },
  {
    language: 'ar',
    from: 'من|المرسل',
    date: 'تاريخ الإرسال|التاريخ|أرسلت|تم الإرسال|تاريخ|مرسل',
    to: 'إلى|الى|المستلم',
    cc: 'نسخة|نسخة إلى',
    subject: 'الموضوع|موضوع',
  },
  { language: 'he', from: 'מאת|מ', date: 'נשלח|תאריך|נשלח בתאריך', to: 'אל|ל', cc: 'עותק', subject: 'נושא|הנדון' },
  {
    language: 'fa',
    from: 'از|فرستنده',
    date: 'ارسال|تاریخ|ارسال شده|فرستاده شده|ارسال‌شده',
    to: 'به|گیرنده',
    cc: 'رونوشت',
    subject: 'موضوع',
  },
  {
    language: 'hi',
    from: 'प्रेषक|से',
    date: 'दिनांक|भेजा गया|तारीख|भेजने का समय',
    to: 'प्रति|को|प्राप्तकर्ता',
    cc: 'प्रतिलिपि',
    subject: 'विषय',
  },
];

const KINDS: readonly HeaderKind[] = ['other', 'cc', 'to', 'date', 'subject', 'from'];

/** Labels as they are compared: lower case, without spaces. What two languages use differently may be either. */
export const KINDS_OF_LABEL: ReadonlyMap<string, ReadonlySet<HeaderKind>> = kindsOfLabel();

function kindsOfLabel(): Map<string, Set<HeaderKind>> {
  const kinds = new Map<string, Set<HeaderKind>>();
  for (const row of [...HEADER_LABELS, ...FURTHER_HEADER_LABELS]) {
    for (const kind of KINDS) {
      for (const label of row[kind]?.split('|') ?? []) {
        const key = labelKey(label);
        kinds.set(key, (kinds.get(key) ?? new Set()).add(kind));
      }
    }
  }
  return kinds;
}

/** A label as it is compared. */
export function labelKey(label: string): string {
  return caseless(label.normalize('NFC')).replace(/[\s\u200c]+/gu, '');
}
