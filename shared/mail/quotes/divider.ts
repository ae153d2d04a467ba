import { hasAddress, hasDate } from './date-or-address.ts';
import { DIVIDER_BEGINS, DIVIDER_WORDS } from './divider-words.ts';
import type { Line } from './line.ts';
import { caseless, comparable } from './line.ts';
import { phrases } from './words.ts';

const LEADING = /^[-‐-―−─━_=*~#·•.+<>|[({\s]+/u;
const TRAILING = /[-‐-―−─━_=*~#·•.…+<>|\])}\s]+$/u;
const DRAWN = /[-‐-―−─━_=*~#<>]/gu;
/** Longer lines are sentences. */
const LONGEST = 160;

const WORDS = new Set(DIVIDER_WORDS.flatMap(({ words, begins }) => [...phrases(words), ...phrases(begins)]).map(key));
const BEGINS = new Set(DIVIDER_WORDS.flatMap(({ begins }) => phrases(begins)).map(key));
const FORWARDED = phrases(DIVIDER_BEGINS).map(key);
/** Lotus Notes, where its drawing became text: `Inactive hide details for Bob ---05/03/2022 10:22:33 AM---Hello`. */
const NOTES =
  /^(?:.{0,60}\bdetails for\b.{1,80}|.{0,60}[\p{L}.])\s?-{2,3}\p{Nd}{1,4}[./-]\p{Nd}{1,2}[./-][\p{Nd}.:/ APMapm]{4,30}-{2,3}/u;

/** The box that Lotus Notes of old drew around the headers: `|---------+---------------------------->`. */
const NOTES_BOX = /^\|-{3,}\+-{9,}>$/;

/** Words as they are compared: in lower case, without spaces and quotation marks. */
function key(words: string): string {
  return caseless(comparable(words)).replace(/[\s:：'"’‘`“”,„«»]/gu, '');
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
  if (dashes && WORDS.has(key(words))) return true;
  if (/[:：]$/u.test(words) && BEGINS.has(key(words))) return true;
  if (before >= 2 && behind >= 2 && FORWARDED.some((begin) => key(words).startsWith(begin))) {
    return hasDate(words) || hasAddress(words) || before >= 4;
  }
  if (text.startsWith('[') && key(words) === 'quotedtexthidden') return true;
  return NOTES.test(text) || NOTES_BOX.test(text);
}

/** Whether a line has the words of a divider and nothing else; the headers below it say the rest. */
export function hasDividerWords(line: Line | undefined): boolean {
  const text = line?.text ?? '';
  if (text === '' || text.length > LONGEST) return false;
  return WORDS.has(key(text.replace(LEADING, '').replace(TRAILING, '')));
}

function drawn(marks: string | undefined): number {
  return marks?.match(DRAWN)?.length ?? 0;
}
