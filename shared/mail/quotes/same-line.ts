import { beginsWithAttribution, isWholeAttribution } from './attribution.ts';
import { ATTRIBUTION_WORDS } from './attribution-words.ts';
import { hasAddress, hasFullDate } from './date-or-address.ts';
import { COMPARED, isBlank, isQuoted, type Line, lineOf } from './line.ts';
import { anyOf } from './words.ts';

/*
 * The line by which a client announces a quote, behind somebody's last words in one line: some programs lose the line
 * break between them. Such a line becomes two, so that the words stay and the rest goes.
 */

/** What an announcement opens with, as it is written at its beginning; of single letters there are too many in texts. */
const OPENS = ATTRIBUTION_WORDS.flatMap(({ opens }) => opens)
  .filter((words) => words.length > 1 || /\p{Script=Han}/u.test(words))
  .map((words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`);
/** `On Tue, 3`: an opening, names of a day or a month, and a digit, unless the line was broken before it. */
const OPENING = new RegExp(
  `(?<=\\S\\s{1,4}[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]{0,2})(?:${anyOf(OPENS)})[\\s,]?[^\\s\\p{Nd}]{0,14}(?:\\s[^\\s\\p{Nd}]{1,12}){0,2}\\s?(?:\\p{Nd}|$)`,
  'gu',
);
/** An opening at the beginning of a line. */
const BEGINNING = new RegExp(`^(?:${anyOf(OPENS)})`, 'u');
/** Behind the end of a sentence anything may begin. */
const SENTENCE_END = /(?:[.!?…]["'”»)]?\s+|[。！？]["'”»)]?\s*)(?=[\p{L}\p{Nd}<"'“])/gu;

/** Lines that an announcement may be broken into, and places in a line that are tried. */
const MOST_LINES = 4;
const MOST_PLACES = 12;
const LONGEST = 4000;

/** The lines, with each announcement that stands behind own words in a line of its own. */
export function withAnnouncementsApart(lines: readonly Line[]): readonly Line[] {
  let changed: Line[] | undefined;
  let announced = -1;
  lines.forEach((line, at) => {
    const found = at > announced ? announcementIn(lines, at) : undefined;
    if (found) announced = found.last;
    if (found === undefined || found.place === 0) {
      changed?.push(line);
      return;
    }
    changed ??= lines.slice(0, at);
    changed.push(lineOf(line.raw.slice(0, found.place)), { ...lineOf(line.raw.slice(found.place)), glued: true });
  });
  return changed ?? lines;
}

/** An announcement: where in its first line it begins, and its last line. */
interface Announced {
  readonly place: number;
  readonly last: number;
}

function announcementIn(lines: readonly Line[], at: number): Announced | undefined {
  const line = lines[at];
  if (line === undefined || isBlank(line) || isQuoted(line) || line.raw.length > LONGEST) return undefined;
  if (!mayAnnounce(lines, at)) return undefined;
  const whole = lastOfAnnouncement(lines, at, line.text);
  if (whole !== undefined) return { place: openedBehindAnswer(line), last: whole };
  for (const place of placesIn(line).map((each) => beforeDashes(line.raw, each))) {
    const last = lastOfAnnouncement(lines, at, lineOf(line.raw.slice(place)).text);
    if (last !== undefined) return { place, last };
  }
  return undefined;
}

/**
 * Where in a line that reads like an announcement one opens with a whole day and an address of its own: what stands before it,
 * `No 12`, is an answer with a figure. 0 when none does.
 */
function openedBehindAnswer({ raw }: Line): number {
  const first = BEGINNING.exec(raw)?.[0];
  for (const { index } of raw.matchAll(OPENING)) {
    const opened = lineOf(raw.slice(index)).text;
    const piece = raw.slice(0, index);
    if (hasAddress(piece)) return 0;
    const goesOn = /[,，]\s*$|\p{Nd}[:.]\p{Nd}{2}/u.test(piece) && BEGINNING.exec(raw.slice(index))?.[0] !== first;
    if (first !== undefined && goesOn) continue;
    if (hasFullDate(opened) && hasAddress(opened) && isWholeAttribution(opened, true)) return beforeDashes(raw, index);
  }
  return 0;
}

/** What stands somewhere near the end of every announcement. */
const ENDING = /[:：]|>>>|(?:wrote|[-‐-―−_=*~…])$/u;

/** Whether a line, and what it may go on in, has what every announcement has: most have not, and looking closer takes time. */
function mayAnnounce(lines: readonly Line[], at: number): boolean {
  if (/[:：]\s\S/u.test(lines[at]?.text ?? '')) return true;
  let ends = false;
  let hasDigit = false;
  for (let near = at; near < at + MOST_LINES; near++) {
    const { text = '', raw = '' } = lines[near] ?? {};
    if (raw.length > COMPARED) return true;
    if (text === '') break;
    ends ||= ENDING.test(text);
    hasDigit ||= /\p{Nd}/u.test(text);
  }
  return ends && hasDigit;
}

/** Dashes before an announcement belong to it. */
function beforeDashes(raw: string, place: number): number {
  const dashes = /(?<![-–—_])[-–—_]{2,20}\s{0,4}$/u.exec(raw.slice(Math.max(0, place - 30), place));
  return dashes ? place - dashes[0].length : place;
}

/** Where in a line an announcement might begin. */
function placesIn({ raw }: Line): number[] {
  const opened = [...raw.matchAll(OPENING)].map(({ index }) => index).filter((place) => isBehind(raw, place));
  const behind = [...raw.matchAll(SENTENCE_END)].map(({ index, 0: end }) => index + end.length);
  return [...opened.slice(-MOST_PLACES), ...behind.slice(-MOST_PLACES).filter((place) => isSaid(raw.slice(0, place)))];
}

/** Whether an announcement may open behind a piece: behind a name, or with its address, it only goes on. */
function isBehind(raw: string, place: number): boolean {
  const piece = raw.slice(0, place);
  if (/[.!?。！？…]["'”»)]?\s*$/u.test(piece)) return true;
  return !(hasAddress(piece) || /[于於]/u.test(raw.charAt(place)));
}

/** Whether a piece is what somebody says, and not the first words of an announcement: `Dr.`, or `Tue.` and a day. */
function isSaid(piece: string): boolean {
  if (/\p{Nd}|@/u.test(piece)) return false;
  return /[!?。！？]\S?\s*$/u.test(piece) || /\S\s+\S{2,}/u.test(piece.trim()) || /\p{L}{4,}\./u.test(piece);
}

/** The last line of an announcement that begins with a text, the end of a line or all of it; undefined when none does. */
function lastOfAnnouncement(lines: readonly Line[], at: number, text: string): number | undefined {
  if (beginsWithAttribution({ raw: text, text })) return at;
  let joined = text;
  for (let last = at; last < at + MOST_LINES; last++) {
    const next = lines[last + 1];
    if (isWholeAttribution(joined, isQuoted(isBlank(next) ? lines[last + 2] : next))) return last;
    if (next === undefined || isBlank(next) || isQuoted(next)) return undefined;
    joined = `${joined} ${next.text}`;
  }
  return undefined;
}
