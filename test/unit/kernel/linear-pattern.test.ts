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
    .find(text)
    .map(({ start, end }) => text.slice(start, end));

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

  test.each(['(a+)+$x', '(a|a)*b', '(\\w+\\d+)+-', '(.*a){20}b', 'a(.*b)?'])(
    'takes time by the length of the text, whoever wants it to take for ever: %s',
    (source) => {
      const [linear, text] = [pattern(source), 'a a'.repeat(8_000)];
      const from = performance.now();
      linear.find(text);
      linear.test(text);
      // A regular expression would not end in the age of the universe.
      expect(performance.now() - from).toBeLessThan(10_000);
    },
  );
});
