/*
 * How mail clients announce a mail that is forwarded: as data, a row for each kind of line, the words of all languages
 * in it. Compared without case, white space and marks of emphasis.
 */

/** Lines of the block of headers that a client repeats above a forwarded mail. */
export type RepeatedHeader = 'from' | 'to' | 'cc' | 'date' | 'subject' | 'other';

const LABELS: Readonly<Record<RepeatedHeader, string>> = {
  from: `From|Von|De|Da|Van|Från|Fra|Frá|Lähettäjä|Od|Nadawca|Odesílatel|Odosielateľ|От|От кого|Від|Від кого|Kimden|Gönderen|
    发件人|發件人|寄件人|寄件者|差出人|送信者|送信元|보낸 사람|보낸이|발신인|발신자|Từ|Người gửi|Dari|Pengirim|จาก|ผู้ส่ง|من|المرسل|מאת|
    Από|Αποστολέας|Feladó|De la|Expeditor|Expéditeur|Remitente|Remetente|Mittente|Absender|Afzender|Avsändare|Avsender|
    Afsender|Saatja|Nuo|Siuntėjas|Sūtītājs|Подател|Pošiljatelj|Šalje|प्रेषक|از|فرستنده`,
  to: `To|An|À|A|Para|Aan|Till|Til|Vastaanottaja|Do|Komu|Adresat|Pro|Кому|До|Kime|Alıcı|收件人|收件者|宛先|送信先|받는 사람|받는이|
    수신인|수신자|Đến|Tới|Người nhận|Kepada|Penerima|ถึง|ผู้รับ|إلى|المستلم|אל|Προς|Παραλήπτης|Címzett|Către|Destinatar|Destinataire|
    Destinatario|Destinatário|Empfänger|Kellele|Saaja|Kam|Saņēmējs|Za|Prima|До кого|प्राप्तकर्ता|به|گیرنده`,
  cc: `Cc|Kopie|Kopia|Kopi|Kopio|Копия|Копія|抄送|副本|참조|Đồng gửi|Másolat|Másolatot kap|Bilgi|Tembusan|Copie|Copie à|Copia|Cópia|
    Κοιν|Κοινοποίηση|สำเนา|نسخة|עותק|رونوشت|Cc to|Bcc`,
  date: `Date|Sent|Sent on|Sent at|Date sent|Datum|Gesendet|Gesendet am|Fecha|Enviado|Enviado el|Enviado em|Enviada em|Enviada el|
    Data|Data de envio|Envoyé|Envoyé le|Date d'envoi|Date d’envoi|Inviato|Inviata|Data invio|Verzonden|Datum verzonden|Skickat|
    Dato|Sendt|Lähetetty|Päivämäärä|Päiväys|Pvm|Wysłano|Wysłane|Data wysłania|Odesláno|Odoslané|Dátum|Дата|Отправлено|
    Дата отправки|Надіслано|Відправлено|Tarih|Gönderildi|Gönderme tarihi|Gönderilme tarihi|发送时间|发送日期|日期|时间|發送時間|
    傳送時間|寄件日期|寄出時間|日付|日時|送信日時|送信日|날짜|보낸 날짜|보낸 시간|발신일|Ngày|Đã gửi|Ngày gửi|Thời gian|Gửi lúc|
    Tanggal|Dikirim|วันที่|ส่ง|ส่งเมื่อ|التاريخ|تاريخ|تم الإرسال|תאריך|נשלח|Ημερομηνία|Ημ/νία|Στάλθηκε|Εστάλη|Küldve|
    Elküldve|Trimis|Poslano|Datum|Saadetud|Kuupäev|Nosūtīts|Datums|Išsiųsta|Изпратено|दिनांक|تاریخ`,
  subject: `Subject|Betreff|Asunto|Objet|Sujet|Oggetto|Assunto|Onderwerp|Ämne|Emne|Efni|Aihe|Temat|Předmět|Predmet|Тема|Konu|
    主题|主旨|主題|标题|標題|件名|題名|제목|Chủ đề|Tiêu đề|Subjek|Perihal|Judul|เรื่อง|หัวเรื่อง|หัวข้อ|الموضوع|נושא|Θέμα|Tárgy|
    Subiect|Teema|Temats|Tema|Zadeva|Naslov|विषय|موضوع`,
  other: `Reply-To|Reply to|Antwort an|Répondre à|Responder a|Responder para|Rispondi a|Ответить|回复|回复地址|回覆|返信先|회신|
    Attachments|Attachment|Anlagen|Anlage|Anhänge|Pièces jointes|Adjuntos|Datos adjuntos|Anexos|Allegati|Bijlagen|Вложения|附件|
    添付ファイル|첨부|Importance|Priority|Wichtigkeit|Importancia|Prioridade|重要性|优先级|Sender|Organization|Message-ID|Resent-From`,
};

const KIND_OF_LABEL: ReadonlyMap<string, RepeatedHeader> = new Map(
  (Object.entries(LABELS) as [RepeatedHeader, string][]).flatMap(([kind, words]) =>
    words.split('|').map((word) => [plain(word), kind] as const),
  ),
);

