import { describe, expect, test } from 'vitest';
import { bounceText, readBounce } from '../../../support/a-bounce.ts';

type Row = readonly [
  name: string,
  headers: Readonly<Record<string, string>>,
  text: string,
  kind: string,
  failed: readonly (readonly [recipient: string, hard: boolean, status?: string])[],
];

const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
const NOBODY = { 'Return-Path': '' };
const LIST = {
  Precedence: 'bulk',
  'List-Id': '<talk.lists.example>',
  'List-Unsubscribe': '<mailto:x@lists.example>',
  'X-BeenThere': 'talk@lists.example',
};
const SENT =
  'Received: from desk by mx; Sun, 22 Nov 2026 03:00:00 +0000\nFrom: support@moorline.test\nTo: talk@lists.example\nSubject: Hello\nMessage-ID: <1@moorline.test>\n\nHello';
const ROWS: readonly Row[] = [
  [
    'X.400 dda',
    { ...NOBODY, From: 'System Administrator <postmaster@sender.test>', Subject: 'Undeliverable: Hello' },
    'Your message\n\n  To:      talk@lists.example\n  Subject: Hello\n  Sent:    Mon, 2 Nov 1998 10:00:00 +0100\n\ndid not reach the following recipient(s):\n\nc=DE;a= ;p=Corp;o=HQ;dda:SMTP=wei@corp.example;\n on Mon, 2 Nov 1998 10:01:00 +0100\n    The recipient name is not recognized\n\tThe MTS-ID of the original message is: c=de;a= ;p=corp;l=X\n    MSEXCH:IMS:CORP:HQ:MAIL 0 (000C05A6) Unknown Recipient',
    'bounce',
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'X.400 slashes',
    { ...NOBODY, From: 'System Administrator <postmaster@sender.test>', Subject: 'Undeliverable: Hello' },
    'Your message\n\n  To:      talk@lists.example\n  Subject: Hello\n\ndid not reach the following recipient(s):\n\n/C=DE/ADMD=DBP/PRMD=CORP/DDA:RFC-822=wei@corp.example on Mon, 2 Nov 1998\n    Unknown Recipient',
    'bounce',
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'AOL screen name',
    { ...NOBODY, From: 'Mail Delivery Subsystem <MAILER-DAEMON@aol.example>', Subject: 'Returned mail: see details' },
    'Your mail to the following recipients could not be delivered because they are not accepting mail from you:\n\n\tweizhang77\n',
    'bounce',
    [['weizhang77@aol.example', true, '5.7.1']],
  ],
  [
    '1&1 delay',
    {
      ...NOBODY,
      From: 'Mail Delivery System <mailer-daemon@kundenserver.example>',
      Subject: 'Warning: message delayed',
    },
    'This is a warning message only.\nYour message has not yet been delivered to the following addresses:\n\n  <wei@corp.example>\n\nThe server will keep trying.',
    'bounce',
    [['wei@corp.example', false]],
  ],
  [
    'phquery',
    {
      ...NOBODY,
      From: 'phquery-pickup <MAILER-DAEMON@sender.test>',
      Subject: 'Returned mail: nameserver could not match',
    },
    'The message, "Hello," sent by support@moorline.test\ncould not be delivered to:\n\n    zhang wei\n\nbecause the name does not match any entry of the nameserver. Please use an address such as anna-weber@corp.example instead.\n\n --------Returned message below----------\nFrom: support@moorline.test\nTo: wei@corp.example\nSubject: Hello\nMessage-ID: <1@x>\n',
    'bounce',
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'SpamLion-like',
    { ...NOBODY, From: 'Mail Guard <postmaster@sender.test>', Subject: 'Undeliverable: Hello' },
    'Your message did not reach the following recipient:\n\nwei@corp.example\n',
    'bounce',
    [['wei@corp.example', true, '5.0.0']],
  ],
  [
    'JetMail-like',
    { ...NOBODY, From: 'Postmaster@corp.example', Subject: 'Undeliverable mail' },
    'Message could not be delivered:\n\nAccount: wei (unknown local account)\n\n---- Original ----\nFrom: support@moorline.test\nTo: talk@lists.example\nSubject: Hello\nDate: x\n\nHello',
    'bounce',
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'list: InterScan',
    { ...NOBODY, ...LIST, From: 'MAILER-DAEMON@corp.example', Subject: 'Failed mail' },
    'Delivery of your message failed.\n\n> Received: from desk by mx; Sun, 22 Nov 1998\n> From: support@moorline.test\n> To: wei@corp.example\n> Subject: Hello\n> Message-ID: <1@x>\n>\n> Hello',
    'bounce',
    [['wei@corp.example', true, '5.0.0']],
  ],
  [
    'list: no match responder',
    { ...NOBODY, ...LIST, From: 'Help <help@corp.example>', Subject: 'Undeliverable mail' },
    'Your mail could not be delivered: the address below does not match anybody here.\n\n  wei@corp.example\n\n-------------------------------------------------\nFrom: support@moorline.test\nTo: wei@corp.example\nSubject: Hello\nDate: Mon, 2 Nov 1998\n-------------------------------------------------\nHello',
    'bounce',
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'list: cdo',
    { ...NOBODY, ...LIST, From: 'Mailbox Agent <agent@corp.example>', Subject: 'Undeliverable: Hello' },
    'Your message\n\nTo: wei@corp.example\nSubject: Hello\nSent: Mon, 2 Nov 1998\n\nwas not delivered to:\n\nwei@corp.example\n\nas this mailbox is closed.\n\n> From: support@moorline.test\n> To: wei@corp.example\n> Subject: Hello\n> Date: x\n',
    'bounce',
    [['wei@corp.example', true, '5.2.1']],
  ],
  [
    'quoted local',
    { ...NOBODY, From: '"Mail Administrator"@sender.test', Subject: 'Delivery failure' },
    'Failed Recipient: wei@corp.example\nReason: Remote host said: 550 No such user',
    'bounce',
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'two ats',
    { ...NOBODY, From: '"System Administrator@corp.example"@lists.example', Subject: 'Delivery delayed: Hello' },
    'This is an advisory. Delivery of your message has been postponed, as the mailbox of\n\n  wei@corp.example\n\nis full. The server will go on trying for 2 days.',
    'bounce',
    [['wei@corp.example', false, '4.2.2']],
  ],
  [
    'department, bilingual',
    {
      ...NOBODY,
      From: 'Service informatique <informatique@corp.example>',
      Subject: encoded('Hello - Non remis / Undeliverable'),
    },
    'Votre message n’a pas pu être remis au destinataire / Your message could not be delivered to:\n\n  wei@corp.example\n\nCette adresse n’existe plus / This address does not exist any more.',
    'bounce',
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'AV gateway',
    { ...NOBODY, From: 'savsmtp@corp.example', Subject: encoded('Delivery Warning: Hello') },
    'Your message has not been delivered yet to:\n\n wei@corp.example\n\nThe server could not connect and will continue trying.',
    'bounce',
    [['wei@corp.example', false, '4.4.1']],
  ],
  [
    'James SMS',
    {
      From: 'post_master@sms.example',
      Subject: 'Re: Hello',
      'In-Reply-To': '<1@moorline.test>',
      'Return-Path': '<post_master@sms.example>',
      'Content-Type': 'multipart/mixed; boundary="=_b"',
    },
    '--=_b\nContent-Type: text/plain\n\nMessage could not be delivered to mobile.\nError: 550 unknown subscriber\nRCPT TO: 5550100@sms.example\n--=_b--',
    'bounce',
    [['5550100@sms.example', true, '5.1.1']],
  ],
  [
    'KDDI',
    { ...NOBODY, From: 'no-reply@ezweb.example', Subject: encoded('メールエラー通知') },
    'お客様が送信されたメールは、宛先のメールボックスがいっぱいのため受信できませんでした。\n\nMail error:\n  To: <wei@ezweb.example>\n  reason: mailbox full\n',
    'bounce',
    [['wei@ezweb.example', true, '5.2.2']],
  ],
  [
    'Sieve reject MDN',
    {
      ...NOBODY,
      From: 'Mail Delivery Subsystem <postmaster@corp.example>',
      'Auto-Submitted': 'auto-replied (rejected)',
      Subject: 'Automatically rejected mail',
      'Content-Type': 'multipart/report; report-type=disposition-notification; boundary="=_b"',
    },
    '--=_b\nContent-Type: text/plain\n\nYour message to <wei@corp.example> was automatically rejected:\nQuota exceeded (mailbox for user is full)\n--=_b\nContent-Type: message/disposition-notification\n\nReporting-UA: mx.corp.example; Dovecot Mail Delivery Agent\nFinal-Recipient: rfc822; wei@corp.example\nOriginal-Message-ID: <1@x>\nDisposition: automatic-action/MDN-sent-automatically; deleted\n--=_b\nContent-Type: message/rfc822\n\n' +
      SENT +
      '\n--=_b--',
    'bounce',
    [['wei@corp.example', true, '5.2.2']],
  ],
  [
    'MDN not read',
    {
      ...NOBODY,
      From: 'wei@corp.example',
      Subject: 'Not read: Hello',
      'Content-Type': 'multipart/report; report-type=disposition-notification; boundary="=_b"',
    },
    '--=_b\nContent-Type: text/plain\n\nYour message\n\n  To: wei\n  Subject: Hello\n\nwas deleted without being read on Monday.\n--=_b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; wei@corp.example\nDisposition: automatic-action/MDN-sent-automatically; deleted\n--=_b--',
    'auto-reply',
    [],
  ],
  [
    'IMSS wrapped',
    {
      ...NOBODY,
      From: 'postmaster@sender.test',
      Subject: 'Delivery Status Notification (Failure)',
      'Content-Type': 'multipart/mixed; boundary="=_o"',
    },
    '--=_o\nContent-Type: text/plain\n\nThe attached was scanned.\n--=_o\nContent-Type: message/rfc822\n\nFrom: postmaster@mx.test\nContent-Type: multipart/report; report-type=delivery-status; boundary="=_i"\nMIME-Version: 1.0\n\n--=_i\nContent-Type: text/plain\n\nfailed\n--=_i\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; wei@corp.example\nAction: failed\nStatus: 5.1.1\n--=_i\nContent-Type: message/rfc822\n\n' +
      SENT +
      '\n--=_i--\n--=_o--',
    'bounce',
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'IMSS wrapped, type kept',
    {
      ...NOBODY,
      From: 'IMSS <imss@sender.test>',
      Subject: 'Delivery Status Notification (Failure)',
      'X-DSNContext': '7ce717b1 - 1158 - 00000002',
      'Content-Type': 'multipart/mixed; report-type=delivery-status; boundary="=_o"',
    },
    '--=_o\nContent-Type: text/plain\n\nThe attached was scanned.\n--=_o\nContent-Type: message/rfc822\n\nFrom: postmaster@mx.test\nContent-Type: multipart/report; report-type=delivery-status; boundary="=_i"\nMIME-Version: 1.0\n\n--=_i\nContent-Type: text/plain\n\nfailed\n--=_i\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; wei@corp.example\nAction: failed\nStatus: 5.1.1\n--=_i\nContent-Type: message/rfc822\n\n' +
      SENT +
      '\n--=_i--\n--=_o--',
    'bounce',
    [['wei@corp.example', true, '5.1.1']],
  ],
];

describe('a report of gateways and agents', () => {
  test.each(ROWS)('%s', async (_name, headers, text, kind, failed) => {
    const read = await readBounce(bounceText(text, headers));
    expect(read.kind).toBe(kind);
    if (kind === 'bounce') expect(read.failed.map((each, at) => each.slice(0, failed[at]?.length))).toEqual(failed);
  });
});
