import { decodeText } from './charset.ts';
import { decodeStrictly } from './decode-charset.ts';
import { unwrapFlowed } from './flowed.ts';
import type { Part } from './read-parts.ts';
import { textOfEnriched, textOfRichtext } from './rich-text.ts';
import { decodeBase64, decodeQuotedPrintable, endOfBase64, WORD_AT_MOST } from './transfer-encoding.ts';
import { decodeUuencode } from './uuencode.ts';

/** Of a text, more bytes than these are not read: nobody does. */
const TEXT_BYTES_AT_MOST = 4 * 1024 * 1024;
/** How far into HTML its own word about its charset is looked for. */
const META_WITHIN = 4096;
/** How far into a file its first line of base64 is looked for. */
const HEAD_OF_FILE = 2048;

/** What a part holds, out of its transfer encoding. Bytes that were not encoded are not copied. */
export function bytesOfPart({ body, encoding, type }: Part): Uint8Array {
  if (encoding === 'base64') return fromBase64(body, type).bytes;
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(body);
  if (encoding === 'uuencode') return decodeUuencode(Buffer.from(body).toString('latin1'))?.bytes ?? body;
  return body;
}

/** What was encoded, or all of it where nothing was; and what somebody added behind it on the way. */
function fromBase64(body: Uint8Array, type: string): { readonly bytes: Uint8Array; readonly added: Uint8Array } {
  const isText = type.startsWith('text/');
  const coded = body.subarray(isText ? 0 : startOfBase64(body));
  const end = endOfBase64(coded);
  const bytes = decodeBase64(coded.subarray(0, end));
  const isEncoded =
    (bytes.length > 0 || end === coded.length) && !(isText && isUnlikely(coded.subarray(0, end), bytes));
  return isEncoded ? { bytes, added: coded.subarray(end) } : { bytes: body, added: body.subarray(body.length) };
}

/** Words that happen to be written in digits of base64 come out of it as rubbish. */
function isUnlikely(coded: Uint8Array, decoded: Uint8Array): boolean {
  const written = Buffer.from(coded.subarray(0, HEAD_OF_FILE)).toString('latin1').trim();
  const words = written.split(/\s+/);
  const hasWords = words.length > 1 ? written.length < words.length * WORD_AT_MOST : /^[A-Z]?[a-z]+$/.test(written);
  return hasWords && decodeStrictly(decoded, 'utf-8') === undefined;
}

/** Behind what some gateways leave above the first full line of a file. */
function startOfBase64(body: Uint8Array): number {
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, HEAD_OF_FILE)).toString('latin1');
  const first = /^[A-Za-z0-9+/]{60,}={0,2}\r?$/m.exec(start)?.index;
  return first === undefined || endOfBase64(body.subarray(0, first)) === first ? 0 : first;
}

/** What was meant by controls that no text has: their bytes in windows-1252, as HTML says of references to them too. */
const CONTROLS_OF_WINDOWS = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** A text part's characters, lines ended by \n, its wrapping and marks undone. HTML stays HTML. */
export function textOfPart(part: Part, hints: readonly (string | undefined)[]): { text: string; leftOut: number } {
  const { bytes: all, added } =
    part.encoding === 'base64' ? fromBase64(part.body, part.type) : { bytes: bytesOfPart(part), added: undefined };
  const bytes = all.subarray(0, TEXT_BYTES_AT_MOST);
  const declared = part.contentType.parameters.get('charset')?.replace(/^['"]|['"]$/g, '');
  const own = part.type === 'text/html' ? charsetInHtml(bytes) : undefined;
  const text = unformatted(normalText(decodeText(bytes, declared, [own, ...hints])), part);
  const footer = added?.length ? `\n${normalText(decodeText(added.subarray(0, TEXT_BYTES_AT_MOST)))}` : '';
  return { text: `${text}${footer}`, leftOut: all.length - bytes.length };
}

/** Lines ended by \n, no mark of byte order, no controls but tabs and new pages, nothing that is no character. */
export function normalText(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replace(/\r{0,3}\n|\r/g, '\n')
    .replace(/[^\P{Cc}\t\n\f\x80-\x9f]/gu, '')
    .replace(/[\x80-\x9f]/g, (control) => CONTROLS_OF_WINDOWS.charAt(control.charCodeAt(0) - 0x80).trim())
    .toWellFormed();
}

function unformatted(text: string, { type, contentType: { parameters } }: Part): string {
  if (type === 'text/html') return text;
  if (type === 'text/enriched') return textOfEnriched(text);
  if (type === 'text/richtext') return textOfRichtext(text);
  if (parameters.get('format')?.toLowerCase() !== 'flowed') return text;
  return unwrapFlowed(text, parameters.get('delsp')?.toLowerCase() === 'yes');
}

function charsetInHtml(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, META_WITHIN)).toString('latin1');
  return /<meta\b[^>]{0,400}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,60})/i.exec(start)?.[1];
}