/** Longest label, marks of emphasis around it included. */
const LABEL_AT_MOST = 40;

/** Reads `From: Wang <wang@example.com>`, `**发 件 人**：…` and the like; undefined for any other line. */
export function repeatedHeader(line: string): { kind: RepeatedHeader; value: string } | undefined {
  const at = line.slice(0, LABEL_AT_MOST).search(/[:：]/);
  if (at < 1) return undefined;
  const kind = KIND_OF_LABEL.get(plain(line.slice(0, at)));
  return (
    kind && {
      kind,
      value: line
        .slice(at + 1)
        .replace(/^[\s*_]+/, '')
        .trim(),
    }
  );
}

function plain(label: string): string {
  return label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*_\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '');
}

const FORWARDS: readonly string[] =
  `Fwd|Fw|Forward|Forwarded|转发|轉寄|轉發|转寄|転送|전달|WG|Weitergeleitet|TR|Tr|Réf|RV|Reenv|Reenviado|Enc|Encaminhado|ENC|I|
  Inoltro|Inoltrato|Doorst|Doorgestuurd|VB|Vidarebefordrat|VS|Videresendt|VL|PD|PDL|Przek|Předáno|Přep|Továbbítás|Továbbítva|
  Redirecționat|Пер|Переслано|Пересл|Переадр|İlt|ILT|İletildi|CT|Chuyển tiếp|Trs|Terusan|Teruskan|ΠΡΘ|Προώθ|הועבר|إعادة توجيه|
  ส่งต่อ|Edasi|Fs|Prosl|Proslijeđeno|Posredovano`
    .split('|')
    .map(plain);

/** One of these words in front, behind at most one mark that a mail gateway has put before it. */
const PREFIX = /^\s*(?:\[[^\]]{1,30}\]\s*)?([^\s:：[(][^:：[(]{0,24})(?:[[(]\d{1,3}[\])])?\s*[:：]/u;

/** Whether a subject says that the mail is forwarded: `Fwd:`, `转发：`, `WG:` in front. */
export function isForwardSubject(subject: string): boolean {
  return FORWARDS.includes(plain(PREFIX.exec(subject)?.[1] ?? ''));
}

/** A subject without what says, once or several times, that it was forwarded. */
export function withoutForwardPrefix(subject: string): string {
  let rest = subject;
  for (let left = 10; left > 0 && isForwardSubject(rest); left--) rest = rest.replace(PREFIX, '');
  return rest.trim();
}

const ANNOUNCEMENTS: readonly string[] =
  `Begin forwarded message|Forwarded message|Anfang der weitergeleiteten Nachricht|Début du message transféré|
  Début du message réexpédié|Inicio del mensaje reenviado|Inizio messaggio inoltrato|Inizio del messaggio inoltrato|
  Início da mensagem reencaminhada|Início da mensagem encaminhada|Begin doorgestuurd bericht|Vidarebefordrat brev|
  Vidarebefordrat meddelande|Videresendt melding|Videresendt besked|Start på videresendt besked|Start på videresendt melding|
  Välitetty viesti alkaa|Välitetty viesti|Początek przekazywanej wiadomości|Začátek přeposlané zprávy|Přeposlaná zpráva|
  Začiatok preposlanej správy|Továbbított levél kezdete|Továbbított üzenet|Început mesaj redirecționat|Начало переадресованного сообщения|
  Начало пересылаемого сообщения|Пересылаемое сообщение|Початок листа, що пересилається|Переслане повідомлення|
  İletilen mesajın başlangıcı|İletilmiş mesajın başlangıcı|下面是被转发的邮件|以下是被转发的邮件|开始转发的邮件|转发的邮件|开始转发邮件|開始轉寄郵件|
  以下是轉寄的郵件|以下是被轉寄的郵件|轉寄的郵件|転送されたメッセージ|転送メッセージ|전달된 메시지|전달된 메시지 시작|Bắt đầu thư được chuyển tiếp|
  Thư được chuyển tiếp|Mulai pesan yang diteruskan|เริ่มข้อความที่ส่งต่อ|بداية الرسالة المعاد توجيهها|תחילת ההודעה שהועברה|
  Έναρξη προωθημένου μηνύματος`
    .split('|')
    .map(plain);

/** Lines drawn of these, with or without words between two of them, stand above a repeated mail. */
const RULE_BEFORE = /^[-—–―─_=*~﹣]{3}/u;
const RULE_BEHIND = /[-—–―─_=*~﹣]{3}$/u;
const LINE_AT_MOST = 250;

/** Whether a line only says that a forwarded mail follows: a ruled line, or `Begin forwarded message:`. */
export function announcesForward(line: string): boolean {
  if (line.length > LINE_AT_MOST) return false;
  const words = line.trim().replace(/[:：.]$/, '');
  return (RULE_BEFORE.test(words) && RULE_BEHIND.test(words)) || ANNOUNCEMENTS.includes(plain(words));
}
