import { repeatedHeader } from './forward-marks.ts';
import { attributionStart } from './quotes/attribution.ts';
import { addressesIn } from './quotes/date-or-address.ts';
import { hasDividerWords, isDivider } from './quotes/divider.ts';
import { foreignBlockLength, headerBlockLength } from './quotes/header-block.ts';
import { isBlank, isQuoted, isRule, type Line, linesOf, textOfLines, withoutMarks } from './quotes/line.ts';
import { linesOfHtml } from './quotes/lines-of-html.ts';
import { LOOKED_THROUGH } from './quotes/new-text-of-lines.ts';
import { type QuotedParts, quotedParts } from './quotes/quoted-parts.ts';
import { withAnnouncementsApart } from './quotes/same-line.ts';

/*
 * A mail that somebody shows in their answer: it is announced as a quoted one, but by an address that nobody in the
 * conversation has. So people tell of phishing, of transfers, of a change of address, and go on with their story below.
 */

/** Whose an address is: one of ours, somebody's in the conversation, or nobody's there. */
export type AddressOwner = 'us' | 'party' | 'stranger';
export type OwnerOf = (address: string) => Promise<AddressOwner>;

/** An answer around the headers of a mail that it shows. */
export interface ShownMail {
  readonly above: string;
  readonly head: string;
  readonly below: string;
}

/** Announcements of one mail that are looked at, and addresses in one: an honest mail has few. */
const ANNOUNCEMENTS_AT_MOST = 6;
const ADDRESSES_AT_MOST = 12;

/** The first mail of strangers that a customer's answer shows; undefined when there is none. */
export async function shownByCustomer(text: string, ownerOf: OwnerOf): Promise<ShownMail | undefined> {
  if (!text.includes('@')) return undefined;
  const lines = linesIn(text);
  for (const start of announcements(lines, quotedParts(lines))) {
    const head = headAt(lines, start);
    if (head && (await isOfStrangers(lines, head, ownerOf))) return partedAt(text, lines, start, head.to);
  }
  return undefined;
}

/**
 * The first mail that an agent shows. What their client quotes may be an internal matter, whoever wrote it: so it is but
 * headers without a line above that a client draws, or its marks, of strangers or without the time, which no client leaves out.
 */
export async function shownByStaff(
  { text, html }: { readonly text: string; readonly html?: string | undefined },
  ownerOf: OwnerOf,
): Promise<ShownMail | undefined> {
  const lines = linesIn(text);
  const [start] = announcements(lines, quotedParts(lines, [], 'quotes'));
  const head = start === undefined ? undefined : headAt(lines, start);
  if (!head?.isBlock || head.from !== start) return undefined;
  if (html !== undefined && isMarked(html, lines[head.from])) return undefined;
  const isShown = !isDated(lines, head) || (await isOfStrangers(lines, head, ownerOf));
  return isShown ? partedAt(text, lines, head.from, head.to) : undefined;
}

function linesIn(text: string): readonly Line[] {
  return withAnnouncementsApart(linesOf(text.slice(0, LOOKED_THROUGH)));
}

/** Where the first announcements of quotes begin. */
function announcements(lines: readonly Line[], { parts, end }: QuotedParts): number[] {
  const within = parts.flatMap((part, at) =>
    at < end && part === 'announcing' && parts[at - 1] !== 'announcing' ? [at] : [],
  );
  return [...within, ...(end < lines.length ? [end] : [])].slice(0, ANNOUNCEMENTS_AT_MOST);
}

/** What of an announcement says whose mail it is: headers, or the line of who wrote when. */
interface Head {
  readonly from: number;
  readonly to: number;
  readonly isBlock: boolean;
}

/** Lines that clients draw or write above headers, and into which the line of who wrote when is broken. */
const LINES_ABOVE_HEAD = 6;
const LINES_OF_ATTRIBUTION = 5;

function headAt(lines: readonly Line[], start: number): Head | undefined {
  for (let at = start; at < start + LINES_ABOVE_HEAD && at < lines.length; at++) {
    const line = lines[at];
    if (isBlank(line)) continue;
    const block = headerBlockLength(lines, at) || foreignBlockLength(lines, at);
    if (block > 0) return { from: at, to: at + block, isBlock: true };
    for (let last = at; last < at + LINES_OF_ATTRIBUTION; last++) {
      if (isBlank(lines[last])) break;
      if (attributionStart(lines, last, at, isQuotedBelow(lines, last)) === at)
        return { from: at, to: last + 1, isBlock: false };
    }
    if (!(isDivider(line) || hasDividerWords(line) || isRule(line))) return undefined;
  }
  return undefined;
}

function isQuotedBelow(lines: readonly Line[], at: number): boolean {
  return isQuoted(lines.slice(at + 1, at + 4).find((line) => !isBlank(line)));
}

/**
 * Whether addresses say that a mail is nobody's in the conversation: that of its sender, or of those it went to where
 * none of ours is among them. Without addresses nothing says so.
 */
async function isOfStrangers(lines: readonly Line[], { from, to }: Head, ownerOf: OwnerOf): Promise<boolean> {
  const senders: string[] = [];
  const others: string[] = [];
  let isSender = false;
  for (const { text } of lines.slice(from, to)) {
    const kind = repeatedHeader(text)?.kind;
    if (kind) isSender = kind === 'from';
    (isSender ? senders : others).push(...addressesIn(text));
  }
  const owners = (addresses: readonly string[]) =>
    Promise.all([...new Set(addresses)].slice(0, ADDRESSES_AT_MOST).map(ownerOf));
  const bySender = await owners(senders);
  if (bySender.includes('us')) return false;
  if (bySender.includes('stranger')) return true;
  const byOthers = await owners(others);
  return !byOthers.includes('us') && byOthers.includes('stranger');
}

function isDated(lines: readonly Line[], { from, to }: Head): boolean {
  return lines.slice(from, to).some(({ text }) => repeatedHeader(text)?.kind === 'date');
}

/** Whether a client says in the HTML that a line is of a mail it quotes, or drew a line above it. */
function isMarked(html: string, line: Line | undefined): boolean {
  const marks = linesOfHtml(html, 'quotes');
  return marks.lines.some(({ text, ruled }, at) => {
    const isOfQuote = ruled || marks.known[at] === 'quoted' || marks.known[at] === 'announcing';
    return isOfQuote && withoutMarks(text) === line?.text;
  });
}

function partedAt(text: string, lines: readonly Line[], from: number, to: number): ShownMail {
  const above = textOfLines(lines.slice(0, from));
  const head = textOfLines(lines.slice(from, to));
  return { above, head, below: textOfLines(lines.slice(to)) + text.slice(LOOKED_THROUGH) };
}
