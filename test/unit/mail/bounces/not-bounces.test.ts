import { describe, expect, test } from 'vitest';
import { bounceParts, bounceText, RETURNED, readBounce } from '../../../support/a-bounce.ts';

type Row = readonly [name: string, headers: Readonly<Record<string, string>>, text: string];

const BOUNCE = `This is the mail system at host mx.sender.test.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<wei@corp.example>: host mx.corp.example[192.0.2.7] said: 550 5.1.1 User unknown`;
const quoted = BOUNCE.replace(/^/gm, '> ');

const ROWS: readonly Row[] = [
  [
    'asks what a bounce means',
    { Subject: 'Mail delivery failed: returning message to sender' },
    `I got this, what is wrong?\n\n${BOUNCE}`,
  ],
  ['quotes one', { Subject: 'Re: Undelivered Mail Returned to Sender' }, `Please tell me why.\n\n${quoted}`],
  [
    'quotes one at the top',
    { Subject: 'Your mails bounce' },
    `${quoted}\n\nThis is what I get from you. Please mend it.`,
  ],
  [
    'forwards one',
    { Subject: 'Fwd: Undelivered Mail Returned to Sender' },
    `---------- Forwarded message ---------\nFrom: Mail Delivery System <MAILER-DAEMON@mx.sender.test>\nSubject: Undelivered Mail Returned to Sender\nTo: <wang@customer.test>\n\n${BOUNCE}`,
  ],
  [
    'forwards one without a word of theirs',
    { Subject: 'WG: Unzustellbar: Hallo' },
    `Von: postmaster@sender.test\nGesendet: Montag\nAn: wang@customer.test\nBetreff: Unzustellbar: Hallo\n\n${BOUNCE}`,
  ],
  ['pastes one and nothing else', { Subject: 'this is what i got' }, BOUNCE],
  [
    'talks of a delay',
    { Subject: 'Delayed mail' },
    'Your mails to wei@corp.example are delayed by hours, some say 451 4.7.1 greylisted.',
  ],
  [
    'says that a mailbox is full',
    { Subject: 'Mailbox full' },
    'My mailbox wei@corp.example is full, please write to wei2@corp.example instead.',
  ],
  [
    'says that somebody is unknown',
    { Subject: 'User unknown' },
    'Your login page says "user unknown" for wei@corp.example.',
  ],
  [
    'is called Postmaster',
    { From: 'Tom Postmaster <tom@customer.test>', Subject: 'Returned goods' },
    'I returned the parcel to the sender. wei@corp.example has the number.',
  ],
  [
    'is an administrator',
    { From: 'Admin <admin@customer.test>', Subject: 'Mail problem' },
    'Your server rejects us: 550 5.7.1 relaying denied for wei@corp.example. Can you allow 192.0.2.9?',
  ],
  [
    'runs a mail server',
    { From: 'postmaster@customer.test', Subject: 'Your mails' },
    'Since Monday your mails to wei@corp.example fail, as your DNS is wrong. Could you look at it?\n\nThanks,\nAnna',
  ],
  [
    'answers as a postmaster',
    { From: 'postmaster@customer.test', Subject: 'Re: [#12] Undeliverable mail' },
    `wei@corp.example has left us.\n\n${quoted}`,
  ],
  [
    'writes of a withdrawal that failed',
    { From: 'noreply@forms.customer.test', Subject: 'Delivery failed' },
    'Name: Wang\nEmail: wei@corp.example\nMessage: my withdrawal could not be delivered, error 550',
  ],
  [
    'writes of a returned transfer',
    { Subject: 'Transfer returned to sender' },
    'The bank returned the transfer: recipient unknown. My address is wei@corp.example.',
  ],
  [
    'complains in Chinese',
    { Subject: '邮件退回' },
    '我给你们发的邮件被退回了，收件人 wei@corp.example 不存在，请问怎么办？',
  ],
  [
    'complains in German',
    { Subject: 'Unzustellbar' },
    'Meine E-Mail an wei@corp.example konnte nicht zugestellt werden. Woran liegt das?',
  ],
  [
    'complains in French',
    { Subject: 'Échec de remise' },
    'Mon message à wei@corp.example n’a pas pu être remis : destinataire inconnu.',
  ],
  [
    'complains in Russian',
    { Subject: 'Письмо не доставлено' },
    'Моё письмо на wei@corp.example не доставлено: пользователь не найден.',
  ],
  [
    'runs a shop',
    { From: 'Shop System <system@shop.example>', Subject: 'Your parcel was returned to sender' },
    'The parcel could not be delivered: address unknown. Write to wei@corp.example.',
  ],
  [
    'is a postmaster with a story',
    { From: 'postmaster@customer.test', Subject: 'Delivery problem' },
    'Hello, your newsletter to wei@corp.example bounced here last week. It is solved now.',
  ],
  [
    'misses a mail of ours',
    { Subject: 'Email delivery problem' },
    'Your email was not delivered to this address:\n\nwei@corp.example\n\nPlease check.',
  ],
  [
    'answers with a code',
    { Subject: 'Re: Delivery failed' },
    'The email could not be delivered because of 550 5.1.1.\n\nwei@corp.example is right.',
  ],
  [
    'asks for another mail without a question mark',
    { Subject: 'verification mail bounced' },
    'The email could not be delivered to:\nwei@corp.example\nCan you send again',
  ],
  [
    'waits for a withdrawal',
    { From: 'noreply@exchange.test', Subject: 'Withdrawal failed' },
    'Your withdrawal could not be sent.\n\nAccount: wei@corp.example\nError: 550',
  ],
  [
    'let a mail of ours in after all',
    { Subject: 'Undeliverable' },
    'Your mail to our office\n\noffice@corp.example\n\nwas returned to sender by our filter, we have whitelisted you now.',
  ],
  [
    'is a team that writes of mail',
    { From: 'Mail Support <support@customer.test>', Subject: 'Undelivered mail' },
    'Hello,\n\nwe looked at it: wei@corp.example was removed, hence 550 5.1.1.\n\nBest regards,\nLin Chen',
  ],
];

