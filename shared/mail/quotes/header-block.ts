import { hasAddress, hasBracketedAddress, hasDate } from './date-or-address.ts';
import { type HeaderKind, KINDS_OF_LABEL, labelKey } from './header-labels.ts';
import { isBlank, isRule, type Line } from './line.ts';

/*
 * The headers that Outlook and others repeat above the mail they quote: From, Sent, To, Subject, a line each, in any
 * order and language, bold, in a table, with the value below its label, or all in one line.
 */

/** Lines a block may have; lists of recipients are long. */
const MOST_LINES = 40;
/** Lines in a row that may go on with a value. */
const VALUE_LINES = 8;

interface Field {
  readonly kinds: ReadonlySet<HeaderKind>;
  readonly value: string;
}

/** The number of lines of the repeated header block that begins at a line; 0 when none does. */
export function headerBlockLength(lines: readonly Line[], at: number): number {
  const first = lines[at]?.text ?? '';
  const field = fieldOf(first);
  if (field === undefined) return bareBlockLength(lines, at);
  const above = aboveBlock(lines, at);
  if (isBlock(fieldsInLine(first), above)) return 1;
  // What begins one line later says less.
  if (at > 0 && fieldOf(lines[at - 1]?.text ?? '')) return 0;
  const fields = several(first) ?? [field];
  let length = 1;
  let others = 0;
  for (let next = at + 1; next < Math.min(at + MOST_LINES, lines.length); next++) {
    const line = lines[next];
    const further = isBlank(line) ? undefined : fieldOf(line?.text ?? '');
    if (further) {
      fields.push(...(several(line?.text ?? '') ?? [further]));
      length = next - at + 1;
      others = 0;
    } else if (++others > VALUE_LINES || (isBlank(line) && isBlank(lines[next + 1]))) break;
    else if (!isBlank(line)) {
      const last = fields.at(-1);
      if (last) fields[fields.length - 1] = { ...last, value: `${last.value} ${line?.text}`.slice(0, 500) };
    }
  }
  return isBlock(fields, above) && !(isWithoutSubject(fields) && isForm(lines, at, length)) ? length : 0;
}

/** What stands above a block: a drawn line, a gap, or text. */
type Above = 'ruled' | 'gap' | 'text';

function aboveBlock(lines: readonly Line[], at: number): Above {
  if (lines[at]?.ruled) return 'ruled';
  return isBlank(lines[at - 1]) || isRule(lines[at - 1]) ? 'gap' : 'text';
}

