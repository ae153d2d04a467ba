const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES: ReadonlyMap<number, number> = new Map([...DIGITS].map((digit, value) => [digit.charCodeAt(0), value]));
const PLUS = 0x2b;
const MINUS = 0x2d;

/** UTF-7 (RFC 2152): ASCII, and stretches of UTF-16 in base64 between `+` and `-`. */
export function decodeUtf7(bytes: Uint8Array): string {
  const pieces: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const found = bytes.indexOf(PLUS, at);
    const plus = found < 0 ? bytes.length : found;
    pieces.push(Buffer.from(bytes.buffer, bytes.byteOffset + at, plus - at).toString('latin1'));
    at = plus + 1;
    if (found < 0) break;
    if (bytes[at] === MINUS) {
      pieces.push('+');
      at++;
    } else at = shifted(bytes, at, pieces);
  }
  return pieces.join('').toWellFormed();
}

/** Reads one stretch of base64 and answers where it ended. */
function shifted(bytes: Uint8Array, from: number, pieces: string[]): number {
  const units: number[] = [];
  let bits = 0;
  let count = 0;
  let at = from;
  for (; at < bytes.length; at++) {
    const value = VALUES.get(bytes[at] ?? 0);
    if (value === undefined) break;
    bits = ((bits << 6) | value) & 0x3fffff;
    count += 6;
    if (count < 16) continue;
    count -= 16;
    units.push((bits >> count) & 0xffff);
  }
  if (units.length === 0) {
    // A plus that should have been written as `+-`.
    pieces.push('+');
    return from;
  }
  pieces.push(textOf(units));
  return bytes[at] === MINUS ? at + 1 : at;
}

function textOf(units: readonly number[]): string {
  return Buffer.from(Uint16Array.from(units).buffer).toString('utf16le');
}