const encoded = (subject: string) => `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;

describe('a mail is a person’s who', () => {
  test.each(ROWS)('%s', async (_name, headers, text) => {
    const person = { From: 'Wang <wang@customer.test>', ...headers, Subject: encoded(headers.Subject ?? '') };
    for (const path of ['', '<wang@customer.test>']) {
      const { kind } = await readBounce(bounceText(text, { ...person, 'Return-Path': path }));
      expect(kind).toBe('normal');
    }
  });

  test('attaches a bounce', async () => {
    const parts = [
      { type: 'text/plain', text: 'What does the server want?' },
      { type: 'message/rfc822', text: `From: MAILER-DAEMON@mx.sender.test\nSubject: failure notice\n\n${BOUNCE}` },
      {
        type: 'message/delivery-status',
        text: 'Final-Recipient: rfc822; wei@corp.example\nAction: failed\nStatus: 5.1.1',
      },
      RETURNED,
    ];
    const headers = {
      From: 'wang@customer.test',
      'Return-Path': '',
      Subject: 'Undelivered Mail Returned to Sender',
      'Content-Type': 'multipart/mixed; boundary="=_b"',
    };
    expect(await readBounce(bounceParts(parts, headers))).toMatchObject({ kind: 'normal' });
  });
});

const HANDS: readonly Row[] = [
  ['Kim <postmaster@kim.example>', 'Error', 'I see an error when I log in.'],
  ['Kim <postmaster@kim.example>', 'Failed', 'Withdrawal failed.'],
  ['Kim <postmaster@kim.example>', 'Rejected', 'Your KYC team rejected the passport.'],
  ['Kim <postmaster@kim.example>', 'Refused', 'They refused the refund.'],
  ['Kim <postmaster@kim.example>', 'Mail failure', 'The support form fails.'],
  ['Kim <bounces@kim.example>', 'Delayed', 'The withdrawal is delayed since Monday.'],
  [
    'Wei <postmaster@wei.example>',
    'Login error',
    'Could not be delivered: the code. Account wei@wei.example. 550 USD are missing.',
  ],
  [
    'Karl Weber <postmaster@weber.example>',
    'Returned mail',
    'Your message to karl@weber.example could not be delivered last week because my mailbox was full. Please send the code again to karl@weber.example.',
  ],
  [
    'Postmaster <postmaster@smallfirm.example>',
    'Mail delivery failed to you?',
    'Dear support,\n\nI run mail for our firm. One of our users, anna@smallfirm.example, says your mails could not be delivered. The log says 550 5.1.1 user unknown.\n\nPlease tell us your sending addresses.',
  ],
  [
    'Karl Weber <admin@weber.example>',
    'Withdrawal could not be sent',
    'My withdrawal could not be sent. Error 550. karl@weber.example is my login.',
  ],
  [
    'system <system@weber.example>',
    'Delivery failed',
    'Delivery of my hardware wallet failed. Courier says address unknown. I need it. karl@weber.example',
  ],
  ['Li Lei <postmaster@example.cn>', '退信', '验证码邮件无法送达我的邮箱 lilei@example.cn，请尽快处理。'],
  [
    'Anna Schmidt <bounces@firma.example>',
    'Geld nicht erhalten',
    'Ich habe 500 USDT versendet, und die Auszahlung ist fehlgeschlagen. Meine Adresse ist anna@firma.example',
  ],
  [
    'Wei <mailer@wei.example>',
    'Could not be delivered',
    'The code could not be delivered to my phone. Login wei@wei.example',
  ],
  [
    'Wei <sms@wei.example>',
    'SMS not delivered',
    'Text messages with the code are not delivered to +86 139. 550 of them. wei@wei.example',
  ],
  ['Ola Nordmann <admin@ola.example>', 'Melding ikke levert', 'Koden ble ikke levert til ola@ola.example.'],
  ['Ana <notifications@ana.example>', 'Mensagem não entregue', 'O código não foi entregue em ana@ana.example.'],
  ['Hans <system@hans.example>', 'Nachricht nicht erhalten', 'Der Code wurde nicht an hans@hans.example gesendet.'],
  [
    'Wei <wei99@example.com>',
    'Undelivered Mail Returned to Sender',
    'This is the mail system at host mx.example.com.\n\nI copied the above from the bounce. Message to support@moorline.test could not be delivered, 550 5.1.1. Please fix your mail.',
  ],
].map(([from = '', subject = '', text = '']) => [`${from}: ${subject}`, { From: from, Subject: subject }, text]);

test.each(HANDS)(
  'what is no mail of ours that failed is a person’s, from whatever address: %s',
  async (_name, headers, text) => {
    const raw = bounceText(text, { ...headers, Subject: encoded(headers.Subject ?? ''), 'Return-Path': '' });
    expect((await readBounce(raw)).kind).toBe('normal');
  },
);

describe('who looks after mail, and writes that ours does not arrive, is a person', () => {
  test.each([
    [
      'Kim <postmaster@kim.example>',
      'Undelivered mail',
      'Mails from moorline.test to kim@kim.example were not delivered since Monday. Unlock the sender.',
    ],
    [
      'Anna <admin@firma.example>',
      'E-Mail nicht angekommen',
      'Die E-Mail mit dem Link wurde nicht zugestellt. anna@firma.example',
    ],
    ['李雷 <system@example.cn>', '发送失败', '邮件发送失败，收件人 lilei@example.cn，请处理'],
    [
      'Jean <admin@firme.example>',
      'Courriel non reçu',
      'Le courriel de confirmation n’a pas été remis à jean@firme.example',
    ],
    [
      'Pedro <admin@empresa.example>',
      'Correo no entregado',
      'El correo de confirmación no ha sido entregado a pedro@empresa.example',
    ],
    [
      'Иван <admin@firma.example>',
      'Письмо не доставлено',
      'Письмо с подтверждением не доставлено на ivan@firma.example',
    ],
    ['佐藤 <admin@example.jp>', 'メールが届きません', '確認メールが sato@example.jp に届きません。'],
    ['Minh <admin@example.vn>', 'Không gửi được thư', 'Thư xác nhận không gửi được đến minh@example.vn'],
    [
      'Ana <admin@empresa.example>',
      'E-mail não chegou',
      'O e-mail de confirmação não foi entregue a\n\nana@empresa.example',
    ],
    [
      'Kim <postmaster@kim.example>',
      'Mail delivery failed',
      'No mail of yesterday was delivered here:\n\nkim@kim.example',
    ],
  ])('%s: %s', async (from, subject, text) => {
    const [, name = '', address = ''] = /^(.*) (<.*>)$/.exec(from) ?? [];
    const headers = { From: `${encoded(name)} ${address}`, Subject: encoded(subject), 'Return-Path': '' };
    expect((await readBounce(bounceText(text, headers))).kind).toBe('normal');
    const server = { ...headers, From: address.replace(/.*@/, '<MAILER-DAEMON@') };
    expect((await readBounce(bounceText(text, server))).kind).toBe('bounce');
  });

  test.each([
    'The mail was not delivered to wei@kim.example: 550 5.1.1 user unknown',
    'Your message could not be delivered to wei@kim.example.',
    'The mail was not delivered:\n\nwei@corp.example',
    'The mail to wei@kim.example could not be delivered, as the mailbox is full.',
  ])('and is a server in the form of servers: %j', async (text) => {
    const headers = { From: 'Kim <postmaster@kim.example>', Subject: 'Undelivered mail', 'Return-Path': '' };
    expect((await readBounce(bounceText(text, headers))).kind).toBe('bounce');
  });
});
