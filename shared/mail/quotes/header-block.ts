import { pointsTo } from './card-context.ts';
import { hasAddress, hasBracketedAddress, hasDate } from './date-or-address.ts';
import { hasDividerWords, isDivider, namesMail } from './divider.ts';
import { greets } from './greeting.ts';
import {
  type AboveBlock,
  type AroundBlock,
  areHeaders,
  type HeaderField,
  isSender,
  isSentDay,
  isSentTime,
  isTimed,
} from './header-evidence.ts';
import { type HeaderKind, KINDS_OF_LABEL, labelKey } from './header-labels.ts';
import { caseless, comparable, isBlank, isQuoted, isRule, type Line } from './line.ts';
import type { Writer } from './own-name.ts';
import { perLine } from './per-line.ts';

/*
 * The headers that Outlook and others repeat above the mail they quote: From, Sent, To, Subject, a line each, in any
 * order and language, bold, in a table, with the value below its label, or all in one line.
 */

/** Lines a block may have; lists of recipients are long. */
const MOST_LINES = 40;
/** Lines in a row that may go on with a value: of recipients and subjects, and of the others. */
const VALUE_LINES = 8;
const SHORT_VALUE_LINES = 2;

const fieldIn = perLine(fieldOf);
const bareFieldIn = perLine(bareFieldOf);

/** The number of lines of the repeated header block that begins at a line; 0 when none does. */
export function headerBlockLength(lines: readonly Line[], at: number): number {
  const first = lines[at]?.text ?? '';
  const found = fieldOf(first);
  if (found === undefined) return bareBlockLength(lines, at);
  const field = lines[at]?.ruled === 'bold' ? { ...found, bold: true } : found;
  const inLine = several(first);
  if (isSentence(field) && inLine === undefined) return 0;
  const above = aboveBlock(lines, at);
  if (inLine && areHeaders(inLine, aroundBlock(lines, at, 1, above))) return 1;
  // What begins one line later says less.
  if (at > 0 && fieldOf(lines[at - 1]?.text ?? '')) return 0;
  const fields = inLine ? [...inLine] : [field];
  let length = 1;
  let others: string[] = [];
  let strange = false;
  for (let next = at + 1; next < Math.min(at + MOST_LINES, lines.length); next++) {
    const line = lines[next];
    const further = line === undefined || isBlank(line) ? undefined : fieldIn(line);
    const last = fields.at(-1);
    if (further) {
      strange ||= others.some(isOtherLabel);
      if (further.kinds.has('from') && fields.some(({ kinds }) => kinds.has('from')) && isWithoutSubject(fields)) break;
      if (last) fields[fields.length - 1] = goingOn(last, others);
      fields.push(...(several(line?.text ?? '') ?? [further]));
      length = next - at + 1;
      others = [];
    } else if (isBlank(line)) {
      if (isBlank(lines[next + 1])) break;
    } else if (last === undefined || others.length >= mostLines(last)) break;
    else if ((last.value !== '' || others.length > 0) && isBlank(lines[next - 1])) break;
    else others.push(line?.text ?? '');
  }
  // What stands below the last one is its value when it has none else.
  const last = fields.at(-1);
  if (last?.value === '') fields[fields.length - 1] = goingOn(last, others);
  if (strange && above !== 'ruled' && above !== 'drawn' && !fields.some(({ bold, value }) => bold || hasAddress(value)))
    return 0;
  if (!areHeaders(fields, aroundBlock(lines, at, length, above))) return 0;
  if (!isWithoutSubject(fields)) return length;
  if (isForm(lines, at, length)) return 0;
  if (above === 'drawn') return isNothingBelow(lines, at + length) ? 0 : length;
  const isEnough = fields.length > 1 && fields.some((each) => hasAddress(each.value) || isSentDay(each));
  if (!isEnough && isNothingBelow(lines, at + length)) return 0;
  return fields.length === 1 && !isLetterBelow(lines, at) ? 0 : length;
}

/** Whether the headers that begin at a line are surely a client's: below a line that it drew, or with the weekday and time at which it sent them. */
export function isClientsBlock(lines: readonly Line[], at: number): boolean {
  const length = headerBlockLength(lines, at);
  if (length === 0) return false;
  if (lines[at]?.ruled || isRule(lines[at - 1])) return true;
  return lines.slice(at, at + length).some(({ text }) => {
    const fields = several(text) ?? [fieldOf(text)];
    return fields.some((field) => field !== undefined && (field.bold || isSentTime(field)));
  });
}

/**
 * The line below the headers at the top of a text that say it is from one of its own writers, as some put them above what
 * they write; 0 when none are there.
 */
