import { type Mention, mentionsIn } from './failed-addresses.ts';
import { bestCode, enhancedCodes, exactness, replyCode, statusOfReply } from './status-codes.ts';
import { statusByWording } from './wording.ts';

/** What a text says of one recipient. */
export interface Finding {
  /** Undefined: no code, and no words that stand for one. */
  readonly status: string | undefined;
  /** It is a code that the text names. */
  readonly isCode: boolean;
  /** Nothing but words: no code, and no reply of SMTP. */
  readonly isSaid: boolean;
  readonly reason: string;
}

const LINES_OF_REASON = 8;
const LINES_OF_REST = 200;
const PLACES_AT_MOST = 30;
const REASON_AT_MOST = 300;

/**
 * What the lines of a report say of an address: codes before words, and what stands at the address before what stands
 * anywhere else. What stands at another address that failed is not looked at.
 */
export function findingFor(
  address: string,
  failed: readonly string[],
  lines: readonly string[],
  isDelayed: boolean,
): Finding {
  const mentions = mentionsOf(failed, lines);
  const mine = mentions.filter((mention) => mention.address === address);
  const places = [...new Set(mine.map(({ line }) => line))].slice(0, PLACES_AT_MOST);
  const near = places.map((line) => lines.slice(line, endOf(line, mentions, address, lines)));
  const textOf = (few: readonly string[]) => without(address, few);
  const own = near.map(withFolded).map(textOf);
  const here = [...near.map((few) => few.slice(0, LINES_OF_REASON)), ...near].map(textOf);
  const rest = [textOf(linesWithout(mentions, address, lines))];
  const anyCode = inCodes(failed.length === 1 ? [...here, ...rest] : here, isDelayed);
  const isExact = anyCode?.status !== undefined && exactness(anyCode.status) > 0;
  const found =
    inCodes(own, isDelayed) ??
    (isExact ? anyCode : undefined) ??
    inWords([...own, ...here], isDelayed) ??
    anyCode ??
    inCodes(rest, isDelayed) ??
    inWords(rest, isDelayed);
  if (found) return found;
  return { status: undefined, isCode: false, isSaid: false, reason: '' };
}

function inCodes(places: readonly string[], isDelayed: boolean): Finding | undefined {
  let general: Finding | undefined;
  for (const text of places) {
    const status = bestCode(enhancedCodes(text), isDelayed);
    if (status === undefined) continue;
    const found = { status, isCode: true, isSaid: false, reason: reasonAt(text, status) };
    if (exactness(status) > 0) return found;
    general ??= found;
  }
  return general;
}

/** The class is that of the SMTP reply, where there is one; the words say the rest. */
function inWords(places: readonly string[], isDelayed: boolean): Finding | undefined {
  let byReply: Finding | undefined;
  for (const text of places) {
    const reply = replyCode(text);
    const answer = reply === undefined ? '' : text.slice(text.indexOf(reply), text.indexOf(reply) + REASON_AT_MOST);
    const words = statusByWording(answer.split('\n\n', 1).join('')) ?? statusByWording(text);
    if (reply === undefined && words === undefined) continue;
    const status = words ?? statusOfReply(reply ?? '');
    const ofClass = isDelayed ? '4' : (reply?.charAt(0) ?? byReply?.status?.charAt(0) ?? status.charAt(0));
    const isSaid = reply === undefined && byReply === undefined;
    const found = {
      status: `${ofClass}${status.slice(1)}`,
      isCode: false,
      isSaid,
      reason: reasonAt(text, reply ?? ''),
    };
    if (words !== undefined) return found;
    byReply ??= found;
  }
  return byReply;
}

/** The first line with those that are folded below it. */
function withFolded(lines: readonly string[]): readonly string[] {
  const indent = /^ */.exec(lines[0] ?? '')?.[0].length ?? 0;
  const end = lines.findIndex((line, at) => at > 0 && !(line.startsWith(' '.repeat(indent + 1)) && line.trim() !== ''));
  return end < 0 ? lines : lines.slice(0, end);
}

function mentionsOf(failed: readonly string[], lines: readonly string[]): Mention[] {
  const known = new Set(failed);
  return mentionsIn(lines).filter(({ address }) => known.has(address));
}

/** The next line that names somebody else who failed, or the end. */
function endOf(from: number, mentions: readonly Mention[], address: string, lines: readonly string[]): number {
  const next = mentions.find((mention) => mention.line > from && mention.address !== address);
  return next?.line ?? lines.length;
}

function linesWithout(mentions: readonly Mention[], address: string, lines: readonly string[]): readonly string[] {
  const mine = new Set(mentions.filter((mention) => mention.address === address).map(({ line }) => line));
  const others = new Set(mentions.filter(({ line }) => !mine.has(line)).map(({ line }) => line));
  return lines.filter((_, at) => !others.has(at)).slice(0, LINES_OF_REST);
}

/** An address may hold words that stand for something else. */
function without(address: string, lines: readonly string[]): string {
  const itself = new RegExp(address.replace(/[^\w@]/g, '\\$&'), 'gi');
  return lines.map((line) => (line.includes('@') ? line.replace(itself, '') : line).trim()).join('\n');
}

function reasonAt(text: string, code: string): string {
  const lines = text.split('\n').filter((line) => /[\p{L}\d]/u.test(line));
  const at = Math.max(
    0,
    lines.findIndex((line) => line.includes(code)),
  );
  return lines
    .slice(at, at + 3)
    .join(' ')
    .replace(/<>/g, '')
    .replace(/^[\s<>:;,.()-]+/, '')
    .slice(0, REASON_AT_MOST);
}
