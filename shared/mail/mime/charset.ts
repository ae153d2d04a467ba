import { type Charset, charsetOf } from './charset-labels.ts';
import {
  charsetOfMark,
  decodeLeniently,
  decodeStrictly,
  isAscii,
  NO_CHARACTER,
  withWholeCharacters,
} from './decode-charset.ts';
import { guessCharset, hasEscapes, isOfOtherScript } from './guess-charset.ts';

const SEVERAL_BYTES = new Set(['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr', 'iso-2022', 'hz', 'utf-7']);
const SEVEN_BITS = new Set(['iso-2022', 'hz', 'utf-7']);
/** Characters of several bytes that no other charset has by accident. */
const NO_ACCIDENT = 3;
/** Of a western text, far fewer bytes than this share are above ASCII. */
const MANY_HIGH_BYTES = 0.3;
/** Fewer than these say nothing. */
const SOME_HIGH_BYTES = 6;

/**
 * Text from bytes, as a reader would want to see it. The declared charset is used where it can be true; else the first of
 * `hints` that can, else the likeliest. Never fails.
 */
export function decodeText(bytes: Uint8Array, declared?: string, hints: readonly (string | undefined)[] = []): string {
  const charset = charsetOf(declared);
  const marked = charsetOfMark(bytes);
  if (marked && (marked === 'utf-8' || charset?.startsWith('utf') || bytes.subarray(0, 200).includes(0))) {
    return decodeLeniently(bytes, marked);
  }
  if (isAscii(bytes)) return decodeSevenBits(bytes, charset);
  const meant = charset === undefined ? undefined : decodeAsDeclared(bytes, charset);
  if (meant !== undefined) return meant;
  const utf8 = decodeStrictly(bytes, 'utf-8');
  if (utf8 !== undefined) return utf8;
  const isWestern = !hasManyHighBytes(bytes);
  for (const hint of hints) {
    const hinted = charsetOf(hint);
    if (hinted === undefined || hinted === charset || (hinted === 'windows-1252' && !isWestern)) continue;
    const text = decodeStrictly(bytes, hinted);
    if (text !== undefined) return text;
  }
  const guess = guessCharset(bytes);
  const text = guess && decodeStrictly(bytes, guess);
  if (text !== undefined) return text;
  const isPossible = charset !== undefined && charset !== 'utf-8' && !SEVEN_BITS.has(charset);
  return decodeLeniently(bytes, isPossible ? charset : (guess ?? 'windows-1252'));
}

function decodeSevenBits(bytes: Uint8Array, charset: Charset | undefined): string {
  if (charset !== undefined) {
    // Plain text is called UTF-16 sometimes. It has blanks, and no zeros.
    const isWide =
      /^utf-(?:16|32)/.test(charset) && (bytes.includes(0) || !(bytes.includes(0x20) || bytes.includes(0x0a)));
    if (SEVEN_BITS.has(charset) || charset.startsWith('page:') || isWide) return decodeLeniently(bytes, charset);
  }
  if (hasEscapes(bytes)) return decodeLeniently(bytes, 'iso-2022');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** The text by the charset that the mail names, or undefined when that cannot be what it is in. */
function decodeAsDeclared(bytes: Uint8Array, charset: Charset): string | undefined {
  if (charset === 'utf-8') {
    const text = decodeStrictly(bytes, charset) ?? decodeCutOff(bytes);
    return text ?? mostlyRight(decodeLeniently(withWholeCharacters(bytes), charset), 1);
  }
  const utf8 = decodeStrictly(bytes, 'utf-8');
  if (charset.startsWith('utf-16') || charset === 'utf-32') {
    return utf8 !== undefined && !bytes.includes(0) ? utf8 : decodeLeniently(bytes, charset);
  }
  if (SEVERAL_BYTES.has(charset)) {
    if (utf8 !== undefined && countAbove(utf8, 0x7ff) >= NO_ACCIDENT) return utf8;
    if (SEVEN_BITS.has(charset)) return hasEscapes(bytes) ? decodeLeniently(bytes, 'iso-2022') : undefined;
    return decodeStrictly(bytes, charset) ?? mostlyRight(decodeLeniently(bytes, charset), 0.2);
  }
  if (utf8 !== undefined) return utf8;
  if (charset === 'windows-1252' && hasManyHighBytes(bytes) && isOfOtherScript(bytes)) return undefined;
  return decodeLeniently(bytes, charset);
}

/** UTF-8 that was cut off within its last character, of which more than the first byte is there; else undefined. */
function decodeCutOff(bytes: Uint8Array): string | undefined {
  const tail = Buffer.from(bytes.subarray(-3)).toString('latin1');
  const [cut] = /[\xe0-\xef][\x80-\xbf]$|[\xf0-\xf4][\x80-\xbf]{1,2}$/.exec(tail) ?? [];
  const text = cut && decodeStrictly(bytes.subarray(0, bytes.length - cut.length), 'utf-8');
  return text === undefined ? undefined : `${text}${NO_CHARACTER}`;
}

/** The text, unless of what is not ASCII in it more than this many times as much is wrong as is right. */
function mostlyRight(text: string, most: number): string | undefined {
  const wrong = text.split(NO_CHARACTER).length - 1;
  const right = countAbove(text, 0x7f) - wrong;
  return wrong <= right * most ? text : undefined;
}

function countAbove(text: string, code: number): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > code) count++;
  return count;
}

function hasManyHighBytes(bytes: Uint8Array): boolean {
  let high = 0;
  let all = 0;
  for (const byte of bytes.subarray(0, 8 * 1024)) {
    if (byte > 0x20) all++;
    if (byte > 0x7f) high++;
  }
  return high >= SOME_HIGH_BYTES && high / all > MANY_HIGH_BYTES;
}
