import { type Line, textOfLines } from './line.ts';

/** The lines above one, as a text that is trimmed. */
export function joined(lines: readonly Line[], end: number): string {
  return trimmed(textOfLines(lines.slice(0, end)));
}

const UNSEEN = /[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/;

/** Without white space and what nobody sees at both ends. */
export function trimmed(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && UNSEEN.test(text.charAt(from))) from++;
  while (to > from && UNSEEN.test(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}