export function endOfOwnHeaders(lines: readonly Line[], writers: readonly Writer[]): number {
  const first = lines.findIndex((line) => !isBlank(line));
  const length = first < 0 ? 0 : headerBlockLength(lines, first);
  const block = lines.slice(Math.max(0, first), Math.max(0, first) + length);
  const senders = block.flatMap(({ text }) => {
    const field = fieldOf(text);
    return field?.kinds.has('from') ? [caseless(field.value)] : [];
  });
  const names = writers.flatMap(({ name, address }) => [name, address]).filter((name) => name !== '');
  const isOwn = names.some((name) => senders.some((each) => isOf(each, name)));
  return isOwn ? first + length : 0;
}

/** Whether a sender is, or has, a name or an address. */
function isOf(sender: string, name: string): boolean {
  const wanted = caseless(comparable(name));
  return wanted.includes('@') ? sender.includes(wanted) : sender.replace(/["'“”<[(].*|["'“”]/gu, '').trim() === wanted;
}

/** A salutation, in whatever language: a few words and a comma. */
const SALUTATION = /^[\p{Lu}\p{Lo}][^.?:;]{0,40}[,!，！、،]$|^(?:您好|你好|こんにちは|お世話)/u;

/**
 * Whether a letter follows a sender that stands alone. People who ask about a mail that they got tell who it was from as
 * well, having said that they got one.
 */
function isLetterBelow(lines: readonly Line[], at: number): boolean {
  if (!isBlank(lines[at + 1])) return false;
  const first = lines.slice(at + 1, at + 5).find((line) => !isBlank(line));
  if (SALUTATION.test(first?.text ?? '')) return true;
  return !lines.slice(Math.max(0, at - 6), at).some(({ text }) => namesMail(text));
}

const IN_FIRST_PERSON =
  /(?<![\p{L}\p{M}'’])(?:I|I['’](?:m|ve|d|ll)|my|me|ich|mich|mir|mein\p{L}{0,2}|je|j['’]ai|moi|mon|yo|mi|me|eu|meu|minha|io|mio|mia|я|мне|меня|мой|моя|ben|bana|benim|tôi|mình|saya)(?![\p{L}\p{M}])|我(?![们們司方])|[私僕俺]|저는|제가|내가|나는/iu;
/** Lines above a block that may tell what it is. */
const TOLD_LINES = 6;
const POINTS_BELOW =
  /(?<![\p{L}\p{M}])(?:below|following|unten|folgend\p{L}*|ci-dessous|suivant\p{L}*|abajo|siguiente|abaixo|seguinte|sotto|seguente|hieronder|ниже|следующ\p{L}*|aşağı\p{L}*|dưới|bawah)(?![\p{L}\p{M}])|下面|以下|如下|下記|아래|다음/iu;

function aroundBlock(lines: readonly Line[], at: number, length: number, above: AboveBlock): AroundBlock {
  const below = () => lines.slice(at + length, at + length + 4).find((line) => !isBlank(line));
  return {
    above,
    isLetterBelow: () => isQuoted(below()) || greets(below()?.text ?? ''),
    isOwnBelow: () => IN_FIRST_PERSON.test(below()?.text ?? ''),
    isToldAbove: () =>
      lines
        .slice(Math.max(0, at - TOLD_LINES), at)
        .some(({ text }) => namesMail(text) || pointsTo(text) || POINTS_BELOW.test(text)),
  };
}

/** Where nothing follows there is no earlier mail to be left out. */
function isNothingBelow(lines: readonly Line[], from: number): boolean {
  return lines.slice(from, from + 4).every(isBlank);
}

/** People begin sentences with such words, too. */
function isSentence({ kinds, value }: HeaderField): boolean {
  return !kinds.has('subject') && /\p{L}{4}[.!?。！？]$/u.test(value) && value.split(' ').length >= 3;
}

function goingOn(field: HeaderField, further: readonly string[]): HeaderField {
  return further.length === 0 ? field : { ...field, value: [field.value, ...further].join(' ').slice(0, 500).trim() };
}

function mostLines({ kinds, value }: HeaderField): number {
  const isLong = value === '' || kinds.has('to') || kinds.has('cc') || kinds.has('subject');
  return isLong ? VALUE_LINES : SHORT_VALUE_LINES;
}

function aboveBlock(lines: readonly Line[], at: number): AboveBlock {
  if (lines[at]?.ruled) {
    const filled = lines.slice(Math.max(0, at - 3), at).findLast((line) => !isBlank(line));
    return isIntroducing(filled) ? 'ruled' : 'drawn';
  }
  if (isRule(lines[at - 1])) return 'ruled';
  if (lines.slice(Math.max(0, at - 3), at).every(isBlank)) return 'nothing';
  const gap = isBlank(lines[at - 1]);
  const above = gap ? lines[at - 2] : lines[at - 1];
  if (isIntroducing(above)) return 'introduced';
  return gap ? 'gap' : 'text';
}

/** Whether a line says that something is shown below: it ends in a colon, or asks about a mail. */
function isIntroducing(line: Line | undefined): boolean {
  const text = line?.text ?? '';
  if (isDivider(line) || hasDividerWords(line)) return false;
  return /[:：]$/u.test(text) || (/[?？؟]$/u.test(text) && namesMail(text));
}

/** The fields of a line that has more than one. */
function several(text: string): HeaderField[] | undefined {
  const fields = fieldsInLine(text);
  return fields.length > 1 ? fields : undefined;
}

/** Lines that a block without colons may have, blank ones too. */
const BARE_LINES = 16;

/**
 * The number of lines of a block whose labels have no colon, as those of tables and lists are: it takes a sender with an
 * address, a date, a recipient and a subject, and no line between them.
 */
function bareBlockLength(lines: readonly Line[], at: number): number {
  const first = bareFieldOf(lines[at]?.text ?? '');
  if (first === undefined || !(first.kinds.has('from') || first.kinds.has('date'))) return 0;
  const fields = [first];
  let length = 1;
  for (let next = at + 1; next < Math.min(at + BARE_LINES, lines.length); next++) {
    const line = lines[next];
    const text = line?.text ?? '';
    const last = fields.at(-1);
    if (text === '' && isBlank(lines[next + 1])) break;
    if (line === undefined || text === '') continue;
    const field = bareFieldIn(line);
    if (last?.value === '') fields[fields.length - 1] = { ...last, value: text };
    else if (field) fields.push(field);
    else break;
    length = next - at + 1;
  }
  const has = (kind: HeaderKind, isSo: (value: string) => boolean) =>
    fields.some(({ kinds, value }) => kinds.has(kind) && value !== '' && isSo(value));
  const isWhole = has('from', hasAddress) && has('date', hasDate) && has('to', Boolean) && has('subject', Boolean);
  return isWhole && fields.length >= 4 ? length : 0;
}

/** The field in a line that begins with a label of up to three words, or is one. */
function bareFieldOf(text: string): HeaderField | undefined {
  if (text === '' || text.length > 300) return undefined;
  const words = text.split(' ');
  for (let count = Math.min(3, words.length); count > 0; count--) {
    const label = labelKey(
      words
        .slice(0, count)
        .join(' ')
        .replace(/[:：]$/u, ''),
    );
    const kinds = KINDS_OF_LABEL.get(label);
    if (kinds) return { label, kinds, value: words.slice(count).join(' ') };
  }
  return undefined;
}

function isWithoutSubject(fields: readonly HeaderField[]): boolean {
  return !fields.some(({ kinds }) => kinds.has('subject'));
}

/** Whether the lines go on, or began, with labels that no mail has: somebody filled in a form, or told of a transfer. */
function isForm(lines: readonly Line[], at: number, length: number): boolean {
  return [lines[at - 1], lines[at + length]].some(
    (line) => isOtherLabel(line?.text ?? '') && fieldOf(line?.text ?? '') === undefined,
  );
}

/** Whether a line has a label of whatever kind: no mail has an amount, or a bank. */
function isOtherLabel(text: string): boolean {
  return /^[^:：]{1,30}(?:[:：]\s|：)\S/u.test(text);
}

/** Whether a line is a header of a mail: a known label, and a value. */
export function beginsWithLabel(line: Line | undefined): boolean {
  return fieldOf(line?.text ?? '') !== undefined;
}

/** The field in a line: a known label, a colon (in a table also a bar), and what may be its value. */
function fieldOf(text: string): HeaderField | undefined {
  const inTable = text.startsWith('|');
  const bare = text.replace(/^[|>*_[\s]+/u, '');
  const [, label, value] =
    (inTable ? /^([^:：|]{1,30}?)[*_\s]*[:：|]+[*_\s]*(.*)$/u : /^([^:：]{1,30}?)[*_\s]*[:：][*_\s]*(.*)$/u).exec(
      bare,
    ) ?? [];
  const kinds = label === undefined ? undefined : KINDS_OF_LABEL.get(labelKey(label));
  const bold = /^[|>\s]*[*_]/u.test(text);
  return kinds && { label: labelKey(label ?? ''), kinds, value: value ?? '', ...(bold && { bold }) };
}

/** Several fields in one line, as they become when somebody's HTML loses its line breaks. */
function fieldsInLine(text: string): HeaderField[] {
  if (!/[:：].*[:：]/u.test(text)) return [];
  const found: LabelInLine[] = [];
  for (const { index } of text.matchAll(/[:：]/gu)) {
    const label = labelBefore(text, found.at(-1)?.end ?? 0, index);
    if (label) found.push(label);
  }
  return found.map(({ label, kinds, end }, at) => ({
    label,
    kinds,
    value: text
      .slice(end, found[at + 1]?.start)
      .replace(/^[*_\s]+|[*_|>\s]+$/gu, '')
      .trim(),
  }));
}

interface LabelInLine {
  readonly label: string;
  readonly kinds: ReadonlySet<HeaderKind>;
  readonly start: number;
  readonly end: number;
}

/** Letters, and words, that a label has at most. */
const LONGEST_LABEL = 30;
const LABEL_WORDS = 3;

/** The longest label that ends at a colon and begins behind a place. */
function labelBefore(text: string, from: number, colon: number): LabelInLine | undefined {
  const near = Math.max(from, colon - LONGEST_LABEL);
  const words = [...text.slice(near, colon).matchAll(/\S+/gu)].slice(-LABEL_WORDS);
  for (const { index } of words) {
    const start = near + index;
    if (start > 0 && !/\s/.test(text.charAt(start - 1))) continue;
    const label = labelKey(text.slice(start, colon).replace(/^[*_|>]+|[*_\s]+$/gu, ''));
    const kinds = KINDS_OF_LABEL.get(label);
    if (kinds) return { label, kinds, start, end: colon + 1 };
  }
  return undefined;
}

/** Headers in a language that no table knows, or with little in them, below the line that Outlook draws above them. */
export function isUnknownBlock(lines: readonly Line[], at: number): boolean {
  if (!/^_{10,}$/.test(lines[at]?.text ?? '')) return false;
  const first = fieldOf(lines[isBlank(lines[at + 1]) ? at + 2 : at + 1]?.text ?? '');
  if (first?.kinds.has('from') && first.value !== '' && !isSentence(first)) return true;
  if (!/^_{20,}$/.test(lines[at]?.text ?? '')) return false;
  const below = lines.slice(at + 1, at + 6).filter((line) => !isBlank(line));
  const fields = below.flatMap(({ text }) => /^[*_]*\p{L}[^:：]{0,30}[:：]\s?(.+)$/u.exec(text)?.[1] ?? []);
  return (
    fields.length >= 3 &&
    fields.length === below.slice(0, fields.length).length &&
    fields.some(hasAddress) &&
    fields.some(hasDate)
  );
}

/** Lines of a block in a language that no table knows. */
const FOREIGN_LINES = 8;

/** The number of lines of headers in a language that no table knows: a paragraph of labels with a sender, a time and another address; 0 for any other. */
export function foreignBlockLength(lines: readonly Line[], at: number): number {
  if (at > 0 && !isBlank(lines[at - 1]) && !isRule(lines[at - 1])) return 0;
  if (aboveBlock(lines, at) === 'introduced') return 0;
  if (beginsWithLabel(lines[at]) && beginsWithLabel(lines[at + 1])) return 0;
  const values: string[] = [];
  for (let next = at; next < at + FOREIGN_LINES && !isBlank(lines[next]); next++) {
    const value = /^[*_]*\p{L}[\p{L}\p{M} .'’-]{0,20}[*_]*\s?[:：][*_]*\s?(\S.*)$/u.exec(lines[next]?.text ?? '')?.[1];
    if (value === undefined) return 0;
    values.push(value);
  }
  const senders = values.slice(0, 2).filter(isSender).length;
  return values.length >= 4 && senders > 0 && values.some(isTimed) && values.filter(hasAddress).length >= 2
    ? values.length
    : 0;
}

/** Lotus Notes: name and date, then `To`, `cc`, `Subject`, often without colons. The line it begins at, seen from its `To`. */
export function notesBlockStart(lines: readonly Line[], at: number, floor: number): number | undefined {
  if (!/^to(:|$)/i.test(lines[at]?.text ?? '')) return undefined;
  const below = lines.slice(at + 1, at + 12);
  if (!below.some(({ text }) => /^subject(:|$)/i.test(text))) return undefined;
  for (let above = at - 1; above >= Math.max(floor, at - 5); above--) {
    const { text = '' } = lines[above] ?? {};
    if (!hasDate(text)) continue;
    if (fieldOf(text)?.kinds.has('date')) return undefined;
    const name = lines[above - 1];
    const further = lines[above - 2];
    if (above - 1 > floor && isBlank(name) && hasBracketedAddress(further?.text ?? '')) return above - 2;
    return above > floor && !isBlank(name) && (name?.text.length ?? 0) < 80 ? above - 1 : above;
  }
  return undefined;
}
