import { describe, expect, test } from 'vitest';
import { bounceParts, bounceText, RETURNED, readBounce } from '../../../support/a-bounce.ts';

type Headers = Readonly<Record<string, string>>;

const NOBODY: Headers = { 'Return-Path': '' };
const ORDINARY: Headers = { ...NOBODY, From: 'Desk <desk@sender.test>' };
const POSTMASTER: Headers = { ...NOBODY, From: 'postmaster@sender.test' };
const REPORTER: Headers = { ...NOBODY, From: 'MAILER-DAEMON@sender.test' };
const FIELDS =
  'Reporting-MTA: dns; mx.sender.test\n\nFinal-Recipient: rfc822; wei@corp.example\nAction: failed\nStatus: 5.1.1';
const FAILED = 'Your message could not be delivered to wei@corp.example: user unknown.';
const MIXED = { 'Content-Type': 'multipart/mixed; boundary="=_b"' };

const withOriginal = (text: string, headers: Headers) =>
  bounceParts([{ type: 'text/plain; charset=utf-8', text }, RETURNED], { ...MIXED, ...headers });

describe('a bounce without a report says by which rule it is one', () => {
  test.each<[reason: string, raw: Buffer]>([
    ['delivery-status-text', bounceText(FIELDS, { ...REPORTER, Subject: 'Hello' })],
    ['delivery-status-text', bounceText(FIELDS, { ...POSTMASTER, Subject: 'Hello' })],
    ['told-in-an-answer', bounceText(`${FAILED} 550 5.1.1`, { ...POSTMASTER, Subject: 'Re: Hello' })],
    ['reporter-and-subject', bounceText('Sorry.', { ...REPORTER, Subject: 'Undelivered mail' })],
    ['reporter-and-words', bounceText(FAILED, { ...REPORTER, Subject: 'Hello' })],
    ['reporter-and-original', withOriginal('Sorry.', { ...REPORTER, Subject: 'Hello' })],
    ['reporter-and-recipient', bounceText('Sorry for <wei@corp.example>: 5', { ...REPORTER, Subject: 'Hello' })],
    ['null-sender-and-original', withOriginal('Sorry.', { From: 'postmaster@sender.test', Subject: 'Hello' })],
    ['null-sender-and-subject', bounceText('Sorry.', { From: 'desk@sender.test', Subject: 'Undelivered mail' })],
    ['null-sender-and-words', bounceText(FAILED, { From: 'desk@sender.test', Subject: 'Hello' })],
    [
      'announced-and-words',
      bounceText(FAILED, { ...ORDINARY, 'Auto-Submitted': 'auto-replied', Subject: 'Undelivered mail' }),
    ],
    ['nameless-and-words', bounceText(FAILED, { ...NOBODY, From: 'Desk', Subject: 'Undelivered mail' })],
    ['deliverer-and-words', bounceText(FAILED, { ...POSTMASTER, Subject: 'Undelivered mail' })],
    ['office-and-words', bounceText(FAILED, { ...NOBODY, From: 'system@sender.test', Subject: 'Undelivered mail' })],
    ['given-back-and-words', withOriginal(FAILED, { ...ORDINARY, Subject: 'Undelivered mail' })],
    ['postmaster-and-subject', bounceText('5.1.1', { ...POSTMASTER, Subject: 'Failure' })],
    ['postmaster-subject-and-original', withOriginal('Sorry.', { ...POSTMASTER, Subject: 'Failure' })],
    [
      'postmaster-subject-and-words',
      bounceText('The mail to one of its recipients could not be delivered.', { ...POSTMASTER, Subject: 'Failure' }),
    ],
    ['postmaster-and-original', withOriginal('Sorry.', { ...POSTMASTER, Subject: 'Nachricht nicht angekommen' })],
    [
      'program-introduces-itself',
      bounceText('This is the mail system at host mx.sender.test.\n\nMail could not be delivered.', {
        ...ORDINARY,
        Subject: 'Undelivered mail',
      }),
    ],
    [
      'told-as-programs-do',
      bounceText(`${FAILED}\n\n<wei@corp.example>: 550 5.1.1 unknown`, { ...ORDINARY, Subject: 'Undelivered mail' }),
    ],
  ])('%s', async (reason, raw) => {
    expect(await readBounce(raw)).toMatchObject({ kind: 'bounce', reason });
  });

  test.each<[name: string, raw: Buffer]>([
    ['an answer', bounceText(FAILED, { ...ORDINARY, Subject: 'Re: Undelivered mail' })],
    ['somebody who is away', bounceText('I am away until Monday.', { ...POSTMASTER, Subject: 'Hello' })],
    ['one sign', bounceText('Hello', { ...NOBODY, From: 'system@sender.test', Subject: 'Undelivered mail' })],
    ['nobody who failed', bounceText('Mail could not be delivered.', { ...ORDINARY, Subject: 'Undelivered mail' })],
    ['a person', bounceText(`I got this: ${FAILED}`, { ...POSTMASTER, Subject: 'Undelivered mail' })],
  ])('and %s is none', async (_name, raw) => {
    expect(await readBounce(raw)).toMatchObject({ kind: 'normal' });
  });
});
