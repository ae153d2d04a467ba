import { describe, expect, test } from 'vitest';
import { bounceParts, bounceText, type Failed, RETURNED, readBounce } from '../../../support/a-bounce.ts';

const OF_MAIL = 'Reporting-MTA: dns; mx.sender.test\nArrival-Date: Sun, 22 Nov 2026 03:00:00 +0000\n';
const WORDS = { type: 'text/plain', text: 'Your message could not be delivered.' };
const report = (fields: string, type = 'message/delivery-status') =>
  bounceParts([WORDS, { type, text: `${OF_MAIL}\n${fields}` }, RETURNED]);

type Row = readonly [name: string, fields: string, failed: readonly Failed[]];

const ROWS: readonly Row[] = [
  [
    'all that RFC 3464 asks for',
    `Original-Recipient: rfc822;team@corp.example
Final-Recipient: rfc822; wei@corp.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mail.corp.example
Diagnostic-Code: smtp; 550-5.1.1 The account does not exist.
 550 5.1.1 Try another.`,
    [['team@corp.example', true, '5.1.1']],
  ],
  [
    'several recipients',
    `Final-Recipient: rfc822; wei@corp.example
Action: failed
Status: 5.1.1

Final-Recipient: rfc822; anna@shop.example
Action: delayed
Status: 4.4.1

Final-Recipient: rfc822; lin@slow.example
Action: relayed
Status: 2.1.9`,
    [
      ['wei@corp.example', true, '5.1.1'],
      ['anna@shop.example', false, '4.4.1'],
    ],
  ],
  [
    'no empty line between recipients',
    `Final-Recipient: rfc822; wei@corp.example
Action: failed
Status: 5.1.1
Final-Recipient: rfc822; anna@shop.example
Action: failed
Status: 5.2.2`,
    [
      ['wei@corp.example', true, '5.1.1'],
      ['anna@shop.example', true, '5.2.2'],
    ],
  ],
  [
    'empty lines between the fields of one',
    `Final-Recipient: rfc822; wei@corp.example

Action: failed

Status: 5.1.1
`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'no empty line behind the fields of the mail',
    `X-Postfix-Queue-ID: 1
Final-Recipient: rfc822; wei@corp.example
Action: failed
Status: 5.1.1`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'brackets, a comment and upper case',
    `Final-Recipient: RFC822; <Wei@Corp.example> (Wei Zhang)
Action: FAILED (permanently)
Status: 5.1.1 (bad destination mailbox)`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'an address without its type',
    'Final-Recipient: wei@corp.example\nAction: failed\nStatus: 5.1.1',
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'an unknown type',
    'Final-Recipient: unknown; wei@corp.example\nAction: failed\nStatus: 5.1.1',
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'a local type',
    'Final-Recipient: LOCAL;<wei@corp.example>\nAction: failed\nStatus: 5.1.1',
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'a program as the final recipient',
    `Original-Recipient: rfc822;wei@corp.example
Final-Recipient: RFC822; "|/usr/bin/filter -a x@y.example"
Action: failed
Status: 5.3.0`,
    [['wei@corp.example', true, '5.3.0']],
  ],
  [
    'an X.400 name as the final recipient',
    `Original-Recipient: rfc822;wei@corp.example
Final-Recipient: X400; /C=US/S=Zhang/G=Wei/
Action: failed
Status: 5.1.1`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'what Exchange makes of a name',
    `Original-Recipient: rfc822;wei@corp.example
Final-Recipient: rfc822;IMCEAEX-_O=CORP_OU=HQ_CN=WEI@corp.example
Action: failed
Status: 5.1.1`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'a user without a host',
    `Final-Recipient: RFC822; wei
X-Actual-Recipient: RFC822; wei@corp.example
Action: failed
Status: 5.1.1`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'nobody but the one the mail was written to',
    'Final-Recipient: RFC822; wei\nAction: failed\nStatus: 5.1.1',
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'an address in UTF-8',
    'Final-Recipient: utf-8; 用户@例子.公司\nAction: failed\nStatus: 5.1.1',
    [['用户@例子.公司', true, '5.1.1']],
  ],
  [
    'an address in escaped UTF-8',
    'Final-Recipient: utf-8; \\x{7528}\\x{6237}@corp.example\nAction: failed\nStatus: 5.1.1',
    [['用户@corp.example', true, '5.1.1']],
  ],
  [
    'a general status with an exact one in the diagnostic',
    `Final-Recipient: rfc822; wei@corp.example
Action: failed
Status: 5.0.0
Diagnostic-Code: smtp; 550-5.2.1 The account is disabled`,
    [['wei@corp.example', true, '5.0.0']],
  ],
  [
    'a status without detail with an exact one in the diagnostic',
    `Final-Recipient: rfc822; wei@corp.example
Action: failed
Status: 5.1.0
Diagnostic-Code: smtp; 550 #5.1.1 unknown`,
    [['wei@corp.example', true, '5.1.0']],
  ],
  [
    'an exact status with another in the diagnostic',
    `Final-Recipient: rfc822; wei@corp.example
Action: failed
Status: 5.4.7
Diagnostic-Code: smtp; 450 4.2.2 mailbox full`,
    [['wei@corp.example', true, '5.4.7']],
  ],
  [
    'a general status and nothing more exact',
    `Final-Recipient: rfc822; wei@corp.example
Action: failed
Status: 5.0.0
Diagnostic-Code: smtp; 550 User unknown`,
    [['wei@corp.example', true, '5.0.0']],
  ],
  [
    'no status field',
    `Final-Recipient: rfc822; wei@corp.example
Action: failed
Diagnostic-Code: smtp; 550 5.1.1 User unknown`,
    [['wei@corp.example', true, '5.1.1']],
  ],
  [
    'no status anywhere but in words',
    `Final-Recipient: rfc822; wei@corp.example
Action: failed
Diagnostic-Code: smtp; 452 The recipient's mailbox is full`,
    [['wei@corp.example', false, '4.2.2']],
  ],
  [
    'an empty status and a diagnostic without its type',
    `Final-Recipient: rfc822; wei@corp.example
Action: failed
Status:
Diagnostic-Code: 550 5.7.1 Blocked`,
    [['wei@corp.example', true, '5.7.1']],
  ],
  ['no action', 'Final-Recipient: rfc822; wei@corp.example\nStatus: 4.2.2', [['wei@corp.example', false, '4.2.2']]],
  [
    'a diagnostic that goes on without being indented',
    `Final-Recipient: rfc822; wei@corp.example
Action: failed
Diagnostic-Code: smtp; 550 Requested action not taken
mailbox of #5.2.1 disabled`,
    [['wei@corp.example', true, '5.2.1']],
  ],
  [
    'an action that only delays',
    `Final-Recipient: rfc822; wei@corp.example
Action: delayed
Status: 4.4.7
Will-Retry-Until: Fri, 27 Nov 2026 03:00:00 +0000`,
    [['wei@corp.example', false, '4.4.7']],
  ],
  [
    'a delay without a status',
    'Final-Recipient: rfc822; wei@corp.example\nAction: delayed',
    [['wei@corp.example', false, '4.0.0']],
  ],
  [
    'the same recipient twice',
    `Final-Recipient: rfc822; wei@corp.example
Action: failed
Status: 5.1.1

Final-Recipient: rfc822; WEI@corp.example
Action: failed
Status: 5.1.1`,
    [['wei@corp.example', true, '5.1.1']],
  ],
];

