import { decodeText } from './charset.ts';
import { unwrapFlowed } from './flowed.ts';
import type { Part } from './read-parts.ts';
import { textOfEnriched, textOfRichtext } from './rich-text.ts';
import { decodeBase64, decodeQuotedPrintable, isPlainAfterAll } from './transfer-encoding.ts';
import { decodeUuencode } from './uuencode.ts';

/** Of a text, more bytes than these are not read: nobody does. */
const TEXT_BYTES_AT_MOST = 4 * 1024 * 1024;
/** How far into HTML its own word about its charset is looked for. */
const META_WITHIN = 4096;

/** What a part holds, out of its transfer encoding. Bytes that were not encoded are not copied. */
export function bytesOfPart({ body, encoding, type }: Part): Uint8Array {
  if (encoding === 'base64') return type.startsWith('text/') && isPlainAfterAll(body) ? body : decodeBase64(body);
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(body);
  if (encoding === 'uuencode') return decodeUuencode(Buffer.from(body).toString('latin1'))?.bytes ?? body;
  return body;
}

/** A text part's characters, lines ended by \n, its wrapping and marks undone. HTML stays HTML. */
export function textOfPart(part: Part, hints: readonly (string | undefined)[]): { text: string; leftOut: number } {
  const all = bytesOfPart(part);
  const bytes = all.subarray(0, TEXT_BYTES_AT_MOST);
  const declared = part.contentType.parameters.get('charset')?.replace(/^['"]|['"]$/g, '');
  const own = part.type === 'text/html' ? charsetInHtml(bytes) : undefined;
  const text = normalText(decodeText(bytes, declared, [own, ...hints]));
  return { text: unformatted(text, part), leftOut: all.length - bytes.length };
}

/** Lines ended by \n, no NULs, no mark of byte order, nothing that is no character. */
export function normalText(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replace(/\r{0,3}\n|\r/g, '\n')
    .replace(/\0/g, '')
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
