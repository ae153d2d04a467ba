import { announcedParts } from './announced-parts.ts';
import { opensWithDay } from './attribution.ts';
import { isCertainReplyLine } from './certain-reply-line.ts';
import type { Cut } from './cut.ts';
import { hasAddress, hasDate } from './date-or-address.ts';
import { isDivider } from './divider.ts';
import { withMobileApart } from './footer.ts';
import { isClientsBlock } from './header-block.ts';
import { isBlank, isQuoted, isRule, type Line, linesOf, textOfLines } from './line.ts';
import type { Writer } from './own-name.ts';
import { quoteWithin } from './quote-within.ts';
import { type QuotedParts, quotedParts } from './quoted-parts.ts';
import { withAnnouncementsApart } from './same-line.ts';
import { joined, trimmed } from './trimmed.ts';
import { writtenEnd } from './written-end.ts';

/** Longest text that is looked through for what ends it; when nothing does, a longer text is shown whole. */
export const LOOKED_THROUGH = 200_000;

/**
 * What a reply says that the mail it answers does not: its text without the quoted mail, the client's headers and the
 * signature. In doubt more: answers between quoted lines stay with what they answer, and what nothing announces is
 * shown. Empty for a mail that is nothing but an announced quote.
 */
export function newTextOf(text: string, from: readonly Writer[] = [], cut: Cut = 'all'): string {
  const found = newTextOnce(text, from, cut);
  // What stood below may have hidden that the rest of a quoted line ends here.
  return found === '' || found === trimmed(text) ? found : newTextOnce(found, from, cut) || found;
}

function newTextOnce(text: string, from: readonly Writer[], cut: Cut): string {
  const apart = withAnnouncementsApart(linesOf(text.slice(0, LOOKED_THROUGH)));
  const lines = cut === 'quotes' ? apart : withMobileApart(apart);
  const quotes = quotedParts(lines, [], cut);
  if (text.length > LOOKED_THROUGH && quotes.end === lines.length) return trimmed(text);
  return newTextIn(lines, quotes, from, cut) ?? trimmed(text);
}

/** The new text in lines; empty when they are nothing but an announced quote, undefined when they may be one. */
export function newTextIn(
  lines: readonly Line[],
  found: QuotedParts,
  from: readonly Writer[],
  cut: Cut = 'all',
): string | undefined {
  if (cut === 'quotes' && isOnlyMarked(lines)) return '';
  const quotes = cut === 'quotes' ? announcedParts(lines, found) : found;
  const { parts } = quotes;
  const last = writtenEnd(lines, quotes, from, cut);
  const start = startBelowQuote(lines, parts, last);
  if (start > 0) {
    const below = newTextIn(lines.slice(start), { parts: parts.slice(start), end: quotes.end - start }, from, cut);
    if (below) return below;
  }
  const within = quoteWithin(lines, parts, last, cut === 'reply');
  if (within) {
    const above = joined(lines, writtenEnd(lines, { parts, end: within.from }, from, cut));
    return newTextOnce(trimmed(`${above}\n\n${trimmed(textOfLines(lines.slice(within.to, last)))}`), from, cut);
  }
  if (cut === 'quotes') return joined(lines, last);
  return joined(lines, last) || aboveFirstQuote(lines, quotes) || nothingNew(lines, quotes);
}

/** Empty when lines begin with what announces an earlier mail for certain; otherwise something may be new. */
function nothingNew(lines: readonly Line[], { parts, end }: QuotedParts): '' | undefined {
  const filled = lines.flatMap((line, at) => (isBlank(line) ? [] : [at]));
  const announcing = lines.filter((_, at) => parts[at] === 'announcing');
  if (end === lines.length && isDatedOrAddressed(announcing)) return '';
  const top = filled.slice(0, 3);
  if (top.some((at) => isDivider(lines[at]))) return '';
  // Whoever pastes a mail asks about it below.
  if (/[?？؟]$/u.test(lines[filled.at(-1) ?? 0]?.text ?? '')) return undefined;
  return top.some((at) => isClientsBlock(lines, at)) ? '' : undefined;
}

function isDatedOrAddressed(lines: readonly Line[]): boolean {
  if (lines.some(isCertainReplyLine)) return true;
  const text = lines.map((line) => line.text).join(' ');
  return hasDate(text) || hasAddress(text) || opensWithDay(text);
}

/** Where what was written begins that stands below one quote, announced by date, address or us, at the top; 0 otherwise. */
function startBelowQuote(lines: readonly Line[], parts: QuotedParts['parts'], end: number): number {
  const first = lines.findIndex((line) => !isBlank(line));
  let quote = first;
  while (quote < end && (isBlank(lines[quote]) || parts[quote] === 'announcing')) quote++;
  if (parts[quote] !== 'quoted' || !isDatedOrAddressed(lines.slice(Math.max(0, first), quote))) return 0;
  let start = quote;
  while (start < end && (isBlank(lines[start]) || parts[start] === 'quoted')) start++;
  const isAllOwn = lines.slice(start, end).every((line, at) => isBlank(line) || isOwn(parts[start + at]));
  return start < end && isAllOwn ? start : 0;
}

function isOwn(part: QuotedParts['parts'][number] | undefined): boolean {
  return part === 'written' || part === 'fenced';
}

/** A signature alone is better than nothing: it tells that nothing was written. */
function aboveFirstQuote(lines: readonly Line[], { parts, end }: QuotedParts): string {
  const first = parts.findIndex((part, at) => at >= end || part === 'quoted' || part === 'announcing');
  const above = joined(lines, first < 0 ? end : Math.min(first, end));
  return /[\p{L}\p{Nd}]/u.test(above) ? above : '';
}

/** Lines that all carry the mark of a quote, but for what is drawn around them. */
function isOnlyMarked(lines: readonly Line[]): boolean {
  const filled = lines.filter((line) => !isBlank(line) && !isRule(line) && line.text !== '--');
  return filled.length > 0 && filled.every((line) => isQuoted(line) && !line.cited);
}
