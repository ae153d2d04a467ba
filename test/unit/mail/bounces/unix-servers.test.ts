import { describe, expect, test } from 'vitest';
import { bounceText, type Failed, readBounce } from '../../../support/a-bounce.ts';

type Row = readonly [name: string, headers: Record<string, string>, text: string, failed: readonly Failed[]];

const ROWS: readonly Row[] = [
  [
    'qmail',
    { From: 'MAILER-DAEMON@mx.sender.test', Subject: 'failure notice' },
    `Hi. This is the qmail-send program at mx.sender.test.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<wei@corp.example>:
192.0.2.25 does not like recipient.
Remote host said: 550 5.1.1 <wei@corp.example>... User unknown
Giving up on 192.0.2.25.

<anna@shop.example>:
Sorry, I couldn't find any host named shop.example. (#5.1.2)

--- Below this line is a copy of the message.

Return-Path: <support@moorline.test>
Received: (qmail 1234 invoked by uid 500); 22 Nov 2026 03:00:00 -0000
To: wei@corp.example, anna@shop.example, other@third.example
From: support@moorline.test
Subject: 452 4.2.2

Hello`,
    [
      ['wei@corp.example', true, '5.1.1'],
      ['anna@shop.example', true, '5.1.2'],
    ],
  ],
  [
    'qmail whose queue gave up, without a code',
    { From: 'MAILER-DAEMON@mx.sender.test', Subject: 'failure notice' },
    `Hi. This is the qmail-send program at mx.sender.test.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<wei@corp.example>:
CNAME lookup failed temporarily. (#4.4.3)
I'm not going to try again; this message has been in the queue too long.

--- Enclosed is a copy of the message.`,
    [['wei@corp.example', true, '4.4.3']],
  ],
  [
    'qmail with vpopmail',
    { From: 'MAILER-DAEMON@mx.sender.test', Subject: 'failure notice' },
    `Hi. This is the qmail-send program at mx.sender.test.
I'm afraid I wasn't able to deliver your message to the following addresses.

<wei@corp.example>:
Sorry, no mailbox here by that name. vpopmail (#5.1.1)`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'qmail with an introduction in another language',
    { From: 'MAILER-DAEMON@mx.sender.test', Subject: 'failure notice' },
    `Hola. Este es el programa de correo de mx.sender.test.
Su mensaje no pudo ser entregado a las siguientes direcciones:

<wei@corp.example>:
This message is larger than the current system limit or the recipient's mailbox is full. Create a shorter message body or remove attachments and try sending it again.

--- Debajo de esta línea hay una copia del mensaje original.`,
    [['wei@corp.example', true, '5.2.2']],
  ],
  [
    'Postfix',
    { Subject: 'Undelivered Mail Returned to Sender' },
    `This is the mail system at host mx.sender.test.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

For further assistance, please send mail to postmaster.

If you do so, please include this problem report. You can
delete your own text from the attached returned message.

                   The mail system

<wei@corp.example>: host mail.corp.example[192.0.2.25] said: 552 5.2.2
    <wei@corp.example>: Recipient address rejected: Mailbox full (in reply
    to RCPT TO command)`,
    [['wei@corp.example', true, '5.2.2']],
  ],
  [
    'Postfix of old, without codes',
    { Subject: 'Undelivered Mail Returned to Sender' },
    `This is the Postfix program at host mx.sender.test.

I'm sorry to have to inform you that the message returned
below could not be delivered to one or more destinations.

For further assistance, please send mail to <postmaster>

                        The Postfix program

<wei@corp.example>: unknown user: "wei"

<anna@shop.example> (expanded from <team@corp.example>): Host or domain name
    not found. Name service error for name=shop.example type=A: Host not found

<lin@slow.example>: connect to mail.slow.example[192.0.2.9]: Connection timed out`,
    [
      ['wei@corp.example', true, '5.1.1'],
      ['team@corp.example', true, '5.1.2'],
      ['lin@slow.example', true, '5.4.1'],
    ],
  ],
  [
    'Postfix that goes on trying',
    { Subject: 'Delayed Mail (still being retried)' },
    `This is the mail system at host mx.sender.test.

####################################################################
# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #
####################################################################

Your message could not be delivered for more than 4 hour(s).
It will be retried until it is 5 day(s) old.

<wei@corp.example>: connect to mail.corp.example[192.0.2.25]:25: Connection refused`,
    [['wei@corp.example', false, '4.4.1']],
  ],
  [
    'sendmail 8',
    {},
    `The original message was received at Sun, 22 Nov 2026 03:00:00 GMT
from desk.moorline.test [192.0.2.7]

   ----- The following addresses had permanent fatal errors -----
<wei@corp.example>
    (reason: 550 5.1.1 <wei@corp.example>... User unknown)

   ----- Transcript of session follows -----
... while talking to mail.corp.example.:
>>> DATA
<<< 550 5.1.1 <wei@corp.example>... User unknown
550 5.1.1 <wei@corp.example>... User unknown
<<< 503 5.0.0 Need RCPT (recipient)`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'sendmail 8, expanded',
    {},
    `   ----- The following addresses had permanent fatal errors -----
"|/usr/local/bin/filter"
    (reason: 73)
    (expanded from: <wei@corp.example>)

   ----- Transcript of session follows -----
554 5.3.0 unknown mailer error 73`,
    [['wei@corp.example', true, '5.3.0']],
  ],
  [
    'sendmail of the nineties',
    { Subject: 'Returned mail: Host unknown (Name server: corp.example: host not found)' },
    `The original message was received at Sun, 22 Nov 1998 03:00:00 +0100
from root@localhost

   ----- The following addresses have delivery notifications -----
wei@corp.example  (unrecoverable error)

   ----- Transcript of session follows -----
550 wei@corp.example... Host unknown (Name server: corp.example: host not found)

   ----- Original message follows -----
Return-Path: support@moorline.test
Received: (from support@localhost)
To: wei@corp.example`,
    [['wei@corp.example', true, '5.1.2']],
  ],
  [
    'sendmail 5',
    { Subject: 'Returned mail: User unknown' },
    `   ----- Transcript of session follows -----
While talking to mail.corp.example:
>>> RCPT To:<wei@corp.example>
<<< 550 <wei@corp.example>... User unknown
550 wei@corp.example... User unknown

   ----- Unsent message follows -----
Return-Path: <support@moorline.test>
Received: by sender.test (5.61/1.34)
From: support@moorline.test
To: wei@corp.example`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'sendmail that goes on trying',
    { Subject: 'Warning: could not send message for past 4 hours' },
    `    **********************************************
    **      THIS IS A WARNING MESSAGE ONLY      **
    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **
    **********************************************

The original message was received at Sun, 22 Nov 2026 03:00:00 GMT

   ----- Transcript of session follows -----
<wei@corp.example>... Deferred: Connection timed out with mail.corp.example.
Warning: message still undelivered after 4 hours
Will keep trying until message is 5 days old`,
    [['wei@corp.example', false, '4.4.1']],
  ],
  [
    'Exim',
    { Subject: 'Mail delivery failed: returning message to sender' },
    `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  wei@corp.example
    SMTP error from remote mail server after RCPT TO:<wei@corp.example>:
    host mail.corp.example [192.0.2.25]: 550 5.7.1 Relaying denied
  anna@shop.example
    all relevant MX records point to non-existent hosts
  lin@slow.example
    retry timeout exceeded
  pavel@moorline.example
    Unrouteable address

------ This is a copy of the message, including all the headers. ------

Return-path: <support@moorline.test>
Received: from desk.moorline.test
To: wei@corp.example`,
    [
      ['wei@corp.example', true, '5.7.1'],
      ['anna@shop.example', true, '5.1.2'],
      ['lin@slow.example', true, '5.4.7'],
      ['pavel@moorline.example', true, '5.1.1'],
    ],
  ],
  [
    'Exim that delivers to a program',
    { Subject: 'Mail delivery failed: returning message to sender' },
    `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  |/usr/bin/filter
    (generated from wei@corp.example)
    Child process of address_pipe transport returned 127 from command`,
    [['wei@corp.example', true, '5.3.0']],
  ],
  [
    'Exim that goes on trying',
    { Subject: 'Warning: message 1L0001-0000Xx-3y delayed 24 hours' },
    `This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue on mx.sender.test.

The message identifier is:     1L0001-0000Xx-3y
The subject of the message is: Hello

The address to which the message has not yet been delivered is:

  wei@corp.example
    Delay reason: mailbox is full

No action is required on your part. Delivery attempts will continue for
some time, and this warning may be repeated at intervals if the message
remains undelivered. Eventually the mail delivery software will give up,
and when that happens, the message will be returned to you.`,
    [['wei@corp.example', false, '4.2.2']],
  ],
];

describe('a bounce without a report, of qmail, Postfix, sendmail or Exim', () => {
  test.each(ROWS)('%s', async (_name, headers, text, failed) => {
    expect(await readBounce(bounceText(text, headers))).toMatchObject({ kind: 'bounce', failed });
  });
});
