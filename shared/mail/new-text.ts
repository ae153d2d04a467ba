import { seenTextOfHtml } from '../platform/html/html-as-text.ts';
import type { InboundMail } from './mail.ts';
import { hasAddress, hasDate } from './quotes/date-or-address.ts';
import { isAddedLine, isDisclaimer, isMobileLine } from './quotes/footer.ts';
import { isBlank, isRule, type Line, linesOf, textOfLines } from './quotes/line.ts';
import { hasMarks, linesOfHtml } from './quotes/lines-of-html.ts';
import { ownNameStart } from './quotes/own-name.ts';
import { quoteWithin } from './quotes/quote-within.ts';
import { type QuotedParts, quotedParts } from './quotes/quoted-parts.ts';
import { withAnnouncementsApart } from './quotes/same-line.ts';
import { signatureStart } from './quotes/signature.ts';

/** Longest text that is looked through for what ends it; when nothing does, a longer text is shown whole. */
const LOOKED_THROUGH = 200_000;
/** HTML beyond this says nothing that would be worth the time. */
const HTML_LOOKED_THROUGH = 500_000;
/** Lines that may follow `Sent from my iPhone` in its paragraph. */
const LINES_BELOW_MOBILE = 3;

/**
 * What a reply says that the mail it answers does not: its text without the quoted mail below, the client's headers and
 * the signature. In doubt more: answers between several quotes stay with what they answer, and a mail that is nothing but
 * a quote is shown whole.
 */
export function newTextOf(text: string): string {
  const lines = withAnnouncementsApart(linesOf(text.slice(0, LOOKED_THROUGH)));
  const quotes = quotedParts(lines);
  if (text.length > LOOKED_THROUGH && quotes.end === lines.length) return trimmed(text);
  return newTextIn(lines, quotes) || trimmed(text);
}

/**
 * The new text of a mail that may have HTML. The plain text is what its writer's client made for reading; where nothing
 * in it tells the new from the old, or it was made of the HTML, what the client says in the HTML does.
 */
export function newTextOfMail(mail: Pick<InboundMail, 'text' | 'html'> & Partial<Pick<InboundMail, 'from'>>): string {
  const found = markedOrFound(mail);
  const from = mail.from ?? [];
  return withoutOwnName(found === trimmed(mail.text) ? found : withoutOwnAddress(found, from), from);
}

/** Where somebody signs with the name that the mail is from; a closing word above it stays. */
function withoutOwnName(text: string, from: InboundMail['from']): string {
  if (text.length > LOOKED_THROUGH) return text;
  const lines = linesOf(text);
  const start = ownNameStart(lines, from);
  return start === undefined ? text : joined(lines, start);
}

/** Foxmail signs with the writer's address alone, above the mail that it quotes. */
function withoutOwnAddress(text: string, from: InboundMail['from']): string {
  const at = text.lastIndexOf('\n');
  const last = text
    .slice(at + 1)
    .trim()
    .toLowerCase();
  const above = trimmed(text.slice(0, Math.max(0, at)));
  return above !== '' && from.some(({ address }) => address === last) ? above : text;
}

function markedOrFound({ text, html }: Pick<InboundMail, 'text' | 'html'>): string {
  const found = newTextOf(text);
  if (html === undefined || html.length > HTML_LOOKED_THROUGH) return found;
  if (found !== trimmed(text) && /^>/m.test(text)) return found;
  const isOfHtml = text.length <= html.length && letters(seenTextOfHtml(html)) === letters(text);
  if (!isOfHtml && found !== trimmed(text)) return found;
  const known = linesOfHtml(html);
  if (!hasMarks(known)) return found;
  const marked = newTextIn(known.lines, quotedParts(known.lines, known.known));
  if (isOfHtml) return marked || found;
  return beginning(text, marked) ?? found;
}

/** As much of a text as says the same, character by character but for spaces and signs, as another; undefined when it does not. */
function beginning(text: string, other: string): string | undefined {
  const wanted = letters(other);
  const all = letters(text);
  if (wanted === '' || wanted.length === all.length || !all.startsWith(wanted)) return undefined;
  let seen = 0;
  let at = 0;
  for (const character of text) {
    if (seen === wanted.length) break;
    seen += letters(character).length;
    at += character.length;
  }
  return newTextOf(text.slice(0, at + (/^[^\p{L}\p{Nd}\n]*/u.exec(text.slice(at, at + 20))?.[0].length ?? 0)));
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{Nd}]+/gu, '');
}

