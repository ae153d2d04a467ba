import { seenTextOfHtml } from '../platform/html/html-as-text.ts';
import type { InboundMail } from './mail.ts';
import { hasAddress, hasDate } from './quotes/date-or-address.ts';
import { isDivider } from './quotes/divider.ts';
import { footerStart, mobileAboveMail, withMobileApart } from './quotes/footer.ts';
import { endOfOwnHeaders, isClientsBlock } from './quotes/header-block.ts';
import { isBlank, isQuoted, isRule, type Line, linesOf, textOfLines } from './quotes/line.ts';
import { hasMarks, type KnownLines, linesOfHtml } from './quotes/lines-of-html.ts';
import type { Writer } from './quotes/own-name.ts';
import { quoteWithin } from './quotes/quote-within.ts';
import { type QuotedParts, quotedParts } from './quotes/quoted-parts.ts';
import { withAnnouncementsApart } from './quotes/same-line.ts';
import { isWritten } from './quotes/signature.ts';

/** Longest text that is looked through for what ends it; when nothing does, a longer text is shown whole. */
const LOOKED_THROUGH = 200_000;
/** HTML beyond this says nothing that would be worth the time. */
const HTML_LOOKED_THROUGH = 500_000;
/** A shorter line is not the lower one of a box around a signature. */
const SHORTEST_BOX = 5;
/** Letters of a signature: further on, plain text tells where links lead. */
const SIGNATURE_COMPARED = 30;
/**
 * What a reply says that the mail it answers does not: its text without the quoted mail, the client's headers and the
 * signature. In doubt more: answers between quoted lines stay with what they answer, and what nothing announces is
 * shown. Empty for a mail that is nothing but an announced quote.
 */
export function newTextOf(text: string, from: readonly Writer[] = []): string {
  const found = newTextOnce(text, from);
  // What stood below may have hidden that the rest of a quoted line ends here.
  return found === '' || found === trimmed(text) ? found : newTextOnce(found, from) || found;
}

function newTextOnce(text: string, from: readonly Writer[]): string {
  const lines = withMobileApart(withAnnouncementsApart(linesOf(text.slice(0, LOOKED_THROUGH))));
  const quotes = quotedParts(lines);
  if (text.length > LOOKED_THROUGH && quotes.end === lines.length) return trimmed(text);
  return newTextIn(lines, quotes, from) ?? trimmed(text);
}

/**
 * The new text of a mail that may have HTML. The plain text is what its writer's client made for reading; where nothing
 * in it tells the new from the old, or it was made of the HTML, what the client says in the HTML does.
 */
export function newTextOfMail(
  mail: Pick<InboundMail, 'text' | 'html'> &
    Partial<Pick<InboundMail, 'from' | 'inReplyTo' | 'references' | 'subject'>>,
): string {
  const from = mail.from ?? [];
  const isReply =
    [...(mail.inReplyTo ?? []), ...(mail.references ?? [])].length > 0 || /^\s*re\s?[:：]/i.test(mail.subject ?? '');
  const all = markedOrFound(mail, from, isReply);
  const found = all === '' || all === trimmed(mail.text) ? belowOwnHeaders(mail.text, from) || all : all;
  return found === trimmed(mail.text) ? found : withoutOwnAddress(found, from);
}

/** What stands below headers that name the mail's own writer, where nothing else is new. */
function belowOwnHeaders(text: string, from: readonly Writer[]): string {
  const lines = linesOf(text.slice(0, LOOKED_THROUGH));
  const end = endOfOwnHeaders(lines, from);
  return end === 0 ? '' : newTextOf(textOfLines(lines.slice(end)), from);
}

/** Foxmail signs with the writer's address alone, below a gap and above the mail that it quotes. */
function withoutOwnAddress(text: string, from: readonly Writer[]): string {
  const lines = linesOf(text);
  const last = lines.at(-1)?.text.toLowerCase();
  const above = joined(lines, lines.length - 1);
  if (above === '' || !isBlank(lines.at(-2)) || /[:：]$/.test(above)) return text;
  return from.some(({ address }) => address === last) ? above : text;
}

function markedOrFound(
  { text, html }: Pick<InboundMail, 'text' | 'html'>,
  from: readonly Writer[],
  isReply: boolean,
): string {
  const found = newTextOf(text, from);
  if (html === undefined || html.length > HTML_LOOKED_THROUGH) return found;
  const isOfHtml = text.length <= html.length && letters(seenTextOfHtml(html)) === letters(text);
  const isEnough = found !== trimmed(text) && (/^>/m.test(text) || !isOfHtml);
  if (isEnough && !/signature/i.test(html)) return found;
  const marks = linesOfHtml(html, isReply);
  if (!hasMarks(marks)) return found;
  const known = withoutTold(marks);
  const marked = newTextIn(known.lines, quotedParts(known.lines, known.known), from);
  if (isEnough) return withoutMarkedSignature(found, marked ?? '', known, from);
  if (isOfHtml) return marked ?? found;
  return beginning(text, marked ?? '', from) ?? found;
}

