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
  const out = new Uint8Array(Math.ceil((bytes.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let count = 0;
  for (let at = 0; at < bytes.length; at++) {
    const digit = DIGITS[bytes[at] ?? 0] ?? 65;
    if (digit > 64) continue;
    if (digit === 64) {
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
  const [token = ''] = /[a-z0-9][a-z0-9_ -]*/.exec(value) ?? [];
  const short = token.replace(/[^a-z0-9]/g, '');
  if (/^(?:base64|b64|xbase64)/.test(short)) return 'base64';
  if (/^(?:quotedprintable|quotedprintible|quoteprintable|qp$|xquotedprintable)/.test(short)) return 'quoted-printable';
  if (/^x?(?:uuencode|uue$|uu$|uuencoded)/.test(short)) return 'uuencode';
  return 'identity';
}

/**
 * Whether a text that is said to be base64 is plain text: it has spaces between its letters, where base64 has line breaks
 * only, and much that is no digit of it.
 */
export function isPlainAfterAll(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 2_000);
  let blanks = 0;
  let foreign = 0;
  let digits = 0;
  for (const [at, byte] of sample.entries()) {
    const next = sample[at + 1] ?? LF;
    if (byte === 0x20 && next > 0x20) blanks++;
    else if (byte > 0x20) (DIGITS[byte] ?? 65) > 64 ? foreign++ : digits++;
  }
  return (blanks > 1 && blanks * 12 > digits) || foreign * 3 > digits;
}
