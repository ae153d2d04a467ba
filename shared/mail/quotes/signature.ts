import { isAddedLine, listFooterStart } from './added-line.ts';
import { cardPieces, isNameLike } from './card.ts';
import { announcesCard, isClosing } from './card-context.ts';
import { disclaimerStart } from './disclaimer.ts';
import { isBlank, isRule, type Line, lineOf } from './line.ts';
import { isMobileLine } from './mobile-line.ts';
import type { Writer } from './own-name.ts';
import { asks, isPersonal } from './personal.ts';
import {
  isOfAnother,
  isOtherSigner,
  isOthersBelowDashes,
  isOwnSigner,
  isUnderWholeText,
  lineAbove,
  type Place,
} from './signer.ts';

/*
 * A signature: a short block at the end of what somebody wrote, parted from it by `-- ` or a line that is drawn. Much the
 * same stands in texts (lists, rules, headings), so what is long or reads like sentences is no signature.
 */

/** Lines, blank ones left out, below a delimiter that may also be something else, and below RFC 3676's own `-- `. */
const LINES = 11;
/** Of those below a bare one that are no card's. */
const SHORT_LINES = 6;
const LINES_BELOW_STANDARD = 30;
/** A shorter line is not drawn around anything. */
const SHORTEST_BOX = 5;
/** Lines looked at, blank ones too. */
const LOOKED_AT = 60;

/** The line at which a signature begins that ends above `end`; undefined when there is none above `floor`. */
export function signatureStart(
  lines: readonly Line[],
  floor: number,
  end: number,
  from: readonly Writer[],
): number | undefined {
  let filled = 0;
  let found: number | undefined;
  for (let at = end - 1; at > floor && at >= end - LOOKED_AT && filled <= LINES_BELOW_STANDARD; at--) {
    const line = lines[at];
    if (isBlank(line) || line === undefined) continue;
    const place = { lines, floor, at, end, from };
    if (found === undefined ? isDelimiter(place, filled) : isUpperDelimiter(place, found, filled)) found = at;
    filled++;
  }
  return found ?? cardStart(lines, floor, end) ?? pgpStart(lines, floor, end);
}

/** As `signatureStart`, for nothing but the delimiter of RFC 3676 (section 4.3), and no postscript below it. */
export function standardSignatureStart(lines: readonly Line[], floor: number, end: number): number | undefined {
  let filled = 0;
  for (let at = end - 1; at > floor && at >= end - LOOKED_AT && filled <= LINES_BELOW_STANDARD; at--) {
    if (lines[at]?.raw === '-- ') return hasPostscript(lines, at, end) ? undefined : at;
    if (!isBlank(lines[at])) filled++;
  }
  return undefined;
}

/** Of several delimiters the last one signs, and those above it only when nothing but a signature stands between. */
function isUpperDelimiter(place: Place, lower: number, below: number): boolean {
  const line = place.lines[place.at];
  if (line === undefined || !(isBare(line) || isStandard(line))) return isDelimiter(place, below);
  return isSignedBelow({ ...place, end: lower });
}

function isStandard({ raw }: Line): boolean {
  return /^[\s\u00a0]*-- $/.test(raw);
}

function isDelimiter(place: Place, below: number): boolean {
  const { lines, at, end } = place;
  const line = lines[at];
  if (line === undefined) return false;
  if (hasPostscript(lines, at, end)) return false;
  if (isStandard(line)) {
    const told = lines.slice(at + 1, end);
    // Programs put nothing between it and what somebody signs with.
    return !hasRemark(told) && !(isBlank(told[0]) && isTold(told));
  }
  if (below > LINES) return false;
  if (isBare(line)) return isSignedBelow(place);
  if (isAnnouncedName(place, below)) return true;
  return (isRule(line) || isOrnament(line)) && isSignatureRule(place) && !isAnnouncedBelow(place);
}

