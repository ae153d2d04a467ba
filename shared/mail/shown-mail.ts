import { repeatedHeader } from './forward-marks.ts';
import { attributionStart } from './quotes/attribution.ts';
import { addressesIn, hasDate } from './quotes/date-or-address.ts';
import { hasDividerWords, isDivider } from './quotes/divider.ts';
import { foreignBlockLength, headerBlockLength } from './quotes/header-block.ts';
import { isBlank, isQuoted, isRule, type Line, linesOf, textOfLines, withoutMarks } from './quotes/line.ts';
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
/** Headers that a client repeats of one mail. */
const HEADERS_AT_MOST = 8;

/** The first mail of strangers that a customer's answer shows; undefined when there is none. */
export async function shownByCustomer(text: string, ownerOf: OwnerOf): Promise<ShownMail | undefined> {
  if (!text.includes('@')) return undefined;
  const lines = linesIn(text);
  for (const start of announcements(lines, quotedParts(lines))) {
    const head = headAt(lines, start);
    if (head && areStrangers(await ownersIn(lines, head, ownerOf))) return partedAt(text, lines, start, head.to);
  }
  return undefined;
}

/**
 * Whether the first mail in an agent's answer is not evidently of the conversation: then nobody but the agent knows if the
 * customer may see it, or if what stands below it is theirs. Somebody's of the conversation is, with or without a time.
 */
export async function beginsQuoteOfOthers(text: string, ownerOf: OwnerOf): Promise<boolean> {
  const lines = linesIn(text);
  const [start] = announcements(lines, quotedParts(lines, [], 'quotes'));
  const head = start === undefined ? undefined : headAt(lines, start);
  if (!head) return false;
  const owners = await ownersIn(lines, head, ownerOf);
  if (owners.senders.length > 0) return owners.senders.includes('stranger') && !owners.senders.includes('us');
  if (owners.others.includes('us')) return false;
  return areStrangers(owners) || (head.isBlock && !isDated(lines, head));
}

/** Whether a text still has the headers of a mail, as clients and people copy them, that no rule took for a quote. */
export function showsHeaders(text: string): boolean {
  let kinds: string[] = [];
  for (const line of linesIn(text)) {
    const kind = repeatedHeader(withoutMarks(line.text))?.kind;
    kinds = kind ? [...kinds, kind].slice(-HEADERS_AT_MOST) : [];
    if (kinds.includes('from') && kinds.includes('subject')) return true;
  }
  return false;
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

interface OwnersInHead {
  readonly senders: readonly AddressOwner[];
  readonly others: readonly AddressOwner[];
}

/** Whose the addresses in an announcement are; those of others are only asked for where its sender's do not tell. */
async function ownersIn(lines: readonly Line[], { from, to }: Head, ownerOf: OwnerOf): Promise<OwnersInHead> {
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
  const isTold = bySender.includes('us') || bySender.includes('stranger');
  return { senders: bySender, others: isTold ? [] : await owners(others) };
}

/**
 * Whether addresses say that a mail is nobody's in the conversation: that of its sender, or of those it went to where
 * none of ours is among them. Without addresses nothing says so.
 */
function areStrangers({ senders, others }: OwnersInHead): boolean {
  if (senders.includes('us')) return false;
  return senders.includes('stranger') || (!others.includes('us') && others.includes('stranger'));
}

function isDated(lines: readonly Line[], { from, to }: Head): boolean {
  return lines.slice(from, to).some(({ text }) => repeatedHeader(text)?.kind === 'date' || hasDate(text));
}

function partedAt(text: string, lines: readonly Line[], from: number, to: number): ShownMail {
  const above = textOfLines(lines.slice(0, from));
  const head = textOfLines(lines.slice(from, to));
  return { above, head, below: textOfLines(lines.slice(to)) + text.slice(LOOKED_THROUGH) };
}
