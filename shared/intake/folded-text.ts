import traditional from './vocabulary/traditional-characters.json' with { type: 'json' };

/** A text in the form in which words are looked for, and the way back to the words as they were written. */
export interface FoldedText {
  /** Lower case, half width, simplified characters, straight quotes, common misspellings mended. */
  readonly text: string;
  /** What was written where something was found. */
  readonly written: (start: number, end: number) => string;
  /** Where that stands in what was written. */
  readonly place: (start: number, end: number) => readonly [start: number, end: number];
}

const SIMPLIFIED = new Map(
  traditional.pairs.flatMap((line) =>
    line.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)] as [string, string]),
  ),
);
const QUOTES = new Map([...'‘’‛′`´'].map((quote) => [quote, "'"] as [string, string]));

/** Words that are other ones elsewhere, or are often mistyped; each as long as what it becomes. */
const WORDS = new Map(
  traditional.words.map((pair) => [pair.slice(0, pair.length / 2), pair.slice(pair.length / 2)] as [string, string]),
);
const ANY_WORD = new RegExp([...WORDS.keys()].join('|'), 'g');

/**
 * One character for one character, so that places stay what they are: capitals, full-width forms and traditional characters
 * become what the vocabulary is written in.
 */
export function foldCharacters(written: string): string {
  let folded = '';
  for (let at = 0; at < written.length; at++) folded += foldCharacter(written.charAt(at));
  return folded.replace(ANY_WORD, (word) => WORDS.get(word) ?? word);
}

function foldCharacter(written: string): string {
  const code = written.charCodeAt(0);
  if (code < 0x80)
    return code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 32) : written === '`' ? "'" : written;
  if (code >= 0xff01 && code <= 0xff5e && !'，！？：；（）'.includes(written))
    return foldCharacter(String.fromCharCode(code - 0xfee0));
  if (code === 0x3000 || code === 0xa0) return ' ';
  const other = SIMPLIFIED.get(written) ?? QUOTES.get(written);
  if (other) return other;
  const lower = written.toLowerCase();
  return lower.length === 1 ? lower : written;
}

/** A text with the words that `mend` knows better put in their place. */
export function foldText(written: string, mend: (word: string) => string): FoldedText {
  const folded = foldCharacters(written);
  const pieces: { readonly at: number; readonly from: number; readonly length: number; readonly written: number }[] =
    [];
  let text = '';
  let copied = 0;
  for (const found of folded.matchAll(/[a-z0-9]{26,}|[a-z]{5,24}/g)) {
    const [word] = found;
    const better = mend(word);
    if (better === word) continue;
    text += folded.slice(copied, found.index);
    pieces.push({ at: text.length, from: found.index, length: better.length, written: word.length });
    text += better;
    copied = found.index + word.length;
  }
  text += folded.slice(copied);
  const back = (at: number, isEnd: boolean) => {
    let shift = 0;
    for (const piece of pieces) {
      if (piece.at >= at) break;
      // Within a mended word there is no way back but to its edges.
      if (at < piece.at + piece.length) return isEnd ? piece.from + piece.written : piece.from;
      shift = piece.from + piece.written - (piece.at + piece.length);
    }
    return at + shift;
  };
  const place = (start: number, end: number) => [back(start, false), back(end, true)] as const;
  return { text, place, written: (start, end) => written.slice(...place(start, end)) };
}
