import { CLOSING_WORDS } from './closing-words.ts';
import { hasAddress } from './date-or-address.ts';
import { isBlank, type Line } from './line.ts';
import { phrases } from './words.ts';

/*
 * The name that somebody signs with, without anything drawn above it. It takes that the mail comes from somebody of that
 * name, that something was said above, and that no sentence follows.
 */

/** Who a mail is from, as its header says. */
export interface Writer {
  readonly name: string;
  readonly address: string;
}

/** Lines that may stand below the name: what somebody is, and where. Below a closing word there may be more. */
const LINES_BELOW = 2;
const LINES_BELOW_CLOSING = 5;
/** What is longer is no name, nor a title. */
const LONGEST = 60;

const CLOSINGS = new Set(CLOSING_WORDS.flatMap(({ words }) => phrases(words)).map(plain));

/** The line at which such a signature begins that is the end of the lines; undefined when there is none. */
export function ownNameStart(lines: readonly Line[], from: readonly Writer[]): number | undefined {
  const names = new Set(from.flatMap(namesOf));
  let below = 0;
  for (let at = lines.length - 1; at > 0 && below <= LINES_BELOW_CLOSING; at--) {
    const line = lines[at];
    if (line === undefined || isBlank(line)) continue;
    if (names.has(plain(line.text))) return isSigned(lines, at, below) ? at : undefined;
    if (!isOfCard(line.text)) return undefined;
    below++;
  }
  return undefined;
}

/** Whether a name stands where people sign: below a closing word, or below a gap and the end of a sentence. */
function isSigned(lines: readonly Line[], at: number, below: number): boolean {
  const above = lines.slice(0, at).findLastIndex((line) => !isBlank(line));
  const text = lines[above]?.text ?? '';
  const said = lines.slice(0, above).some((line) => /[\p{L}\p{Nd}]/u.test(line.text));
  if (said && isClosing(text)) return true;
  if (above === at - 1 || below > LINES_BELOW || !/[.!?。！？…)]$/u.test(text)) return false;
  return lines.slice(at + 1).every((line) => !/\p{Nd}|@/u.test(line.text));
}

function isClosing(text: string): boolean {
  const words = plain(text).split(' ');
  return (
    text.length <= LONGEST &&
    [words.length, words.length - 1, words.length - 2].some(
      (length) =>
        length > 0 && (CLOSINGS.has(words.slice(0, length).join(' ')) || CLOSINGS.has(words.slice(-length).join(' '))),
    )
  );
}

/** What may stand below a name: a title, a firm, an address, a number; nothing that is said or asked. */
function isOfCard(text: string): boolean {
  if (text.length > LONGEST || /[!?;:。！？；]$/u.test(text) || /^\P{L}*[-*•]\s/u.test(text)) return false;
  if (hasAddress(text) || /^(?:https?:\/\/|www\.)\S+$/iu.test(text)) return text.split(' ').length <= 4;
  if (/\p{Nd}/u.test(text)) return /^(?:\p{L}{1,9}[.:]{0,2}\s?)?[+(]?\p{Nd}[\p{Nd} ()./-]{5,25}$/u.test(text);
  return /^[\p{Lu}\p{Lo}]/u.test(text) && text.split(' ').length <= 7 && !/\p{L}{3,}[.…]$/u.test(text);
}

/** What somebody may sign with: the name in every length and order, its initials, or that of the address. */
function namesOf({ name, address }: Writer): string[] {
  const [family, given] = name.split(',').map(plain);
  const ordered = given ? `${given} ${family}` : plain(name);
  const words = (hasAddress(name) ? '' : ordered).split(' ').filter((word) => word !== '');
  const local = plain((address.split('@')[0] ?? '').replace(/[._-]+/gu, ' '))
    .split(' ')
    .filter((word) => /^\p{L}{2,}$/u.test(word));
  return [...formsOf(words), ...formsOf(local)];
}

function formsOf(words: readonly string[]): string[] {
  const [first = '', ...others] = words;
  const last = others.at(-1);
  if (first === '') return [];
  if (last === undefined) return [first, ...partsOfHan(first)];
  const short = [first, last];
  const middles = others.slice(0, -1).map((word) => word.charAt(0));
  const whole = [first, ...middles, last];
  const initials = whole.map((word) => word.charAt(0));
  return [
    ...[words, short, whole, [last, first], [first, last.charAt(0)], [first.charAt(0), last]].map((each) =>
      each.join(' '),
    ),
    ...[first, initials.join(''), initials.join(' '), `${first.charAt(0)}${last.charAt(0)}`, words.join('')],
  ];
}

/** Chinese and Japanese names have no spaces; people sign with the given name, which stands behind, as well. */
function partsOfHan(name: string): string[] {
  const letters = [...name];
  return /^\p{Script=Han}{3,4}$/u.test(name) ? [letters.slice(-2).join('')] : [];
}

/** In lower case, without what is not of a name. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{Nd}@]+/gu, ' ')
    .trim();
}
