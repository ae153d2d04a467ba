import { hasAddress, hasDate, withoutAddresses } from './date-or-address.ts';
import {
  BEFORE_STEMS,
  DIVIDER_BEGINS,
  DIVIDER_WORDS,
  EARLIER_STEMS,
  MAIL_STEMS,
  REPLY_STEMS,
} from './divider-words.ts';
import type { Line } from './line.ts';
import { caseless, comparable } from './line.ts';
import { phrases } from './words.ts';

const LEADING = /^[-‐-―−─━_=*~#·•.+<>|[({\s]+/u;
const TRAILING = /[-‐-―−─━_=*~#·•.…+<>|\])}\s]+$/u;
const DRAWN = /[-‐-―−─━_=*~#<>]/gu;
/** Longer lines are sentences. */
const LONGEST = 160;
/** What tells no two dividers apart: spaces and quotation marks. */
const UNCOMPARED = /[\s:：'"’‘`“”,„«»]/gu;

const WORDS = new Set(DIVIDER_WORDS.flatMap(({ words, begins }) => [...phrases(words), ...phrases(begins)]).map(key));
const BEGINS = new Set(DIVIDER_WORDS.flatMap(({ begins }) => phrases(begins)).map(key));
/** Of those, the ones that say so in full, and need no colon. */
const BEGINNING = new Set(
  DIVIDER_WORDS.flatMap(({ begins }) => phrases(begins))
    .filter((words) => words.split(' ').length >= 3 || /^\p{Script=Han}{6}/u.test(words))
    .map(key),
);
const OF_MAIL = new RegExp(phrases(MAIL_STEMS).map(caseless).join('|'), 'u');
const EARLIER = beginning(EARLIER_STEMS);
const BEFORE = beginning(BEFORE_STEMS);
const REPLIES = beginning([...REPLY_STEMS, ...MAIL_STEMS]);
const FORWARDED = phrases(DIVIDER_BEGINS).map(key);
/** Lotus Notes, where its drawing became text: `Inactive hide details for Bob ---05/03/2022 10:22:33 AM---Hello`. */
const NOTES =
  /^(?:.{0,60}\bdetails for\b.{1,80}|.{0,60}[\p{L}.])\s?-{2,3}\p{Nd}{1,4}[./-]\p{Nd}{1,2}[./-][\p{Nd}.:/ APMapm]{4,30}-{2,3}/u;

/** The box that Lotus Notes of old drew around the headers: `|---------+---------------------------->`. */
const NOTES_BOX = /^\|-{3,}\+-{9,}>$/;

/** Words that begin with one of some stems, where words are set apart. */
function beginning(stems: readonly string[]): RegExp {
  const any = phrases(stems).map(caseless).join('|');
  return new RegExp(`(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}])(?:${any})`, 'u');
}

/** Words as they are compared: in lower case, without spaces and quotation marks. */
function key(words: string): string {
  return caseless(comparable(words)).replace(UNCOMPARED, '');
}

/** Words of a line, as they are compared. Lines are comparable, but for a reference to a character that one spelt out. */
function keyInLine(words: string): string {
  return words.includes('&') ? key(words) : caseless(words).replace(UNCOMPARED, '');
}

/** Whether a line parts an answer from the mail below: `-----Original Message-----`, in any language. */
export function isDivider(line: Line | undefined): boolean {
  const text = line?.text ?? '';
  if (text === '' || text.length > LONGEST) return false;
  const before = drawn(LEADING.exec(text)?.[0]);
  const rest = text.replace(LEADING, '');
  const behind = drawn(TRAILING.exec(rest)?.[0]);
  const words = rest.replace(TRAILING, '');
  const dashes = (before >= 2 && behind >= 2) || before >= 5 || behind >= 5;
  const bare = keyInLine(words);
  if (dashes && WORDS.has(bare)) return true;
  if (before >= 3 && behind >= 3 && isOfEarlierMail(words)) return true;
  if (BEGINS.has(bare) && (/[:：]$/u.test(words) || BEGINNING.has(bare))) return true;
  if (before >= 2 && behind >= 2 && FORWARDED.some((begin) => bare.startsWith(begin))) {
    return hasDate(words) || hasAddress(words) || before >= 4;
  }
  if (text.startsWith('[') && bare === 'quotedtexthidden') return true;
  return isOfNotes(text);
}

function isOfNotes(text: string): boolean {
  return text.includes('--') && (NOTES.test(text) || NOTES_BOX.test(text));
}

/** Whether a divider has lines drawn at its sides, or is of a program's making, and not words alone. */
export function isDrawn(line: Line | undefined): boolean {
  const text = line?.text ?? '';
  return isOfNotes(text) || drawn(LEADING.exec(text)?.[0]) >= 2 || /-{3,}/.test(text);
}

/** Whether a few words say that a mail is an earlier one, in whatever order and grammar. */
function isOfEarlierMail(words: string): boolean {
  const lower = caseless(comparable(withoutAddresses(words))).replace(/[:：]$/u, '');
  if (/[.,;!?]/.test(lower) || lower.split(' ').length > 6) return false;
  return OF_MAIL.test(lower) && EARLIER.test(lower);
}

/** Whether a text speaks of a mail. */
export function namesMail(text: string): boolean {
  return OF_MAIL.test(caseless(text));
}

/** Whether a line has the words of a divider and nothing else; the headers below it say the rest. */
export function hasDividerWords(line: Line | undefined): boolean {
  const text = line?.text ?? '';
  if (text === '' || text.length > LONGEST) return false;
  return WORDS.has(keyInLine(text.replace(LEADING, '').replace(TRAILING, '')));
}

/** Whether a line is the heading above what was said before: `Previous replies:`. It takes a drawn line above it. */
export function isHeadingOfEarlier(line: Line | undefined): boolean {
  const words = caseless(line?.text.replace(LEADING, '').replace(TRAILING, '') ?? '').replace(/\s?[:：]$/u, '');
  if (
    /[.!?]$/.test(line?.text ?? '') ||
    words.length < 4 ||
    words.length > 50 ||
    words.split(' ').length > 5 ||
    /[.,;!?。，]/u.test(words)
  )
    return false;
  return BEFORE.test(words) && REPLIES.test(words);
}

/** Whether words stand between drawn lines, as a client may put them above the headers that it repeats. */
export function isBetweenDashes(line: Line | undefined): boolean {
  return /^[-‐-―−─━_=*]{4,40}\s?\p{L}[^@:：]{2,60}?\s?[-‐-―−─━_=*]{4,40}$/u.test(line?.text ?? '');
}

function drawn(marks: string | undefined): number {
  return marks?.match(DRAWN)?.length ?? 0;
}
