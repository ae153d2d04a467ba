import type { MailHeader } from '../mail.ts';
import { charsetOf } from './charset-labels.ts';
import { decodeStrictly, isAscii } from './decode-charset.ts';
import { decodeHeader } from './encoded-words.ts';
import { guessCharset } from './guess-charset.ts';
import { readFields } from './header-fields.ts';
import { bytesOfPart } from './part-content.ts';
import { newBudget, type Part } from './read-parts.ts';

/** Bytes that are enough to guess their charset by. */
const SAMPLE = 4 * 1024;

/**
 * Charsets that a mail's headers and unlabelled texts may be in, for many programs put raw bytes of their local one where
 * only ASCII is allowed (RFC 5322) or UTF-8 (RFC 6532): those that the mail names anywhere, the first of them first.
 */
export function headerCharsets(root: Part): string[] {
  const named = new Set<string>();
  const visit = (part: Part) => {
    const label = part.contentType.parameters.get('charset')?.replace(/^['"]|['"]$/g, '');
    if (label) named.add(label);
    for (const each of part.parts) visit(each);
  };
  visit(root);
  for (const { value } of root.fields.slice(0, 200)) {
    const label = /=\?([^?\s=*]{1,40})[^?\s]{0,20}\?[bq]\?/i.exec(value.slice(0, SAMPLE))?.[1];
    if (label) named.add(label);
  }
  const charsets = [...named].filter((label) => {
    const charset = charsetOf(label);
    return charset !== undefined && charset !== 'utf-8';
  });
  const guess = charsets.length === 0 ? guessCharset(unknownBytes(root)) : undefined;
  return guess === undefined ? charsets : [guess];
}

/** What is in no known charset: bytes of the header, and of the first text. A word says less than all of them. */
function unknownBytes(root: Part): Uint8Array {
  const raw = root.fields.flatMap(({ value }) =>
    /[\x80-\xff]/.test(value) ? [Buffer.from(`${value}\n`, 'latin1')] : [],
  );
  const text = firstText(root);
  if (text) raw.push(Buffer.from(bytesOfPart(text).subarray(0, SAMPLE)));
  return Buffer.concat(raw.filter((bytes) => !isAscii(bytes) && decodeStrictly(bytes, 'utf-8') === undefined)).subarray(
    0,
    2 * SAMPLE,
  );
}

function firstText(part: Part): Part | undefined {
  if (part.parts.length === 0) return part.type.startsWith('text/') && part.body.length < 1_000_000 ? part : undefined;
  const [first] = part.parts;
  return first && firstText(first);
}

/** The header of a mail that lies within another. */
export function headersOfMail(bytes: Uint8Array): MailHeader[] {
  const { fields } = readFields(bytes, 0, bytes.length, newBudget(), () => false);
  return fields.map(({ name, value }) => ({ name: name.toLowerCase(), value: decodeHeader(value).replace(/\0/g, '') }));
}
