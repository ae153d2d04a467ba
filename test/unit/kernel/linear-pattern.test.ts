import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linearPattern } from '../../../shared/kernel/linear-pattern.ts';

const pattern = (source: string) => {
  const made = linearPattern(source);
  if (!made) throw new Error(`No pattern: ${source}`);
  return made;
};
const found = (source: string, text: string) =>
  pattern(source)
    .find(text, 1_000)
    .map(({ start, end }) => text.slice(start, end));

/** As it is meant: from each place on that is behind what was found, the longest that stands by itself. */
function oneByOne(source: string, text: string) {
  const expression = new RegExp(`^(?:${source})$`, 'u');
  const isIn = (at: number) => /\w/.test(text[at] ?? '');
  const isBound = (at: number) => !(isIn(at - 1) && isIn(at));
  const all: { start: number; end: number }[] = [];
  const isHalf = (at: number) => /[\udc00-\udfff]/.test(text[at] ?? '');
  for (let start = 0; start < text.length; start++) {
    if (!isBound(start) || isHalf(start)) continue;
    for (let end = Math.min(text.length, start + 255); end > start; end--) {
      if (!isBound(end) || isHalf(end) || !expression.test(text.slice(start, end))) continue;
      all.push({ start, end });
      start = end - 1;
      break;
    }
  }
  return all;
}

const SOURCES = [
  '^REF-\\d{6}$',
  'a|bc',
  '(a+)+$',
  '(?:a|a)*b',
  '[A-Z]{2,3}\\d+',
  '^$',
  'x?y*z+',
  '\\bfoo\\b',
  '\\B-\\B',
  '[\\u4e00-\\u9fa5]{2,4}',
  '(?<n>ab){2,}',
  '\\p{L}+\\d',
  'a{0}b',
  '(|a)+c',
  '^(19|20)\\d\\d$',
  '[^\\]a]+$',
  '😀{2}',
  '(a*)*b',
  '(a?){3}b',
  'a+?b',
];

describe('a pattern that an administrator wrote', () => {
  test.each(SOURCES)('matches what the regular expression does: %s', (source) => {
    const [linear, expression] = [pattern(source), new RegExp(source, 'u')];
    const piece = fc.constantFrom(...'ab cxyzABZ-019\n张三😀].', 'REF-123456', 'foo', '2019', 'aaa');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        expect(linear.test(pieces.join(''))).toBe(expression.test(pieces.join('')));
      }),
    );
  });

  test.each([
    '(?=a)',
    'a(?!b)',
    '(?<=a)b',
    '(?<!a)b',
    '(a)\\1',
    '(?<x>a)\\k<x>',
    '(?i:a)',
    'a{1000}',
    '(a{100}){100}',
    '(',
  ])('is refused where it could take longer than the text is long: %s', (source) => {
    expect(linearPattern(source)).toBeUndefined();
  });

  test('is found where it stands by itself, in Chinese and English, anchored or not', () => {
    const text = '单号REF-123456，还有 REF-1234567 and xREF-222222 (REF-333333).';
    for (const source of ['^REF-\\d{6}$', 'REF-\\d{6}'])
      expect(found(source, text)).toEqual(['REF-123456', 'REF-333333']);
    expect(found('\\d+', '12 a34 567')).toEqual(['12', '567']);
    expect(found('a*', 'bb')).toEqual([]);
    expect(found('ab|abc d', 'abc d ab')).toEqual(['abc d', 'ab']);
  });

  test.each([
    'a|bc',
    'KX.*\\d{6}',
    '[A-Z]{2,3}[- ]?\\d+',
    '(?:KX ?)+\\d{6}',
    'KX[^]*?Z|\\d{6} {90}',
    '(\\d{6}.*)?Z',
    '\\p{L}+ .*\\d',
    '(a?){3}b',
    '张.{2,200}三',
    '.*',
  ])('is found in each place where the regular expression could, and nowhere else: %s', (source) => {
    const piece = fc.constantFrom(
      'KX',
      'KX ',
      'a',
      'b',
      'bc',
      '123456',
      ' ',
      ' '.repeat(90),
      ' '.repeat(150),
      '\n',
      'Z',
      '-',
      '张',
      '三',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        expect(pattern(source).find(text, 3)).toEqual(oneByOne(source, text).slice(0, 3));
      }),
      { numRuns: 300 },
    );
  });

  test('is not hidden by what looks like its beginning long before', () => {
    const text = `KX${' '.repeat(226)}KX is${' '.repeat(48)}123456`;
    expect(found('KX.*\\d{6}', text)).toEqual([text.slice(228)]);
  });

  test('is looked for no longer than it is wanted', () => {
    expect(pattern('a').find('a '.repeat(50), 3)).toHaveLength(3);
  });

  test.each(['(((){400}){400}){400}', '(?:){2}', '(a{0}){3}'])('is refused where it repeats nothing: %s', (source) => {
    expect(linearPattern(source)).toBeUndefined();
  });

  test.each(['a(.{0,240}Z)?', '[A-Z0-9]+(?:\\s.*\\d{6})?', '(.{0,120}Z)+', '(?:KX.{0,200})*\\d{6}'])(
    'is found in a moment in the longest text that is read: %s',
    (source) => {
      const made = pattern(source);
      for (const piece of ['a ', 'a a', 'Z ', 'KX ', 'KX1 ', '123456 ']) {
        const text = piece.repeat(24_000).slice(0, 24_000);
        const from = performance.now();
        made.find(text, 20);
        const took = performance.now() - from;
        // Milliseconds, or half a second where every step is taken at every character.
        expect(took).toBeLessThan(4_000);
      }
    },
  );

  test.each(['(a+)+$x', '(a|a)*b', '(\\w+\\d+)+-', '(.*a){20}b', 'a(.*b)?'])(
    'takes time by the length of the text, whoever wants it to take for ever: %s',
    (source) => {
      const [linear, text] = [pattern(source), 'a a'.repeat(8_000)];
      const from = performance.now();
      linear.find(text, 20);
      linear.test(text);
      // A regular expression would not end in the age of the universe.
      expect(performance.now() - from).toBeLessThan(10_000);
    },
  );
});
