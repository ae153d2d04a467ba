import { describe, expect, test } from 'vitest';
import { bounceText, type Failed, readBounce } from '../../../support/a-bounce.ts';

type Row = readonly [name: string, headers: Record<string, string>, text: string, failed: readonly Failed[]];

const ROWS: readonly Row[] = [
  [
    'Courier',
    { Subject: 'NOTICE: mail delivery status.' },
    `This is a delivery status notification from mx.sender.test,
running the Courier mail server, version 0.65.3.

The original message was received on Sun, 22 Nov 2026 03:00:00 +0000
from desk.moorline.test

---------------------------------------------------------------------------

                           UNDELIVERABLE MAIL

Your message to the following recipients cannot be delivered:

<wei@corp.example>:
    mail.corp.example [192.0.2.25]:
>>> RCPT TO:<wei@corp.example>
<<< 550 5.1.1 <wei@corp.example>... User Unknown

---------------------------------------------------------------------------

If your message was also sent to additional recipients, their delivery
status is not included in this report.`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'Smail 3',
    { Subject: 'mail failed, returning to sender' },
    `|------------------------- Message log follows: -------------------------|
 no valid recipients were found for this message
|------------------------- Failed addresses follow: ---------------------|
 <wei@corp.example> ... transport smtp: 550 <wei@corp.example>... User unknown
|------------------------- Message text follows: ------------------------|
Received: from desk.moorline.test
To: wei@corp.example`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'OpenSMTPD',
    { From: 'Mailer Daemon <MAILER-DAEMON@mx.sender.test>', Subject: 'Delivery status notification: error' },
    `    Hi!

    This is the MAILER-DAEMON, please DO NOT REPLY to this email.

    An error has occurred while attempting to deliver a message for
    the following list of recipients:

wei@corp.example: 550 5.2.2 <wei@corp.example>... Mailbox Full

    Below is a copy of the original message:

Return-Path: <support@moorline.test>
Received: from desk
To: wei@corp.example`,
    [['wei@corp.example', true, '5.2.2']],
  ],
  [
    'OpenSMTPD that goes on trying',
    { From: 'Mailer Daemon <MAILER-DAEMON@mx.sender.test>', Subject: 'Delivery status notification: warning' },
    `    Hi!

    This is the MAILER-DAEMON, please DO NOT REPLY to this email.

    A message is delayed for more than 4 hours for the following
    list of recipients:

wei@corp.example: Network error on destination MXs

    Please note that this is only a temporary failure report.
    The message is kept in the queue for up to 4 days.
    You DO NOT NEED to re-send the message to these recipients.`,
    [['wei@corp.example', false, '4.4.1']],
  ],
  [
    'DragonFly Mail Agent',
    { Subject: 'Mail delivery failed' },
    `This is the DragonFly Mail Agent v0.13 at mx.sender.test.

There was an error delivering your mail to <wei@corp.example>.

mail.corp.example [192.0.2.25] did not like our RCPT TO:
552 5.2.2 <wei@corp.example>: Recipient address rejected: Mailbox full

Original message follows.

Return-Path: <support@moorline.test>
Received: from support (uid 1000)
To: wei@corp.example`,
    [['wei@corp.example', true, '5.2.2']],
  ],
  [
    'MMDF',
    { From: 'Memo Service <mmdf@mx.sender.test>', Subject: 'Failed mail  (msg.aa00123)' },
    `    Your message could not be delivered to
'wei@corp.example (host: mail.corp.example) (queue: smtp)' for the following
reason:  ' (wei@corp.example) Unknown user or mailbox: wei'


    Your message begins as follows:

Received: from desk.moorline.test`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'Haraka',
    { Subject: 'Undelivered Mail Returned to Sender' },
    `This is the Haraka mail system at host mx.sender.test.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

Intended Recipients: <wei@corp.example>
Failure Reason: Error: 550 5.1.1 unknown user`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'XMail',
    { From: 'postmaster@mx.sender.test', Subject: 'Error sending message [1164164.mx] from [sender.test]' },
    `[<00>] XMail bounce: Rcpt=[wei@corp.example];Error=[550 Mailbox unavailable <wei@corp.example>]


[<01>] Error sending message [1164164.mx] from [sender.test].

ID:        <S123>
Mail From: <support@moorline.test>
Rcpt To:   <wei@corp.example>


[<02>] The reason of the delivery failure was:

550 Mailbox unavailable <wei@corp.example>


[<05>] Here is listed the initial part of the message:

Received: from desk.moorline.test`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'Apache James',
    { From: 'postmaster@mx.sender.test', Subject: '[BOUNCE]' },
    `Hi. This is the James mail server at mx.sender.test.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out. Below
I include the list of recipients and the reason why I was unable to deliver
your message.

Failed recipient(s):
wei@corp.example

Error message:
550 5.1.1 <wei@corp.example>... User unknown`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'Apache James of old',
    { From: 'postmaster@mx.sender.test', Subject: '[BOUNCE]' },
    `Message details:
  Subject: Hello
  Sent date: Sun Nov 22 03:00:00 UTC 2026
  MAIL FROM: support@moorline.test
  RCPT TO: wei@corp.example
  From: Moorline <support@moorline.test>
  To: wei@corp.example
  Size (in bytes): 1024
  Number of lines: 64

Error message below:
550 - Requested action not taken: no such user here

Message headers:
Received: from desk.moorline.test`,
    [['wei@corp.example', true, '5.1.1']],
  ],
];

describe('a bounce without a report, of another server for Unix', () => {
  test.each(ROWS)('%s', async (_name, headers, text, failed) => {
    expect(await readBounce(bounceText(text, headers))).toMatchObject({ kind: 'bounce', failed });
  });
});