describe('a bounce with a report that has', () => {
  test.each(ROWS)('%s', async (_name, fields, failed) => {
    expect(await readBounce(report(fields))).toMatchObject({
      kind: 'bounce',
      reason: 'delivery-status-report',
      failed,
    });
  });
});

describe('a report in a part', () => {
  const FIELDS = 'Final-Recipient: rfc822; wei@corp.example\nAction: failed\nStatus: 5.1.1';
  const FAILED: Failed[] = [['wei@corp.example', true, '5.1.1']];

  test.each([
    'message/global-delivery-status',
    'message/delivery-status; charset=utf-8',
    'text/plain',
    'text/plain; name="report.txt"',
    'text/delivery-status',
    'application/octet-stream',
    'message/xdelivery-status',
  ])('of type %s is read', async (type) => {
    expect(await readBounce(report(FIELDS, type))).toMatchObject({ kind: 'bounce', failed: FAILED });
  });

  test('of a multipart/mixed is one of a program only', async () => {
    const parts = [WORDS, { type: 'message/delivery-status', text: `${OF_MAIL}\n${FIELDS}` }, RETURNED];
    const mixed = { 'Content-Type': 'multipart/mixed; boundary="=_b"' };
    expect(await readBounce(bounceParts(parts, mixed))).toMatchObject({ kind: 'bounce', failed: FAILED });
    const person = {
      ...mixed,
      'Return-Path': '<wang@customer.test>',
      From: 'wang@customer.test',
      Subject: 'What is this?',
    };
    expect(await readBounce(bounceParts(parts, person))).toMatchObject({ kind: 'normal' });
  });

  test('that was written into the text is read', async () => {
    const text = `Your message could not be delivered.\n\n${OF_MAIL}\n${FIELDS}`;
    expect(await readBounce(bounceText(text))).toMatchObject({ kind: 'bounce', failed: FAILED });
    const indented = `Your message could not be delivered.\n\n${FIELDS.replace(/^/gm, '    ')}`;
    expect(await readBounce(bounceText(indented))).toMatchObject({ kind: 'bounce', failed: FAILED });
  });

  test('that names nobody leaves it to the text', async () => {
    const parts = [
      { type: 'text/plain', text: 'Your message could not be delivered to:\n\n<anna@shop.example>: 550 5.2.2 full' },
      { type: 'message/delivery-status', text: OF_MAIL },
    ];
    expect(await readBounce(bounceParts(parts))).toMatchObject({
      kind: 'bounce',
      failed: [['anna@shop.example', true, '5.2.2']],
    });
  });
});

describe('a report that nothing failed', () => {
  test.each(['delivered', 'relayed', 'expanded'])('%s is an automatic answer about nobody', async (action) => {
    const raw = report(`Final-Recipient: rfc822; wei@corp.example\nAction: ${action}\nStatus: 2.0.0`);
    expect(await readBounce(raw)).toEqual({ kind: 'auto-reply', reason: 'delivered-report', failed: [] });
  });
});
