/** A piece of a text that stands for itself: a word, a sign, or a run of characters written without spaces. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** Chinese, Japanese and Korean characters: read by the character, not by the word. */
  readonly byCharacter: boolean;
}

/** Longer texts are read up to here: what a ticket is about is said before, and the time a text takes stays bounded. */
const LONGEST = 4_000;

const TOKENS =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+)|[[\p{L}\p{M}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]]+|[?!.,;:"$%@#]|\p{Extended_Pictographic}/gv;

/** A text in the one form that counts for comparing: compatible forms, lower case, one space between words. */
export function comparable(text: string): string {
  return text.slice(0, LONGEST).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The tokens of a comparable text, in order. */
export function tokensOf(text: string): Token[] {
  return Array.from(text.matchAll(TOKENS), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    byCharacter: match[1] !== undefined,
  }));
}
