import { comparable } from './line.ts';

/** Scripts that write words without spaces between them, or whose small words stick to the next. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Tibetan}]/u;

/** A regular expression, as text, that finds any of some words, whole where their script sets words apart. */
export function anyOf(words: readonly string[]): string {
  const all = [...new Set(words.map(comparable))].sort((a, b) => b.length - a.length);
  const spaced = all.filter((word) => !UNSPACED.test(word)).map(escaped);
  const unspaced = all.filter((word) => UNSPACED.test(word)).map(escaped);
  const whole = `(?<![\\p{L}\\p{M}])(?:${spaced.join('|')})(?![\\p{L}\\p{M}])`;
  return [...(spaced.length > 0 ? [whole] : []), ...unspaced].join('|');
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** The phrases of a row of a table: parted by `|`, on one line or several. */
export function phrases(row: string | readonly string[] | undefined): string[] {
  return [row ?? []].flat().flatMap((line) => line.split('|'));
}
