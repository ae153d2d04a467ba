import { describe, expect, test } from 'vitest';
import { bounceText, readBounce } from '../../../support/a-bounce.ts';
import { SPEECHES } from '../../../support/bounce-speeches.ts';

const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
const SENDERS = (server: string): Readonly<Record<string, string>>[] => [
  { From: 'MAILER-DAEMON@sender.test', 'Return-Path': '<>' },
  { From: 'postmaster@sender.test', 'Return-Path': '' },
  { From: `${encoded(server)} <mail@sender.test>`, 'Return-Path': '<>' },
  { From: `${encoded(server)} <noreply@sender.test>`, 'Return-Path': '<noreply@sender.test>' },
];

describe.each(SPEECHES)('a bounce in $language', ({ server, subject, failed, delayed = [], reasons }) => {
  const read = (from: Readonly<Record<string, string>>, text: string) =>
    readBounce(bounceText(text, { ...from, Subject: encoded(subject) }));

  test.each(Object.entries(reasons))('says %s: %s', async (status, why) => {
    for (const from of SENDERS(server)) {
      for (const words of failed) {
        const below = await read(from, `${words}\n\n  wei@corp.example\n\n${why}`);
        const above = await read(from, `${words}\n\n${why}\n\n  wei@corp.example`);
        const expected = { kind: 'bounce', failed: [['wei@corp.example', true, status]] };
        expect([below, above]).toMatchObject([expected, expected]);
      }
    }
  });

  test.each(delayed)('is not final: %s', async (words) => {
    for (const from of SENDERS(server)) {
      const late = await read(from, `${words}\n\n  wei@corp.example`);
      expect(late).toMatchObject({ kind: 'bounce', failed: [['wei@corp.example', false, '4.0.0']] });
    }
  });

  test('is none where a person writes', async () => {
    for (const words of failed) {
      const pasted = `Hi, what is this?\n\n${words}\n\n  wei@corp.example\n\n${Object.values(reasons)[0]}`;
      const person = { From: 'Wang <wang@customer.test>', 'Return-Path': '<wang@customer.test>' };
      expect(await read(person, pasted)).toMatchObject({ kind: 'normal' });
    }
  });
});
