import { describe, expect, test } from 'vitest';
import { bounceText, type Failed, readBounce } from '../../../support/a-bounce.ts';

type Row = readonly [name: string, text: string, failed: readonly Failed[]];

const SENT = `Received: from desk.moorline.test by mx.sender.test; Sun, 22 Nov 1998 03:00:00 +0100
From: support@moorline.test
To: anna@shop.example, wei@corp.example, lin@slow.example
Subject: Hello
Message-ID: <1@moorline.test>

Hello`;

const ROWS: readonly Row[] = [
  [
    'a list with reasons in the lines',
    `Your message was not delivered to:

  wei@corp.example: 550 5.1.1 User unknown
  anna@shop.example: 552 5.2.2 Mailbox full
  lin@slow.example: 450 4.2.2 Mailbox full

Contact postmaster@sender.test or mail.team@sender.test.`,
    [
      ['wei@corp.example', true, '5.1.1'],
      ['anna@shop.example', true, '5.2.2'],
      ['lin@slow.example', false, '4.2.2'],
    ],
  ],
  [
    'a list with commas',
    'The message could not be delivered to the following recipients: wei@corp.example, anna@shop.example, lin@slow.example. They do not exist.',
    [
      ['wei@corp.example', true, '5.1.1'],
      ['anna@shop.example', true, '5.1.1'],
      ['lin@slow.example', true, '5.1.1'],
    ],
  ],
  [
    'a list with commas that goes on in the next line',
    'Recipients: wei@corp.example,\n    anna@shop.example and\n    lin@slow.example\nReason: user unknown',
    [
      ['wei@corp.example', true, '5.1.1'],
      ['anna@shop.example', true, '5.1.1'],
      ['lin@slow.example', true, '5.1.1'],
    ],
  ],
  [
    'sendmail whose addresses stand above the transcript',
    `   ----- The following addresses had permanent fatal errors -----
<wei@corp.example>
<anna@shop.example>

   ----- Transcript of session follows -----
... while talking to corp.example.:
>>> RCPT To:<wei@corp.example>
<<< 550 <wei@corp.example>... User unknown
550 <wei@corp.example>... User unknown
... while talking to shop.example.:
>>> RCPT To:<anna@shop.example>
<<< 551 5.2.1 Account closed
550 <anna@shop.example>... User unknown

   ----- Original message follows -----
${SENT}`,
    [
      ['wei@corp.example', true, '5.1.1'],
      ['anna@shop.example', true, '5.2.1'],
    ],
  ],
  [
    'qmail, one below the other',
    `Hi. This is the qmail-send program at sender.test.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<wei@corp.example>:
Sorry, no mailbox here by that name. (#5.1.1)

<anna@shop.example>:
192.0.2.9 failed after I sent the message.
Remote host said: 554 5.6.0 corrupt

<lin@slow.example>:
Connected to 192.0.2.8 but sender was rejected.
Remote host said: 553 5.1.8 no such domain

--- Below this line is a copy of the message.

Return-Path: <support@moorline.test>
${SENT}`,
    [
      ['wei@corp.example', true, '5.1.1'],
      ['anna@shop.example', true, '5.6.0'],
      ['lin@slow.example', true, '5.1.8'],
    ],
  ],
  [
    'bare names, two of three',
    `   ----- Transcript of session follows -----
550 wei... User unknown
550 lin... User unknown

   ----- Unsent message follows -----
${SENT}`,
    [
      ['wei@corp.example', true, '5.1.1'],
      ['lin@slow.example', true, '5.1.1'],
    ],
  ],
  [
    'Exchange',
    `Your message

  To:      anna@shop.example; wei@corp.example; lin@slow.example
  Subject: Hello

did not reach the following recipient(s):

wei@corp.example on Sun, 22 Nov 1998 03:00:05 +0100
    The recipient name is not recognized
anna@shop.example on Sun, 22 Nov 1998 03:00:05 +0100
    The recipient name is not recognized`,
    [
      ['wei@corp.example', true, '5.1.1'],
      ['anna@shop.example', true, '5.1.1'],
    ],
  ],
  [
    'one that arrived beside one that did not',
    `The following addresses had successful delivery notifications:
  <anna@shop.example>  (relayed to non-DSN-aware mailer)

The following addresses had permanent fatal errors:
  <wei@corp.example>
    User unknown`,
    [['wei@corp.example', true, '5.1.1']],
  ],
];

describe('a bounce about several', () => {
  test.each(ROWS)('%s', async (_name, text, failed) => {
    const headers = { From: 'MAILER-DAEMON@sender.test', 'Return-Path': '' };
    expect(await readBounce(bounceText(text, headers))).toMatchObject({ kind: 'bounce', failed });
  });
});