/** Some write into the element that their client keeps for their signature: sentences in it are theirs. */
function withoutTold({ lines, known }: KnownLines): KnownLines {
  const mended = [...known];
  for (let at = 0; at < lines.length; at++) {
    if (known[at] !== 'signature') continue;
    let end = at + 1;
    while (end < lines.length && (known[end] === 'signature' || isBlank(lines[end]))) end++;
    if (isWritten(lines.slice(at, end))) mended.fill(undefined, at, end);
    at = end;
  }
  return { lines, known: mended };
}

/** A plain text without the signature that the HTML says it ends with. */
function withoutMarkedSignature(found: string, marked: string, known: KnownLines, from: readonly Writer[]): string {
  const signature = letters(textOfLines(known.lines.filter((_, at) => known.known[at] === 'signature')));
  const own = letters(marked);
  const all = letters(found);
  if (signature === '' || own === '' || !all.startsWith(own)) return found;
  const rest = all.slice(own.length);
  return rest !== '' && rest.startsWith(signature.slice(0, SIGNATURE_COMPARED))
    ? (beginning(found, marked, from) ?? found)
    : found;
}

/** As much of a text as says the same, character by character but for spaces and signs, as another; undefined when it does not. */
function beginning(text: string, other: string, from: readonly Writer[]): string | undefined {
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
  return newTextOf(text.slice(0, at + (/^[^\p{L}\p{Nd}\n]*/u.exec(text.slice(at, at + 20))?.[0].length ?? 0)), from);
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{Nd}]+/gu, '');
}

/** The new text in lines; empty when they are nothing but an announced quote, undefined when nothing in them is new. */
function newTextIn(lines: readonly Line[], quotes: QuotedParts, from: readonly Writer[]): string | undefined {
  const { parts } = quotes;
  const last = writtenEnd(lines, quotes, from);
  const start = startBelowQuote(lines, parts, last);
  if (start > 0) {
    const below = newTextIn(lines.slice(start), { parts: parts.slice(start), end: quotes.end - start }, from);
    if (below) return below;
  }
  const within = quoteWithin(lines, parts, last);
  if (within) {
    const above = joined(lines, writtenEnd(lines, { parts, end: within.from }, from));
    return newTextOnce(trimmed(`${above}\n\n${trimmed(textOfLines(lines.slice(within.to, last)))}`), from);
  }
  const found = joined(lines, last) || aboveFirstQuote(lines, quotes);
  return found === '' ? nothingNew(lines, quotes) : found;
}

/** Empty when lines begin with what announces an earlier mail for certain; otherwise something may be new. */
function nothingNew(lines: readonly Line[], { parts, end }: QuotedParts): '' | undefined {
  const filled = lines.flatMap((line, at) => (isBlank(line) ? [] : [at]));
  if (isOnlyMarked(lines)) return '';
  const announcing = lines.filter((_, at) => parts[at] === 'announcing');
  if (end === lines.length && isDatedOrAddressed(announcing)) return '';
  const top = filled.slice(0, 3);
  if (top.some((at) => isDivider(lines[at]))) return '';
  // Whoever pastes a mail asks about it below.
  if (/[?？؟]$/u.test(lines[filled.at(-1) ?? 0]?.text ?? '')) return undefined;
  return top.some((at) => isClientsBlock(lines, at)) ? '' : undefined;
}

/** Lines of a plain text that all carry the mark of a quote, but for what is drawn around them. */
function isOnlyMarked(lines: readonly Line[]): boolean {
  const filled = lines.filter((line) => !isBlank(line) && !isRule(line) && line.text !== '--');
  return filled.length > 0 && filled.every((line) => isQuoted(line) && !line.cited);
}

function isDatedOrAddressed(lines: readonly Line[]): boolean {
  const text = lines.map((line) => line.text).join(' ');
  return hasDate(text) || hasAddress(text);
}

/** Where what was written begins that stands below one quote, announced by date or address, at the top; 0 otherwise. */
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

/** Where what was written ends: what stands behind is quoted, drawn, or of a signature. */
function writtenEnd(lines: readonly Line[], { parts, end }: QuotedParts, from: readonly Writer[]): number {
  let last = mobileAboveMail(lines, end) ?? end;
  let cut = last < lines.length;
  for (;;) {
    const line = lines[last - 1];
    const part = parts[last - 1];
    if (line === undefined || last === 0) return 0;
    if (part === 'fenced') return last;
    if (isBlank(line) || (cut && isRule(line) && (line.text.length < SHORTEST_BOX || isRule(lines[last - 2])))) last--;
    else if (part !== 'written') {
      last--;
      cut = true;
    } else {
      const start = footerStart(lines, floorOf(parts, last), last, from);
      if (start === undefined && !(cut && isRule(line))) return last;
      last = start ?? last - 1;
      cut = true;
    }
  }
}

/** The last line, of those near, that is not of what was written at the end. */
function floorOf(parts: QuotedParts['parts'], end: number): number {
  let floor = end - 1;
  while (floor >= 0 && floor > end - 60 && parts[floor] === 'written') floor--;
  return floor;
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
