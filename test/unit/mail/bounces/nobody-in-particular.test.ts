import { describe, expect, test } from 'vitest';
import { bounceText, readBounce } from '../../../support/a-bounce.ts';

type Row = readonly [
  name: string,
  headers: Readonly<Record<string, string>>,
  text: string,
  failed: readonly (readonly [recipient: string, hard: boolean, status?: string])[],
];

const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
const NOBODY = { 'Return-Path': '' };
const LIST = {
  ...NOBODY,
  Precedence: 'bulk',
  'List-Id': '<talk.lists.example>',
  'X-BeenThere': 'talk@lists.example',
  To: 'talk-owner@lists.example',
  'Errors-To': 'talk-bounces@lists.example',
};
const POSTMASTER = { ...NOBODY, From: 'postmaster@sender.test' };
const WEI = 'wei@corp.example';
const QUOTED =
  '> Received: from desk by mx; Sun, 22 Nov 1998\n> From: anna@shop.example\n> To: talk@lists.example\n> Subject: Hello\n> Message-ID: <1@x>\n>\n> Hello';
const HEAD =
  'Received: from desk by mx; Sun, 22 Nov 1998 03:00:00 +0000\nFrom: anna@shop.example\nTo: talk@lists.example\nSubject: Hello\nMessage-ID: <1@moorline.test>\n\nHello';
