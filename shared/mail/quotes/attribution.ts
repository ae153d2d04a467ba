import { ATTRIBUTION_WORDS, QUOTING_WORDS, SENTENCE_WORDS, SMALL_WORDS } from './attribution-words.ts';
import {
  beginsWithDate,
  beginsWithWholeDate,
  hasAddress,
  hasBracketedAddress,
  hasDate,
  hasFullDate,
  withoutAddresses,
} from './date-or-address.ts';
import { isBlank, isQuoted, type Line } from './line.ts';
import { anyOf } from './words.ts';

/*
 * The line by which a client announces the mail it quotes: `On ... wrote:`. Words of the languages are in a table; the
 * rest is structure: it ends in a colon, it has a date or an address, nobody speaks in it, and quoted lines may follow.
 */

const OPENS = ATTRIBUTION_WORDS.flatMap(({ opens }) => opens);
const VERBS = ATTRIBUTION_WORDS.flatMap(({ verbs }) => verbs);
const OPEN = new RegExp(`^(?:${anyOf([...OPENS, ...QUOTING_WORDS])})`, 'iu');
const QUOTING = new RegExp(`^(?:${anyOf(QUOTING_WORDS)})`, 'iu');
const VERB = new RegExp(anyOf(VERBS), 'u');
const VERB_AT_END = new RegExp(`(?:${anyOf(VERBS)})$`, 'u');
const DECORATED_VERB = new RegExp(`(?:${anyOf(VERBS)})\\s?-{2,}$`, 'u');
const ONLY_VERB = new RegExp(`^>?\\s?(?:${anyOf(VERBS)})\\s?[:：]$`, 'u');
const SENTENCE = new RegExp(anyOf(SENTENCE_WORDS), 'u');
const KNOWN = new Set([...VERBS, ...OPENS].flatMap((words) => words.toLowerCase().split(' ')).concat(SMALL_WORDS));

/** "wrote the following": what clients say more than need be. */
const FOLLOWING =
  /(?<!\p{L})(the following|folgendes|het volgende|lo siguiente|o seguinte|quanto segue|ce qui suit)(?!\p{L})/giu;

/** Lines that an announcement may be broken into, and the letters it may have. */
const MOST_LINES = 5;
const LONGEST = 400;
/** Lines are broken when they get about as long as this. */
const BROKEN_AT = 60;
const CLOCK = /\p{Nd}[:.]\p{Nd}{2}/u;

/** The line at which an announcement begins that ends in a line; undefined when none does. `quotedBelow` makes it likely. */
export function attributionStart(
  lines: readonly Line[],
  end: number,
  floor: number,
  quotedBelow: boolean,
): number | undefined {
  const found = likelyStart(lines, end, floor, quotedBelow);
  let start = wholeStart(lines, { found, end, floor, quotedBelow }) ?? found;
  if (start === undefined) return undefined;
  if (start > floor && ONLY_VERB.test(lines[start]?.text ?? '') && isAddressLine(lines[start - 1])) start--;
  return start > floor && isNameOf(lines, start, floor) ? start - 1 : start;
}

function isAddressLine(line: Line | undefined): boolean {
  return /^[<(]\S{1,64}@\S{1,255}[>)]$/.test(line?.text ?? '');
}

