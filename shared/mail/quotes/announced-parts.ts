import { attributionStart, isGroupWise } from './attribution.ts';
import { isCertainReplyLine } from './certain-reply-line.ts';
import { isBlank, type Line, lineOf, withoutMarks } from './line.ts';
import { isHeaded } from './quote-within.ts';
import type { LinePart, QuotedParts } from './quoted-parts.ts';

/**
 * The parts of a mail with nothing quoted but what stands below an announcement, what a client marked in HTML, or a mail
 * of ours: marks alone stand before much else that somebody shows, and so may the element for signatures hold anything.
 */
export function announcedParts(lines: readonly Line[], { parts, end }: QuotedParts): QuotedParts {
  const announced = [...parts];
  let isAnnounced = false;
  for (let at = 0; at < lines.length; at++) {
    if (parts[at] === 'signature') announced[at] = 'written';
    if (parts[at] === 'announcing') isAnnounced = true;
    if (parts[at] !== 'quoted' || isAnnounced) continue;
    const last = endOfQuote(lines, parts, at);
    const run = lines.slice(at, last);
    const ours = run.findIndex(isCertainReplyLine);
    if (ours >= 0) announced.fill('announcing', at, at + ours + 1);
    isAnnounced = ours >= 0 || isHeaded(run) || isAttributed(run) || run.some((line) => line.cited);
    if (!isAnnounced) announced.fill('written', at, last);
    at = last - 1;
  }
  return { parts: announced, end };
}

/** Lines in which the line of who wrote when ends, that carries the mark as well. */
const ATTRIBUTED_WITHIN = 4;

function isAttributed(marked: readonly Line[]): boolean {
  const unmarked = marked.slice(0, ATTRIBUTED_WITHIN).map(({ text }) => lineOf(withoutMarks(text)));
  return isGroupWise(marked[0]) || unmarked.some((_, last) => attributionStart(unmarked, last, 0, true) === 0);
}

function endOfQuote(lines: readonly Line[], parts: readonly LinePart[], start: number): number {
  let end = start + 1;
  while (end < lines.length && (parts[end] === 'quoted' || (isBlank(lines[end]) && parts[end + 1] === 'quoted'))) end++;
  return end;
}
