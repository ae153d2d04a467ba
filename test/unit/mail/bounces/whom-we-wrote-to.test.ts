import { describe, expect, test } from 'vitest';
import { bounceParts, bounceText, readBounce } from '../../../support/a-bounce.ts';

const recipients = async (raw: Buffer) => (await readBounce(raw)).failed.map(([recipient]) => recipient);
const returned = (headers: string) => ({ type: 'message/rfc822', text: `${headers}\n\nHello` });
const SENT = 'From: Moorline <support@moorline.test>\nSubject: Hello\nMessage-ID: <1@moorline.test>';
const report = (fields: string, headers = SENT, words = 'Your message could not be delivered.') =>
  bounceParts([
    { type: 'text/plain', text: words },
    { type: 'message/delivery-status', text: `Reporting-MTA: dns; mx.sender.test\n\n${fields}` },
    returned(headers),
  ]);

describe('a report', () => {
  test.each<[string, string, string[], string?]>([
    [
      'names whom we wrote to, and not whom that was forwarded to',
      'Original-Recipient: rfc822;team@corp.example\nFinal-Recipient: rfc822;wei@home.example\nAction: failed\nStatus: 5.1.1',
      ['team@corp.example'],
    ],
    [
      'names them in whatever order',
      'Final-Recipient: rfc822;wei@home.example\nAction: failed\nStatus: 5.1.1\nOriginal-Recipient: RFC822; <Team@Corp.example>',
      ['team@corp.example'],
    ],
    [
      'names them in xtext',
      'Original-Recipient: rfc822;team+2Bsales@corp.example\nFinal-Recipient: rfc822;wei@home.example\nAction: failed\nStatus: 5.1.1',
      ['team+sales@corp.example'],
    ],
    [
      'whose original is no address leaves it to the final one',
      'Original-Recipient: rfc822;team\nFinal-Recipient: rfc822;wei@corp.example\nAction: failed\nStatus: 5.1.1',
      ['wei@corp.example'],
    ],
    [
      'whose original is empty leaves it to the final one',
      'Original-Recipient: rfc822;\nFinal-Recipient: rfc822;wei@corp.example\nAction: failed\nStatus: 5.1.1',
      ['wei@corp.example'],
    ],
    [
      'of two that failed names both',
      'Original-Recipient: rfc822;a@corp.example\nFinal-Recipient: rfc822;x@home.example\nAction: failed\nStatus: 5.1.1\n\nOriginal-Recipient: rfc822;b@corp.example\nFinal-Recipient: rfc822;x@home.example\nAction: failed\nStatus: 5.1.1',
      ['a@corp.example', 'b@corp.example'],
    ],
    [
      'of a bare name takes its host from the mail that came back',
      'Final-Recipient: rfc822;wei\nAction: failed\nStatus: 5.1.1',
      ['wei@corp.example'],
      `${SENT}\nTo: Anna <anna@shop.example>, Wei <wei@corp.example>`,
    ],
    [
      'of bare names, each from the mail that came back',
      'Final-Recipient: rfc822;wei\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: LOCAL;anna\nAction: failed\nStatus: 5.1.1',
      ['wei@corp.example', 'anna@shop.example'],
      `${SENT}\nTo: anna@shop.example\nCc: wei@corp.example`,
    ],
    [
      'of a bare name that nothing else names takes the host of who reports',
      'Final-Recipient: rfc822;lin\nAction: failed\nStatus: 5.1.1',
      ['lin@mx.sender.test'],
      `${SENT}\nTo: anna@shop.example, wei@corp.example`,
    ],
    [
      'of one forwarded by a server that does not say so is about the one written to',
      'Final-Recipient: rfc822;wei@home.example\nAction: failed\nStatus: 5.1.1',
      ['team@corp.example'],
      `X-Original-To: team@corp.example\n${SENT}\nTo: team@corp.example`,
    ],
    [
      'of one of several that the mail went to stays with its own',
      'Final-Recipient: rfc822;wei@corp.example\nAction: failed\nStatus: 5.1.1',
      ['wei@corp.example'],
      `${SENT}\nTo: anna@shop.example, wei@corp.example`,
    ],
  ])('%s', async (_name, fields, expected, headers) => {
    expect(await recipients(report(fields, headers))).toEqual(expected);
  });
});

