import { isNameLike } from './card.ts';
import { isChoice } from './card-choices.ts';
import { isBrokenOff, isClosing, plain, tellsOfPerson } from './card-context.ts';
import { isBlank, type Line, lineOf, textOfLines } from './line.ts';
import { isMobileLine } from './mobile-line.ts';
import { isNameOf, type Writer } from './own-name.ts';

/*
 * Who signs. The writer's own name does wherever people sign. Another name does only where nothing can be left of what
 * stands above it: below a closing, or below a whole sentence that tells of nobody else. Much else looks like a name.
 */

/** A line that may begin a signature, in a text that ends above `end` and begins below `floor`. */
export interface Place {
  readonly lines: readonly Line[];
  readonly floor: number;
  readonly at: number;
  readonly end: number;
  readonly from: readonly Writer[];
}

/** Lines above that may tell of whom the name is. */
const LINES_ABOVE = 4;
/** Letters of a name that its short form has, and that tell it from a word. */
const SHORTEST = 3;

/** Whether a text begins with the writer's name, as `Bo Berg, Home Ltd` does. */
export function isOwnSigner(text: string, from: readonly Writer[]): boolean {
  const name = nameOf(text);
  return isNameOf(name, from) || isNameOf(text, from) || isShortFormOf(name, from);
}

/** Whether a name that is not the writer's may sign all the same. */
export function isOtherSigner(place: Place, text: string): boolean {
  const name = nameOf(text);
  if (isChoice(name)) return false;
  const isName = isNameLike(lineOf(name)) || /^\p{Lu}\p{Ll}{1,14}$/u.test(name);
  if (isBelowClosing(place)) return isName;
  return isName && /^\p{Lu}.*\s\p{Lu}/u.test(name) && isUnderWholeText(place);
}

/** Whether what was said above is whole, and tells of nobody whose name may follow. */
export function isUnderWholeText(place: Place): boolean {
  const { from } = place;
  const above = lineAbove(place);
  if (isBelowClosing(place) || isNameOf(above, from) || isMobileLine(lineOf(above))) return true;
  if (!/[.!?。！？…)）~]["'”’»]?$|(?:\p{Extended_Pictographic}|\ufe0f)$/u.test(above) && !isAddress(above))
    return false;
  return !isToldOf(place);
}

/** Whether two dashes in a line of their own, which part nothing else as often, stand above somebody else's name. */
export function isOthersBelowDashes(place: Place, card: readonly Line[]): boolean {
  const name = nameOf(card[0]?.text ?? '');
  if (place.lines[place.at]?.text !== '--' || isBrokenOff(lineAbove(place)) || isToldOf(place)) return false;
  return /^\p{Lu}\S*(?: \S+)? \p{Lu}\S+$/u.test(name) && isNameLike(lineOf(name)) && !isChoice(name);
}

function isToldOf({ lines, floor, at }: Place): boolean {
  return lines.slice(Math.max(floor + 1, at - LINES_ABOVE), at).some(({ text }) => tellsOfPerson(text));
}

/** Whether a card is of somebody else than the writer, as far as one script tells: no name, no address is theirs. */
export function isOfAnother(card: readonly Line[], from: readonly Writer[]): boolean {
  const text = textOfLines(card).toLowerCase();
  const first = card.find((line) => !isBlank(line))?.text ?? '';
  const known = from.filter(({ name }) => scriptOf(name) !== undefined && scriptOf(name) === scriptOf(first));
  if (known.length === 0 || from.some(({ address }) => address !== '' && text.includes(address.toLowerCase())))
    return false;
  return !known.some(({ name }) => partsOf(name).some((part) => text.includes(part)));
}

/** `Hi Mara,`: a greeting, with nothing else said. */
function isAddress(text: string): boolean {
  return /^\p{L}[^.!?:;\p{Nd}]{1,30}[,，]$/u.test(text) && text.split(' ').length <= 3;
}

/** Below `Regards`, or below the name that stands below it. */
function isBelowClosing({ lines, floor, at }: Place): boolean {
  let last = at - 1;
  while (last > floor && isBlank(lines[last])) last--;
  const line = lines[last];
  if (line === undefined || last <= floor) return false;
  return isClosing(line.text) || (isNameLike(line) && last - 1 > floor && isClosing(lines[last - 1]?.text ?? ''));
}

function nameOf(text: string): string {
  return text.split(/\s?[|•·,/(<]\s?|\s[-–—]\s/u)[0] ?? '';
}

/** `Rob` of `Robert`, or of `rob.berg@`; a family name alone is more often a word. */
function isShortFormOf(text: string, from: readonly Writer[]): boolean {
  const name = plain(text);
  if (!/^\p{L}+$/u.test(name) || name.length < SHORTEST) return false;
  return from.some((writer) => {
    const [given = '', ...others] = plain(writer.name).split(' ');
    if (others.includes(name)) return false;
    return [given, plain(writer.address.split('@')[0] ?? '')].some((word) => word.startsWith(name));
  });
}

function scriptOf(text: string): string | undefined {
  const [first = ''] = /\p{L}/u.exec(text) ?? [];
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(first)) return 'east';
  return ['Latin', 'Cyrillic', 'Greek', 'Hangul', 'Arabic', 'Hebrew', 'Thai'].find((script) =>
    new RegExp(`\\p{Script=${script}}`, 'u').test(first),
  );
}

/** The words of a name; of one without spaces the family name, which is one sign or two. */
function partsOf(name: string): string[] {
  const words = plain(name).split(' ');
  return words.flatMap((word) =>
    /^[\p{Script=Han}\p{Script=Hangul}]{2,4}$/u.test(word) ? [word.slice(0, 1)] : word.length > 1 ? [word] : [],
  );
}

/** The last line above that is not blank. */
export function lineAbove({ lines, floor, at }: Place): string {
  for (let above = at - 1; above > floor; above--) if (!isBlank(lines[above])) return lines[above]?.text ?? '';
  return '';
}
