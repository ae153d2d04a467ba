import { type Boundary, guessBoundary, isPartHeader, looselyMarkedBy, markedBy } from './boundary.ts';
import { type Budget, binary, lineAt, readFields, startOfMail } from './header-fields.ts';
import { describePart, type PartHeader } from './part-header.ts';
import { decodeBase64, decodeQuotedPrintable } from './transfer-encoding.ts';

/** A part of a mail, or all of it: what its header says, its bytes as sent, and its own parts. */
export interface Part extends PartHeader {
  /** Still in its transfer encoding. */
  readonly body: Uint8Array;
  readonly parts: readonly Part[];
  /** It was not taken apart, for it is nested too deeply. */
  readonly isTooDeep?: boolean;
}

/** Deeper parts than these are not taken apart: they stay one file. */
const DEPTH_AT_MOST = 50;
const PARTS_AT_MOST = 1_000;

const LF = 0x0a;
const CR = 0x0d;
const DASH = 0x2d;
const LINE_OF_DASHES = Buffer.from('\n--');

interface Draft extends PartHeader {
  readonly from: number;
  to: number;
  readonly parts: Draft[];
  isTooDeep: boolean;
}

/** A multipart whose end has not been read. */
interface Open {
  readonly draft: Draft;
  readonly boundary: Boundary;
  isClosed: boolean;
}

/** Nothing of the limits spent yet. */
export function newBudget(): Budget {
  return { parts: 0, fields: 0, headerBytes: 0, leftOut: { parts: 0, fields: 0, files: 0, characters: 0 } };
}

/**
 * The tree of a mail's parts (RFC 2046), in one pass over its bytes, none of which is copied. Whatever is broken has some
 * result: a boundary that is missing or wrong is looked for in the text, and parts that never end, end with what they are in.
 */
export function readParts(mail: Uint8Array, budget: Budget): Part {
  const raw = withLineFeeds(mail);
  return readFrom(raw, startOfMail(raw), budget, undefined, 0);
}

/** Reads a mail or part; `known` is the boundary to use in place of the one that the header names. */
function readFrom(raw: Uint8Array, from: number, budget: Budget, known: Boundary | undefined, retries: number): Part {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const open: Open[] = [];
  const root = begin(from, '', known);
  let leaf: Draft | undefined = open.length === 0 ? root : undefined;
  for (let at = lineOfDashes(bytes, root.from); at >= 0; ) {
    const { end, next } = lineAt(bytes, at, bytes.length);
    const hit = hitOf(bytes, at, end, open);
    if (!hit) {
      at = lineOfDashes(bytes, Math.max(end - 1, at + 1));
      continue;
    }
    const before = endBefore(bytes, at);
    if (leaf) leaf.to = Math.max(leaf.from, before);
    for (const each of open.splice(hit.depth + 1)) each.draft.to = Math.max(each.draft.from, before);
    const multipart = open[hit.depth];
    leaf = undefined;
    if (!multipart) break;
    multipart.isClosed = hit.closes;
    if (hit.closes) {
      multipart.draft.to = next;
    } else if (budget.parts >= PARTS_AT_MOST) {
      budget.leftOut.parts++;
    } else {
      const opened = open.length;
      const part = begin(next, multipart.draft.type);
      multipart.draft.parts.push(part);
      if (open.length === opened) leaf = part;
      at = lineOfDashes(bytes, part.from);
      continue;
    }
    at = lineOfDashes(bytes, next);
  }
  return finished(root);

  function begin(at: number, within: string, inPlace?: Boundary): Draft {
    const { fields, bodyAt } = readFields(
      bytes,
      at,
      bytes.length,
      budget,
      (start, end) => !!hitOf(bytes, start, end, open),
    );
    budget.parts++;
    const draft: Draft = {
      ...describePart(fields, within),
      from: bodyAt,
      to: bytes.length,
      parts: [],
      isTooDeep: false,
    };
    if (!draft.type.startsWith('multipart/')) return draft;
    draft.isTooDeep = open.length >= DEPTH_AT_MOST;
    if (draft.isTooDeep) return draft;
    const named = draft.contentType.parameters.get('boundary')?.trim();
    const boundary = inPlace ?? (named ? { text: named } : guessBoundary(bytes, bodyAt));
    if (boundary) open.push({ draft, boundary, isClosed: false });
    return draft;
  }

  function finished(draft: Draft): Part {
    const { from: start, to, parts, isTooDeep, ...rest } = draft;
    const body = raw.subarray(start, Math.max(start, to));
    if (parts.length > 0) return { ...rest, body: raw.subarray(start, start), parts: parts.map(finished) };
    if (isTooDeep) return { ...rest, body, parts: [], isTooDeep };
    if (!draft.type.startsWith('multipart/')) return { ...rest, body, parts: [] };
    return withoutParts({ ...rest, body, parts: [] }, budget, retries);
  }
}

