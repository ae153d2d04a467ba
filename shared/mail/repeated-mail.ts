import { isEmail } from '../people/text-rules.ts';
import { announcesForward, repeatedHeader } from './forward-marks.ts';
import type { MailAddress } from './mail.ts';
import type { HeaderKind } from './quotes/header-labels.ts';

/** Lines in which a repeated mail has to begin; a cover note is shorter. */
const LINES_LOOKED_AT = 400;
/** Lines that its headers take up at most: a long list of recipients is broken into many. */
const HEADER_LINES = 40;
const NAME_AT_MOST = 200;

/** Where a text repeats another mail. Nothing of it was checked by anybody. */
export interface RepeatedMail {
  /** Who wrote it, as its repeated headers say. */
  readonly from: MailAddress;
  readonly subject: string;
  /** How often its lines are quoted. */
  readonly depth: number;
  /** Whether a line above its headers says that it is forwarded. */
  readonly announced: boolean;
  /** The first line of its headers, and the one behind them. */
  readonly start: number;
  readonly end: number;
}

/** The first mail that lines repeat, below a block of its headers or a line that says who wrote it. */
export function findRepeated(lines: readonly string[]): RepeatedMail | undefined {
  const last = Math.min(lines.length, LINES_LOOKED_AT);
  for (let at = 0; at < last; at++) {
    const block = blockAt(lines, at) ?? attributionAt(lines, at);
    if (block) return block;
  }
  return undefined;
}

/** The headers of a mail from a line on: who wrote it, and two further ones, or one where a line announces them. */
function blockAt(lines: readonly string[], start: number): RepeatedMail | undefined {
  const depth = quoteDepth(lines[start] ?? '');
  const found = new Map<HeaderKind, string>();
  const header = (at: number) => repeatedHeader(unquoted(lines[at] ?? '', depth));
  const isNew = (at: number) => {
    const kind = header(at)?.kind;
    return kind !== undefined && (kind === 'other' || !found.has(kind));
  };
  if (!isNew(start)) return undefined;
  let previous: HeaderKind = 'other';
  let at = start;
  for (; at < lines.length && at < start + HEADER_LINES; at++) {
    const line = unquoted(lines[at] ?? '', depth);
    const read = header(at);
    if (read && isNew(at)) {
      found.set(read.kind, read.value);
      previous = read.kind;
    } else if (line.trim() === '') {
      // Clients that make a paragraph of each header leave a line between them.
      if (found.get(previous) !== '' && !isNew(at + 1)) break;
    } else if (continues(line, found.get(previous) ?? '', previous, isNew(at + 1))) {
      found.set(previous, `${found.get(previous) ?? ''} ${line.trim()}`.trim());
    } else break;
  }
  const from = addressIn(found.get('from') ?? '');
  const others = (['to', 'date', 'subject'] as const).filter((kind) => found.has(kind)).length;
  const announced = announcedAbove(lines, start);
  if (!from || others < (announced ? 1 : 2)) return undefined;
  return { from, subject: found.get('subject') ?? '', depth, announced, start, end: at };
}

function continues(line: string, value: string, kind: HeaderKind, headerFollows: boolean): boolean {
  if (value === '' || headerFollows || /^[ \t]/.test(line)) return true;
  return (kind === 'to' || kind === 'cc') && (/[,;；]$/.test(value) || line.includes('@'));
}

/** `On Monday Wang <wang@example.com> wrote:` and, below a ruled line, `1.2.2026, 10:00, "Wang" <wang@example.com>:`. */
function attributionAt(lines: readonly string[], start: number): RepeatedMail | undefined {
  const depth = quoteDepth(lines[start] ?? '');
  const line = unquoted(lines[start] ?? '', depth).trim();
  if (line.length > 300 || !/[:：]$/.test(line)) return undefined;
  const next = lines.slice(start + 1, start + 3).find((each) => each.trim() !== '') ?? '';
  const isQuote = quoteDepth(next) > depth;
  const announced = announcedAbove(lines, start);
  if (!isQuote && !announced) return undefined;
  const address = /<(?:mailto:)?([^<>\s]+@[^<>\s]+)>/.exec(line)?.[1]?.toLowerCase() ?? '';
  if (!isEmail(address)) return undefined;
  const name = /"([^"<>]{1,200})"\s*</.exec(line)?.[1]?.trim() ?? '';
  return { from: { name, address }, subject: '', depth: isQuote ? depth + 1 : depth, announced, start, end: start + 1 };
}

function announcedAbove(lines: readonly string[], start: number): boolean {
  for (let at = start - 1; at >= 0 && at > start - 4; at--) {
    const line = unquoted(lines[at] ?? '', quoteDepth(lines[at] ?? ''));
    if (line.trim() !== '') return announcesForward(line);
  }
  return false;
}

/** Where the words above a repeated mail end, without the lines that announce it. */
export function endOfNote(lines: readonly string[], { start }: Pick<RepeatedMail, 'start'>): number {
  let end = start;
  while (end > 0) {
    const line = unquoted(lines[end - 1] ?? '', quoteDepth(lines[end - 1] ?? ''));
    if (line.trim() !== '' && !announcesForward(line)) break;
    end--;
  }
  return end;
}

/** The sender in the value of a header: in angle brackets, in square ones, or bare. */
function addressIn(value: string): MailAddress | undefined {
  const text = value.slice(0, 1_000);
  const found =
    /<(?:mailto:)?([^<>\s]+@[^<>\s]+)>/i.exec(text) ??
    /\[(?:mailto:|smtp:)?([^[\]\s]+@[^[\]\s]+)\]/i.exec(text) ??
    /([^\s<>"'“”‘’(),;:：；，[\]]+@[^\s<>"'“”‘’(),;:：；，[\]]+)/.exec(text);
  const address = found?.[1]?.toLowerCase() ?? '';
  if (!found || !isEmail(address)) return undefined;
  const before = text.slice(0, found.index).split('<')[0] ?? '';
  const name = before.replace(/^[\s"'“”‘’*_]+|[\s"'“”‘’*_([（]+$/g, '').slice(0, NAME_AT_MOST);
  return { name: name.includes('@') ? '' : name, address };
}

/** How often a line is quoted. */
export function quoteDepth(line: string): number {
  let depth = 0;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === '>') depth++;
    else if (character !== ' ' && character !== '\t') break;
  }
  return depth;
}

/** A line without so many quote marks, as far as it has them. */
export function unquoted(line: string, depth: number): string {
  let rest = line.replace(/\u00a0/g, ' ');
  for (let left = depth; left > 0 && /^[ \t]*>/.test(rest); left--) rest = rest.slice(rest.indexOf('>') + 1);
  return depth > 0 ? rest.replace(/^ /, '') : rest;
}
