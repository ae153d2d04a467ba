import { describe, expect, test } from 'vitest';
import { bounceParts, RETURNED, readBounce } from '../../../support/a-bounce.ts';

type Headers = Readonly<Record<string, string>>;

const FIELDS = {
  type: 'message/delivery-status',
  text: 'Reporting-MTA: dns; mx.corp.example\n\nFinal-Recipient: rfc822; kyc@moorline.test\nAction: failed\nStatus: 5.1.1',
};
const REPORT = [{ type: 'text/plain', text: '<kyc@moorline.test>: 550 5.1.1 User unknown' }, FIELDS, RETURNED];
const ATTACHED = {
  type: 'message/rfc822',
  text: [
    'Content-Type: multipart/report; report-type=delivery-status; boundary="r"',
    'From: MAILER-DAEMON@mx.corp.example',
    'Subject: Undelivered Mail Returned to Sender',
    '',
    ...REPORT.map(({ type, text }) => `--r\nContent-Type: ${type}\n\n${text}\n`),
    '--r--',
  ].join('\n'),
};
const MIXED: Headers = { 'Return-Path': '', 'Content-Type': 'multipart/mixed; boundary="=_b"' };
const said = (text: string) => ({ type: 'text/plain; charset=utf-8', text });

describe('somebody who shows a bounce, from an address that reports have as well', () => {
  test.each(
    ['postmaster@corp.example', 'admin@corp.example', 'IT <bounces@corp.example>'].flatMap((from) =>
      [
        'Why does my mail to you bounce? See the attachment.',
        'Hello,\n\nI attach what I get when I write to you.',
        'Please see the attached bounce and tell us the right address.',
        '见附件，你们的邮箱发不过去。',
      ].map((text) => [from, text] as const),
    ),
  )('stays a person: %s: %s', async (from, text) => {
    for (const part of [FIELDS, ATTACHED]) {
      for (const subject of ['Question', 'Fwd: Undelivered Mail Returned to Sender']) {
        const raw = bounceParts([said(text), part], { ...MIXED, From: from, Subject: subject });
        expect(await readBounce(raw)).toMatchObject({ kind: 'normal' });
      }
    }
  });

  test.each<[string, Headers, string]>([
    ['whoever sends it on', { From: 'postmaster@corp.example', Subject: 'Fwd: Undelivered mail' }, ''],
    ['one with a word', { From: 'admin@corp.example', Subject: 'Undelivered mail' }, 'See attachment'],
  ])('stays a person: %s', async (_name, headers, text) => {
    const raw = bounceParts([said(text), FIELDS], { ...MIXED, ...headers });
    expect(await readBounce(raw)).toMatchObject({ kind: 'normal' });
  });

  test.each<[string, Headers, string]>([
    ['says what servers say', { From: 'postmaster@corp.example' }, 'Mail could not be delivered.'],
    ['says nothing', { From: 'admin@corp.example' }, ''],
    ['puts a banner above it', { From: 'Mail Gateway <gw@corp.example>' }, 'CAUTION: external mail'],
    ['has no sender', { From: 'desk@corp.example', 'Return-Path': '<>' }, 'CAUTION: external mail'],
  ])('and a server is one that %s', async (_name, headers, text) => {
    const raw = bounceParts([said(text), FIELDS], { ...MIXED, Subject: 'Undelivered mail', ...headers });
    expect(await readBounce(raw)).toMatchObject({ kind: 'bounce', reason: 'delivery-status-report' });
  });
});
