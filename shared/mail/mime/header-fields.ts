/** A header field. In `value` each character is a byte, for its charset is not known yet; it is unfolded. */
export interface Field {
  /** As written, without the blanks before the colon. */
  readonly name: string;
  readonly value: string;
}

/** What has been spent of a mail's limits, and what was left out when they were reached. */
export interface Budget {
  parts: number;
  fields: number;
  headerBytes: number;
  readonly leftOut: { parts: number; fields: number; files: number; characters: number };
}

const FIELDS_AT_MOST = 10_000;
const HEADER_BYTES_AT_MOST = 2 * 1024 * 1024;
const VALUE_AT_MOST = 256 * 1024;

/** Lines that are looked at to know what one is. */
const LOOKED_AHEAD = 20;

const LF = 0x0a;
const CR = 0x0d;
const FIELD = /^([!-9;-~]{1,200})[ \t]*:/;
const USUAL_FIELD =
  /^(?:from|to|b?cc|subject|date|sender|received|return-path|delivered-to|reply-to|message-id|in-reply-to|references|mime-version|user-agent|precedence|importance|priority|organization|(?:content|x|dkim|arc|list|resent|thread|received|auto|authentication)-[\w-]{1,80})[ \t]*:/i;
/** Fields that headers of parts do not have. */
const OF_MAIL = /^(?:received|return-path|delivered-to|date|to|from|message-id)$/i;
const NEEDED_FIELD = /^(from|subject|mime-version|content-type|message-id)[ \t]*:/i;
/** A field that has lost its name, or one of somebody's own with letters that no name may have: not for any reader. */
const NAMELESS_FIELD = /^(?::|x-[^\s:]{1,200}[ \t]*:)/i;
/** How mailboxes of files mark where a mail begins; some systems leave it, quoted or not, at the top. */
const MBOX_LINE = /^>?From \S/;

/** Where a line ends (without its break), and where the next begins. */
export function lineAt(
  bytes: Uint8Array,
  from: number,
  limit: number,
): { readonly end: number; readonly next: number } {
  const found = bytes.indexOf(LF, from);
  const next = found < 0 || found >= limit ? limit : found + 1;
  let end = next === limit && bytes[limit - 1] !== LF ? limit : next - 1;
  while (end > from && bytes[end - 1] === CR) end--;
  return { end, next };
}

/** Bytes as a string of as many characters. */
export function binary(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.max(0, to - from)).toString('latin1');
}

/**
 * The header fields from `from` on, and where what they are about begins. It is read as it comes: a line that is no
 * field is passed over, unless the text seems to begin there. `stops` tells lines that no header goes beyond.
 */
export function readFields(
  bytes: Uint8Array,
  from: number,
  limit: number,
  budget: Budget,
  stops: (from: number, end: number) => boolean,
): { readonly fields: readonly Field[]; readonly bodyAt: number } {
  const fields: Field[] = [];
  let open: { name: string; lines: string[]; length: number } | undefined;
  const close = () => {
    if (open) keep(fields, { name: open.name, value: open.lines.join(' ').trim() }, budget);
    open = undefined;
  };
  const hasField = (name: RegExp) => name.test(open?.name ?? '') || fields.some((field) => name.test(field.name));
  let at = from;
  while (at < limit) {
    const { end, next } = lineAt(bytes, at, limit);
    if (stops(at, end)) break;
    if (end === at) {
      at = next;
      break;
    }
    const line = binary(bytes, at, Math.min(end, at + VALUE_AT_MOST));
    const blank = line.trim() === '';
    if (blank && !goesOn(bytes, next, limit) && !isPassedOver(bytes, next, limit, hasField)) {
      at = next;
      break;
    }
    const name = FIELD.exec(line);
    if (/^[ \t]/.test(line)) {
      if (open && !blank) append(open, line.trim());
      else if (!open && !blank && fields.length === 0 && !goesOn(bytes, next, limit)) break;
    } else if (name) {
      close();
      open = { name: name[1] ?? '', lines: [line.slice(name[0].length).trim()], length: line.length };
    } else if (open && /;$/.test(open.lines.at(-1) ?? '') && /^[\w*-]+=/.test(line)) {
      append(open, line.trim());
    } else if (
      MBOX_LINE.test(line) ||
      ((open || fields.length > 0) && NAMELESS_FIELD.test(line)) ||
      isPassedOver(bytes, next, limit, hasField)
    ) {
      // What is folded under it is none of the field before it.
      close();
    } else break;
    at = next;
  }
  close();
  return { fields, bodyAt: at };
}

function append(open: { lines: string[]; length: number }, line: string): void {
  open.length += line.length;
  if (open.length <= VALUE_AT_MOST) open.lines.push(line);
}

function keep(fields: Field[], field: Field, budget: Budget): void {
  budget.fields++;
  budget.headerBytes += field.name.length + field.value.length;
  if (budget.fields > FIELDS_AT_MOST || budget.headerBytes > HEADER_BYTES_AT_MOST) budget.leftOut.fields++;
  else fields.push(field);
}

/** Whether the line at a place, behind any that hold nothing but blanks, is a field, or more of one. */
function goesOn(bytes: Uint8Array, from: number, limit: number): boolean {
  let at = from;
  for (let lines = 0; lines < LOOKED_AHEAD && at < limit; lines++) {
    const { end, next } = lineAt(bytes, at, limit);
    const line = binary(bytes, at, Math.min(end, at + 300));
    if (line === '' || line.trim() !== '') return /^[ \t]+\S/.test(line) || FIELD.test(line);
    at = next;
  }
  return false;
}

/**
 * Whether a line that is no field stands among fields: the next, behind what is folded under it, is one that mails have, for
 * texts have colons too; or one comes before the first empty line that every mail has and this one has not had yet. Else the
 * empty line before the text is missing.
 */
function isPassedOver(bytes: Uint8Array, next: number, limit: number, hasField: (name: RegExp) => boolean): boolean {
  let at = next;
  let isNext = true;
  for (let lines = 0; lines < LOOKED_AHEAD && at < limit; lines++) {
    const { end, next: after } = lineAt(bytes, at, limit);
    const line = binary(bytes, at, Math.min(end, at + 300));
    if (line.trim() === '') return false;
    if (!/^[ \t]/.test(line)) {
      if (isNext && USUAL_FIELD.test(line)) return true;
      isNext = false;
      const needed = NEEDED_FIELD.exec(line)?.[1];
      if (needed !== undefined && !hasField(new RegExp(`^${needed}$`, 'i'))) return hasField(OF_MAIL);
    }
    at = after;
  }
  return false;
}

/** Where a mail begins: behind a mark of UTF-8, empty lines, and the line with which a mailbox begins it. */
export function startOfMail(bytes: Uint8Array): number {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let next = at;
  while (next < bytes.length) {
    const line = lineAt(bytes, next, bytes.length);
    if (binary(bytes, next, Math.min(line.end, next + 1_000)).trim() !== '') break;
    next = line.next;
  }
  // Only empty lines, or a text without a header behind them: they are that text's.
  if (goesOn(bytes, next, bytes.length) || MBOX_LINE.test(binary(bytes, next, Math.min(bytes.length, next + 20)))) {
    at = next;
  }
  return at;
}
