import {
  attributionStart,
  beginsWithAttribution,
  isBrokenVerb,
  isGroupWise,
  isOpenedAttribution,
  isWholeAttribution,
} from './attribution.ts';
import { isCertainReplyLine } from './certain-reply-line.ts';
import type { Cut } from './cut.ts';
import { hasDividerWords, isBetweenDashes, isDivider, isDrawn, isHeadingOfEarlier } from './divider.ts';
import {
  beginsWithLabel,
  foreignBlockLength,
  headerBlockLength,
  isUnknownBlock,
  notesBlockStart,
} from './header-block.ts';
import { isBlank, isQuoted, isRule, type Line, lineOf, linesOf, nextFilled, withoutMarks } from './line.ts';
import { isReplyLine } from './reply-line.ts';

/**
 * What a line is: of the writer, between fences (whatever it looks like), of a quoted mail, the announcement of one, or,
 * where HTML says so, of a signature.
 */
export type LinePart = 'written' | 'fenced' | 'quoted' | 'announcing' | 'signature';

export interface QuotedParts {
  /** For each line above `end`. */
  readonly parts: readonly LinePart[];
  /** Where a quoted mail begins that goes on to the end of the text; the number of lines when none does. */
  readonly end: number;
}

/** Whether a text repeats an earlier mail, marked or announced. */
export function hasQuotedMail(text: string): boolean {
  const lines = linesOf(text);
  const { parts, end } = quotedParts(lines);
  return end < lines.length || parts.includes('quoted');
}

/**
 * Tells what in the lines of a mail repeats an earlier one. Below an announcement the lines that carry the mark of a
 * quote are the earlier mail's; when the first one carries none, everything to the end is. Some lines may be known.
 */
export function quotedParts(
  lines: readonly Line[],
  known: readonly (LinePart | undefined)[] = [],
  cut: Cut = 'all',
): QuotedParts {
  const next = nextFilled(lines);
  const parts = lines.map(
    (line, at): LinePart => known[at] ?? (isQuoted(line) && !isOther(lines, at) ? 'quoted' : 'written'),
  );
  markFenced(lines, parts);
  markBroken(lines, parts);
  let floor = 0;
  let written = false;
  let scanned = 0;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (parts[at] === 'fenced') floor = at + 1;
    if (line === undefined || isBlank(line) || parts[at] === 'fenced') continue;
    if (isGroupWise(line)) return { parts, end: drawnAbove(lines, at, floor) };
    if (parts[at] === 'quoted' && ((cut !== 'quotes' && isReplyLine(line)) || isOnlyAnnounced(lines, parts, at))) {
      for (; !written && scanned < at; scanned++) written = parts[scanned] === 'written' && !isBlank(lines[scanned]);
      if (written) return { parts, end: drawnAbove(lines, at, floor) };
    }
    const straddling =
      parts[at] === 'quoted' && !isBrokenVerb(line) ? straddlingStart(lines, parts, at, floor) : undefined;
    if (straddling !== undefined) parts.fill('announcing', drawnAbove(lines, straddling, floor), at);
    if (parts[at] !== 'written' && !(isBrokenVerb(line) && parts[at - 1] === 'written' && !isBlank(lines[at - 1]))) {
      floor = at + 1;
      continue;
    }
    const isAbove = cut === 'quotes' ? isCertainReplyLine(line) : isReplyLine(line);
    if (isAbove || beginsWithAttribution(line)) return { parts, end: drawnAbove(lines, at, floor) };
    const found = announcement(lines, at, floor, next);
    if (found === undefined) continue;
    const from = drawnAbove(lines, found.start, floor);
    const below = next[found.last] ?? lines.length;
    markAsFirst(lines, parts, below);
    if (parts[below] !== 'quoted' && parts[below] !== 'announcing') return { parts, end: from };
    parts.fill('announcing', from, found.last + 1);
    at = found.last;
    floor = at + 1;
  }
  return { parts, end: lines.length };
}

/** Marked lines that the headers of a mail may have. */
const MARKED_HEADERS = 12;

/**
 * Whether the marked lines from one on are an announcement and nothing else, and go on without marks: so Hotmail quoted, and
 * GroupWise.
 */