const ROWS: readonly Row[] = [
  [
    'a virus wall, through a list',
    { ...LIST, From: 'InterScan <virus@corp.example>', Subject: 'Mail could not be delivered' },
    '****** Message from InterScan E-Mail VirusWall NT ******\n\nSent >>> RCPT TO: <wei@corp.example>\nReceived <<< 550 5.1.1 <wei@corp.example>... User unknown\n\nUnable to deliver message to <wei@corp.example>.\n\n**********     End of message     **********\n',
    [[WEI, true, '5.1.1']],
  ],
  [
    'a virus wall that quotes the mail, through a list',
    { ...LIST, From: 'MAILER-DAEMON@corp.example', Subject: 'failure delivery' },
    `Message from InterScan VirusWall NT\n\nThe mail could not be delivered to wei@corp.example\n\n${QUOTED}`,
    [[WEI, true]],
  ],
  [
    'a site whose users it does not match, through a list',
    { ...LIST, From: 'Corp Mail <mail@corp.example>', Subject: 'Undeliverable Mail - address not found' },
    `Your message to wei@corp.example could not be delivered because the address does not match any of our users. Please look up the right one at http://www.corp.example/.\n\n----------------------------- Your message -----------------------------\n${QUOTED}`,
    [[WEI, true, '5.1.1']],
  ],
  [
    'a directory, through a list',
    { ...LIST, From: 'Corp Directory <directory@corp.example>', Subject: 'Mail delivery failure' },
    `The address to which you sent mail does not match anyone at Corp:\n\n\twei@corp.example\n\nYour message is returned below.\n\n${QUOTED}`,
    [[WEI, true, '5.1.1']],
  ],
  [
    'a provider whose user has no room, through a list',
    { ...LIST, From: 'MAILER-DAEMON@usa.example (Mail Delivery System)', Subject: 'Returned mail: mailbox full' },
    `The message you sent could not be delivered:\n\nwei@usa.example: mailbox is over its quota\n\n------------------------------------------------\n${HEAD}`,
    [['wei@usa.example', true, '5.2.2']],
  ],
  [
    'a provider that speaks in sentences, through a list',
    { ...LIST, From: 'NetAddress <netaddress@usa.example>', Subject: 'Undeliverable Mail' },
    `We could not deliver your message because the mailbox of\nwei@usa.example is full.\n\n----- Original Message -----\n${HEAD}`,
    [['wei@usa.example', true, '5.2.2']],
  ],
  [
    'an agent of a mailbox in the name of its owner, through a list',
    {
      ...LIST,
      From: 'Wei Zhang <agent@corp.example>',
      Subject: 'Undeliverable: [talk] Hello',
      'X-Mailer': 'Microsoft CDO for Exchange 2000',
    },
    `Your message could not be delivered to the recipient wei@corp.example. The recipient no longer works here.\n\n-----Original Message-----\nFrom: anna@shop.example\nSent: Sunday\nTo: talk@lists.example\nSubject: [talk] Hello\n\nHello`,
    [[WEI, true]],
  ],
  [
    'an agent of Exchange, through a list',
    { ...LIST, From: 'Non-Delivery Agent <agent@corp.example>', Subject: 'Undeliverable: [talk] Hello' },
    `Your message\n\n  To:      wei@corp.example\n  Subject: [talk] Hello\n  Sent:    Sun, 22 Nov 1998\n\ndid not reach the following recipient(s):\n\nwei@corp.example on Sun, 22 Nov 1998\n    The recipient name is not recognized\n`,
    [[WEI, true, '5.1.1']],
  ],
  [
    'an address that a gateway escaped',
    { ...NOBODY, From: 'postmaster\\@corp.example@lists.example', Subject: 'Delivery Failure' },
    'Could not deliver message to the following recipient(s):\n\nFailed Recipient: wei@corp.example\nReason: Remote host said: 550 No such user\n',
    [[WEI, true, '5.1.1']],
  ],
  [
    'an address with a blank, of a delay',
    { ...NOBODY, From: '"System Administrator" <"System Administrator"@corp.example>', Subject: 'Delayed mail' },
    'This is an advisory-only email.  Please do not reply to it.\n\nDelivery of email to this address "wei@corp.example" has been postponed due to\na full mailbox.\n\nWe will continue to try to deliver your message for 12 more hours.',
    [[WEI, false, '4.2.2']],
  ],
  [
    'an address with a blank, and a subject that says nothing',
    { ...NOBODY, From: '"Mail Delivery"@corp.example', Subject: 'Hello' },
    'Failed Recipient: wei@corp.example\nReason: Remote host said: 550 No such user\n',
    [[WEI, true, '5.1.1']],
  ],
  [
    'a scanner of viruses that goes on trying',
    { ...NOBODY, From: 'SAVSMTP@corp.example', Subject: encoded('Delivery status') },
    'The message could not be delivered to the recipients below yet. The server will retry for 2 days.\n\n   wei@corp.example\n',
    [[WEI, false]],
  ],
  [
    'a scanner of viruses that says so in a sentence',
    { ...NOBODY, From: 'avgateway@corp.example', Subject: encoded('Symantec AntiVirus for SMTP: delivery delayed') },
    'Your message with the subject Hello could not be delivered to wei@corp.example. Delivery will be retried.\n',
    [[WEI, false]],
  ],
  [
    'a department in two languages',
    { ...NOBODY, From: 'Informatique <sic@univ.example>', Subject: encoded('Hello : message non délivré') },
    'Bonjour,\n\nL’adresse wei@corp.example n’existe plus, votre message n’a pas été délivré.\n\nThe address wei@corp.example does not exist any more, your message was not delivered.\n',
    [[WEI, true, '5.1.1']],
  ],
  [
    'a department in two languages, the failure last in its subject',
    { ...NOBODY, From: 'Service <service@univ.example>', Subject: 'Hello - Undeliverable' },
    'Le message adressé à wei@corp.example n’a pu être remis : utilisateur inconnu.\nThe message addressed to wei@corp.example could not be delivered: unknown user.\n',
    [[WEI, true, '5.1.1']],
  ],
  [
    'a carrier in Japanese',
    {
      ...NOBODY,
      From: 'no-reply@ezweb.example',
      Subject: encoded('メールエラー通知'),
      'Content-Type': 'multipart/mixed; boundary="=_b"',
    },
    `--=_b\nContent-Type: text/plain; charset=utf-8\n\n次のメールは、メールボックスの容量を超えているため、お届けすることができませんでした。\n\n<wei@ezweb.example>\nmailbox is full\n--=_b\nContent-Type: message/rfc822\n\nFrom: support@moorline.test\nTo: wei@ezweb.example\nSubject: Hello\n\nHello\n--=_b--`,
    [['wei@ezweb.example', true, '5.2.2']],
  ],
  [
    'a gateway for telephones that answers',
    {
      From: 'post_master@vtext.example',
      To: 'support@moorline.test',
      Subject: 'Re: Hello',
      'In-Reply-To': '<1@moorline.test>',
      'Return-Path': '<>',
      'Content-Type': 'multipart/mixed; boundary="=_b"',
    },
    '--=_b\nContent-Type: text/plain\n\nError: \n550 - Requested action not taken: no such user here\n\nMessage details:\n  Subject: Hello\n  RCPT TO: 5550100@vtext.example\n  From: support@moorline.test\n  To: 5550100@vtext.example\n--=_b--',
    [['5550100@vtext.example', true, '5.1.1']],
  ],
  [
    'a gateway for telephones that answers, its sender unknown',
    {
      ...NOBODY,
      From: 'post_master@vtext.example',
      To: 'support@moorline.test',
      Subject: 'Re: Hello',
      'In-Reply-To': '<1@moorline.test>',
      'Content-Type': 'multipart/mixed; boundary="=_b"',
    },
    '--=_b\nContent-Type: text/plain\n\nError message below:\n550 - Requested action not taken: no such user here\n\nMessage details:\n  Subject: Hello\n  Sent date: x\n  MAIL FROM: support@moorline.test\n  RCPT TO: 5550100@vtext.example\n  From: support@moorline.test\n  To: 5550100@vtext.example\n  Size (in bytes): 10\n--=_b--',
    [['5550100@vtext.example', true, '5.1.1']],
  ],
  [
    'a directory of a university',
    {
      ...NOBODY,
      From: 'The Mail Daemon <postmaster@univ.example>',
      Subject: 'Returned mail - nameserver error report',
    },
    ' --------Message not delivered to the following:\n\n      wei      No matches to nameserver query\n\n --------Error Detail (phquery V3.0):\n\n The message, "No matches to nameserver query," is generated whenever\n the ph nameserver fails to locate either a ph alias or name that matches\n the one supplied.  The usual causes are typographical errors. A correct address is e.g. jane-doe@univ.example.\n\n --------Unsent Message below:\n\nReceived: from x by y; Sun\nFrom: support@moorline.test\nTo: wei@univ.example\nSubject: Hello\nMessage-ID: <1@x>\n',
    [['wei@univ.example', true, '5.1.1']],
  ],
  [
    'a directory with several of a name',
    {
      ...NOBODY,
      From: 'The Mail Daemon <postmaster@univ.example>',
      Subject: 'Returned mail - nameserver error report',
    },
    ' --------Message not delivered to the following:\n\n      zhang-wei      Multiple matches found\n\n --------Error Detail (phquery V4.1):\n\n Multiple people match. For example use wei-zhang@univ.example to send.\n',
    [['zhang-wei@univ.example', true, '5.1.4']],
  ],
  [
    'a directory without an address for a name',
    { ...NOBODY, From: 'Mail Daemon <postmaster@univ.example>', Subject: 'Returned mail - nameserver error report' },
    ' --------Message not delivered to the following:\n\n      wei      E-mail field not present in the ph entry: no delivery point\n',
    [['wei@univ.example', true, '5.1.1']],
  ],
  [
    'a delay, with the address in brackets',
    {
      ...NOBODY,
      From: 'Mail Delivery System <mailer-daemon@kundenserver.example>',
      Subject: 'Warning: message 1Abc delayed 24 hours',
    },
    'This message was created automatically by mail delivery software.\nThe message you sent has not yet been delivered to the following addresses:\n\n  <wei@corp.example>\n\nThe message will be retried for 4 more days.',
    [[WEI, false]],
  ],
  [
    'a time-out of a mail that was given back',
    { ...POSTMASTER, Subject: 'Undeliverable' },
    'wei@corp.example: connection timed out\n',
    [[WEI, true, '5.4.1']],
  ],
  [
    'nothing but that it did not arrive',
    { ...POSTMASTER, Subject: 'Undeliverable: Hello' },
    'Your message\n\n  Subject: Hello\n\ndid not reach the following recipient(s):\n\n  wei@corp.example\n',
    [[WEI, true, '5.0.0']],
  ],
];

describe('a bounce of those who are nobody in particular', () => {
  test.each(ROWS)('%s', async (_name, headers, text, failed) => {
    const read = await readBounce(bounceText(text, headers));
    expect(read.kind).toBe('bounce');
    expect(read.failed.map((each, at) => each.slice(0, failed[at]?.length))).toEqual(failed);
  });
});
