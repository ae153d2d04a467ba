const LF = 0x0a;
const CR = 0x0d;
const EQUALS = 0x3d;

/** 0 to 63 for a digit of base64, 64 for padding, 65 for anything else. */
const DIGITS = new Uint8Array(256).fill(65);
for (const [value, digit] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  DIGITS[digit.charCodeAt(0)] = value;
DIGITS[EQUALS] = 64;

/** Bytes from base64. What is no digit is passed over; padding ends a unit, and another may follow. */
export function decodeBase64(bytes: Uint8Array): Uint8Array {
  const clean = cleanBase64(bytes);
  if (clean !== undefined) return Uint8Array.from(Buffer.from(clean, 'base64'));
  const out = new Uint8Array(Math.ceil((bytes.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let count = 0;
  for (let at = 0; at < bytes.length; at++) {
    const digit = DIGITS[bytes[at] ?? 0] ?? 65;
    if (digit > 64) continue;
    if (digit === 64) {
      if (isStray(bytes, at, count)) continue;
      // Complete bytes only: what is left of the unit is padding.
      bits = 0;
      count = 0;
      continue;
    }
    bits = ((bits << 6) | digit) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out[length++] = (bits >> count) & 0xff;
    }
  }
  return out.subarray(0, length);
}

/** Base64 as programs write it, digits and line breaks and at the very end padding, which the runtime reads alike; else undefined. */
function cleanBase64(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const end = text.search(/[^A-Za-z0-9+/\r\n]/);
  return end < 0 || /^={1,2}[\r\n]{0,4}$/.test(text.slice(end, end + 9)) ? text : undefined;
}

/** Whether a sign of padding stands where none can: behind one digit of a unit, or alone behind two with more to come. */
function isStray(bytes: Uint8Array, at: number, bitsLeft: number): boolean {
  if (bitsLeft === 6) return true;
  if (bitsLeft !== 4) return false;
  let next = at + 1;
  while (next < bytes.length && (bytes[next] ?? 0) <= 0x20) next++;
  return next < bytes.length && bytes[next] !== EQUALS;
}

/** Bytes from quoted-printable (RFC 2045 6.7). An escape that is none stays as it is; blanks at the end of a line go. */
export function decodeQuotedPrintable(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  let at = 0;
  while (at < bytes.length) {
    const found = bytes.indexOf(LF, at);
    const next = found < 0 ? bytes.length : found + 1;
    let breakAt = found < 0 ? next : found;
    if (breakAt > at && bytes[breakAt - 1] === CR) breakAt--;
    let end = breakAt;
    while (end > at && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0x09 || bytes[end - 1] === CR)) end--;
    const isSoft = end > at && bytes[end - 1] === EQUALS;
    if (isSoft) end--;
    for (; at < end; at++) {
      const byte = bytes[at] ?? 0;
      const high = byte === EQUALS && at + 2 < end ? hexDigit(bytes[at + 1]) : -1;
      const low = byte === EQUALS && at + 2 < end ? hexDigit(bytes[at + 2]) : -1;
      if (high >= 0 && low >= 0) {
        out[length++] = (high << 4) | low;
        at += 2;
      } else out[length++] = byte;
    }
    if (!isSoft) for (at = breakAt; at < next; at++) out[length++] = bytes[at] ?? 0;
    at = next;
  }
  return out.subarray(0, length);
}

function hexDigit(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** How a part's bytes are encoded, whatever it is called. */
export type TransferEncoding = 'identity' | 'base64' | 'quoted-printable' | 'uuencode';

/** The encoding that a `Content-Transfer-Encoding` means; an unknown one is none. */
export function transferEncodingOf(header: string | undefined): TransferEncoding {
  const value = (header ?? '').toLowerCase().replace(/\([^)]*\)/g, ' ');
  const [token = ''] = /[a-z0-9][a-z0-9_ ./-]*/.exec(value) ?? [];
  const short = token.replace(/[^a-z0-9]/g, '');
  if (/^(?:base64|b64|xbase64)/.test(short)) return 'base64';
  if (/^x?(?:quote(?:d|e?)?prin?t(?:able|ible|ed)|qp$)/.test(short)) return 'quoted-printable';
  if (/^x?(?:uuencode|uue$|uu$|uuencoded)/.test(short)) return 'uuencode';
  return 'identity';
}

/** A line of base64 is this long at least, unless it is the last one (RFC 2045 6.8 says 76; some write 60, or 40). */
const LINE_AT_LEAST = 40;
/** Words of a language are shorter on average than this. */
export const WORD_AT_MOST = 15;

/**
 * Where base64 ends: before a line that is text, such as the footer of a mailing list or a delimiter that nobody knows. Noise
 * within a line is passed over, as RFC 2045 6.8 asks; behind padding only whole units go on, and no checksum of PGP.
 */
export function endOfBase64(bytes: Uint8Array): number {
  if (cleanBase64(bytes) !== undefined) return bytes.length;
  let isPadded = false;
  for (let from = 0; from < bytes.length; ) {
    const found = bytes.indexOf(LF, from);
    const next = found < 0 ? bytes.length : found + 1;
    let digits = 0;
    let padding = 0;
    let others = 0;
    for (let at = from; at < next; at++) {
      const byte = bytes[at] ?? 0;
      const digit = DIGITS[byte] ?? 65;
      if (digit < 64) digits++;
      else if (digit === 64) padding++;
      else if (byte !== CR && byte !== LF) others++;
    }
    if (others > 0 && isText(Buffer.from(bytes.subarray(from, next)).toString('latin1'))) return from;
    const isUnits = others === 0 && ((digits + padding) % 4 === 0 || digits >= LINE_AT_LEAST);
    const isChecksum = padding > 0 && digits > 0 && bytes[from] === EQUALS;
    if (isChecksum || (isPadded && !isUnits)) return from;
    isPadded ||= padding > 0;
    from = next;
  }
  return bytes.length;
}

/** Whether a line with characters that are none of base64 is text: it has words, or is mostly something else. */
function isText(line: string): boolean {
  const words = line.split(/\s+/).filter((word) => word !== '');
  const lengths = words.map((word) => word.replace(/[^A-Za-z0-9+/=]+/g, '').length);
  const digits = lengths.reduce((sum, each) => sum + each, 0);
  const others = words.reduce((sum, word) => sum + word.length, 0) - digits;
  if (others * 3 > digits) return true;
  return words.length > 1 && digits < words.length * WORD_AT_MOST && lengths.some((each) => each % 4 !== 0);
}