/** Two dashes without the space of the standard, or what stands for them: much else begins or parts with them. */
function isBare({ text }: Line): boolean {
  return /^(?:--|- --|—{1,2}|–{1,2}|―{1,2}|__?)$/.test(text);
}

/** Whether a bare delimiter has a signature below: a name or what nobody wrote, and a few lines that a card has. */
function isSignedBelow(place: Place): boolean {
  const { lines, at, end, from } = place;
  const below = lines.slice(at + 1, end).filter((line) => !isBlank(line));
  const [first] = below;
  if (first === undefined) return true;
  if (below.some(isBare)) return false;
  if (isAdded(below)) return true;
  const told = below.findIndex((_, index) => index > 0 && isAdded(below.slice(index)));
  const own = told < 0 ? below : below.slice(0, told);
  if (isTold(below) || own.some(isOneself) || isAnnouncedBelow(place)) return false;
  if (own.length > SHORT_LINES && !own.slice(1).every((line) => cardPieces(line) !== undefined)) return false;
  if (isOwnSigner(first.text, from)) return true;
  const [, second] = own;
  if (isClosing(first.text)) return second === undefined || isNameLike(second) || isOwnSigner(second.text, from);
  if (isOtherSigner(place, first.text)) return true;
  if (isOthersBelowDashes(place, own) && (second === undefined || isCardLine(second))) return true;
  return isUnderWholeText(place) && (own.slice(0, 2).some(hasOffice) || isSite(own));
}

/** Whether somebody speaks of themselves, or asks: no card does. */
function isOneself({ text }: Line): boolean {
  return isPersonal(text) || asks(text);
}

/** What was added on the way. */
function isAdded(below: readonly Line[]): boolean {
  const [first] = below;
  if (first === undefined) return false;
  if (isAddedLine(first) || isMobileLine(first)) return true;
  return disclaimerStart(below, -1, below.length) === 0 || listFooterStart(below, -1, below.length) === 0;
}

function isCardLine(line: Line): boolean {
  return hasOffice(line) || (cardPieces(line) ?? []).includes('reach');
}

/** What somebody is, or of which firm, in few words or with capitals as cards have them. */
function hasOffice(line: Line): boolean {
  const pieces = cardPieces(line) ?? [];
  if (/\p{Nd}/u.test(line.text) || !(pieces.includes('firm') || pieces.includes('role'))) return false;
  const words = line.text.split(' ');
  return words.length <= 3 || words.filter((word) => /^\p{Ll}{4,}/u.test(word)).length <= 1;
}

function isSite(below: readonly Line[]): boolean {
  return below.every(({ text }) => /^<?(?:https?:\/\/|www\.)\S{3,200}$/iu.test(text));
}

/** Whether what stands above a drawn line announces the block below it, which then is told. */
function isAnnouncedBelow(place: Place): boolean {
  const { lines, floor, at, end, from } = place;
  const below = lines.slice(at + 1, end).filter((line) => !isBlank(line) && !isRule(line));
  const [first] = below;
  if (first === undefined || isAdded(below)) return false;
  // Their own name, without a number that they may have been asked for, is no news.
  if (isOwnSigner(first.text, from) && !below.some(({ text }) => /\p{Nd}/u.test(text)))
    return /[:：]$/u.test(lineAbove(place));
  return announcesCard(lines, floor, at);
}

