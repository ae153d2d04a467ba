/*
 * Charsets that switch between tables within seven bits. Each stretch is what an EUC charset has with the high bits set, and
 * those the runtime can read.
 */

type Decode = (bytes: Uint8Array, charset: string) => string;

interface CharTable {
  readonly charset: string;
  /** Bytes of one character. */
  readonly width: 1 | 2;
  /** The byte that goes before each character. */
  readonly lead?: number;
}

const ASCII: CharTable = { charset: 'windows-1252', width: 1 };
const KANJI: CharTable = { charset: 'euc-jp', width: 2 };
const MORE_KANJI: CharTable = { charset: 'euc-jp', width: 2, lead: 0x8f };
const KATAKANA: CharTable = { charset: 'euc-jp', width: 1, lead: 0x8e };
const CHINESE: CharTable = { charset: 'gb18030', width: 2 };
const KOREAN: CharTable = { charset: 'euc-kr', width: 2 };

/** What the bytes behind ESC mean: which table is read from now on, or (`next`) which one Shift Out brings in. */
const ESCAPES: readonly (readonly [sequence: string, table: CharTable, when: 'now' | 'next'])[] = [
  ['(B', ASCII, 'now'],
  ['(J', ASCII, 'now'],
  ['(H', ASCII, 'now'],
  ['(I', KATAKANA, 'now'],
  ['$@', KANJI, 'now'],
  ['$B', KANJI, 'now'],
  ['$(@', KANJI, 'now'],
  ['$(B', KANJI, 'now'],
  ['$(O', KANJI, 'now'],
  ['$(Q', KANJI, 'now'],
  ['$(D', MORE_KANJI, 'now'],
  ['$(P', MORE_KANJI, 'now'],
  ['$A', CHINESE, 'now'],
  ['$(A', CHINESE, 'now'],
  ['$(C', KOREAN, 'now'],
  ['$)C', KOREAN, 'next'],
  ['$)A', CHINESE, 'next'],
];
const ESC = 0x1b;
const SHIFT_OUT = 0x0e;
const SHIFT_IN = 0x0f;
const LF = 0x0a;
const TILDE = 0x7e;

/** ISO-2022-JP with its extensions, -KR and -CN (RFC 1468, 1554, 1557, 1922; without CNS 11643). */
export function decodeIso2022(bytes: Uint8Array, decode: Decode): string {
  const pieces: string[] = [];
  let table = ASCII;
  let base = ASCII;
  let shifted = KATAKANA;
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    const found = byte === ESC ? escapeAt(bytes, at + 1) : undefined;
    if (found) {
      const [sequence, meant, when] = found;
      if (when === 'now') table = base = meant;
      else shifted = meant;
      at += sequence.length + 1;
    } else if (byte === SHIFT_OUT || byte === SHIFT_IN) {
      table = byte === SHIFT_OUT ? shifted : base;
      at++;
    } else {
      const end = endOfStretch(bytes, at, table);
      pieces.push(
        decode(table === ASCII ? bytes.subarray(at, end) : inEuc(bytes.subarray(at, end), table), table.charset),
      );
      at = end;
      // Text begins each line anew (RFC 1468), also where the writer forgot to go back.
      if (bytes[at - 1] === LF && table.charset === 'euc-jp') table = base = ASCII;
    }
  }
  return pieces.join('');
}

/** HZ (RFC 1843): GB 2312 between `~{` and `~}`. */
export function decodeHz(bytes: Uint8Array, decode: Decode): string {
  const pieces: string[] = [];
  const placeOf = (byte: number, from: number) => {
    const found = bytes.indexOf(byte, from);
    return found < 0 ? bytes.length : found;
  };
  let table = ASCII;
  let at = 0;
  let feed = placeOf(LF, 0);
  while (at < bytes.length) {
    if (feed < at) feed = placeOf(LF, at);
    const tilde = placeOf(TILDE, at);
    const end = table === ASCII ? tilde : Math.min(tilde, feed);
    if (end > at) {
      pieces.push(
        decode(table === ASCII ? bytes.subarray(at, end) : inEuc(bytes.subarray(at, end), table), table.charset),
      );
    }
    at = end;
    if (bytes[at] === LF) table = ASCII;
    if (bytes[at] !== TILDE) continue;
    const second = bytes[at + 1];
    if (second === 0x7b) table = CHINESE;
    else if (second === 0x7d) table = ASCII;
    else if (second !== LF) pieces.push('~');
    at += second === 0x7b || second === 0x7d || second === TILDE || second === LF ? 2 : 1;
  }
  return pieces.join('');
}

function escapeAt(bytes: Uint8Array, at: number): (typeof ESCAPES)[number] | undefined {
  return ESCAPES.find(([sequence]) => {
    for (let index = 0; index < sequence.length; index++)
      if (bytes[at + index] !== sequence.charCodeAt(index)) return false;
    return true;
  });
}

/** Where another table may begin: before an escape or a shift, and behind the end of a line in a table that ends with it. */
function endOfStretch(bytes: Uint8Array, from: number, table: CharTable): number {
  let at = from + 1;
  if (table === KANJI || table === MORE_KANJI || table === KATAKANA) {
    if (bytes[from] === LF) return at;
    while (at < bytes.length && bytes[at - 1] !== LF && !isSwitch(bytes[at])) at++;
    return at;
  }
  while (at < bytes.length && !isSwitch(bytes[at])) at++;
  return at;
}

const isSwitch = (byte: number | undefined) => byte === ESC || byte === SHIFT_OUT || byte === SHIFT_IN;

/** A stretch with its high bits set, as EUC has it; blanks and breaks stay as they are. */
function inEuc(bytes: Uint8Array, { width, lead }: CharTable): Uint8Array {
  const out = new Uint8Array(bytes.length * (lead === undefined ? 1 : 2));
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    if (byte < 0x21 || (width === 2 && second < 0x21)) {
      out[length++] = byte;
      continue;
    }
    if (lead !== undefined) out[length++] = lead;
    out[length++] = byte | 0x80;
    if (width === 2) out[length++] = second | 0x80;
    at += width - 1;
  }
  return out.subarray(0, length);
}