test('what a text says of whom a mail was forwarded to is said of whom we wrote to', async () => {
  const block = (original: string, final: string) =>
    `Original-Recipient: rfc822;${original}\nFinal-Recipient: rfc822;${final}\nAction: failed`;
  const fields = [block('a@corp.example', 'x@home.example'), block('b@corp.example', 'y@home.example')].join('\n\n');
  const words = 'Not delivered:\n\n<x@home.example>: 550 5.1.1 unknown\n\n<y@home.example>: 552 5.2.2 full';
  expect((await readBounce(report(fields, SENT, words))).failed).toEqual([
    ['a@corp.example', true, '5.1.1'],
    ['b@corp.example', true, '5.2.2'],
  ]);
});

describe('a text', () => {
  test.each<[string, string, string[]]>([
    [
      'of Postfix names whom an alias stood for',
      'This is the mail system at host mx.sender.test.\n\n<wei@home.example> (expanded from <team@corp.example>): host mx.home.example[192.0.2.7] said: 550 5.1.1 unknown',
      ['team@corp.example'],
    ],
    [
      'of sendmail does so below',
      '   ----- The following addresses had permanent fatal errors -----\n<wei@home.example>\n    (reason: 550 5.1.1 User unknown)\n    (expanded from: <team@corp.example>)\n\n   ----- Transcript of session follows -----\n... while talking to mx.home.example.:\n>>> DATA\n<<< 550 5.1.1 <wei@home.example>... User unknown',
      ['team@corp.example'],
    ],
    [
      'of Exim does so below',
      'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  wei@home.example\n    (generated from team@corp.example)\n    SMTP error from remote mail server after RCPT TO:<wei@home.example>:\n    550 5.1.1 unknown\n\n  lin@slow.example\n    Unrouteable address',
      ['team@corp.example', 'lin@slow.example'],
    ],
    [
      'with a contact names only who failed',
      'Delivery to the following recipient failed permanently:\n\n     wei@corp.example\n\nFor help write to helpdesk@sender.test or to Anna Weber, anna@sender.test.\n550 5.1.1 unknown',
      ['wei@corp.example'],
    ],
    [
      'of several names each',
      'The following recipients could not be reached:\n\n  a@corp.example   user unknown\n  b@corp.example   user unknown\n  c@corp.example   mailbox full\n\nContact: admin.of.mail@sender.test',
      ['a@corp.example', 'b@corp.example', 'c@corp.example'],
    ],
    [
      'of a bare name takes its host from the mail that came back',
      '   ----- Transcript of session follows -----\n550 wei... User unknown\n\n   ----- Unsent message follows -----\nReceived: from x by y; Sun, 22 Nov 1998 03:00:00 +0100\nFrom: support@moorline.test\nTo: anna@shop.example, wei@corp.example\nSubject: Hello\nMessage-ID: <1@moorline.test>\n\nHello',
      ['wei@corp.example'],
    ],
  ])('%s', async (_name, text, expected) => {
    expect(await recipients(bounceText(text))).toEqual(expected);
  });

  test('that names nobody, and went to whom the mail was written to as well, names nobody', async () => {
    const text =
      'Your message did not reach some or all of the intended recipients.\n\n   ----- Unsent message follows -----\nFrom: anna@shop.example\nTo: support@moorline.test\nSubject: Hello\nMessage-ID: <1@moorline.test>\n\nHello';
    expect(await recipients(bounceText(text, { To: 'support@moorline.test' }))).toEqual([]);
  });
});
