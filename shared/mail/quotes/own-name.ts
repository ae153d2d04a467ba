import { announcesData, type CardPiece, cardPieces, isNameLike } from './card.ts';
import { announcesCard, hasRareData, isClosing, mayAnswer, plain, tellsOfPerson } from './card-context.ts';
import { hasAddress } from './date-or-address.ts';
import { isBlank, isRule, type Line, lineOf, textOfLines } from './line.ts';
import { isMobileLine } from './mobile-line.ts';

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
/** Lines of a card, blank ones left out, and with them. */
const CARD_LINES = 14;
const LOOKED_AT = 30;
const LINKED_LINES = 3;
/** Lines of the text above a closing word that may speak of what stands below. */
const LINES_ABOVE = 6;

/**
 * The line at which a signature begins that nothing is drawn above and that ends above `end`: a name with a card below
 * it, or the writer's own name behind a dash. A name alone stays, as does a closing word.
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
    const place: Place = { lines, floor, at, end, from };
    if (below.length === 0 && isAnnounced(place, names)) return at;
    const signed = signedWith(line, names);
    if (signed !== undefined) {
      const top = firmAbove(place);
      return isOwnSignature({ ...place, at: top }, signed, at, below) ? withClosing(place, top) : undefined;
    }
    if (below.length > 0 && closesWith(line, names)) return hasCard(below) ? nextFilled(lines, at) : undefined;
    if (isStrangersCard(place, below)) return withClosing(place, at);
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
  readonly from: readonly Writer[];
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
  const whole = wordsOfName(bare, names);
  if (whole > 0) return { words: whole, pieces: [] };
  const [, name = '', rest = ''] = NAME_AND_MORE.exec(bare) ?? HAN_NAME_AND_MORE.exec(bare) ?? [];
  const words = wordsOfName(name, names);
  const pieces = words > 0 ? cardPieces(lineOf(rest.replace(/\)$/, ''))) : undefined;
  return pieces && { words, pieces };
}

const NAME_AND_MORE = /^([^|,，/•·–—(:]{2,40}?)\s?(?:[|,，/•·–—(]|\s-\s)(.{2,120})$/u;
const HAN_NAME_AND_MORE = /^([\p{Script=Han}\p{Script=Hangul}]{2,6})\s(.{2,60})$/u;

/** The number of words of a name that is the writer's, with what names have between the first and the last; otherwise 0. */
function wordsOfName(text: string, names: ReadonlySet<string>): number {
  const bare = text.length <= LONGEST ? plain(text) : '';
  const words = bare.split(' ');
  const isOwn =
    names.has(bare) || (words.length > 2 && words.length <= 4 && names.has(`${words[0]} ${words[words.length - 1]}`));
  return bare !== '' && isOwn ? words.length : 0;
}

/** A closing word in a paragraph of its own, or that begins the one of a card, is of the signature as much as the name. */
function withClosing({ lines, floor }: Place, at: number): number {
  let above = at - 1;
  while (above > floor && isBlank(lines[above])) above--;
  return above > floor && isClosing(lines[above]?.text ?? '') && isBlank(lines[above - 1]) ? above : at;
}

/** `- Bo`: behind a dash that begins no list, the writer's name needs nothing else. */
function isAnnounced(place: Place, names: ReadonlySet<string>): boolean {
  const text = place.lines[place.at]?.text ?? '';
  if (!/^(?:[-–—―~]{1,3}|\/{1,2}) ?\p{L}/u.test(text) || text.length > LONGEST || !names.has(plain(text))) return false;
  const above = lineAbove(place);
  if (isClosing(above) && !isBlank(place.lines[place.at - 1])) return false;
  return isSaidAbove(place) && !/^[-–—―~*•/]|[:：]$/u.test(above);
}

/** The line at which a card begins that names the firm above the writer, as many do in Japan. */
function firmAbove({ lines, floor, at }: Place): number {
  let top = at;
  while (top - 1 > floor && top > at - 3 && !isBlank(lines[top - 1])) top--;
  const above = lines.slice(top, at);
  const pieces = above.map(cardPieces);
  return pieces.some((each) => each?.includes('firm')) && pieces.every((each) => each !== undefined) ? top : at;
}

/** `Regards, Bo`: a closing word and the writer's name in one line. */
function closesWith({ text }: Line, names: ReadonlySet<string>): boolean {
  const [closing = '', name = ''] = text.length <= LONGEST ? text.split(/[,，、]\s?|(?<=[.!。！])\s/u) : [];
  return name !== '' && isClosing(closing) && names.has(plain(name));
}

function hasCard(pieces: readonly CardPiece[]): boolean {
  return pieces.includes('reach') && isNamed(pieces);
}

