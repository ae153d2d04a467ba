import { expect, test } from 'vitest';
import { GROUPS, visitFeatures } from '../../../../shared/intake/classifier/features.ts';
import { comparable, tokensOf } from '../../../../shared/intake/classifier/tokens.ts';
import { USUAL_LENGTHS, weighed } from '../../../../shared/intake/classifier/weighing.ts';

/** The places in the text of each feature of a group. */
function piecesOf(text: string, group: (typeof GROUPS)[number]): string[] {
  const pieces: string[] = [];
  const read = comparable(text);
  visitFeatures(read, (at, _, start, end) => {
    if (GROUPS[at] === group) pieces.push(read.slice(start, end));
  });
  return pieces;
}

function hashesOf(text: string): Map<number, number> {
  const hashes = new Map<number, number>();
  visitFeatures(comparable(text), (_, hash) => hashes.set(hash, (hashes.get(hash) ?? 0) + 1));
  return hashes;
}

test('words count alone and with their neighbours, and the ends of the text count as neighbours', () => {
  expect(piecesOf('Lost my card', 'words')).toEqual(['lost', 'lost', 'my', 'lost my', 'card', 'my card', 'card']);
});

test('pieces of words are of two to five letters, and never reach into the next word', () => {
  const pieces = piecesOf('lost card', 'parts of words');
  expect(pieces).toContain('lost');
  expect(pieces.every((piece) => !piece.includes(' ') && piece.length <= 5)).toBe(true);
});

test('Chinese is read by one, two and three characters, also where Latin letters stand between', () => {
  expect(piecesOf('提现BTC', 'characters')).toEqual(['提', '现', 'b', 't', 'c']);
  expect(piecesOf('提现', 'pairs of characters')).toEqual(['提', '提现', '现']);
  expect(piecesOf('提现了', 'triples of characters')).toContain('提现了');
});

test('a text without such scripts has no features of theirs', () => {
  expect(piecesOf('lost my card', 'characters')).toEqual([]);
});

test.each([
  ['capitals', 'LOST Card', 'lost card'],
  ['full-width letters', 'ＵＳＤＴ 提现', 'usdt 提现'],
  ['spaces and line breaks', ' lost\r\n\tcard ', 'lost card'],
  ['composed and decomposed accents', 'e\u0301te\u0301', '\u00e9t\u00e9'],
])('%s make no difference', (_, one, other) => {
  expect(hashesOf(one)).toEqual(hashesOf(other));
});

test.each(['', ' ', '\ud83d', '\ude00提', '\u0000', 'a\u200db', '👩‍👩‍👧‍👦 ok', '�'])('%j can be read', (text) => {
  expect([...hashesOf(text).keys()].every((hash) => Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32)).toBe(true);
});

test('the same letters as a word, as a piece and as characters are different features', () => {
  const seen = new Map<number, string>();
  const read = comparable('go go提 提go 现 ab abc abcd');
  visitFeatures(read, (group, hash, start, end) => {
    const what = `${group} ${read.slice(start, end).trim()}`;
    expect(seen.get(hash)?.split(' ')[0] ?? String(group)).toBe(String(group));
    seen.set(hash, what);
  });
});

test('a very long text is read up to a bound', () => {
  expect(tokensOf(comparable('word '.repeat(100_000))).length).toBeLessThanOrEqual(1_000);
});

test('each group of features has its length whatever the others are', () => {
  const counted = { features: [0, 1, 2, 3], groups: [0, 0, 1, 1], counts: [1, 3, 1, 1] };
  const values = weighed(counted, (feature) => feature + 1, USUAL_LENGTHS);
  expect(Math.hypot(values[0] ?? 0, values[1] ?? 0)).toBeCloseTo(1);
  expect(Math.hypot(values[2] ?? 0, values[3] ?? 0)).toBeCloseTo(1);
  expect(weighed(counted, () => 1, [2, 1, 1, 1, 1])[0]).toBeCloseTo(
    2 * (weighed(counted, () => 1, USUAL_LENGTHS)[0] ?? 0),
  );
});