function isOnlyAnnounced(lines: readonly Line[], parts: readonly LinePart[], at: number): boolean {
  if (parts[at - 1] === 'quoted') return false;
  let end = at;
  while (end <= at + MARKED_HEADERS && parts[end] === 'quoted') end++;
  let below = end;
  while (below < lines.length && below < end + 3 && isBlank(lines[below])) below++;
  if (end > at + MARKED_HEADERS || isBlank(lines[below]) || parts[below] !== 'written') return false;
  const marked = lines.slice(at, end).map(({ text }) => lineOf(withoutMarks(text)));
  const filled = marked.filter((line) => !isBlank(line) && !isDivider(line));
  if (isWholeAttribution(filled.map(({ text }) => text).join(' '), true)) return true;
  return filled.length > 1 && headerBlockLength(filled, 0) === filled.length;
}

/** Some clients mark quoted lines with a bar, the whole with `<<` and `>>`, or with the initials of who wrote them: `ML> Which one?`. */
const OTHER_MARKS = [/^\|[^|]*$/u, /^\p{L}{1,4}>/u];

/** Marks the lines from one on that begin as it does, if that is a mark. */
function markAsFirst(lines: readonly Line[], parts: LinePart[], from: number): void {
  if (parts[from] === 'written' && lines[from]?.text.startsWith('<<')) {
    const last = lines.slice(from, from + 200).findIndex(({ text }) => text.endsWith('>>'));
    if (last >= 0) parts.fill('quoted', from, from + last + 1);
    return;
  }
  const mark = OTHER_MARKS.find((each) => each.test(lines[from]?.text ?? ''));
  if (mark === undefined || parts[from] !== 'written') return;
  for (let at = from; at < lines.length; at++) if (mark.test(lines[at]?.text ?? '')) parts[at] = 'quoted';
}

/**
 * A mark that is none, among lines without: `>From the start` is what mailboxes make of `From the start` when it goes on
 * in the next line, `>:(` and `>_<` are faces.
 */