/** A line that is drawn with other signs: `☆★☆★☆★☆★`. */
function isOrnament({ text }: Line): boolean {
  return /^(?:[\p{So}\p{Sm}\p{Pd}\p{Pc}*#·※†‡･・/] ?){6,80}$/u.test(text) && !/\p{Extended_Pictographic}/u.test(text);
}

const POSTSCRIPT =
  /^(?:(?:p\.? ?-?){1,3}s\.?[ :.]|p\.? ?d\.?[ :.]|n\.? ?b\.?[ :.]|з\.? ?ы\.?[ :.])|^(?:追伸|附言|又及|另外|추신)/iu;
/** What somebody adds below a signature is said all the same. */
function hasPostscript(lines: readonly Line[], at: number, end: number): boolean {
  return lines.slice(at + 1, end).some(({ text }) => POSTSCRIPT.test(text));
}

/** Remarks are longer than what cards say in the first person: `Find me on the web`. */
const REMARK_WORDS = 5;
/** Whether somebody speaks of themselves below a signature that they did not write for this mail. */
function hasRemark(below: readonly Line[]): boolean {
  return below.some(
    (line) =>
      line.text.split(' ').length >= REMARK_WORDS &&
      /^[^"“„«'‘—]/u.test(line.text) &&
      isPersonal(line.text) &&
      !/https?:|www\.|\S@\S/u.test(line.text) &&
      !isAddedLine(line) &&
      !isMobileLine(line) &&
      disclaimerStart(below, -1, below.length) === undefined,
  );
}

/** A drawn line above a block of names and numbers, and no heading, table, or part of a text in sections. */
function isSignatureRule(place: Place): boolean {
  const { lines, at, end } = place;
  const rule = lines[at]?.text ?? '';
  if (isBox(place)) return true;
  const below = lines.slice(at + 1, end).filter((line) => !isBlank(line));
  if (!/^([-‐-―−─━_])\1*$/u.test(rule)) return isDrawnAroundReach(place, below);
  // At once below a line it is drawn under the head of a table more than above a name.
  if (rule.length > 3 && !rule.startsWith('_') && !isBlank(lines[at - 1]) && !below.some(isReach)) return false;
  if (below.length === 0) return rule.startsWith('_') || isBlank(lines[at - 1]);
  if (isUnderlining(lines, at) || below.some((line, index) => isRule(line) && index < below.length - 1)) return false;
  if (isTold(below)) return false;
  const isAround = isRule(below.at(-1));
  if (isAround && isOfAnother(below, place.from)) return false;
  if (rule.length > 3 && (isAround || below.some(isData)) && !isOfSignature(below)) return false;
  if (!isSignedCard(place, below) && !(rule.length >= LONG_RULE && isUnderWholeText(place))) return false;
  const sentences = below.filter(isSentence).length;
  if (rule.startsWith('_') && rule.length >= 8) return isBlank(lines[at + 1]) ? sentences * 2 <= below.length : true;
  if (isDrawnAbove(lines, at, rule)) return false;
  if (isBlank(lines[at + 1])) return sentences === 0 && below.length <= 6;
  const isDrawnApart = rule.length >= 10 && isBlank(lines[at - 1]) && below.length <= 4;
  return isDrawnApart || sentences * 2 < below.length;
}

/** A shorter one is Markdown's, between parts of a text: only a name, a card or a closing below it signs. */
const LONG_RULE = 5;

/** Whether lines below a drawn one begin with a name that may sign, or are a card that may be the writer's. */
function isSignedCard(place: Place, below: readonly Line[]): boolean {
  const [first] = below;
  if (first === undefined || isAdded(below) || isOwnSigner(first.text, place.from)) return true;
  if (disclaimerStart(below, -1, below.length) !== undefined) return true;
  if (below.some(isOneself)) return false;
  if (isClosing(first.text) || isOtherSigner(place, first.text)) return true;
  return isUnderWholeText(place) && isOfSignature(below) && !isNameLike(first);
}

/** Stars and the like stand in texts more than above signatures: one that says how to reach its writer is a signature. */
function isDrawnAroundReach({ lines, at, from }: Place, below: readonly Line[]): boolean {
  if (!/^([*=~#])\1{4,}$/.test(lines[at]?.text ?? '') || !isBlank(lines[at - 1])) return false;
  if (below.length < 2 || below.length > 6 || below.some((line) => isSentence(line) || isRule(line))) return false;
  if (isOfAnother(below, from)) return false;
  return (
    /^\p{L}/u.test(below[0]?.text ?? '') && !/[:：\p{Nd}]/u.test(below[0]?.text ?? '') && below.slice(1).some(isReach)
  );
}

/** A line that is an address, or a telephone number that says that it is one. */
const REACH =
  /^(?:\S{1,64}@\S{3,255}|(?:(?:t|m|p|tel|phone|ph|mob|mobile|cell|тел|电话|手机|電話|전화)[.:：]{0,2} ?\+?|\+)[\d ()./-]{7,25})$/iu;

function isReach({ text }: Line): boolean {
  return REACH.test(text);
}

/** A block between two drawn lines, the last of the text: the signature of many Japanese mails. */
function isBox({ lines, at, end, from }: Place): boolean {
  let last = end - 1;
  while (isBlank(lines[last])) last--;
  const rule = lines[at]?.text ?? '';
  if (!isBlank(lines[at - 1]) || rule.length < SHORTEST_BOX) return false;
  const isOwn = (card: readonly Line[]) => isOfSignature(card) && !isOfAnother(card, from);
  if (isSame(lines[last], rule)) return last - at >= 2 && isOwn(lines.slice(at + 1, last));
  // The lower line may be taken for one above the mail that follows.
  while (last < lines.length - 1 && isBlank(lines[last + 1])) last++;
  return isSame(lines[last + 1], rule) && at + 12 >= end && isOwn(lines.slice(at + 1, end));
}

/** Whether lines begin with a name, or say what somebody is or how they are reached, or nobody wrote them. */
function isOfSignature(lines: readonly Line[]): boolean {
  const filled = lines.filter((line) => !isBlank(line));
  const [first] = filled;
  if (first === undefined) return false;
  if (isNameLike(first) || isAddedLine(first) || isMobileLine(first)) return true;
  if (disclaimerStart(filled, -1, filled.length) !== undefined) return true;
  if (listFooterStart(filled, -1, filled.length) !== undefined) return true;
  return filled.some((line) => {
    const pieces = cardPieces(line) ?? [];
    return pieces.includes('reach') || pieces.includes('firm') || pieces.includes('role');
  });
}

/** An amount, a code, a log: what has a number that no card has. */
function isData(line: Line): boolean {
  return /\p{Nd}/u.test(line.text) && cardPieces(line) === undefined && !/https?:\/\/|@/.test(line.text);
}

function isSame(line: Line | undefined, rule: string): boolean {
  return line?.text === rule || [...(line?.text ?? '')].reverse().join('') === rule;
}

/** Markdown's heading, or the line below the head of a table: as long as what it stands below. */
function isUnderlining(lines: readonly Line[], at: number): boolean {
  const above = lines[at - 1];
  if (above === undefined || isBlank(above)) return false;
  const rule = lines[at]?.text.length ?? 0;
  if (!isBlank(lines[at - 2]) && rule < 8) return false;
  return !lines[at]?.text.startsWith('_') && Math.abs(above.raw.trim().length - rule) <= Math.max(3, rule / 4);
}

/** The same line was drawn shortly before: it parts sections. */
function isDrawnAbove(lines: readonly Line[], at: number, rule: string): boolean {
  return lines.slice(Math.max(0, at - LOOKED_AT), at).some(({ text }) => text === rule);
}

function isSentence(line: Line): boolean {
  const words = line.text.split(' ').length;
  if (/^(\d{1,3}[.)]|[-*•]|#{1,6}) \S|^(```|\||<a )/.test(line.text)) return true;
  return (words >= 6 && /[.!?。！？:：]$/u.test(line.text)) || words >= 12 || /[。！？].*[。！？]/u.test(line.text);
}

/** Whether lines that a client says are a signature were written for the mail: no card begins so, or they ask or tell. */
export function isWritten(block: readonly Line[]): boolean {
  const filled = block.filter((line) => !isBlank(line) && !isBare(line) && !isStandard(line) && !isRule(line));
  const [first] = filled;
  if (first === undefined || isAddedLine(first) || isMobileLine(first)) return false;
  if (disclaimerStart(filled, -1, filled.length) !== undefined) return false;
  if (filled.some((line) => isOneself(line) || /[?？]$/u.test(line.text))) return true;
  return isSaid(first) || (!isClosing(first.text) && cardPieces(first) === undefined) || /，|了$/u.test(first.text);
}

/** A sentence, also a short one: names and firms have more capitals. */
function isSaid(line: Line): boolean {
  if (isSentence(line) || /[。！？]$/u.test(line.text)) return true;
  return line.text.split(' ').length >= 3 && /[.!?:]["')]?$/u.test(line.text) && /^[^.]*\s\p{Ll}/u.test(line.text);
}

/** Whether somebody goes on below a line that they drew: it begins with a sentence, or most of it is such. */
function isTold(block: readonly Line[]): boolean {
  const below = block.filter((line) => !isBlank(line));
  const [first] = below;
  if (first === undefined || isAddedLine(first) || isMobileLine(first)) return false;
  if (disclaimerStart(below, -1, below.length) !== undefined) return false;
  return isSaid(first) || below.filter(isSaid).length * 2 > below.length;
}

const NAME =
  /^(?:-{1,3}|[–—―~]\s?|-- |- )(\p{Lu}[\p{L}\p{M}.'’-]{0,20}(?: [\p{L}\p{M}.'’-]{1,20}){0,3}|\p{Lo}{2,10}|\p{Ll}[\p{L}\p{M}]{1,20})$/u;
/** With a wide dash or two, also what somebody is: `-- Bob Smith, Home Ltd`. */
const TITLED_NAME = /^(?:--|[—―])\s?(\p{Lu}[^.!?;:]{1,60})$/u;
/** `-Bob`, `--Bob`, `- bob`, `— Bob Smith`: a name behind a dash, alone at the end. */
function isAnnouncedName(place: Place, below: number): boolean {
  const { lines, floor, at, end, from } = place;
  const text = lines[at]?.text ?? '';
  const bare = NAME.exec(text)?.[1];
  const isSaidOf = bare?.includes(' ') && !isNameLike(lineOf(bare));
  const name = (isSaidOf ? undefined : bare) ?? TITLED_NAME.exec(text)?.[1];
  if (name === undefined || below > 4 || name.split(' ').length > 7) return false;
  const isOwn = isOwnSigner(name, from);
  if (!isOwn && (!isOtherSigner(place, name) || announcesCard(lines, floor, at))) return false;
  const above = lines.slice(Math.max(0, at - 12), at);
  const said = above.findLast((line) => !isBlank(line))?.text ?? '';
  if (!isBlank(lines[at - 1]) && !(/^-\p{Lu}/u.test(text) && /[.!。！…]$/u.test(said))) return false;
  // `- Blue` may be one of several things that were asked for.
  if (/^-\s|^-\p{Ll}/u.test(text) && (below > 0 || /[:：?？,，]$/u.test(said))) return false;
  const rest = lines.slice(at + 1, end).filter((line) => !isBlank(line));
  if (rest.some((line) => isSentence(line) || isOneself(line))) return false;
  const dash = text.charAt(0);
  return ![...above, ...rest].some((line) => line.text.startsWith(dash) && !isRule(line) && line.text.length > 2);
}

/** NetEase's card: bars around lines, up to what its program adds below. */
function cardStart(lines: readonly Line[], floor: number, end: number): number | undefined {
  let last = end - 1;
  while (last > floor && isBlank(lines[last])) last--;
  if (lines[last]?.text !== '|') return undefined;
  for (let at = last - 1; at > floor && at >= last - 14; at--) if (/^\| ?\|$/.test(lines[at]?.text ?? '')) return at;
  return undefined;
}

function pgpStart(lines: readonly Line[], floor: number, end: number): number | undefined {
  if (lines[end - 1]?.text !== '-----END PGP SIGNATURE-----') return undefined;
  for (let at = end - 2; at > floor && at >= end - LOOKED_AT; at--) {
    if (lines[at]?.text === '-----BEGIN PGP SIGNATURE-----') return at;
  }
  return undefined;
}
