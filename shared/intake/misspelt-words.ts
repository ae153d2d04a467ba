import words from './vocabulary/misspelt-words.json' with { type: 'json' };

const KNOWN = new Set([...words.known, ...words.not_misspelt]);
/** Longer than any word of a language. */
const LONGEST_WORD = 25;
const BY_FIRST_LETTER = Map.groupBy(words.known, (word) => word.charAt(0));

/**
 * The word of the vocabulary that a word with one slip of the finger was meant to be; the word itself when it is none. An
 * address or a hash is one short word, so that what stands on both sides of it stands together.
 */
export function mendWord(word: string): string {
  if (word.length > LONGEST_WORD) return '#';
  if (KNOWN.has(word)) return word;
  const near = BY_FIRST_LETTER.get(word.charAt(0))?.find((known) => known.length >= 6 && isOneSlip(word, known));
  return near ?? word;
}

/** Whether two words differ by one letter too many, too few, wrong, or by two neighbours that changed places. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  const [left, right] = [a.slice(start, endA), b.slice(start, endB)];
  if (left.length <= 1 && right.length <= 1) return true;
  return (
    left.length === 2 && right.length === 2 && left.charAt(0) === right.charAt(1) && left.charAt(1) === right.charAt(0)
  );
}
