/**
 * The lines above the words of a forwarded mail, as clients write them, with the subject they give it. All of them forward
 * the mail "Stuck" of Wang Li.
 */
export const FORWARDING_CLIENTS: readonly (readonly [client: string, subject: string, lines: string])[] = [
  [
    'Gmail',
    'Fwd: Stuck',
    `---------- Forwarded message ---------
From: Wang Li <wang@customer.test>
Date: Sun, Nov 22, 2026 at 11:00 AM
Subject: Stuck
To: Alice <alice@moorline.test>

`,
  ],
  [
    'Gmail in Chinese',
    '转发：Stuck',
    `---------- 转发的邮件 ---------
发件人： Wang Li <wang@customer.test>
日期：2026年11月22日周日 11:00
主题：Stuck
收件人：Alice <alice@moorline.test>
`,
  ],
  [
    'Gmail on a phone',
    'Fwd: Stuck',
    `---------- Forwarded message ---------
From: *Wang Li* <wang@customer.test>
Date: Sun, 22 Nov 2026, 11:00
Subject: Stuck
To: Alice <alice@moorline.test>, somebody with a long name <somebody@moorline.test>,
Another <another@moorline.test>
`,
  ],
  [
    'Outlook for Windows',
    'FW: Stuck',
    `From: Wang Li [mailto:wang@customer.test]${' '}
Sent: Sunday, November 22, 2026 11:00 AM
To: Alice <alice@moorline.test>
Cc: Bob <bob@moorline.test>
Subject: Stuck
Importance: High
`,
  ],
  [
    'Outlook, as plain text',
    'FW: Stuck',
    `________________________________
From: Wang Li <wang@customer.test<mailto:wang@customer.test>>
Sent: Sunday, November 22, 2026 11:00 AM
To: Alice <alice@moorline.test<mailto:alice@moorline.test>>
Subject: Stuck
`,
  ],
  [
    'Outlook in German',
    'WG: Stuck',
    `-----Ursprüngliche Nachricht-----
Von: Wang Li <wang@customer.test>
Gesendet: Sonntag, 22. November 2026 11:00
An: Alice <alice@moorline.test>
Betreff: Stuck
`,
  ],
  [
    'Outlook in French',
    'TR : Stuck',
    `De : Wang Li <wang@customer.test>
Envoyé : dimanche 22 novembre 2026 11:00
À : Alice <alice@moorline.test>
Objet : Stuck
`,
  ],
  [
    'Outlook in Spanish',
    'RV: Stuck',
    `De: Wang Li <wang@customer.test>
Enviado el: domingo, 22 de noviembre de 2026 11:00
Para: Alice <alice@moorline.test>
Asunto: Stuck
`,
  ],
  [
    'Outlook in Portuguese',
    'ENC: Stuck',
    `De: Wang Li <wang@customer.test>
Enviada em: domingo, 22 de novembro de 2026 11:00
Para: Alice <alice@moorline.test>
Assunto: Stuck
`,
  ],
  [
    'Outlook in Chinese',
    '转发: Stuck',
    `发件人: Wang Li <wang@customer.test>
发送时间: 2026年11月22日 11:00
收件人: Alice <alice@moorline.test>
主题: Stuck
`,
  ],
  [
    'Outlook in traditional Chinese',
    '轉寄: Stuck',
    `寄件者: Wang Li <wang@customer.test>
寄件日期: 2026年11月22日 11:00
收件者: Alice <alice@moorline.test>
主旨: Stuck
`,
  ],
  [
    'Outlook in Japanese',
    '転送: Stuck',
    `差出人: Wang Li <wang@customer.test>
送信日時: 2026年11月22日 11:00
宛先: Alice <alice@moorline.test>
件名: Stuck
`,
  ],
  [
    'Outlook in Korean',
    '전달: Stuck',
    `보낸 사람: Wang Li <wang@customer.test>
보낸 날짜: 2026년 11월 22일 일요일 11:00
받는 사람: Alice <alice@moorline.test>
제목: Stuck
`,
  ],
  [
    'Outlook in Russian',
    'FW: Stuck',
    `От: Wang Li <wang@customer.test>
Отправлено: 22 ноября 2026 г. 11:00
Кому: Alice <alice@moorline.test>
Тема: Stuck
`,
  ],
  [
    'Apple Mail',
    'Fwd: Stuck',
    `Begin forwarded message:

> From: Wang Li <wang@customer.test>
> Subject: Stuck
> Date: 22 November 2026 at 11:00:00 GMT+8
> To: Alice <alice@moorline.test>
>${' '}`,
  ],
  [
    'Apple Mail on a phone, in Chinese',
    '转发：Stuck',
    `下面是被转发的邮件：

发件人： Wang Li <wang@customer.test>
日期： 2026年11月22日 GMT+8 11:00:00
收件人： Alice <alice@moorline.test>
主题： Stuck
`,
  ],
  [
    'Thunderbird',
    'Fwd: Stuck',
    `-------- Forwarded Message --------
Subject: \tStuck
Date: \tSun, 22 Nov 2026 11:00:00 +0800
From: \tWang Li <wang@customer.test>
Reply-To: \tWang Li <wang@customer.test>
To: \tAlice <alice@moorline.test>
`,
  ],
  [
    'Thunderbird, as a table',
    'Fwd: Stuck',
    `-------- Weitergeleitete Nachricht --------
Betreff:
Stuck
Datum:
Sun, 22 Nov 2026 11:00:00 +0800
Von:
Wang Li <wang@customer.test>
An:
Alice <alice@moorline.test>
`,
  ],
  [
    'QQ Mail',
    '转发：Stuck',
    `------------------ 原始邮件 ------------------
发件人: "Wang Li" <wang@customer.test>;
发送时间: 2026年11月22日(星期天) 中午11:00
收件人: "alice"<alice@moorline.test>;
主题: Stuck
`,
  ],
  [
    'NetEase 163',
    'Fw:Stuck',
    `-------- 转发邮件信息 --------
发件人："Wang Li" <wang@customer.test>
发送日期：2026-11-22 11:00:00
收件人：alice@moorline.test
主题：Stuck`,
  ],
  [
    'Foxmail',
    '转发: Stuck',
    `发件人： Wang Li<wang@customer.test>
发送时间： 2026-11-22 11:00
收件人： alice@moorline.test
主题： Stuck`,
  ],
  [
    'Alibaba Mail',
    '转发：Stuck',
    `------------------------------------------------------------------
发件人：Wang Li<wang@customer.test>
日　期：2026年11月22日 11:00:00
收件人：alice<alice@moorline.test>
主　题：Stuck
`,
  ],
  [
    'Yahoo',
    'Fw: Stuck',
    `----- Forwarded Message -----
From: "Wang Li" <wang@customer.test>
To: "alice@moorline.test" <alice@moorline.test>
Sent: Sunday, November 22, 2026, 11:00:00 AM GMT+8
Subject: Stuck
`,
  ],
  [
    'Proton',
    'Fwd: Stuck',
    `------- Forwarded Message -------
From: Wang Li <wang@customer.test>
Date: On Sunday, November 22nd, 2026 at 11:00
Subject: Stuck
To: Alice <alice@moorline.test>

`,
  ],
  [
    'Samsung',
    'Fwd: Stuck',
    `-------- Original message --------
From: Wang Li <wang@customer.test>${' '}
Date: 22/11/2026  11:00  (GMT+08:00)${' '}
To: Alice <alice@moorline.test>${' '}
Subject: Stuck${' '}
`,
  ],
  [
    'Mail.ru',
    'Fwd: Stuck',
    `-------- Пересылаемое сообщение --------
От: Wang Li <wang@customer.test>
Кому: Alice <alice@moorline.test>
Дата: Воскресенье, 22 ноября 2026, 11:00 +03:00
Тема: Stuck
`,
  ],
  [
    'Lotus Notes',
    'Fw: Stuck',
    `----- Forwarded by Alice/HK/Moorline on 11/22/2026 11:05 AM -----

From:\tWang Li <wang@customer.test>
To:\tAlice <alice@moorline.test>
Date:\t11/22/2026 11:00 AM
Subject:\tStuck
`,
  ],
  [
    'a client that leaves a line between headers',
    'Fwd: Stuck',
    `From: Wang Li <wang@customer.test>

Date: 22 Nov 2026

To: Alice <alice@moorline.test>

Subject: Stuck
`,
  ],
  [
    'Turkish',
    'İlt: Stuck',
    `Kimden: Wang Li <wang@customer.test>
Gönderildi: 22 Kasım 2026 Pazar 11:00
Kime: Alice <alice@moorline.test>
Konu: Stuck
`,
  ],
  [
    'Vietnamese',
    'Chuyển tiếp: Stuck',
    `Từ: Wang Li <wang@customer.test>
Đã gửi: Chủ Nhật, 22 Tháng Mười Một 2026 11:00
Đến: Alice <alice@moorline.test>
Chủ đề: Stuck
`,
  ],
];