/** The fields of a line that has more than one. */
function several(text: string): Field[] | undefined {
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
    const text = lines[next]?.text ?? '';
    const last = fields.at(-1);
    if (text === '' && isBlank(lines[next + 1])) break;
    if (text === '') continue;
    const field = bareFieldOf(text);
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
function bareFieldOf(text: string): Field | undefined {
  if (text === '' || text.length > 300) return undefined;
  const words = text.split(' ');
  for (let count = Math.min(3, words.length); count > 0; count--) {
    const kinds = KINDS_OF_LABEL.get(
      labelKey(
        words
          .slice(0, count)
          .join(' ')
          .replace(/[:：]$/u, ''),
      ),
    );
    if (kinds) return { kinds, value: words.slice(count).join(' ') };
  }
  return undefined;
}

function isWithoutSubject(fields: readonly Field[]): boolean {
  return !fields.some(({ kinds }) => kinds.has('subject'));
}

/** Whether the lines go on, or began, with labels that no mail has: somebody filled in a form, or told of a transfer. */
function isForm(lines: readonly Line[], at: number, length: number): boolean {
  return [lines[at - 1], lines[at + length]].some((line) => /^[^:：]{1,30}[:：]\s\S/u.test(line?.text ?? ''));
}

/** The field in a line: a known label, a colon (in a table also a bar), and what may be its value. */
function fieldOf(text: string): Field | undefined {
  const inTable = text.startsWith('|');
  const bare = text.replace(/^[|>*_[\s]+/u, '');
  const [, label, value] =
    (inTable ? /^([^:：|]{1,30}?)[*_\s]*[:：|]+[*_\s]*(.*)$/u : /^([^:：]{1,30}?)[*_\s]*[:：][*_\s]*(.*)$/u).exec(
      bare,
    ) ?? [];
  const kinds = label === undefined ? undefined : KINDS_OF_LABEL.get(labelKey(label));
  return kinds && { kinds, value: value ?? '' };
}

/** Several fields in one line, as they become when somebody's HTML loses its line breaks. */
function fieldsInLine(text: string): Field[] {
  if (!/[:：].*[:：]/u.test(text)) return [];
  const marks = [...text.matchAll(/(?<=^|\s)[*_|>]*([\p{L}\p{M}-]{1,20})[*_]*\s?[:：]/gu)];
  return marks.flatMap((mark, index) => {
    const kinds = KINDS_OF_LABEL.get(labelKey(mark[1] ?? ''));
    return kinds ? [{ kinds, value: text.slice(mark.index + mark[0].length, marks[index + 1]?.index) }] : [];
  });
}

/**
 * Whether fields are those of a mail. People write "From: ... To: ..." of journeys and transfers, so it takes a subject,
 * or the address of the sender, and a date; below a line that was drawn a sender and a time are enough.
 */
function isBlock(fields: readonly Field[], above: Above): boolean {
  const values = (kind: HeaderKind) => fields.filter(({ kinds }) => kinds.has(kind)).map(({ value }) => value);
  const from = values('from');
  const dated = values('date').some(hasDate);
  const timed = values('date').some((value) => hasDate(value) && /\p{Nd}[:.]\p{Nd}{2}/u.test(value));
  if (from.length === 0 || fields.length < 2) return timed && values('to').some(hasAddress);
  const sender = from.some(hasAddress);
  const further = new Set(fields.flatMap(({ kinds }) => [...kinds].slice(0, 1))).size;
  if (values('subject').length > 0)
    return sender || dated || (further >= 4 && fields.length >= 4 && hasAnyAddress(fields));
  if (above === 'ruled' && timed && hasName(from)) return true;
  return (sender && dated && further >= 3) || (above !== 'text' && timed && from.some(isSender));
}

/** A name with its address, as clients write a sender, and people seldom. */
function isSender(value: string): boolean {
  return hasBracketedAddress(value) && /^["'“]?\p{L}/u.test(value);
}

function hasName(values: readonly string[]): boolean {
  return values.some((value) => /\p{L}{2}/u.test(value));
}

function hasAnyAddress(fields: readonly Field[]): boolean {
  return fields.some(({ value }) => hasAddress(value));
}

/** Headers in a language that no table knows, below the line that Outlook draws above them. */
export function isUnknownBlock(lines: readonly Line[], at: number): boolean {
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
  const values: string[] = [];
  for (let next = at; next < at + FOREIGN_LINES && !isBlank(lines[next]); next++) {
    const value = /^[*_]*\p{L}[\p{L}\p{M} .'’-]{0,20}[*_]*\s?[:：][*_]*\s?(\S.*)$/u.exec(lines[next]?.text ?? '')?.[1];
    if (value === undefined) return 0;
    values.push(value);
  }
  const senders = values.slice(0, 2).filter(isSender).length;
  const timed = values.some((value) => hasDate(value) && /\p{Nd}[:.]\p{Nd}{2}/u.test(value));
  return values.length >= 4 && senders > 0 && timed && values.filter(hasAddress).length >= 2 ? values.length : 0;
}

/** Lotus Notes: name and date, then `To`, `cc`, `Subject`, often without colons. The line it begins at, seen from its `To`. */
export function notesBlockStart(lines: readonly Line[], at: number, floor: number): number | undefined {
  if (!/^to(:|$)/i.test(lines[at]?.text ?? '')) return undefined;
  const below = lines.slice(at + 1, at + 12);
  if (!below.some(({ text }) => /^subject(:|$)/i.test(text))) return undefined;
  for (let above = at - 1; above >= Math.max(floor, at - 5); above--) {
    if (!hasDate(lines[above]?.text ?? '')) continue;
    const name = lines[above - 1];
    const further = lines[above - 2];
    if (above - 1 > floor && isBlank(name) && hasBracketedAddress(further?.text ?? '')) return above - 2;
    return above > floor && !isBlank(name) && (name?.text.length ?? 0) < 80 ? above - 1 : above;
  }
  return undefined;
}
