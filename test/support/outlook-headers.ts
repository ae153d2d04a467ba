import type { QuotedHeaders } from './quoted-headers.ts';

/** The labels of Outlook in a language, and how it writes a date. */
const LANGUAGES: readonly (readonly [language: string, labels: string, date: string])[] = [
  ['en', 'From:|Sent:|To:|Subject:', 'Tuesday, May 3, 2022 10:22 AM'],
  ['en with copies', 'From:|Sent:|To:|Cc:|Subject:', 'Tuesday, May 3, 2022 10:22 AM'],
  ['zh-CN', '发件人:|发送时间:|收件人:|主题:', '2022年5月3日 10:22'],
  ['zh-CN full-width', '发件人：|发送时间：|收件人：|主题：', '2022年5月3日 星期二 上午10:22'],
  ['zh-CN spaced', '发 件 人：|日 期：|收 件 人：|主　题：', '2022年5月3日 10:22'],
  ['zh-TW', '寄件者:|寄件日期:|收件者:|主旨:', '2022年5月3日 上午 10:22'],
  ['ja', '差出人:|送信日時:|宛先:|件名:', '2022年5月3日 10:22'],
  ['ko', '보낸 사람:|보낸 날짜:|받는 사람:|제목:', '2022년 5월 3일 화요일 오전 10:22'],
  ['ru', 'От:|Отправлено:|Кому:|Тема:', '3 мая 2022 г. 10:22'],
  ['uk', 'Від:|Надіслано:|Кому:|Тема:', '3 травня 2022 р. 10:22'],
  ['es', 'De:|Enviado el:|Para:|Asunto:', 'martes, 3 de mayo de 2022 10:22'],
  ['ca', 'De:|Enviat:|Per a:|Assumpte:', 'dimarts, 3 de maig de 2022 10:22'],
  ['fr', 'De :|Envoyé :|À :|Objet :', 'mardi 3 mai 2022 10:22'],
  ['de', 'Von:|Gesendet:|An:|Betreff:', 'Dienstag, 3. Mai 2022 10:22'],
  ['pt-BR', 'De:|Enviada em:|Para:|Assunto:', 'terça-feira, 3 de maio de 2022 10:22'],
  ['it', 'Da:|Inviato:|A:|Oggetto:', 'martedì 3 maggio 2022 10:22'],
  ['nl', 'Van:|Verzonden:|Aan:|Onderwerp:', 'dinsdag 3 mei 2022 10:22'],
  ['sv', 'Från:|Skickat:|Till:|Ämne:', 'den 3 maj 2022 10:22'],
  ['da', 'Fra:|Sendt:|Til:|Emne:', '3. maj 2022 10:22'],
  ['no', 'Fra:|Sendt:|Til:|Emne:', 'tirsdag 3. mai 2022 10:22'],
  ['fi', 'Lähettäjä:|Lähetetty:|Vastaanottaja:|Aihe:', 'tiistai 3. toukokuuta 2022 10.22'],
  ['pl', 'Od:|Wysłano:|Do:|Temat:', 'wtorek, 3 maja 2022 10:22'],
  ['cs', 'Od:|Odesláno:|Komu:|Předmět:', 'úterý 3. května 2022 10:22'],
  ['sk', 'Od:|Odoslané:|Komu:|Predmet:', 'utorok 3. mája 2022 10:22'],
  ['hu', 'Feladó:|Elküldve:|Címzett:|Tárgy:', '2022. május 3., kedd 10:22'],
  ['ro', 'De la:|Trimis:|Către:|Subiect:', 'marți, 3 mai 2022 10:22'],
  ['bg', 'От:|Изпратено:|До:|Относно:', 'вторник, 3 май 2022 г. 10:22'],
  ['el', 'Από:|Στάλθηκε:|Προς:|Θέμα:', 'Τρίτη, 3 Μαΐου 2022 10:22 πμ'],
  ['tr', 'Kimden:|Gönderildi:|Kime:|Konu:', '3 Mayıs 2022 Salı 10:22'],
  ['vi', 'Từ:|Đã gửi:|Đến:|Chủ đề:', 'Thứ Ba, 3 tháng 5, 2022 10:22 SA'],
  ['id', 'Dari:|Dikirim:|Kepada:|Perihal:', '03 Mei 2022 10:22'],
  ['th', 'จาก:|ส่ง:|ถึง:|เรื่อง:', 'วันอังคารที่ 3 พฤษภาคม 2565 10:22'],
  ['ar', 'من:|تاريخ الإرسال:|إلى:|الموضوع:', '03 مايو 2022 10:22'],
  ['he', 'מאת:|נשלח:|אל:|נושא:', 'יום שלישי 03 מאי 2022 10:22'],
  ['fa', 'از:|ارسال:|به:|موضوع:', '۳ مه ۲۰۲۲ ۱۰:۲۲'],
  ['hr', 'Od:|Poslano:|Prima:|Predmet:', '3. svibnja 2022. 10:22'],
  ['sl', 'Od:|Poslano:|Za:|Zadeva:', 'torek, 03. maj 2022 10:22'],
  ['et', 'Saatja:|Saadetud:|Adressaat:|Teema:', 'teisipäev, 3. mai 2022 10:22'],
  ['lv', 'No:|Nosūtīts:|Kam:|Tēma:', 'otrdiena, 2022. gada 3. maijs 10:22'],
  ['lt', 'Nuo:|Išsiųsta:|Kam:|Tema:', '2022 m. gegužės 3 d., antradienis 10:22'],
];

function outlook(labels: string, date: string, decorate = (label: string) => label): string {
  return labels
    .split('|')
    .map((label, index, all) => {
      const values = ['Mara Lind <mara@desk.test>', date, 'Bo Berg', 'Cleo Hart', 'RE: Your question'];
      const value = index === all.length - 1 ? values[4] : values[index];
      return `${decorate(label)} ${value}`;
    })
    .join('\n');
}

const row = (client: string, language: string, headers: string): QuotedHeaders => ({ client, language, headers });

/** Outlook in every language, and what others make of its headers. */
export const OUTLOOK_HEADERS: readonly QuotedHeaders[] = LANGUAGES.flatMap(([language, labels, date]) => [
  row('Outlook, classic', language, outlook(labels, date)),
  row('Outlook on the web', language, `________________________________\n${outlook(labels, date)}`),
  row('Outlook, names only', language, outlook(labels, date).replace(' <mara@desk.test>', '')),
  row(
    'Outlook, bold',
    language,
    outlook(labels, date, (label) => `*${label}*`),
  ),
  row(
    'Outlook, Markdown',
    language,
    outlook(labels, date, (label) => `**${label}**`),
  ),
  row('Outlook, divider', language, `-----Original Message-----\n${outlook(labels, date)}`),
  row('Outlook, blank lines between', language, outlook(labels, date).replaceAll('\n', '\n\n')),
  row('Outlook, values below', language, outlook(labels, date).replace(/([:：]) /g, '$1\n')),
  row(
    'Outlook, in a table',
    language,
    `| ${outlook(labels, date)
      .replace(/([:：]) /g, '$1 | ')
      .replaceAll('\n', ' |\n| ')} |`,
  ),
]);
