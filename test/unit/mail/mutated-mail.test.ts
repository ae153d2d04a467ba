import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { examineMail } from '../../../shared/mail/examine-mail.ts';
import { mailComment } from '../../../shared/mail/mail-comment.ts';
import { ROOT } from '../../arch/source-files.ts';
import { mailFacts, mailFile } from '../../support/a-mail.ts';
import { unsafeTag } from '../../support/unsafe-tag.ts';

const FILES = readdirSync(`${ROOT}/test/fixtures/mail`)
  .filter((name) => name.endsWith('.eml'))
  .map((name) => mailFile(name.replace('.eml', '')));

/** A mail with some stretches of it overwritten, cut out or doubled. */
const mutated = fc
  .tuple(
    fc.constantFrom(...FILES),
    fc.array(
      fc.tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 40 }),
        fc.uint8Array({ maxLength: 12 }),
      ),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
  )
  .map(([file, changes]) =>
    changes.reduce((raw, [place, length, bytes]) => {
      const at = Math.floor(raw.length * place);
      return Buffer.concat([raw.subarray(0, at), bytes, raw.subarray(at + length)]);
    }, file),
  );

test('a damaged mail is examined without failing, and what it shows can be shown', async () => {
  await fc.assert(
    fc.asyncProperty(mutated, async (raw) => {
      const examined = await examineMail(raw, mailFacts());
      if ('error' in examined) return;
      for (const part of ['whole', 'answer', 'answer-of-staff'] as const) {
        const { body, html_body } = await mailComment(examined.mail, part, 'en');
        expect(body.isWellFormed()).toBe(true);
        expect(unsafeTag(html_body ?? '')).toBeUndefined();
      }
    }),
    { numRuns: 500 },
  );
});
