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
const DAEMON = { ...NOBODY, From: 'Mail Delivery Subsystem <MAILER-DAEMON@sender.test>' };
const POSTMASTER = { ...NOBODY, From: 'postmaster@sender.test' };
const WEI = 'wei@corp.example';
const HEAD =
  'Received: from desk by mx; Sun, 22 Nov 1998 03:00:00 +0000\nFrom: support@moorline.test\nTo: wei@corp.example\nSubject: Hello\nMessage-ID: <1@moorline.test>\n\nHello';

const ROWS: readonly Row[] = [
  [
    'sendmail 5 deferred',
    { ...DAEMON, Subject: 'Returned mail: Cannot send message for 3 days' },
    `   ----- Transcript of session follows -----\n421 corp.example.tcp... Deferred: Connection timed out during user open with corp.example\n\n   ----- Unsent message follows -----\n${HEAD}`,
    [[WEI, true]],
  ],
  [
    'sendmail 5 host unknown',
    { ...DAEMON, Subject: 'Returned mail: Host unknown' },
    `   ----- Transcript of session follows -----\n550 corp.example (tcp)... 550 Host unknown\n554 <wei@corp.example>... 550 Host unknown (Authoritative answer from name server)\n\n   ----- Unsent message follows -----\n${HEAD}`,
    [[WEI, true, '5.1.2']],
  ],
  [
    'sendmail 8 data format',
    { ...DAEMON, Subject: 'Returned mail: Data format error' },
    `   ----- The following addresses had permanent fatal errors -----\n<wei@corp.example>\n    (reason: 501 5.6.0 Data format error)\n\n   ----- Transcript of session follows -----\n501 5.6.0 Data format error\n`,
    [[WEI, true, '5.6.0']],
  ],
  [
    'sendmail os error',
    { ...DAEMON, Subject: 'Returned mail: Operating system error' },
    `   ----- The following addresses had permanent fatal errors -----\n<wei@corp.example>\n\n   ----- Transcript of session follows -----\n451 wei... cannot open /home/wei/.forward: Permission denied\n`,
    [[WEI, false]],
  ],
  [
    'sendmail deferred 5 days with reason',
    { ...DAEMON, Subject: 'Returned mail: see transcript for details' },
    `   ----- The following addresses had permanent fatal errors -----\n<wei@corp.example>\n    (reason: 452 4.2.2 over quota)\n\n   ----- Transcript of session follows -----\n<wei@corp.example>... Deferred: 452 4.2.2 over quota\nMessage could not be delivered for 5 days\nMessage will be deleted from queue\n`,
    [[WEI, false, '4.2.2']],
  ],
  [
    'sendmail many',
    { ...DAEMON, Subject: 'Returned mail: see transcript for details' },
    `   ----- The following addresses had permanent fatal errors -----\n<a@corp.example>\n    (reason: 550 5.1.1 <a@corp.example>: User unknown)\n<b@shop.example>\n    (reason: 552 5.2.2 Mailbox full)\n\n   ----- Transcript of session follows -----\n... while talking to mx.corp.example.:\n>>> DATA\n<<< 550 5.1.1 <a@corp.example>: User unknown\n550 5.1.1 <a@corp.example>... User unknown\n... while talking to mx.shop.example.:\n<<< 552 5.2.2 Mailbox full\n`,
    [
      ['a@corp.example', true, '5.1.1'],
      ['b@shop.example', true, '5.2.2'],
    ],
  ],
  [
    'qmail smtp connect',
    { ...DAEMON, Subject: 'failure notice' },
    `Hi. This is the qmail-send program at sender.test.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<wei@corp.example>:\nSorry, I wasn't able to establish an SMTP connection. (#4.4.1)\nI'm not going to try again; this message has been in the queue too long.\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <support@moorline.test>\n${HEAD}`,
    [[WEI, true, '4.4.1']],
  ],
  [
    'qmail loop',
    { ...DAEMON, Subject: 'failure notice' },
    `Hi. This is the qmail-send program at sender.test.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<wei@corp.example>:\nThis message is looping: it already has my Delivered-To line. (#5.4.6)\n`,
    [[WEI, true, '5.4.6']],
  ],
  [
    'qmail remote after data',
    { ...DAEMON, Subject: 'failure notice' },
    `Hi. This is the qmail-send program at sender.test.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<wei@corp.example>:\n192.0.2.25 failed after I sent the message.\nRemote host said: 552 Message size exceeds maximum permitted\n`,
    [[WEI, true, '5.3.4']],
  ],
  [
    'qmail vpopmail quota',
    { ...DAEMON, Subject: 'failure notice' },
    `Hi. This is the qmail-send program at sender.test.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<wei@corp.example>:\nuser is over quota\n`,
    [[WEI, true, '5.2.2']],
  ],
  [
    'qmail greeting',
    { ...DAEMON, Subject: 'failure notice' },
    `Hi. This is the qmail-send program at sender.test.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<wei@corp.example>:\nConnected to 192.0.2.25 but greeting failed.\nRemote host said: 554 5.7.1 Service unavailable; client host blocked\n`,
    [[WEI, true, '5.7.1']],
  ],
  [
    'qmail de',
    { ...DAEMON, Subject: 'failure notice' },
    `Hallo. Dies ist das qmail-send Programm auf sender.test.\nIch konnte Ihre Nachricht nicht an die folgenden Adressen zustellen.\nDies ist ein dauerhafter Fehler; ich habe aufgegeben.\n\n<wei@corp.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Unterhalb dieser Zeile steht eine Kopie der Nachricht.\n\n${HEAD}`,
    [[WEI, true, '5.1.1']],
  ],
  [
    'ezmlm',
    { ...NOBODY, From: 'MAILER-DAEMON@sender.test', Subject: 'failure notice' },
    `Hi. This is the qmail-send program at lists.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<talk@lists.example>:\nezmlm-reject: fatal: Sorry, I don't accept messages larger than 40000 bytes (#5.2.3)\n`,
    [['talk@lists.example', true, '5.2.3']],
  ],
  [
    'exim quota',
    { ...DAEMON, Subject: 'Mail delivery failed: returning message to sender' },
    `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  wei@corp.example\n    mailbox is full (MTA-imposed quota exceeded while writing to file /var/mail/wei): retry timeout exceeded\n`,
    [[WEI, true, '5.2.2']],
  ],
  [
    'exim mx local',
    { ...DAEMON, Subject: 'Mail delivery failed: returning message to sender' },
    `This message was created automatically by mail delivery software (Exim).\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  wei@corp.example\n    lowest numbered MX record points to local host\n`,
    [[WEI, true, '5.4.6']],
  ],
  [
    'exim timeout',
    { ...DAEMON, Subject: 'Mail delivery failed: returning message to sender' },
    `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  wei@corp.example\n    SMTP error from remote mail server after end of data:\n    host mx.corp.example [192.0.2.25]: 451 4.3.0 Try later:\n    retry timeout exceeded\n`,
    [[WEI, true]],
  ],
  [
    'exim freeze',
    { ...DAEMON, Subject: 'Warning: message 1abcde-0001 delayed 72 hours' },
    `This message was created automatically by mail delivery software.\nA message that you sent has not been delivered to one or more of its\nrecipients after more than 72 hours on the queue on mx.sender.test.\n\nThe message identifier is:     1abcde-0001\nThe address to which the message has not yet been delivered is:\n\n  wei@corp.example\n\nNo action is required on your part. Delivery attempts will continue for\nsome time, and this warning may be repeated at intervals if the message\nremains undelivered.`,
    [[WEI, false]],
  ],
  [
    'courier delayed',
    { ...DAEMON, Subject: 'WARNING: delayed mail.' },
    `This is a delivery status notification from mx.sender.test,\nrunning the Courier mail server, version 0.73.\n\n---------------------------------------------------------------------------\n\n                           DELAYED MAIL\n\nYour message to the following recipients has been delayed:\n\n<wei@corp.example>:\n    mx.corp.example [192.0.2.25]:\n>>> RCPT TO:<wei@corp.example>\n<<< 450 Mailbox busy\n`,
    [[WEI, false]],
  ],
  [
    'MMDF waiting',
    { ...NOBODY, From: 'Memo Service (MMDF 2.43) <mmdf@sender.test>', Subject: 'Waiting mail (msg.ab01234)' },
    `    After 4 days (96 hours), your message has not yet been\nfully delivered.  Attempts to deliver the message will continue\nfor 3 more days.  No further action is required by you.\n\n    Delivery attempts are still pending for the following address(es):\n\n        wei@corp.example (host: mx.corp.example) (queue: smtp)\n\n    Problems usually are due to service interruptions at the receiving\nmachine.  Less often, they are caused by the communication system.\n\n    Your message begins as follows:\n\n${HEAD}`,
    [[WEI, false]],
  ],
  [
    'PMDF waiting',
    {
      ...NOBODY,
      From: 'PMDF Internet Messaging <postmaster@sender.test>',
      Subject: 'Delivery Notification: Delivery has been delayed',
    },
    `This report relates to a message you sent with the following header fields:\n\n  Message-id: <1@moorline.test>\n  Date: Sun, 22 Nov 1998 03:00:00 +0000\n  From: support@moorline.test\n  To: wei@corp.example\n  Subject: Hello\n\nYour message has been enqueued and undeliverable for 1 day\nto the following recipients:\n\n  Recipient address: wei@corp.example\n  Reason: unable to deliver this message after 1 day\n\nThe mail system will continue to try to deliver your message\nfor an additional 2 days.`,
    [[WEI, false]],
  ],
  [
    'Notes no route',
    {
      ...NOBODY,
      From: 'Mail Router <mailrouter@sender.test>',
      Subject:
        'DELIVERY FAILURE: No route found to domain CORP from server HQ/Sender. Check Server, Connection and Domain documents in Name & Address Book.',
    },
    'Your document:\n    Hello\nwas not delivered to:\n    wei@corp.example\nbecause:\n    No route found to domain CORP from server HQ/Sender.  Check Server, Connection and Domain documents in Name & Address Book.\n',
    [[WEI, true, '5.4.4']],
  ],
  [
    'Notes de',
    {
      ...NOBODY,
      From: 'Mail Router <mailrouter@sender.test>',
      Subject: encoded('ZUSTELLFEHLER: Benutzer wei (wei@corp.example) nicht im Domino-Verzeichnis aufgeführt'),
    },
    'Ihre Nachricht\n\n  Thema: Hello\n\nwurde nicht zugestellt an:\n\n  wei@corp.example\n\nweil:\n\n  Benutzer wei (wei@corp.example) nicht im Domino-Verzeichnis aufgeführt',
    [[WEI, true, '5.1.1']],
  ],
  [
    'FirstClass',
    { ...NOBODY, From: 'FirstClass NDN <postmaster@sender.test>', Subject: 'NDN: Hello' },
    'Sorry. Your message could not be delivered to:\n\nwei@corp.example,corp.example (Mailbox or Conference is full.)',
    [[WEI, true, '5.2.2']],
  ],
  [
    'EIMS',
    { ...POSTMASTER, Subject: 'Undeliverable Mail' },
    `The following message could not be delivered because the address\nwei@corp.example does not exist on this server.\n\n${HEAD}`,
    [[WEI, true, '5.1.1']],
  ],
  [
    'SIMS/CGP',
    { ...DAEMON, Subject: 'Undeliverable mail: Hello' },
    `Failed to deliver to 'wei@corp.example'\nLOCAL module(account wei) reports:\n account is full (quota exceeded)\n`,
    [[WEI, true, '5.2.2']],
  ],
  [
    'CGP delayed',
    { ...DAEMON, Subject: 'Delayed: Hello' },
    `Failed to deliver to 'wei@corp.example' after 2 hours\nSMTP module(domain corp.example) reports:\n connection refused by mx.corp.example\n\nThe server will keep trying to deliver it.`,
    [[WEI, false, '4.4.1']],
  ],
  [
    'I said / responded',
    { ...POSTMASTER, Subject: 'Undelivered Mail' },
    `Your message to wei@corp.example was rejected.\nI said:\n\tRCPT To:<wei@corp.example>\nAnd mx.corp.example [192.0.2.25] responded with\n\t550 5.1.1 No such user\n`,
    [[WEI, true, '5.1.1']],
  ],
  [
    'yahoogroups',
    { ...NOBODY, From: 'Groups Notification <notify-dg@groups.example>', Subject: 'Unable to deliver your message' },
    `\nWe are unable to deliver the message from <support@moorline.test>\nto <talk@groups.example>.\n\nThe email address used to send your message is not subscribed to this\ngroup.`,
    [['talk@groups.example', true, '5.7.1']],
  ],
  [
    'SES',
    {
      ...NOBODY,
      'Return-Path': '<>',
      From: 'MAILER-DAEMON@eu-west-1.amazonses.example',
      Subject: 'Delivery Status Notification (Failure)',
    },
    'An error occurred while trying to deliver the mail to the following recipients:\nwei@corp.example',
    [[WEI, true, '5.0.0']],
  ],
  [
    'SendGrid',
    { ...NOBODY, From: 'MAILER-DAEMON@sendgrid.example', Subject: 'Undelivered Mail Returned to Sender' },
    `This is an automatically generated message from SendGrid.\n\nI'm sorry to have to tell you that your message was not able to be delivered to one of its intended recipients.\n\nIf you require assistance with this, please contact SendGrid support.\n\nwei@corp.example\n\n550 5.1.1 unknown`,
    [[WEI, true, '5.1.1']],
  ],
  [
    'Yandex',
    { ...NOBODY, From: 'mailer-daemon@yandex.example', Subject: encoded('Недоставленное сообщение') },
    `Это сообщение создано автоматически почтовым сервером.\n\nК сожалению, мы вынуждены сообщить Вам о том, что Ваше письмо не может\nбыть отправлено одному или нескольким адресатам. Технические подробности можно найти ниже.\n\nВозможные причины недоставки указаны по адресу:\nhttps://help.example/mail\n\n<wei@corp.example>: host mx.corp.example[192.0.2.25] said: 550 5.1.1 No such user`,
    [[WEI, true, '5.1.1']],
  ],
  [
    'mailru spam',
    { ...NOBODY, From: 'mailer-daemon@corp.mail.example', Subject: 'Mail failure.' },
    `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n**********************\n\nwei@corp.example: account has been disabled or discontinued\n\n**********************\n`,
    [[WEI, true, '5.2.1']],
  ],
  [
    'Mimecast',
    { ...POSTMASTER, Subject: '[Postmaster] Email Delivery Failure' },
    `Your email message was not able to be delivered to the following recipient(s):\n\nwei@corp.example\n\nReason: Administrative prohibition - envelope blocked\n`,
    [[WEI, true, '5.7.1']],
  ],
  [
    'Fax gateway',
    { ...NOBODY, From: 'Fax Gateway <fax@sender.test>', Subject: 'Fax transmission failed' },
    'Your fax to 15550100@fax.example could not be sent: the line was busy after 5 attempts.',
    [['15550100@fax.example', true]],
  ],
];

describe('a bounce without a report, as servers for Unix write it', () => {
  test.each(ROWS)('%s', async (_name, headers, text, failed) => {
    const read = await readBounce(bounceText(text, headers));
    expect(read.kind).toBe('bounce');
    expect(read.failed.map((each, at) => each.slice(0, failed[at]?.length))).toEqual(failed);
  });
});
