import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ATTRIBUTION_WORDS } from '../../../../shared/mail/quotes/attribution-words.ts';
import { newTextOf } from '../../../../shared/mail/quotes/new-text-of-lines.ts';
import { hasQuotedMail } from '../../../../shared/mail/quotes/quoted-parts.ts';
import { MOBILE_LINES } from '../../../support/mobile-lines.ts';
import { ANNOUNCEMENTS, ANNOUNCEMENTS_OF_MARKED } from '../../../support/quote-announcements.ts';
import { QUOTED_HEADERS } from '../../../support/quoted-headers.ts';

const MARKS = [
  ...ANNOUNCEMENTS.map(({ announcement }) => announcement),
  ...ANNOUNCEMENTS_OF_MARKED.map(({ announcement }) => announcement),
  ...QUOTED_HEADERS.map(({ headers }) => headers),
];
const LINES = [
  ...[
    '',
    '',
    '',
    'Hello.',
    '> quoted',
    '>',
    '>> twice',
    '> -- ',
    '-- ',
    '--',
    '---',
    '-----',
    '____',
    '========',
    '***',
  ],
  ...[
    '```',
    '~~~',
    '| |',
    '|',
    'Bo Berg',
    '-Bo',
    '— Bo',
    '- item',
    '* item',
    'Title',
    'From: a@b.c',
    'To: x',
    'Subject: y',
  ],
  ...['wrote:', '> wrote:', '<a@b.c> wrote:', 'On 3 May 2022', '2022-05-03 10:22', 'to', 'subject', 'Original Message'],
  ...[
    'A sentence that goes on for a while, and then ends.',
    'x'.repeat(80),
    `> ${'x'.repeat(70)}`,
    '&gt; x',
    '\u00a0',
    '\u200b',
  ],
];
const line = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...LINES) },
  { weight: 2, arbitrary: fc.constantFrom(...MARKS) },
  { weight: 1, arbitrary: fc.constantFrom(...MOBILE_LINES) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
);
const text = fc.array(line, { maxLength: 25 }).map((lines) => lines.join('\n'));

const VERBS = ATTRIBUTION_WORDS.flatMap(({ verbs }) => verbs);
const SEEN = /[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/;

function linesIn(text: string): string[] {
  return text.split('\n').filter((each) => SEEN.test(each));
}

/** Whether pieces of the lines of a whole are all there is, in their order. */
function isOf(pieces: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  return pieces.every((piece) => {
    while (at < whole.length && !whole[at]?.includes(piece)) at++;
    return at++ < whole.length;
  });
}

describe('the new text', () => {
  test('is one piece of the text or two, empty only if that is blank or a quote, and has nothing old left in it', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const found = newTextOf(whole);
        if (found === '') {
          expect(SEEN.test(whole) && !hasQuotedMail(whole)).toBe(false);
          return;
        }
        expect(found.length).toBeLessThanOrEqual(whole.length);
        // Below a quote a header, and above a rule a telephone's line, may be what was written; by themselves they are not.
        const isOld = hasQuotedMail(found) || MOBILE_LINES.some((each) => found.includes(each));
        if (whole.includes(found) && !isOld) expect(newTextOf(found)).toBe(found);
        expect(isOf(linesIn(found), linesIn(whole))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  const written = fc
    .array(fc.stringMatching(/^[A-Z][a-z]{2,8}( [a-z]{2,8}){2,6}\.$/), { minLength: 1, maxLength: 6 })
    .map((sentences) => sentences.join('\n\n'))
    // "Said aa aa." above a quote may be who said it: where that is in doubt, more is shown.
    .filter(
      (own) =>
        !VERBS.some((verb) =>
          own
            .toLowerCase()
            .split(/[ .\n]+/)
            .includes(verb),
        ),
    );

  test('of what somebody wrote above any mark is what they wrote', () => {
    fc.assert(
      fc.property(written, fc.constantFrom(...MARKS), text, (own, mark, below) => {
        const quoted = `${mark}\n${below}`.replace(/^/gm, '> ');
        expect(newTextOf(`${own}\n\n${quoted}`)).toBe(own);
      }),
      { numRuns: 2000 },
    );
  });

  test('takes time as the text gets longer, and no more', () => {
    const pieces = [
      ...LINES.map((each) => `${each}\n`),
      ...MARKS.filter((_, at) => at % 23 === 0).flatMap((each) => [
        `${each.replaceAll('\n', ' ')} `,
        `${each.slice(0, -1)}\n`,
      ]),
      ...['From: a@b\nTo:\n', 'To\n', 'a@b:\n', '1/1/20 a:\n', '----', '> a\nb\n', '@', '1.1.', '2022 ', '&nbsp;', '“'],
    ];
    for (const piece of pieces) {
      const started = performance.now();
      newTextOf(piece.repeat(Math.floor(199_000 / piece.length)));
      expect(performance.now() - started, piece).toBeLessThan(8_000);
    }
  }, 120_000);
});
