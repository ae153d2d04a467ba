import type { Line } from './line.ts';
import { comparable } from './line.ts';
import { DEVICES, HAN_DEVICES, MOBILE_WORDS, NO_DEVICES, TELLING_WORDS } from './mobile-words.ts';
import { anyOf, phrases } from './words.ts';

/** What is longer is a sentence, once the address that a program leads to is left out. */
const LONGEST = 120;
/** The names of programs stand in few words. */
const WORDS = 8;

const DEVICE = new RegExp(
  `(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{Nd}])(?:${literally(DEVICES)})|${literally(phrases(DEVICES).filter(isUnspaced))}`,
  'u',
);
const HAN_ENDS = new RegExp(`(?:${literally(DEVICES)}|${literally(HAN_DEVICES)})$`, 'u');
const NO_DEVICE = new RegExp(literally(NO_DEVICES), 'u');
const TELLING = new RegExp(anyOf(phrases(TELLING_WORDS)), 'u');
const ROWS = MOBILE_WORDS.map(({ begins, ends, named = false }) => ({
  begins: phrases(begins).map(lowered),
  ends: phrases(ends).map(lowered),
  named,
}));

function lowered(words: string): string {
  const bare = comparable(words).toLowerCase();
  // A space at the end means that the word ends there.
  return words.endsWith(' ') ? `${bare} ` : bare;
}

/** Whether a line is what a telephone or a program puts below a mail: `Sent from my iPhone`. */
export function isMobileLine(line: Line | undefined): boolean {
  const text = bare(line?.text ?? '');
  if (text === '' || text.length > LONGEST) return false;
  const lower = text.toLowerCase();
  if (goesOn(text) || TELLING.test(lower.replace(/[.,] .*/u, '')) || NO_DEVICE.test(`${lower} `)) return false;
  if (lower.includes('outlook') && /\b(ios|android|mac)\b/.test(lower) && text.length <= 50) return true;
  if (TITLED.test(text)) return isNamed(lower);
  return ROWS.some(
    ({ begins, ends, named }) =>
      (begins.length === 0 || begins.some((words) => lower.startsWith(words))) &&
      (ends.length === 0 || ends.some((words) => lower.endsWith(words))) &&
      (!named || isNamed(lower) || (HAN.test(lower) && isHanDevice(lower))) &&
      (ends.length > 0 || !HAN.test(lower) || isHanDevice(lower)),
  );
}

/** `From My iPhone`, as no sentence is written. */
const TITLED = /^From My (?:[\p{Lu}\p{Nd}]\S*|iP\p{Ll}+)(?: [\p{Lu}\p{Nd}]\S*){0,2}$/u;
const HAN = /\p{Script=Han}/u;

/** Chinese sets no words apart: a line ends with what it was sent from, or goes on and is said. */
function isHanDevice(lower: string): boolean {
  const [, rest = ''] = /^(?:[^的]{0,4}我的|[^的a-z]{0,3}[a-z ]{2,12}的)?([^的]*)$/u.exec(lower) ?? [];
  if (/^[发發寄]自我的 ?[a-z][a-z\d +.()-]{1,30}$/u.test(lower)) return true;
  return rest !== '' && rest.length <= 40 && (/[a-z\p{Nd})]$/u.test(rest) || HAN_ENDS.test(rest));
}

/** A sentence that mentions a telephone goes on, or asks. */
function goesOn(text: string): boolean {
  if (/[?!;](?:\s|$)|[？！，。、]./u.test(text)) return true;
  return /,\s(?!an |so |sorry|please (?:excuse|forgive|pardon)|excuse|forgive|pardon|apologies)\p{Ll}/u.test(text);
}

function isNamed(lower: string): boolean {
  return lower.split(' ').length <= WORDS && DEVICE.test(`${lower} `);
}

function literally(rows: readonly string[]): string {
  return phrases(rows)
    .map((word) => word.normalize('NFC').replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('|');
}

function isUnspaced(word: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}]/u.test(
    word,
  );
}

/** Without the addresses that programs add, and without what is drawn around. */
function bare(text: string): string {
  return (
    text
      .slice(0, 400)
      .replace(/[<([]?https?:\/\/[^\s>)\]]{1,300}[>)\]]?/g, '')
      .replace(/[[\]]/g, '')
      // A byte order that nobody told: `é` in two letters.
      .replace(/Ã([\u0080-\u00bf])/g, (_, rest: string) => String.fromCharCode(rest.charCodeAt(0) + 0x40))
      .replace(/\byahoo!/i, 'Yahoo')
      .replace(/^[-‐-―−_=*~#|({"'“‘«<>\s]+/u, '')
      .replace(/[-‐-―−_=*~)}"'”’»|.。!！<>\s]+$/u, '')
      .trim()
  );
}