/** Whether the line above one that begins with an address is a paragraph's first, and a name. */
function isNameOf(lines: readonly Line[], at: number, floor: number): boolean {
  if (!/^[<(]\S{1,64}@/.test(lines[at]?.text ?? '') || lines[at]?.glued) return false;
  const isFirst = at - 1 === floor || isBlank(lines[at - 2]) || isQuoted(lines[at - 2]);
  const name = lines[at - 1]?.text ?? '';
  if (!isFirst || isStory(name)) return false;
  return /^["'“]?(?:[^\s@]{1,64}@[^\s@]{1,255}|[\p{Lu}\p{Lo}][^\p{Nd}@<>]{0,80}[^.!?:;,。！？：；，])$/u.test(name);
}

function likelyStart(lines: readonly Line[], end: number, floor: number, quotedBelow: boolean): number | undefined {
  const last = lines[end]?.text ?? '';
  if (!(quotedBelow || endsAnnouncement(last))) return undefined;
  const onlyVerb = ONLY_VERB.test(last);
  let skipped = false;
  let joined = '';
  let dated: number | undefined;
  let plain: number | undefined;
  for (let start = end; start >= floor && start > end - MOST_LINES; start--) {
    const line = lines[start];
    if (line === undefined || (isQuoted(line) && !(start === end && isBrokenVerb(line)))) break;
    if (isBlank(line)) {
      if (!onlyVerb || skipped) break;
      skipped = true;
      continue;
    }
    joined = `${line.text} ${joined}`.trim();
    if (joined.length > LONGEST) break;
    if (!(quotedBelow || /[\p{Nd}@]/u.test(joined))) continue;
    const bare = undecorated(line.text);
    if (!isAttribution(joined, quotedBelow)) {
      if (line.glued) break;
      continue;
    }
    if (line.glued) return start;
    const opens = OPEN.test(bare) && (hasDate(undecorated(joined).slice(0, 60)) || QUOTING.test(bare));
    const first = start === floor || isBlank(lines[start - 1]) || isQuoted(lines[start - 1]);
    if (opens && (first || hasAddress(joined) || quotedBelow || hasFullDate(joined))) return start;
    if (beginsWithDate(bare) && hasFullDate(bare)) dated ??= start;
    else if (first && start < end && hasFullDate(bare) && bare.length >= 40) dated ??= start;
    if (start === end && (first || hasAddress(joined) || quotedBelow || isTimed(joined))) plain = start;
    if (start === end - 1 && plain === undefined && quotedBelow && hasAddress(bare)) plain = start;
    if (start === end - 1 && plain === end && first && isBrokenAfter(line, lines[end])) plain = start;
    if (plain === undefined && start < end && first && mayBegin(bare)) plain = start;
  }
  return dated ?? plain;
}

/** Where an announcement was broken, what was found may be the end of one that begins further above. */
function wholeStart(
  lines: readonly Line[],
  { found, end, floor, quotedBelow }: { found: number | undefined; end: number; floor: number; quotedBelow: boolean },
): number | undefined {
  const from = found ?? end;
  if (!endsAnnouncement(lines[end]?.text ?? '') || lines[from]?.glued) return undefined;
  let joined = lines
    .slice(from, end + 1)
    .map(({ text }) => text)
    .join(' ');
  if (found !== undefined && isWhole(joined) && !goesOnAbove(lines[from - 1]?.text ?? '', joined)) return undefined;
  for (let start = from - 1; start >= floor && start > end - MOST_LINES; start--) {
    const line = lines[start];
    if (line === undefined || isBlank(line) || isQuoted(line) || endsSentence(line.text)) return undefined;
    joined = `${line.text} ${joined}`;
    if (joined.length > LONGEST) return undefined;
    if (isWhole(joined) && isTold(joined) && isAttribution(joined, quotedBelow)) return start;
    if (line.glued) return undefined;
  }
  return undefined;
}

/**
 * Whether what stands above a line that may be an announcement's first begins it: a name with its address, a weekday, `In`
 * (a message dated), or `On` and a date before a name that is long.
 */
function goesOnAbove(above: string, joined: string): boolean {
  const isOpen = OPEN.test(above) && hasFullDate(above) && above.length >= BROKEN_AT;
  if (isOpen && !hasFullDate(joined)) return true;
  if (above !== '' && (OPEN.exec(`${above} ${joined}`)?.[0].length ?? 0) > above.length) return true;
  return (!hasAddress(joined) && hasBracketedAddress(above)) || /^\p{L}{1,3}\.?,$/u.test(above);
}

/** Whether an announcement, joined, begins as such do: `On` and a date, a date, or a name and its address. */
function isWhole(joined: string): boolean {
  const bare = undecorated(joined);
  if (QUOTING.test(bare) || beginsWithWholeDate(bare)) return true;
  if (OPEN.test(bare)) return hasDate(withoutAddresses(bare).slice(0, 100)) || isNumbered(bare);
  if (/^["'“]?[^\s@]{1,64}@[^\s@]{1,255}\s[<([]\S{1,64}@/u.test(bare)) return true;
  const name = /^["'“]?([\p{Lu}\p{Lo}][^\p{Nd}@<>[\]]{0,80}?)[<([]\s?\S{1,64}@/u.exec(bare)?.[1];
  if (name === undefined || /\p{L}{3,}[.!?]\s|[!?。！？]/u.test(name)) return false;
  return name.trim().split(' ').length <= 8 && !SENTENCE.test(name);
}

/** Whether it says when, and who by address or with a verb; when it opens as such lines do, the year may be left out. */
function isTold(joined: string): boolean {
  const verb = VERB.test(joined.toLowerCase());
  if (hasFullDate(joined)) return verb || hasBracketedAddress(joined);
  return verb && OPEN.test(undecorated(joined)) && isNumbered(undecorated(joined));
}

/** An opening, a number that may be a day or a time, a name and its address: `On Tue, May 3, Bob <bob@example.test>`. */
function isNumbered(text: string): boolean {
  const before = text.slice(0, Math.max(0, text.indexOf('@')));
  return hasBracketedAddress(text) && /\p{Nd}/u.test(before.slice(0, 40)) && !SENTENCE.test(before);
}

/** Abbreviations have a full stop as well, and are short. */
function endsSentence(text: string): boolean {
  return /[!?。！？…]["'”»)]?$|\p{L}{5,}\.$/u.test(text);
}

/**
 * Whether lines, joined, are the announcement of a quote and nothing else, as it may stand behind somebody's own words or
 * partly carry the marks of the quote: by its beginning, a day, an address or what follows, and its end.
 */
export function isWholeAttribution(joined: string, quotedBelow: boolean): boolean {
  if (joined.length > LONGEST || !endsAnnouncement(joined) || !isWhole(joined) || !isTold(joined)) return false;
  return (quotedBelow || hasAddress(joined)) && isAttribution(joined, quotedBelow);
}

/** Whether a text is an announcement with its opening, and what stands above it does not begin it. */
export function isOpenedAttribution(text: string, above: string): boolean {
  if (!hasFullDate(text) || !OPEN.test(undecorated(text))) return false;
  return isWholeAttribution(text, true) && !goesOnAbove(above, text);
}

/** Whether a line begins with an announcement and goes on with the mail, as it does when line breaks got lost. */
export function beginsWithAttribution(line: Line | undefined): boolean {
  const text = line?.text ?? '';
  if (!/[:：]\s\S/u.test(text)) return false;
  for (const { index } of text.slice(0, LONGEST).matchAll(/[:：](?=\s)/gu)) {
    const start = text.slice(0, index + 1);
    if (!VERB_AT_END.test(start.slice(0, -1).toLowerCase().trimEnd())) continue;
    const marked = /^\s?>/.test(text.slice(index + 1));
    return OPEN.test(undecorated(start)) && (marked || hasBracketedAddress(start)) && isAttribution(start, marked);
  }
  return false;
}

/** Whether a line may be the end of an announcement, whatever follows. */
function endsAnnouncement(text: string): boolean {
  return (
    /[:：]["'”»*_\])}\s]{0,4}$/u.test(text) ||
    isDecorated(text) ||
    (text.endsWith('--') && DECORATED_VERB.test(text)) ||
    GROUPWISE.test(text) ||
    text.endsWith('wrote')
  );
}

/** `> wrote:` whose beginning carries no mark: the mark is the end of an address that was broken. */
export function isBrokenVerb(line: Line): boolean {
  return line.text.startsWith('>') && ONLY_VERB.test(line.text);
}

function isBrokenAfter(line: Line, next: Line | undefined): boolean {
  if (/^[<(]\S*@/.test(next?.text ?? '')) return /^["'“]?\p{Lu}[^.!?:]{1,60}$/u.test(line.text);
  return line.text.length + (next?.text.indexOf(' ') ?? 0) >= BROKEN_AT;
}

function isTimed(text: string): boolean {
  return hasFullDate(text) && CLOCK.test(text);
}

/** A name or an address, of somebody whose name is so long that the line had to be broken. */
function mayBegin(text: string): boolean {
  return text.length >= 30 && /^["'“„]?[\p{Lu}\p{Lo}\p{Nd}<]/u.test(text);
}

/** `---- On Tue, 3 May 2022 Bob wrote ----`: what stands between dashes is announced as by a colon. */
function isDecorated(text: string): boolean {
  return text.length <= LONGEST && /^[-‐-―−_=*~]{2}/u.test(text) && /[-‐-―−_=*~…]{2}$/u.test(text);
}

/** GroupWise: `>>> Bob Smith <bob@example.test> 5/3/2022 10:22 AM >>>`. */
const GROUPWISE = /^>>>\s?(.{4,200}\p{Nd}.{0,40}?)\s?>>>/u;

/** Whether a line is the one by which GroupWise announces what it does not mark. */
export function isGroupWise(line: Line | undefined): boolean {
  const inner = GROUPWISE.exec(line?.text ?? '')?.[1];
  return inner !== undefined && hasDate(inner);
}

function undecorated(text: string): string {
  return text
    .replace(/^[-‐-―−_=*~#|>[({"'«•·\s]+/u, '')
    .replace(/[-‐-―−_=*~\])}"'»\s]+$/u, '')
    .trim();
}

function isAttribution(text: string, quotedBelow: boolean): boolean {
  const decorated = isDecorated(text);
  const whole = undecorated(text);
  const colon = /[:：]$/u.test(whole);
  const body = whole.replace(/\s?[:：]$/u, '');
  if (body === '') return false;
  const date = hasDate(body);
  const address = hasAddress(body);
  if (!(date || address || quotedBelow)) return false;
  const verb = VERB.test(body.toLowerCase());
  if (!(verb || date || address || QUOTING.test(body))) return false;
  const sure = colon && quotedBelow && date && OPEN.test(body) && VERB_AT_END.test(body.toLowerCase());
  if (!(decorated || sure) && isStory(body)) return false;
  if (colon || decorated) {
    if (verb && (address || (date && (quotedBelow || CLOCK.test(body) || isNamedBehind(body))))) return true;
    if (date && address && (hasBracketedAddress(body) || isBy(body)) && endsWithAddress(body)) return true;
    if (address && QUOTING.test(body)) return true;
    if (address && date && OPEN.test(body)) return true;
    if (isTimed(body) && hasBracketedAddress(body) && isBare(body)) return true;
  }
  if (quotedBelow) {
    if (verb && (date || address || isName(body) || opensWithDay(body))) return true;
    if (date && (address || QUOTING.test(body))) return true;
    return colon && ((date && (OPEN.test(body) || beginsWithDate(body))) || QUOTING.test(body) || isNamed(body));
  }
  return date && address && OPEN.test(body) && VERB_AT_END.test(body.toLowerCase());
}

/** Pine leaves out the time: `On Tue, 3 May 2022, Mara Lind wrote:`. Whoever tells of somebody gives no name. */
function isNamedBehind(body: string): boolean {
  return OPEN.test(body) && /^[^\p{L}]{0,3}(?:\p{Lu}|[^\p{Lu}\p{Ll}\s])/u.test(aroundDigits(body)[1]);
}

/** Tutanota: `May 3, 2022, 10:22 by mara@desk.test`. */
function isBy(body: string): boolean {
  return beginsWithDate(body) && /\s\p{L}{1,5} \S+@/u.test(body);
}

/** Whether an announcement opens with a day, be it without a year and a time: `On Tue, May 3, Bob wrote:`. */
export function opensWithDay(text: string): boolean {
  const bare = undecorated(text);
  const opening = OPEN.exec(bare)?.[0];
  if (opening === undefined || !VERB.test(bare.toLowerCase())) return false;
  return /^[\s,]*(?:\p{L}{2,12}[.,،]{1,2}\s)?(?:\p{Lu}\p{L}{2,11}\.?\s)?\p{Nd}{1,2}(?!\p{Nd}|[:.]\p{Nd})/u.test(
    bare.slice(opening.length),
  );
}

function endsWithAddress(body: string): boolean {
  return /@[^\s@]{1,255}\s?[>)\]》＞]{0,3}$/u.test(body);
}

/** In a language that no table knows: nothing but a date, a time, an address, and few words of which none is a sentence's. */
function isBare(body: string): boolean {
  const said = withoutAddresses(body);
  return !SENTENCE.test(said) && said.split(' ').length <= 16;
}

/** Nothing but a name and a date, or a name and its address, and a few words of a language that no table knows. */
function isNamed(body: string): boolean {
  const said = withoutAddresses(body).trim();
  if (!/^["'“„]?[\p{Lu}\p{Lo}]/u.test(said) || SENTENCE.test(said)) return false;
  if (hasFullDate(body)) return /^["'“„]?\p{Lu}\S* \p{Lu}/u.test(said) && said.split(/\s+/).length <= 9;
  return /^["'“„]?\p{L}[^\p{Nd}@<>[\]]{0,60}[<([]\S{1,64}@/u.test(body) && said.split(/\s+/).length <= 6;
}

/** "Alice wrote" has no date: but a name, and nothing else. */
function isName(body: string): boolean {
  return body.split(' ').length <= 6;
}

/** Whether somebody speaks in a line, be there a date and an address or not. */
function isStory(body: string): boolean {
  const said = withoutAddresses(body)
    .replace(/["“„«][^"“”„«»]{0,100}["”»]/gu, ' ')
    .replace(FOLLOWING, ' ');
  const [before, behind] = aroundDigits(said);
  const words = (part: string) => part.split(/[\s,،、，]+/u).filter((word) => /\p{L}/u.test(word));
  const unknown = (part: string) => words(part).filter((word) => /^\p{Ll}/u.test(word) && !KNOWN.has(bareWord(word)));
  const more = hasBracketedAddress(body) && unknown(before).length + unknown(behind).length <= 4 ? 5 : 0;
  if (words(before).length > 9 + more || words(behind).length > 11 + more) return true;
  if (hasBracketedAddress(body)) return false;
  if (isOfSomebody(body)) return true;
  if (/[!?;。！？；؟]/u.test(before + behind)) return true;
  if (/\p{Ll}{4,}\.\s+\p{Lu}/u.test(before)) return true;
  if (SENTENCE.test(said)) return true;
  return unknown(before).length + unknown(behind).length > 3 || unspaced(before + behind) > 40;
}

/** `The caller said`: names have capitals, or none at all. */
function isOfSomebody(body: string): boolean {
  const second = /^\p{Lu}\p{Ll}*\s(\p{Ll}{3,})\s/u.exec(body)?.[1];
  return second !== undefined && !KNOWN.has(second) && !OPEN.test(body) && !hasAddress(body);
}

function bareWord(word: string): string {
  return word.replace(/[^\p{L}\p{M}'/-]/gu, '');
}

function aroundDigits(text: string): [string, string] {
  const first = text.search(/\p{Nd}/u);
  if (first < 0) return [text, ''];
  let last = text.length;
  while (last > first && !/\p{Nd}/u.test(text.charAt(last - 1))) last--;
  return [text.slice(0, first), text.slice(last)];
}

/** Letters of scripts without capitals: names in them are short. */
function unspaced(text: string): number {
  return (
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu)?.length ?? 0
  );
}