function isOther(lines: readonly Line[], at: number): boolean {
  const next = lines[at + 1];
  if (isQuoted(lines[at - 1]) || isQuoted(next)) return false;
  const { raw = '', text = '' } = lines[at] ?? {};
  return (!isBlank(next) && /^>From /.test(raw)) || /^>[:;=._^]['-]?[()<>|/\\DPO[\]]{1,3}$/.test(text);
}

function isMarked(line: Line | undefined): line is Line {
  return isQuoted(line) || OTHER_MARKS.some((mark) => mark.test(line?.text ?? ''));
}

interface Announcement {
  readonly start: number;
  readonly last: number;
}

function announcement(
  lines: readonly Line[],
  at: number,
  floor: number,
  next: readonly number[],
): Announcement | undefined {
  const below = lines[next[at] ?? lines.length];
  const quotedBelow = isMarked(below) && !isBrokenVerb(below);
  if (isDivider(lines[at]) && (quotedBelow || isFollowed(lines, at, next))) return { start: at, last: at };
  if (isUnknownBlock(lines, at)) return { start: at, last: at };
  if (isRule(lines[at]) && isHeadingOfEarlier(below)) return { start: at, last: next[at] ?? at };
  if (quotedBelow && hasDividerWords(lines[at])) return { start: at, last: at };
  const block = headerBlockLength(lines, at) || foreignBlockLength(lines, at);
  if (block > 0) return { start: at, last: at + block - 1 };
  const notes = notesBlockStart(lines, at, floor);
  if (notes !== undefined) return { start: notes, last: at };
  const start = attributionStart(lines, at, floor, quotedBelow);
  return start === undefined ? undefined : { start, last: at };
}

/** Whether the mail that a divider announces follows it: where it is but words, people write them too, and headers have to. */
function isFollowed(lines: readonly Line[], at: number, next: readonly number[]): boolean {
  if (isDrawn(lines[at])) return true;
  const below = next[at] ?? lines.length;
  if (below >= lines.length) return true;
  return beginsWithLabel(lines[below]) || headerBlockLength(lines, below) > 0 || isDivider(lines[below]);
}

/** Lines on either side of the first mark, when an announcement was broken before it was marked. */
const STRADDLING_LINES = 3;

/** The line at which an announcement begins whose last lines, from one on, carry the mark of the quote. */
function straddlingStart(
  lines: readonly Line[],
  parts: readonly LinePart[],
  at: number,
  floor: number,
): number | undefined {
  if (parts[at - 1] !== 'written' || isBlank(lines[at - 1])) return undefined;
  let below = '';
  for (let last = at; last < at + STRADDLING_LINES; last++) {
    const marked = withoutMarks(lines[last]?.text ?? '');
    if (parts[last] !== 'quoted' || marked === '') return undefined;
    below = `${below} ${marked}`;
    // Whole without what stands above it, which was written then.
    if (isOpenedAttribution(below.trim(), lines[at - 1]?.text ?? '')) return undefined;
    let above = '';
    for (let start = at - 1; start >= Math.max(floor, at - STRADDLING_LINES); start--) {
      if (parts[start] !== 'written' || isBlank(lines[start])) break;
      above = `${lines[start]?.text} ${above}`;
      if (isWholeAttribution(`${above.trim()}${below}`, true)) return start;
    }
  }
  return undefined;
}

/** Clients draw a line above what they announce, or have a word for it there; it belongs to the announcement. */
function drawnAbove(lines: readonly Line[], at: number, floor: number): number {
  let above = at - 1;
  while (above >= floor && isBlank(lines[above])) above--;
  if (above < floor) return at;
  const line = lines[above];
  const belongs = (isRule(line) && (line?.text.length ?? 0) >= 5) || hasDividerWords(line) || isBetweenDashes(line);
  return belongs ? above : at;
}

/** Lines between a fence and the next are the writer's own, whatever they look like; a fence that stays open is none. */
function markFenced(lines: readonly Line[], parts: LinePart[]): void {
  let open: number | undefined;
  lines.forEach(({ text }, at) => {
    if (open === undefined && /^(```|~~~)[^`]*$/.test(text)) open = at;
    else if (open !== undefined && /^(```+|~~~+)$/.test(text) && text.startsWith(lines[open]?.text.slice(0, 3) ?? '')) {
      parts.fill('fenced', open, at + 1);
      open = undefined;
    }
  });
}

/** Lines are broken at least at this length, after the mark of the quote was set, by clients that get it wrong. */
const BROKEN_AT = 50;
/** Lines around one that tell how long the lines of a quote are. */
const LINES_AROUND = 40;
/** How much lines that were broken at the same width may differ. */
const SLACK = 10;
/** What is left of a line that was broken is short. */
const REST_AT_MOST = 40;

/** The rest of a quoted line that was broken stands below it without a mark; it is quoted as well. */
function markBroken(lines: readonly Line[], parts: LinePart[]): void {
  let lastBroken = -LINES_AROUND;
  for (let at = 1; at < lines.length; at++) {
    if (parts[at] !== 'written' || parts[at - 1] !== 'quoted' || isBlank(lines[at]) || isRule(lines[at])) continue;
    const goesOn = parts[at + 1] === 'quoted';
    // What stands below the last marked line may be an answer, but where lines were broken before.
    if (!goesOn && at - lastBroken > LINES_AROUND) continue;
    const above = lines[at - 1]?.text ?? '';
    const rest = lines[at]?.text ?? '';
    if (isRestOfLine(above, rest, longestAround(lines, parts, at), goesOn)) lastBroken = at;
    else if (!(goesOn && isRestOfLink(above, rest))) {
      // Where one line is an answer, others are as well.
      lastBroken = -LINES_AROUND;
      continue;
    }
    parts[at] = 'quoted';
  }
}

/** Whether a line did not fit behind the one above it, and goes on with what that says. */
function isRestOfLine(above: string, rest: string, longest: number, goesOn: boolean): boolean {
  const word = rest.indexOf(' ') < 0 ? rest.length : rest.indexOf(' ');
  if (longest < BROKEN_AT || rest.length > longest) return false;
  const goesOnSmall = /^\p{Ll}/u.test(rest) && rest.length <= REST_AT_MOST && goesOn;
  // Programs count bytes, or the mark, where others count letters.
  const width = goesOnSmall ? longest - SLACK : longest;
  if (above.length + 1 + word <= width) return false;
  if (/[.!?:…。！？：]["'”»)]?$/u.test(above)) return goesOn && rest.length <= REST_AT_MOST && /^\p{Ll}/u.test(rest);
  return goesOn || (rest.length <= REST_AT_MOST && /^(?!\p{Script=Han})[\p{Ll}\p{Lo}]/u.test(rest));
}

function longestAround(lines: readonly Line[], parts: readonly LinePart[], at: number): number {
  let longest = 0;
  for (let near = Math.max(0, at - LINES_AROUND); near < Math.min(lines.length, at + LINES_AROUND); near++) {
    if (parts[near] === 'quoted') longest = Math.max(longest, lines[near]?.text.length ?? 0);
  }
  return longest;
}

/** Links are broken wherever they are too long. */
function isRestOfLink(above: string, rest: string): boolean {
  if (/^[<([]?https?:\/\/\S{1,500}\s?>?$/.test(rest)) return true;
  return /^\S*$|^\S{0,500}[>)\]]/.test(rest) && /[<([]\s?https?:\/\/[^\s>)\]]{1,500}$/.test(above);
}