/** Whether the writer's name stands where people sign, with nothing below it that they may have been asked for. */
function isOwnSignature(place: Place, { words, pieces }: Signed, named: number, below: readonly CardPiece[]): boolean {
  const all = [...pieces, ...below, ...place.lines.slice(place.at, named).flatMap((line) => cardPieces(line) ?? [])];
  const above = lineAbove(place);
  if (!isSaidAbove(place)) return false;
  if (isClosing(above)) {
    if (all.includes('place') && mayAnswer(place.lines, place.floor, place.at)) return false;
    return all.some(isTelling) && (isNamed(all) || !isAsked(place));
  }
  if (isRule(place.lines[place.at - 1])) {
    if (isData({ ...place, at: place.at - 1 })) return false;
    return isBlank(place.lines[place.at - 2]) && !all.includes('place');
  }
  if (!isBlank(place.lines[place.at - 1])) return false;
  if (isMobileLine(lineOf(above))) return true;
  const isFull = words >= 2 || /^\p{Lo}{2,}/u.test(place.lines[named]?.text ?? '');
  if (!isFull || !isWholeCard(all) || (announcesData(above) && !isFormula(above))) return false;
  if (isData(place) || (all.includes('reach') && mayAnswer(place.lines, place.floor, place.at))) return false;
  if (isFormula(above)) return hasCard(all);
  if (isSentenceEnd(above) && isLinked(place)) return true;
  const reaches = all.filter((piece) => piece === 'reach').length;
  if (reaches > 2 && isSentenceEnd(above)) return isNamed(all) || hasAddressOf(place);
  return (isSentenceEnd(above) || reaches > 1) && isNamed(all);
}

/**
 * A card below a name that the header does not have is the writer's when it has the address that the mail comes from, or
 * stands below a closing and the header says no whole name. Otherwise it is of somebody whom the writer tells of.
 */
function isStrangersCard(place: Place, below: readonly CardPiece[]): boolean {
  const line = place.lines[place.at];
  if (line === undefined || !isSaidAbove(place)) return false;
  const [name = line.text] = line.text.split(/\s?[|•·,/]\s?|\s[-–—]\s/u);
  if (!isNameLike(lineOf(name))) return false;
  const pieces = name === line.text ? [] : cardPieces(lineOf(line.text.slice(name.length)));
  if (pieces === undefined) return false;
  const all = [...pieces, ...below];
  const above = lineAbove(place);
  const isOwn = hasAddressOf(place);
  if (isClosing(above)) {
    const mayBeOwn = isOwn || !place.from.some(isWholeName);
    return mayBeOwn && all.includes('reach') && !isToldOf(place) && (isNamed(all) || !isAsked(place));
  }
  if (!isOwn || !isBlank(place.lines[place.at - 1]) || !hasCard(all) || !isWholeCard(all)) return false;
  return isFormula(above) || (isSentenceEnd(above) && !isToldOf(place) && !isData(place));
}

/** Names of two words, or in letters that hold a whole name without a space. */
function isWholeName({ name }: Writer): boolean {
  return !hasAddress(name) && /\S\s+\S|^\p{Lo}{2,}/u.test(name.trim());
}

/** Whether the text above the card tells of somebody else. */
function isToldOf({ lines, floor, at }: Place): boolean {
  return lines.slice(Math.max(floor + 1, at - LINES_ABOVE - 4), at).some(({ text }) => tellsOfPerson(text));
}

/** Whether the card is what the paragraph above announces, or says what no signature has. */
function isData({ lines, floor, at, end }: Place): boolean {
  return announcesCard(lines, floor, at) || lines.slice(at, end).some(({ text }) => hasRareData(text));
}

/** A few words and a comma, above a card: a closing that no table has. */
function isFormula(text: string): boolean {
  return (
    /^\p{L}[^.!?:;,\p{Nd}]{2,38},$/u.test(text) && text.split(' ').length <= 6 && !announcesData(text.slice(0, -1))
  );
}

function isSentenceEnd(text: string): boolean {
  return /[.!?。！？…)]$/u.test(text);
}

function hasAddressOf({ lines, at, end, from }: Place): boolean {
  const card = textOfLines(lines.slice(at, end)).toLowerCase();
  return from.some(({ address }) => address !== '' && card.includes(address.toLowerCase()));
}

/** A card of three lines or more with a link: nobody is asked for it. */
function isLinked({ lines, at, end }: Place): boolean {
  const card = lines.slice(at, end).filter((line) => !isBlank(line));
  return card.length >= LINKED_LINES && card.slice(1).some(({ text }) => /https?:\/\/|(?:^|\s)www\./iu.test(text));
}

/** Whether a card says what somebody is, or of which firm, and not only how they are reached. */
function isNamed(pieces: readonly CardPiece[]): boolean {
  return pieces.includes('firm') || pieces.includes('role');
}

/** Whether the text above a closing word announces what stands below it. */
function isAsked({ lines, floor, at }: Place): boolean {
  let closing = at - 1;
  while (closing > floor && isBlank(lines[closing])) closing--;
  return lines.slice(Math.max(floor + 1, closing - LINES_ABOVE), closing).some(({ text }) => announcesData(text));
}

function isTelling(piece: CardPiece): boolean {
  return piece === 'role' || piece === 'firm' || piece === 'reach';
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

/** Whether a text is nothing but a name that one of the writers signs with. */
export function isNameOf(text: string, from: readonly Writer[]): boolean {
  return text.length <= LONGEST && wordsOfName(text, new Set(from.flatMap(namesOf))) > 0;
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

function nextFilled(lines: readonly Line[], at: number): number {
  let next = at + 1;
  while (next < lines.length && isBlank(lines[next])) next++;
  return next;
}
