import { describe, expect, test } from 'vitest';
import { bounceText, type Failed, readBounce } from '../../../support/a-bounce.ts';

type Row = readonly [name: string, headers: Record<string, string>, text: string, failed: readonly Failed[]];

const ROWS: readonly Row[] = [
  [
    'Sun and iPlanet Messaging Server',
    { From: 'Internet Mail Delivery <postmaster@sender.test>', Subject: 'Delivery Notification: Delivery has failed' },
    `This report relates to a message you sent with the following header fields:

  Message-id: <1@moorline.test>
  Date: Sun, 22 Nov 2026 03:00:00 +0000
  From: Moorline <support@moorline.test>
  To: Team <team@corp.example>
  Subject: Hello

Your message cannot be delivered to the following recipients:

  Recipient address: wei@corp.example
  Reason: Remote SMTP server has rejected address
  Diagnostic code: smtp;550 5.1.1 <wei@corp.example>... User Unknown
  Remote system: dns;mail.corp.example (TCP|192.0.2.7|47323|192.0.2.25|25)`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'Post.Office and InterMail',
    { From: 'Mail Administrator <Postmaster@sender.test>', Subject: 'Mail System Error - Returned Mail' },
    `This Message was undeliverable due to the following reason:

The following destination addresses were unknown (please check
the addresses and re-mail the message):

SMTP <wei@corp.example>

Please reply to Postmaster@sender.test
if you feel this message to be in error.`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'InterMail that could not reach the host',
    { From: 'Mail Administrator <Postmaster@sender.test>', Subject: 'Mail System Error - Returned Mail' },
    `This Message was undeliverable due to the following reason:

Your message was not delivered because the destination computer was
not reachable within the allowed queue period.

     Host mail.corp.example is not responding.

The following recipients did not receive this message:

     <wei@corp.example>

Please reply to <Postmaster@sender.test>
if you feel this message to be in error.`,
    [['wei@corp.example', true, '5.4.1']],
  ],
  [
    'InterScan',
    { From: 'InterScan Notification <Postmaster@sender.test>', Subject: 'Mail could not be delivered' },
    `Sent >>> RCPT TO:<wei@corp.example>
Received <<< 550 5.1.1 <wei@corp.example>... user unknown

Unable to deliver message to <wei@corp.example>


************************************************

Sent to host 192.0.2.25`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'MailMarshal',
    { From: 'Postmaster <postmaster@sender.test>', Subject: 'Undeliverable Mail: "Hello"' },
    `Your message:
   From:    support@moorline.test
   Subject: Hello

Could not be delivered because of

550 5.1.1 User unknown

The following recipients were affected:
   wei@corp.example

Additional Information
======================

Original Sender:    <support@moorline.test>`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'MailFoundry',
    { From: 'MAILER-DAEMON', Subject: 'Message delivery has failed' },
    `Unable to deliver message to: <wei@corp.example>
Delivery failed for the following reason:
Server mail.corp.example[192.0.2.25] failed with: 550 <wei@corp.example> No such user here

This has been a permanent failure.  No further delivery attempts will be made.`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'SurfControl',
    { From: 'Mail Administrator <postmaster@sender.test>', Subject: 'Undeliverable: Hello' },
    `Your message could not be sent.
A transcript of the attempts to send the message follows.
The number of attempts made: 1
Addressed To: wei@corp.example

Sun 22 Nov 2026 03:00:00 +0000
Failed to send to identified host,
wei@corp.example: [192.0.2.25], 550 wei@corp.example... No such user

--- Message non-deliverable.`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'McAfee',
    {
      From: 'Postmaster <postmaster@sender.test>',
      Subject: 'Undelivered: Hello',
      'X-NAI-Header': 'Modified by McAfee',
    },
    `Your mail could not be delivered.

--- The following addresses had delivery problems ---

<wei@corp.example>   (User unknown wei@corp.example)`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'Zoho',
    { From: 'mailer-daemon@mail.zoho.example', Subject: 'Undelivered Mail Returned to Sender' },
    `This message was created automatically by mail delivery software.
 A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.

wei@corp.example Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 <wei@corp.example>... User Unknown

Received:from mail.zoho.example by mx.zoho.example
	with SMTP id 1; Sun, 22 Nov 2026 03:00:00 -0800 (PST)
Date:Sun, 22 Nov 2026 03:00:00 +0000
To:wei@corp.example`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'PowerMTA',
    { From: 'mailer-daemon@sender.test', Subject: 'Delivery report' },
    `Hello, this is the mail server on mx.sender.test.

I am sending you this message to inform you on the delivery status of a
message you previously sent.  Immediately below you will find a list of
the affected recipients;  also attached is a Delivery Status Notification
(DSN) report in standard format, as well as the headers of the original
message.

  <wei@corp.example>  delivery failed; will not continue trying`,
    [['wei@corp.example', true, '5.0.0']],
  ],
  [
    'a mailer that follows its errors by details',
    { From: 'Mail Delivery System <DSN@sender.test>', Subject: 'There was an error sending your mail' },
    `We had trouble delivering your message. Full details follow:

Subject: 'Hello'
Date: 'Sun, 22 Nov 2026 03:00:00 +0000'

1 error(s):

SMTP Server <mail.corp.example> rejected recipient <wei@corp.example>
  (Error following RCPT command). It responded as follows: [550 5.1.1 User unknown]`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'a program that names the failed address in quotes',
    { From: 'postmaster@sender.test', Subject: 'Delivery failure' },
    `Your message was addressed to 'wei@corp.example' and could not be
delivered, as the recipient's mailbox is full.

---- START OF RETURNED MESSAGE ----
Received: from desk.moorline.test`,
    [['wei@corp.example', true, '5.2.2']],
  ],
  [
    'a program with errors for addresses',
    { From: 'postmaster@sender.test', Subject: 'Failure to deliver mail' },
    `--> Error description:
Error-for:  wei@corp.example
Error-Code: 550 no such person
Error-End: 1 error reported.

--> Your message follows:`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'a postmaster that explains itself as people would, and signs as a team',
    { From: 'postmaster@sender.test', Subject: 'Undeliverable mail' },
    `Your message to wei@corp.example was not delivered: 550 5.1.1 unknown.

What can I do?
Look at the address again.

Kind regards,
The Mail Team`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'a gateway in the name of an administrator, about an order',
    { From: 'administrator@sender.test', Subject: 'Undeliverable: Your order 77' },
    `Your message

  To: wei@corp.example
  Subject: Your order 77

did not reach the following recipient(s):

wei@corp.example
  550 5.1.1 unknown`,
    [['wei@corp.example', true, '5.1.1']],
  ],
];

describe('a bounce without a report, of another commercial server', () => {
  test.each(ROWS)('%s', async (_name, headers, text, failed) => {
    expect(await readBounce(bounceText(text, headers))).toMatchObject({ kind: 'bounce', failed });
  });
});