/** The new text in lines; empty when there is none. */
function newTextIn(lines: readonly Line[], quotes: QuotedParts): string {
  const last = writtenEnd(lines, quotes);
  const start = startBelowQuote(lines, quotes.parts, last);
  if (start > 0) {
    const { parts, end } = quotes;
    const below = newTextIn(lines.slice(start), { parts: parts.slice(start), end: end - start });
    if (below !== '') return below;
  }
  const within = quoteWithin(lines, quotes.parts, last);
  if (within) {
    const above = joined(lines, writtenEnd(lines, { parts: quotes.parts, end: within.from }));
    return newTextOf(trimmed(`${above}\n\n${trimmed(textOfLines(lines.slice(within.to, last)))}`));
  }
  return joined(lines, last) || aboveFirstQuote(lines, quotes);
}

/** Where what was written begins that stands below one quote, announced by date or address, at the top; 0 otherwise. */
function startBelowQuote(lines: readonly Line[], parts: QuotedParts['parts'], end: number): number {
  const first = lines.findIndex((line) => !isBlank(line));
  let quote = first;
  while (quote < end && (isBlank(lines[quote]) || parts[quote] === 'announcing')) quote++;
  const announced = lines
    .slice(Math.max(0, first), quote)
    .map(({ text }) => text)
    .join(' ');
  if (parts[quote] !== 'quoted' || !(hasDate(announced) || hasAddress(announced))) return 0;
  let start = quote;
  while (start < end && (isBlank(lines[start]) || parts[start] === 'quoted')) start++;
  const isAllOwn = lines.slice(start, end).every((line, at) => isBlank(line) || isOwn(parts[start + at]));
  return start < end && isAllOwn ? start : 0;
}

function isOwn(part: QuotedParts['parts'][number] | undefined): boolean {
  return part === 'written' || part === 'fenced';
}

/** Where what was written ends: what stands behind is quoted, drawn, or of a signature. */
function writtenEnd(lines: readonly Line[], { parts, end }: QuotedParts): number {
  let last = end;
  let cut = end < lines.length;
  for (;;) {
    const line = lines[last - 1];
    const part = parts[last - 1];
    if (line === undefined || last === 0) return 0;
    if (part === 'fenced') return last;
    if (isBlank(line)) last--;
    else if (part !== 'written') {
      last--;
      cut = true;
    } else if (cut && isRule(line)) last--;
    else {
      const start = footerStart(lines, parts, last);
      if (start === undefined) return last;
      last = start;
      cut = true;
    }
  }
}

/** The line at which what a client adds below a text begins, when the lines above `end` are such; undefined otherwise. */
function footerStart(lines: readonly Line[], parts: QuotedParts['parts'], end: number): number | undefined {
  let floor = end - 1;
  while (floor >= 0 && floor > end - 60 && parts[floor] === 'written') floor--;
  if (floor >= 0 && parts[floor] === 'quoted' && isDisclaimer(lines.slice(floor + 1, end))) return floor + 1;
  const signature = signatureStart(lines, floor, end);
  if (signature !== undefined) return signature;
  if (isAddedLine(lines[end - 1])) return end - 1;
  for (let at = end - 1; at > floor && at >= end - 1 - LINES_BELOW_MOBILE && !isBlank(lines[at]); at--) {
    if (isMobileLine(lines[at]) && (at === end - 1 || isBlank(lines[at - 1]))) return at;
  }
  return undefined;
}

/** A signature alone is better than nothing: it tells that nothing was written. */
function aboveFirstQuote(lines: readonly Line[], { parts, end }: QuotedParts): string {
  const first = parts.findIndex((part, at) => at >= end || part === 'quoted' || part === 'announcing');
  const above = joined(lines, first < 0 ? end : Math.min(first, end));
  return /[\p{L}\p{Nd}]/u.test(above) ? above : '';
}

function joined(lines: readonly Line[], end: number): string {
  return trimmed(textOfLines(lines.slice(0, end)));
}

const UNSEEN = /[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/;

/** Without white space and what nobody sees at both ends. */
function trimmed(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && UNSEEN.test(text.charAt(from))) from++;
  while (to > from && UNSEEN.test(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}
