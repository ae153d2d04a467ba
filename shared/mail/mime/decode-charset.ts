import type { Charset } from './charset-labels.ts';
import { CODE_PAGES, LOWER_HALVES } from './code-pages.ts';
import { decodeDoubleBytes, isDoubleByte } from './double-bytes.ts';
import { decodeHz, decodeIso2022 } from './iso-2022.ts';
import { decodeUtf7 } from './utf-7.ts';

/** What stands for a byte that is no character. */
export const NO_CHARACTER = '\ufffd';

type Decoder = InstanceType<typeof TextDecoder>;
const decoders = new Map<string, Decoder | undefined>();

/** Bytes in a charset as text, or undefined when some of them mean nothing in it. */
export function decodeStrictly(bytes: Uint8Array, charset: Charset): string | undefined {
  const decoder = decoderOf(charset, true);
  if (decoder) {
    try {
      return decoder.decode(bytes);
    } catch {
      return undefined;
    }
  }
  const text = decodeOurWay(bytes, charset);
  return text.includes(NO_CHARACTER) ? undefined : text;
}

/** Bytes in a charset as text; what means nothing in it becomes U+FFFD. */
export function decodeLeniently(bytes: Uint8Array, charset: Charset): string {
  return decoderOf(charset, false)?.decode(bytes) ?? decodeOurWay(bytes, charset);
}

/** UTF-8 from bytes in which characters beyond 16 bits are written as two halves (CESU-8), as some databases do. */
export function withWholeCharacters(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(0xed)) return bytes;
  const binary = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const whole = binary.replace(/\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]/g, (halves) => {
    const unit = (at: number) => 0xd000 | ((halves.charCodeAt(at) & 0x3f) << 6) | (halves.charCodeAt(at + 1) & 0x3f);
    return Buffer.from(String.fromCharCode(unit(1), unit(4))).toString('latin1');
  });
  return whole.length === binary.length ? bytes : Buffer.from(whole, 'latin1');
}

/** The charset that the first bytes of a text name, if they do. */
export function charsetOfMark(bytes: Uint8Array): Charset | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32';
  return undefined;
}

/** Whether there are only the 7 bits of ASCII. */
export function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] ?? 0) > 0x7f) return false;
  return true;
}

function decoderOf(charset: Charset, fatal: boolean): Decoder | undefined {
  if (isDoubleByte(charset) || charset === 'utf-16' || charset === 'utf-32' || charset.startsWith('page:'))
    return undefined;
  const key = `${charset} ${fatal}`;
  if (decoders.has(key)) return decoders.get(key);
  const decoder = newDecoder(charset, fatal);
  decoders.set(key, decoder);
  return decoder;
}

function newDecoder(charset: Charset, fatal: boolean): Decoder | undefined {
  try {
    return new TextDecoder(charset, { fatal });
  } catch {
    return undefined;
  }
}

function decodeOurWay(bytes: Uint8Array, charset: Charset): string {
  if (isDoubleByte(charset)) return decodeDoubleBytes(bytes, charset);
  if (charset === 'utf-16') return decodeLeniently(bytes, isBigEndian(bytes) ? 'utf-16be' : 'utf-16le');
  if (charset === 'utf-32') return decodeUtf32(bytes);
  if (charset === 'utf-7') return decodeUtf7(bytes);
  if (charset === 'iso-2022') return decodeIso2022(bytes, decodeLeniently);
  if (charset === 'hz') return decodeHz(bytes, decodeLeniently);
  return decodePage(bytes, charset.replace('page:', ''));
}

/** Without a mark: most texts have some ASCII, whose other byte is zero. RFC 2781 says big where nothing tells. */
function isBigEndian(bytes: Uint8Array): boolean {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return false;
  let evens = 0;
  let odds = 0;
  for (let at = 0; at < Math.min(bytes.length, 4096); at++) if (bytes[at] === 0) at % 2 === 0 ? evens++ : odds++;
  return evens >= odds;
}

function decodeUtf32(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = bytes.length >= 4 && view.getUint32(0, true) <= 0x10ffff;
  const pieces: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, little);
    if (at === 0 && code === 0xfeff) continue;
    pieces.push(code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : NO_CHARACTER);
  }
  return pieces.join('');
}

function decodePage(bytes: Uint8Array, name: string): string {
  const upper = CODE_PAGES[name] ?? '';
  const lower = LOWER_HALVES[name];
  const pieces: string[] = [];
  for (const byte of bytes) {
    if (byte >= 0x80) pieces.push(upper.charAt(byte - 0x80) || NO_CHARACTER);
    else pieces.push(lower?.[byte] ?? String.fromCharCode(byte));
  }
  return pieces.join('');
}
