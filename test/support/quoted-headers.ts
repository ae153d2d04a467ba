import { OUTLOOK_HEADERS } from './outlook-headers.ts';

/** How a client repeats, in one language, the headers of the mail that it quotes, with what it draws above. */
export interface QuotedHeaders {
  readonly client: string;
  readonly language: string;
  readonly headers: string;
}

const row = (client: string, language: string, headers: string): QuotedHeaders => ({ client, language, headers });

/** A row a client and language. */
export const QUOTED_HEADERS: readonly QuotedHeaders[] = [
  ...OUTLOOK_HEADERS,
  row(
    'Outlook, mailto',
    'en',
    'From: Mara Lind [mailto:mara@desk.test] \nSent: Tuesday, May 03, 2022 10:22 AM\nTo: bo@home.test\nSubject: Your question',
  ),
  row(
    'Outlook for Mac',
    'en',
    'From: Mara Lind <mara@desk.test>\nDate: Tuesday, 3 May 2022 at 10:22\nTo: Bo Berg <bo@home.test>\nSubject: Your question',
  ),
  row(
    'Outlook for Mac',
    'fr',
    'De : Mara Lind <mara@desk.test>\nDate : mardi, 3 mai 2022 à 10:22\nÀ : Bo Berg <bo@home.test>\nObjet : Re: question',
  ),
  row(
    'Outlook for Mac',
    'de',
    'Von: Mara Lind <mara@desk.test>\nDatum: Dienstag, 3. Mai 2022 um 10:22\nAn: Bo Berg <bo@home.test>\nBetreff: Re: Frage',
  ),
  row(
    'Outlook for Mac',
    'es',
    'De: Mara Lind <mara@desk.test>\nFecha: martes, 3 de mayo de 2022, 10:22\nPara: Bo Berg <bo@home.test>\nAsunto: Re: pregunta',
  ),
  row(
    'Outlook, many recipients',
    'en',
    `From: Mara Lind\nSent: Tuesday, May 3, 2022 10:22 AM\nTo: Bo Berg; Cleo Hart;\nDora Ives; Emil Jung;\nFay Kerr\nCc: Gus Lamb\nSubject: Your question`,
  ),
  row(
    'Outlook, importance',
    'en',
    'From: Mara Lind <mara@desk.test>\nSent: Tuesday, May 3, 2022 10:22 AM\nTo: Bo Berg\nSubject: Your question\nImportance: High',
  ),
  row(
    'Hotmail',
    'en',
    '________________________________\n> Date: Tue, 3 May 2011 10:22:33 +0000\n> From: mara@desk.test\n> To: bo@home.test\n> Subject: Your question\n>',
  ),
  row(
    'Hotmail',
    'en',
    '> From: mara@desk.test\n> To: bo@home.test\n> Subject: Your question\n> Date: Tue, 3 May 2011 10:22:33 +0000\n>',
  ),
  row(
    'Hotmail',
    'en',
    'Date: Tue, 3 May 2011 10:22:33 +0000\nFrom: mara@desk.test\nTo: bo@home.test\nSubject: Your question',
  ),
  row(
    'Windows Live Mail',
    'en',
    'From: Mara Lind \nSent: Tuesday, May 03, 2011 10:22 AM\nTo: Bo Berg \nSubject: Re: Your question',
  ),
  row(
    'Outlook Express',
    'en',
    '----- Original Message ----- \nFrom: "Mara Lind" <mara@desk.test>\nTo: <bo@home.test>\nSent: Tuesday, May 03, 2005 10:22 AM\nSubject: Your question',
  ),
  row(
    'Outlook Express',
    'zh-CN',
    '----- Original Message ----- \n发件人: "Mara Lind" <mara@desk.test>\n收件人: <bo@home.test>\n发送时间: 2005年5月3日 10:22\n主题: Your question',
  ),
  row(
    'Apple Mail, forwarded',
    'en',
    'Begin forwarded message:\n\nFrom: Mara Lind <mara@desk.test>\nSubject: Your question\nDate: 3 May 2022 at 10:22:33 CEST\nTo: bo@home.test',
  ),
  row(
    'Apple Mail, forwarded, marked',
    'en',
    'Begin forwarded message:\n\n> From: Mara Lind <mara@desk.test>\n> Subject: Your question\n> Date: 3 May 2022 at 10:22:33 CEST\n> To: bo@home.test\n>',
  ),
  row(
    'Apple Mail, forwarded',
    'de',
    'Anfang der weitergeleiteten Nachricht:\n\nVon: Mara Lind <mara@desk.test>\nBetreff: Frage\nDatum: 3. Mai 2022 um 10:22:33 MESZ\nAn: bo@home.test',
  ),
  row(
    'Apple Mail, forwarded',
    'zh-CN',
    '下面是被转发的邮件：\n\n发件人: Mara Lind <mara@desk.test>\n主题: 您好\n日期: 2022年5月3日 GMT+8 10:22:33\n收件人: bo@home.test',
  ),
  row(
    'Apple Mail, forwarded',
    'zh-TW',
    '開始轉寄郵件：\n\n寄件者: Mara Lind <mara@desk.test>\n主旨: 您好\n日期: 2022年5月3日 GMT+8 10:22:33\n收件者: bo@home.test',
  ),
  row(
    'Apple Mail, forwarded',
    'fr',
    'Début du message réexpédié :\n\nDe: Mara Lind <mara@desk.test>\nObjet: Question\nDate: 3 mai 2022 à 10:22:33 UTC+2\nÀ: bo@home.test',
  ),
  row(
    'Apple Mail, forwarded',
    'es',
    'Inicio del mensaje reenviado:\n\nDe: Mara Lind <mara@desk.test>\nAsunto: Pregunta\nFecha: 3 de mayo de 2022, 10:22:33 CEST\nPara: bo@home.test',
  ),
  row(
    'Apple Mail, forwarded',
    'ja',
    '転送されたメッセージ：\n\n差出人: Mara Lind <mara@desk.test>\n件名: 質問\n日付: 2022年5月3日 10:22:33 JST\n宛先: bo@home.test',
  ),
  row(
    'Gmail, forwarded',
    'en',
    '---------- Forwarded message ---------\nFrom: Mara Lind <mara@desk.test>\nDate: Tue, May 3, 2022 at 10:22 AM\nSubject: Your question\nTo: <bo@home.test>',
  ),
  row(
    'Gmail, forwarded',
    'zh-CN',
    '---------- Forwarded message ---------\n发件人： Mara Lind <mara@desk.test>\nDate: 2022年5月3日周二 10:22\nSubject: 您好\nTo: <bo@home.test>',
  ),
  row(
    'Gmail, forwarded',
    'fr',
    '---------- Forwarded message ---------\nDe : Mara Lind <mara@desk.test>\nDate: mar. 3 mai 2022 à 10:22\nSubject: Question\nTo: <bo@home.test>',
  ),
  row(
    'Thunderbird, forwarded',
    'en',
    '-------- Forwarded Message --------\nSubject: \tYour question\nDate: \tTue, 3 May 2022 10:22:33 +0200\nFrom: \tMara Lind <mara@desk.test>\nTo: \tbo@home.test',
  ),
  row(
    'Thunderbird, forwarded',
    'de',
    '-------- Weitergeleitete Nachricht --------\nBetreff: \tFrage\nDatum: \tTue, 3 May 2022 10:22:33 +0200\nVon: \tMara Lind <mara@desk.test>\nAn: \tbo@home.test',
  ),
  row(
    'Samsung',
    'en',
    '-------- Original message --------\nFrom: Mara Lind <mara@desk.test> \nDate: 5/3/22  10:22 AM  (GMT+08:00) \nTo: bo@home.test \nSubject: Your question',
  ),
  row(
    'Samsung',
    'de',
    '-------- Ursprüngliche Nachricht --------\nVon: Mara Lind <mara@desk.test>\nDatum: 03.05.22 10:22 (GMT+01:00)\nAn: bo@home.test\nBetreff: Frage',
  ),
  row(
    'Samsung',
    'ko',
    '-------- 원본 이메일 --------\n발신: Mara Lind <mara@desk.test>\n날짜: 2022/5/3 10:22 (GMT+09:00)\n받은 사람: bo@home.test\n제목: 질문',
  ),
  row(
    'Samsung',
    'pl',
    '-------- Oryginalna wiadomość --------\nOd: Mara Lind <mara@desk.test>\nData: 03.05.2022 10:22 (GMT+01:00)\nDo: bo@home.test\nTemat: Pytanie',
  ),
  row(
    'Huawei',
    'zh-CN',
    '-------- 原始邮件 --------\n发件人： Mara Lind <mara@desk.test>\n日期： 2022年5月3日周二 10:22\n收件人： bo@home.test\n主 题： 您好',
  ),
  row(
    'QQ Mail',
    'zh-CN',
    '------------------ 原始邮件 ------------------\n发件人: "Mara Lind" <mara@desk.test>;\n发送时间: 2022年5月3日(星期二) 上午10:22\n收件人: "Bo"<bo@home.test>;\n主题: 您好',
  ),
  row(
    'QQ Mail, spaces',
    'zh-CN',
    '------------------&nbsp;原始邮件&nbsp;------------------\n发件人:                                                                                                                        "Mara Lind"                                                                                    <mara@desk.test>;\n发送时间:&nbsp;2022年5月3日(星期二) 上午10:22\n收件人:&nbsp;"Bo"<bo@home.test>;\n主题:&nbsp;您好',
  ),
  row(
    'QQ Mail',
    'en',
    '------------------ Original ------------------\nFrom: "Mara Lind";<mara@desk.test>;\nDate: Tue, May 3, 2022 10:22 AM\nTo: "Bo"<bo@home.test>;\nSubject: Your question',
  ),
  row(
    'NetEase Master',
    'zh-CN',
    '---- 回复的原邮件 ----\n| 发件人 | Mara Lind<mara@desk.test> |\n| 发送日期 | 2022年5月3日 10:22 |\n| 收件人 | bo@home.test<bo@home.test> |\n| 抄送至 | |\n| 主题 | Re: 您好 |',
  ),
  row(
    'NetEase Master',
    'en',
    '---- Replied Message ----\n| From | Mara Lind<mara@desk.test> |\n| Date | 5/3/2022 10:22 |\n| To | bo@home.test<bo@home.test> |\n| Cc | |\n| Subject | Re: Your question |',
  ),
  row(
    'NetEase Master, table alone',
    'zh-CN',
    '| 发件人 | Mara Lind<mara@desk.test> |\n| 日期 | 2022年5月3日 10:22 |\n| 收件人 | bo@home.test<bo@home.test> |\n| 主题 | Re: 您好 |',
  ),
  row('Foxmail', 'zh-CN', ' \n \n发件人： Mara Lind\n发送时间： 2022-05-03 10:22\n收件人： bo\n主题： Re: 您好'),
  row('Foxmail', 'en', ' \nFrom: Mara Lind\nDate: 2022-05-03 10:22\nTo: bo\nSubject: Your question'),
  row(
    'Alibaba Mail',
    'zh-CN',
    '------------------------------------------------------------------\n发件人：Mara Lind <mara@desk.test>\n发送时间：2022年5月3日(星期二) 10:22\n收件人：bo <bo@home.test>\n主　题：Re: 您好',
  ),
  row(
    'Alibaba Mail',
    'en',
    '------------------------------------------------------------------\nFrom:Mara Lind <mara@desk.test>\nSend Time:2022 May 3 (Tue.) 10:22\nTo:bo <bo@home.test>\nSubject:Your question',
  ),
  row(
    'Coremail',
    'zh-CN',
    '-----原始邮件-----\n发件人:"Mara Lind" <mara@desk.test>\n发送时间:2022-05-03 10:22:33 (星期二)\n收件人: bo@home.test\n抄送: \n主题: 您好',
  ),
  row(
    'Coremail, marked',
    'zh-CN',
    '> -----原始邮件-----\n> 发件人: "Mara Lind" <mara@desk.test>\n> 发送时间: 2022-05-03 10:22:33 (星期二)\n> 收件人: bo@home.test\n> 主题: 您好\n>',
  ),
  row(
    'Sina',
    'zh-CN',
    '----- 原始邮件 -----\n发件人：Mara Lind <mara@desk.test>\n收件人：bo@home.test\n主题：您好\n日期：2022年05月03日 10点22分',
  ),
  row(
    '139',
    'zh-CN',
    '----邮件原文----\n发件人："Mara Lind" <mara@desk.test>\n收件人：bo <bo@home.test>\n抄 送：(无)\n发送时间：2022-05-03 10:22:33\n主题：您好',
  ),
  row(
    'Yahoo',
    'zh-TW',
    '----- 轉寄的郵件 -----\n寄件者： Mara Lind <mara@desk.test>\n收件者： bo@home.test\n傳送日期： 2022年5月3日 10:22\n主題： 您好',
  ),
  row(
    'Yahoo',
    'en',
    '________________________________\nFrom: Mara Lind <mara@desk.test>\nTo: bo@home.test \nSent: Tuesday, May 3, 2011 10:22 AM\nSubject: Your question',
  ),
  row(
    'Yahoo',
    'en',
    '----- Original Message ----\nFrom: Mara Lind <mara@desk.test>\nTo: bo@home.test\nSent: Tue, May 3, 2011 10:22:33 AM\nSubject: Your question',
  ),
  row(
    'AOL',
    'en',
    '-----Original Message-----\nFrom: Mara Lind <mara@desk.test>\nTo: bo <bo@home.test>\nSent: Tue, May 3, 2022 10:22 am\nSubject: Your question',
  ),
  row(
    'Naver',
    'ko',
    '-----Original Message-----\nFrom: "Mara Lind"<mara@desk.test>\nTo: <bo@home.test>;\nCc:\nSent: 2022-05-03 (화) 10:22:33 (GMT+09:00)\nSubject: 질문',
  ),
  row(
    'Daum',
    'ko',
    '--------- 원본 메일 ---------\n보낸사람: "Mara Lind" <mara@desk.test>\n받는사람 : <bo@home.test>\n날짜: 2022년 5월 03일(화), 10:22:33\n제목: 질문',
  ),
  row(
    'Zimbra',
    'en',
    '----- Original Message -----\nFrom: "Mara Lind" <mara@desk.test>\nTo: "bo" <bo@home.test>\nSent: Tuesday, May 3, 2022 10:22:33 AM\nSubject: Your question',
  ),
  row(
    'Zimbra',
    'fr',
    '----- Mail original -----\nDe: "Mara Lind" <mara@desk.test>\nÀ: "bo" <bo@home.test>\nEnvoyé: Mardi 3 Mai 2022 10:22:33\nObjet: Question',
  ),
  row(
    'Zimbra, no divider',
    'en',
    'From: "Mara Lind" <mara@desk.test>\nTo: "bo" <bo@home.test>\nSent: Tuesday, May 3, 2022 10:22:33 AM\nSubject: Your question',
  ),
  row(
    'Lotus Notes',
    'en',
    'From:\tMara Lind/ACME\nTo:\tBo Berg/HOME@HOME\nDate:\t05/03/2012 10:22 AM\nSubject:\tYour question',
  ),
  row(
    'Lotus Notes',
    'en',
    'Mara Lind <mara@desk.test> \n05/03/2012 10:22 AM\n\n\tTo\nbo@home.test\n\tcc\n\n\tSubject\nYour question',
  ),
  row(
    'Lotus Notes, forwarded',
    'en',
    '----- Forwarded by Bo Berg/HOME on 05/03/2012 10:22 AM -----\n\nFrom: Mara Lind/ACME\nTo: Bo Berg/HOME@HOME\nDate: 05/03/2012 10:20 AM\nSubject: Your question',
  ),
  row(
    'Lotus Notes, hidden',
    'en',
    'Inactive hide details for Mara Lind ---05/03/2012 10:22:33 AM---Dear Bo, which one?',
  ),
  row(
    'Lotus iNotes',
    'en',
    '-----Mara Lind <mara@desk.test> wrote: -----\nTo: bo@home.test\nFrom: Mara Lind <mara@desk.test>\nDate: 05/03/2012 10:22AM\nSubject: Your question',
  ),
  row(
    'eM Client',
    'en',
    '------ Original Message ------\nFrom: "Mara Lind" <mara@desk.test>\nTo: bo@home.test\nSent: 5/3/2022 10:22:33 AM\nSubject: Your question',
  ),
  row(
    'eM Client, new',
    'en',
    '------ Original Message ------\nFrom "Mara Lind" <mara@desk.test>\nTo bo@home.test\nDate 5/3/2022 10:22:33 AM\nSubject Your question',
  ),
  row(
    'Proton',
    'en',
    '------- Original Message -------\nOn Tuesday, May 3rd, 2022 at 10:22 AM, Mara Lind <mara@desk.test> wrote:',
  ),
  row(
    'Proton, old',
    'en',
    '‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\nOn Tuesday, May 3, 2020 10:22 AM, Mara Lind <mara@desk.test> wrote:',
  ),
  row(
    'K-9',
    'en',
    '-------- Original Message --------\nFrom: Mara Lind <mara@desk.test>\nSent: May 3, 2022 10:22:33 AM GMT+08:00\nTo: bo@home.test\nSubject: Your question',
  ),
  row(
    'BlackBerry',
    'en',
    '-----Original Message-----\nFrom: Mara Lind <mara@desk.test>\nDate: Tue, 3 May 2011 10:22:33 \nTo: <bo@home.test>\nSubject: Your question',
  ),
  row(
    'BlackBerry 10',
    'en',
    'From: Mara Lind\nSent: Tuesday, May 3, 2015 10:22 AM\nTo: bo@home.test\nSubject: Your question',
  ),
  row(
    'Mail.ru, forwarded',
    'ru',
    '-------- Пересылаемое сообщение --------\nОт кого: Mara Lind <mara@desk.test>\nКому: bo@home.test\nДата: Вторник, 3 мая 2022, 10:22 +03:00\nТема: Вопрос',
  ),
  row(
    'Yandex, forwarded',
    'ru',
    '-------- Пересылаемое сообщение --------\n03.05.2022, 10:22, "Mara Lind" <mara@desk.test>:',
  ),
  row(
    'a dash on one side',
    'en',
    '-----Original Message\nFrom: Mara Lind\nSent: Tuesday, May 3, 2022 10:22 AM\nTo: Bo\nSubject: Your question',
  ),
  row(
    'words alone',
    'en',
    'Original Message\nFrom: Mara Lind <mara@desk.test>\nSent: Tuesday, May 3, 2022 10:22 AM\nTo: Bo\nSubject: Your question',
  ),
  row(
    'one line',
    'en',
    'From: Mara Lind <mara@desk.test> Sent: Tuesday, May 3, 2022 10:22 AM To: Bo Subject: Your question',
  ),
  row(
    'bars',
    'en',
    '| From: Mara Lind <mara@desk.test>\n| Sent: Tuesday, May 3, 2022 10:22 AM\n| To: Bo\n| Subject: Your question',
  ),
  row(
    'Outlook, in capitals',
    'tr',
    '-----ÖZGÜN İLETİ-----\nKİMDEN: Mara Lind <mara@desk.test>\nGÖNDERİLDİ: 3 Mayıs 2022 10:22\nKİME: bo@home.test\nKONU: Soru',
  ),
  row(
    'Lotus Notes, drawn',
    'en',
    '|---------+---------------------------->\n|         |           Mara Lind          |\n|         |           05/03/2022 10:22   |\n|---------+---------------------------->\n  >------------------------------------|\n  |       To:       bo@home.test       |\n  |       Subject:  Your question      |\n  >------------------------------------|',
  ),
  row('our own line', 'en', '##- Please type your reply above this line -##'),
  row('our own line', 'en', '## Please write your answer above this line ##'),
  row('our own line', 'zh-CN', '## 请在此行上方回复 ##'),
  row('our own line', 'zh-TW', '## 請在此行以上回覆 ##'),
  row('a desk', 'en', '-----Reply above this line-----'),
  row('a desk', 'en', '--- Please reply above this line ---'),
  row('a desk', 'en', '=-=-= Please reply above this line =-=-='),
  row('a desk', 'en', '—-—-—-—-—-—-—-—-— Reply ABOVE THIS LINE to add a comment'),
  row('a desk', 'de', '##- Bitte geben Sie Ihre Antwort oberhalb dieser Zeile ein. -##'),
  row('a desk', 'fr', '##- Veuillez répondre au-dessus de cette ligne -##'),
  row('a desk', 'es', '##- Escriba su respuesta por encima de esta línea. -##'),
  row('a desk', 'pt', '##- Responda acima desta linha -##'),
  row('a desk', 'ja', '##- この行の上に返信を入力してください -##'),
  row('a desk', 'ru', '##- Пожалуйста, введите ответ над этой строкой -##'),
  row('a desk', 'ko', '##- 이 줄 위에 답장을 입력하세요 -##'),
];
