import { announcesData, type CardPiece, cardPieces, isNameLike } from './card.ts';
import { CLOSING_WORDS } from './closing-words.ts';
import { hasAddress } from './date-or-address.ts';
import { isBlank, isRule, type Line, lineOf } from './line.ts';
import { isMobileLine } from './mobile-line.ts';
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

/** What is longer is no name, nor a closing. */
const LONGEST = 60;
/** Lines that may stand below a name alone. */
const LINES_BELOW = 2;
/** Lines of a card, blank ones left out, and with them. */
const CARD_LINES = 14;
const LOOKED_AT = 30;

const CLOSINGS = new Set(CLOSING_WORDS.flatMap(({ words }) => phrases(words)).map(plain));

/**
 * The line at which a signature begins that nothing is drawn above and that ends above `end`: a name with a card below
 * it, or the writer's own name alone. A closing word and the name below it stay when nothing else stands there.
 */
export function ownNameStart(
  lines: readonly Line[],
  floor: number,
  end: number,
  from: readonly Writer[],
): number | undefined {
  const names = new Set(from.flatMap(namesOf));
  const below: CardPiece[] = [];
  let filled = 0;
  for (let at = end - 1; at > floor && at >= end - LOOKED_AT && filled <= CARD_LINES; at--) {
    const line = lines[at];
    if (line === undefined || isBlank(line)) continue;
    const place: Place = { lines, floor, at, end };
    if (below.length === 0 && isAnnounced(place, names)) return at;
    const signed = signedWith(line, names);
    if (signed !== undefined) return isOwnSignature(place, signed, below) ? at : undefined;
    if (isStrangersCard(place, below)) return at;
    const pieces = cardPieces(line);
    if (pieces === undefined || isClosing(line.text)) return undefined;
    below.push(...pieces);
    filled++;
  }
  return undefined;
}

interface Place {
  readonly lines: readonly Line[];
  readonly floor: number;
  readonly at: number;
  readonly end: number;
}

/** The writer's name as a line begins with it; undefined when the line says something else. */
interface Signed {
  readonly words: number;
  /** What follows on the same line: `Bo Berg, Head of Things`. */
  readonly pieces: readonly CardPiece[];
}

const HONORIFIC =
  /^(?:(?:i\. ?[avAV]\.|ppa\.|dr\.?|prof\.?|dipl\.-\p{L}{1,6}\.?|ing\.?|mr\.?|mrs\.?|ms\.?|herr|frau|mme) )+/iu;

function signedWith({ text }: Line, names: ReadonlySet<string>): Signed | undefined {
  const bare = text
    .slice(0, 200)
    .replace(/^[*_]{1,2}|[*_]{1,2}$/gu, '')
    .replace(HONORIFIC, '');
  if (bare.length <= LONGEST && names.has(plain(bare))) return { words: plain(bare).split(' ').length, pieces: [] };
  const name = /^([^|,，/•·–—(:]{2,40}?)\s?(?:[|,，/•·–—(]|\s-\s)(.{2,120})$/u.exec(bare);
  if (!name || !names.has(plain(name[1] ?? ''))) return undefined;
  const rest = cardPieces(lineOf((name[2] ?? '').replace(/\)$/, '')));
  return rest && { words: plain(name[1] ?? '').split(' ').length, pieces: rest };
}

/** `- Bo`: behind a dash that begins no list, the writer's name needs nothing else. */
function isAnnounced(place: Place, names: ReadonlySet<string>): boolean {
  const text = place.lines[place.at]?.text ?? '';
  if (!/^(?:[-–—―~]{1,3}|\/{1,2}) ?\p{L}/u.test(text) || text.length > LONGEST || !names.has(plain(text))) return false;
  const above = lineAbove(place);
  return isSaidAbove(place) && !/^[-–—―~*•/]|[:：]$/u.test(above);
}

/** Whether the writer's name stands where people sign, with nothing below it that they may have been asked for. */
function isOwnSignature(place: Place, { words, pieces }: Signed, below: readonly CardPiece[]): boolean {
  const all = [...pieces, ...below];
  const above = lineAbove(place);
  const filled = place.lines.slice(place.at + 1, place.end).filter((line) => !isBlank(line)).length;
  if (!isSaidAbove(place)) return false;
  if (isClosing(above)) return all.some(isTelling);
  if (isRule(place.lines[place.at - 1])) return true;
  if (!isBlank(place.lines[place.at - 1])) return false;
  if (isMobileLine(lineOf(above))) return true;
  if (/[:：,，]$/u.test(above)) return false;
  const isSentenceAbove = /[.!?。！？…)]$/u.test(above);
  if (isSentenceAbove && filled <= LINES_BELOW && pieces.length === 0 && all.every(isNoData)) return true;
  const isFull = words >= 2 || /^\p{Lo}{3,}/u.test(place.lines[place.at]?.text ?? '');
  if (!isFull || !isWholeCard(all) || announcesData(above)) return false;
  return all.includes('firm') || all.includes('role');
}

/** A name that is not the writer's, with a card below: the header may give another name, or none. */
function isStrangersCard(place: Place, below: readonly CardPiece[]): boolean {
  const line = place.lines[place.at];
  if (line === undefined || !isSaidAbove(place)) return false;
  const [name = line.text] = line.text.split(/\s?[|•·,/]\s?|\s[-–—]\s/u);
  if (!isNameLike(lineOf(name))) return false;
  const pieces = name === line.text ? [] : cardPieces(lineOf(line.text.slice(name.length)));
  if (pieces === undefined) return false;
  const all = [...pieces, ...below];
  const above = lineAbove(place);
  if (isClosing(above)) return all.filter((piece) => piece === 'reach').length >= 1 && all.some(isTelling);
  if (!isBlank(place.lines[place.at - 1]) || !/[.!?。！？…)]$/u.test(above) || announcesData(above)) return false;
  const isWhole = all.includes('reach') && (all.includes('firm') || all.includes('role'));
  return isWhole && isWholeCard(all);
}

function isTelling(piece: CardPiece): boolean {
  return piece === 'role' || piece === 'firm' || piece === 'reach';
}

function isNoData(piece: CardPiece): boolean {
  return piece !== 'reach' && piece !== 'place';
}

/** No card has more words than what it is for. */
function isWholeCard(pieces: readonly CardPiece[]): boolean {
  return pieces.filter((piece) => piece === 'words').length <= pieces.filter((piece) => piece !== 'words').length + 2;
}

/** Whether anything was said above the name, beside the closing word. */
function isSaidAbove({ lines, floor, at }: Place): boolean {
  let above = at - 1;
  while (above > floor && isBlank(lines[above])) above--;
  if (isClosing(lines[above]?.text ?? '')) above--;
  for (; above > floor; above--) if (/[\p{L}\p{Nd}]/u.test(lines[above]?.text ?? '')) return true;
  return false;
}

function lineAbove({ lines, floor, at }: Place): string {
  for (let above = at - 1; above > floor; above--) if (!isBlank(lines[above])) return lines[above]?.text ?? '';
  return '';
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