/** A multipart in which no part was found: it may be encoded, or name the wrong boundary; else it is a text. */
function withoutParts(part: Part, budget: Budget, retries: number): Part {
  const { encoding, body } = part;
  if (retries < 3 && body.length > 0 && budget.parts < PARTS_AT_MOST) {
    const bytes =
      encoding === 'base64' ? decodeBase64(body) : encoding === 'quoted-printable' ? decodeQuotedPrintable(body) : body;
    const named = part.contentType.parameters.get('boundary')?.trim();
    const boundary = bytes === body ? guessBoundary(body, 0) : named ? { text: named } : undefined;
    if (boundary) {
      const header = Buffer.from(`Content-Type: ${part.type}\n\n`);
      const again = readFrom(Buffer.concat([header, bytes]), 0, budget, boundary, retries + 1);
      if (again.parts.length > 0) return { ...part, parts: again.parts };
    }
  }
  return { ...part, type: 'text/plain' };
}

/** The multipart that a line is a delimiter of, the innermost first; one that was closed goes on only when no other does. */
function hitOf(
  bytes: Uint8Array,
  at: number,
  end: number,
  open: readonly Open[],
): { depth: number; closes: boolean } | undefined {
  if (open.length === 0 || bytes[at] !== DASH || bytes[at + 1] !== DASH || end - at > 1_000) return undefined;
  const text = binary(bytes, at + 2, end).trimEnd();
  let reopened: number | undefined;
  for (let depth = open.length - 1; depth >= 0; depth--) {
    const each = open[depth];
    const mark = each && markedBy(each.boundary, text);
    if (!mark) continue;
    if (!each.isClosed) return { depth, closes: mark === 'end' };
    if (mark === 'part') reopened ??= depth;
  }
  if (reopened !== undefined) return { depth: reopened, closes: false };
  return malformedHit(text, open, () => isPartHeader(bytes, lineAt(bytes, end, bytes.length).next));
}

/** The same for a line that is nearly a delimiter: of those whose boundary it begins with, the longest counts. */
function malformedHit(
  text: string,
  open: readonly Open[],
  isPartBehind: () => boolean,
): { depth: number; closes: boolean } | undefined {
  let longest: { depth: number; closes: boolean } | undefined;
  let length = 0;
  for (const [depth, { boundary, isClosed }] of open.entries()) {
    if (isClosed || boundary.text.length < length || !text.startsWith(boundary.text)) continue;
    const mark = looselyMarkedBy(boundary, text, isPartBehind);
    length = boundary.text.length;
    longest = mark && { depth, closes: mark === 'end' };
  }
  return longest;
}

/** Where the next line that begins with two dashes begins, from the beginning of a line on. */
function lineOfDashes(bytes: Buffer, from: number): number {
  if ((from === 0 || bytes[from - 1] === LF) && bytes[from] === DASH && bytes[from + 1] === DASH) return from;
  const found = bytes.indexOf(LINE_OF_DASHES, from);
  return found < 0 ? -1 : found + 1;
}

/** The end of what stands before a delimiter, whose line break is the delimiter's (RFC 2046 5.1.1). */
function endBefore(bytes: Uint8Array, at: number): number {
  if (at === 0 || bytes[at - 1] !== LF) return at;
  return at > 1 && bytes[at - 2] === CR ? at - 2 : at - 1;
}

/** Old systems end lines with CR alone; then there is no LF where the header ends. */
function withLineFeeds(bytes: Uint8Array): Uint8Array {
  const firstFeed = bytes.indexOf(LF);
  const firstReturn = bytes.indexOf(CR);
  // A gateway that ended lines twice wrote CR, CR, LF.
  const isLine = firstFeed >= 0 && firstFeed <= firstReturn + (bytes[firstReturn + 1] === CR ? 2 : 1);
  if (firstReturn < 0 || isLine) return bytes;
  const head = binary(bytes, 0, Math.min(firstFeed < 0 ? bytes.length : firstFeed, 100_000));
  if (!/^[!-9;-~]+:[^\r]*\r(?:[!-9;-~]+:|[ \t\r])/.test(head)) return bytes;
  const copy = Uint8Array.from(bytes);
  for (let at = copy.indexOf(CR); at >= 0; at = copy.indexOf(CR, at + 1)) if (copy[at + 1] !== LF) copy[at] = LF;
  return copy;
}
