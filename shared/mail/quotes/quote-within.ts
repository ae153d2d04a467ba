import { isWholeAttribution } from './attribution.ts';
import { isCertainReplyLine } from './certain-reply-line.ts';
import { hasAddress, hasDate } from './date-or-address.ts';
import { hasDividerWords, isDivider } from './divider.ts';
import { headerBlockLength } from './header-block.ts';
import { isBlank, type Line, lineOf, withoutMarks } from './line.ts';
import type { LinePart } from './quoted-parts.ts';

/** Where in the lines a quote stands that somebody wrote above and below. */
interface QuoteWithin {
  readonly from: number;
  readonly to: number;
}

/** Quoted lines in which the headers of a mail have to begin. */
const HEADED_WITHIN = 4;

/**
 * The one announced quote between what was written above it and below; undefined when there are several, for then each is
 * what the lines below it answer, or when nothing says whose words they are: those may be what is being talked about. In an
 * answer lines with a client's mark are of the mail that it answers.
 */
export function quoteWithin(
  lines: readonly Line[],
  parts: readonly LinePart[],
  end: number,
  isReply: boolean,
): QuoteWithin | undefined {
  const isOld = (at: number) => !isBlank(lines[at]) && (parts[at] === 'quoted' || parts[at] === 'announcing');
  const isOwn = (at: number) => !isBlank(lines[at]) && !isOld(at);
  let from = 0;
  while (from < end && !isOld(from)) from++;
  let to = from;
  for (let at = from; at < end && !isOwn(at); at++) if (isOld(at)) to = at + 1;
  if (from === to) return undefined;
  for (let at = to; at < end; at++) if (isOld(at)) return undefined;
  const isBetween =
    lines.slice(0, from).some((_, at) => isOwn(at)) && lines.slice(to, end).some((_, at) => isOwn(to + at));
  if (!isBetween) return undefined;
  const isTold = isToldWhose(lines.slice(from, to), parts.slice(from, to));
  return isTold || (isReply && isOfClient(lines, from, to)) ? { from, to } : undefined;
}

/** Whether the lines of a quote carry the mark that clients set, and nobody says what they are. */
function isOfClient(lines: readonly Line[], from: number, to: number): boolean {
  const above = lines.slice(0, from).findLast((line) => !isBlank(line));
  if (/[:：]$/u.test(above?.text ?? '')) return false;
  // `> 100` is more than a hundred, and a sentence may go on around it.
  if (/^\p{Ll}/u.test(lines[to]?.text ?? '') || /^>\s?[\p{Nd}\p{Sc}]/u.test(lines[from]?.text ?? '')) return false;
  return lines.slice(from, to).every(({ raw }) => raw.trim() === '' || /^\s?>(?:\s*$|[ \u00a0](?!>))/.test(raw));
}

/** Whether a client marked the lines of a quote, or they begin with what says when it was written, or by whom. */
function isToldWhose(lines: readonly Line[], parts: readonly LinePart[]): boolean {
  const quoted = parts.indexOf('quoted');
  if (quoted < 0) return false;
  if (lines[quoted]?.cited) return true;
  const announcing = lines.slice(0, quoted).filter(({ text }) => text !== '');
  const said = announcing.map(({ text }) => text).join(' ');
  if (hasDate(said) || hasAddress(said)) return true;
  if (announcing.some((line) => isDivider(line) || hasDividerWords(line) || isCertainReplyLine(line))) return true;
  return isHeaded(lines.slice(quoted));
}

/** Whether marked lines begin with what announces a mail: some clients mark that as well. */
export function isHeaded(marked: readonly Line[]): boolean {
  const unmarked = marked.slice(0, 40).map(({ text }) => lineOf(withoutMarks(text)));
  const heads = unmarked.slice(0, HEADED_WITHIN);
  if (heads.some((line, at) => isDivider(line) || headerBlockLength(unmarked, at) > 0)) return true;
  const joined = heads.map((_, at) =>
    heads
      .slice(0, at + 1)
      .map(({ text }) => text)
      .join(' '),
  );
  return joined.some((announcement) => isWholeAttribution(announcement, true));
}
