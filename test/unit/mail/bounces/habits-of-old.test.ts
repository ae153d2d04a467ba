import { describe, expect, test } from 'vitest';
import { bounceText, type Failed, readBounce } from '../../../support/a-bounce.ts';

const WEI: readonly Failed[] = [['wei@corp.example', true, '5.1.1']];
const SOMEHOW: readonly Failed[] = [['wei@corp.example', true, '5.0.0']];

const ROWS: readonly (readonly [subject: string, text: string, failed: readonly Failed[]])[] = [
  [
    'Undeliverable mail',
    'Here is your list of failed recipients:\n\n<wei@corp.example> 550 unknown user\n\nHere is your returned mail:\n\nReceived: from x\nTo: y@z.example',
    WEI,
  ],
  ['Undeliverable mail', 'Undeliverable Address:  wei@corp.example\n\nOriginal message attached.', WEI],
  [
    'Mail delivery failure',
    'The email below could not be delivered to the following user:\n\nwei@corp.example\n\nOld message:\nFrom: support@moorline.test',
    SOMEHOW,
  ],
  ['Delivery failure', 'Message cannot be delivered to:\n\n  wei@corp.example\n\nbecause the user is unknown.', WEI],
  [
    'Returned mail',
    'Intended recipient: wei@corp.example\n\nUser unknown\n\n--------RETURNED MAIL FOLLOWS--------\nFrom: a@b.example',
    WEI,
  ],
  [
    'failure notice',
    'Your message could not be delivered.\n\n---- Failed Recipients ----\n<wei@corp.example>\n\n---- Mail ----\nReceived: from x',
    SOMEHOW,
  ],
  [
    'Undeliverable',
    'Delivery to the following recipients was aborted after 2.5 hour(s):\n\n  * wei@corp.example',
    SOMEHOW,
  ],
  [
    'Undelivered mail',
    'Invalid final delivery userid: wei@corp.example\n\nOriginal message follows.\n\nReceived: from x',
    WEI,
  ],
  [
    'Mail could not be delivered',
    'A message could not be delivered to:\n   wei@corp.example (unknown recipient)\nSubject: Hello',
    WEI,
  ],
  [
    'Delivery failed',
    '- These recipients of your message have been processed by the mail server:\nwei@corp.example; Failed; 5.1.1 (bad destination mailbox address)\n',
    WEI,
  ],
  [
    'Message not delivered',
    'Message not delivered to the following addresses:\n\n   wei@corp.example\n\nError detail:\n550 no such user',
    WEI,
  ],
  [
    'Non-delivery report',
    '|   The following recipient(s) could not be reached:\n|\n|   1. wei@corp.example\n|      No such user',
    WEI,
  ],
  ['Your mail was rejected', 'Recipient: <wei@corp.example>\nReason:    5.1.1 unknown', WEI],
  [
    'Delivery Failure',
    'Your message to <wei@corp.example> was automatically rejected:\nQuota exceeded (mailbox for user is full)',
    [['wei@corp.example', true, '5.2.2']],
  ],
  [
    'Undeliverable',
    "The following message to <wei@corp.example> was undeliverable.\nThe reason for the problem:\n5.1.0 - Unknown address error 550-'User unknown'",
    [['wei@corp.example', true, '5.1.0']],
  ],
  [
    'Mail System Error',
    'This message was rejected by mail.corp.example for wei@corp.example:\n\n554 5.7.1 Message blocked as spam',
    [['wei@corp.example', true, '5.7.1']],
  ],
  [
    'Delivery problem',
    'Temporary failure, message to wei@corp.example will be retried.\n\n451 4.7.1 Greylisted, try again later',
    [['wei@corp.example', false, '4.7.1']],
  ],
  [
    'Nachricht unzustellbar',
    'Ihre Nachricht an wei@corp.example konnte nicht zugestellt werden, da das Postfach voll ist.',
    [['wei@corp.example', true, '5.2.2']],
  ],
  [
    'Undelivered Mail',
    'mailto:wei@corp.example could not be delivered:\nError: host not found',
    [['wei@corp.example', true, '5.1.2']],
  ],
  [
    'Undeliverable Mail',
    'Could not deliver message.\n\nTo: "Wei Zhang" <wei@corp.example>\nError: 552 Message size exceeds fixed maximum message size',
    [['wei@corp.example', true, '5.3.4']],
  ],
  [
    'Mail loop detected',
    'Too many hops 26 (25 max): from <support@moorline.test> via desk, to <wei@corp.example>',
    [['wei@corp.example', true, '5.4.6']],
  ],
  ['Returned mail', '550 <wei@corp.example>... Relaying denied', [['wei@corp.example', true, '5.7.1']]],
  [
    'Delivery Failure',
    'wei@corp.example\n\n  Delivery failed\n\n  451 Temporary local problem - please try later',
    [['wei@corp.example', false, '4.7.1']],
  ],
  [
    'Mail failure',
    'Recipient address: wei@corp.example\nReason: Server has rejected address (account inactive)',
    [['wei@corp.example', true, '5.2.1']],
  ],
];

describe('a bounce of a program that nobody knows', () => {
  test.each(ROWS)('%s: %s', async (subject, text, failed) => {
    const raw = bounceText(text, { From: 'Postmaster <postmaster@sender.test>', Subject: subject });
    expect(await readBounce(raw)).toMatchObject({ kind: 'bounce', failed });
  });

  test('that gives the mail back, but names nobody, is about the one it was written to', async () => {
    const text = `Sorry, your mail could not be delivered: user unknown.

----- Original message follows -----
Received: from desk.moorline.test (192.0.2.7)
From: support@moorline.test
To: "Wei Zhang" <wei@corp.example>
Subject: Hello
Message-ID: <1@moorline.test>

Hello`;
    expect(await readBounce(bounceText(text))).toMatchObject({ kind: 'bounce', failed: WEI });
  });

  test('and names nobody at all is a bounce about nobody', async () => {
    expect(await readBounce(bounceText('Sorry, your mail could not be delivered.'))).toMatchObject({
      kind: 'bounce',
      failed: [],
    });
  });

  test('of somebody who wrote to themselves is about them', async () => {
    const text = 'Your message could not be delivered to:\n\n<support@moorline.test>: 550 5.2.2 mailbox full';
    expect(await readBounce(bounceText(text))).toMatchObject({ failed: [['support@moorline.test', true, '5.2.2']] });
  });
});
