import { invalid } from '../kernel/errors.ts';

/** Longest names, addresses and texts about a person; the table's items and mail headers stay within their bounds. */
export const MAX_NAME = 255;
const MAX_EMAIL = 254;
export const MAX_NOTE = 20_000;

/**
 * A name as it is kept: one line, without control characters and without the marks that turn the direction of
 * everything after them (Unicode UAX #9 section 2), which would let a name disguise what stands beside it.
 */
export function cleanName(name: string): string {
  return name
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What names are searched by: width, case and composition do not matter (Unicode NFKC, lower case). */
export function searchable(name: string): string {
  return cleanName(name.normalize('NFKC').toLowerCase());
}

/** The first character of a searchable text, whole even outside the basic plane; empty for an empty text. */
export function firstCharacter(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0x20).trim();
}

/** An address as it is kept and compared. Case never tells two people's addresses apart. */
export function normalEmail(address: string): string {
  return address.trim().normalize('NFC').toLowerCase();
}

const EMAIL =
  /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}.][^\s@<>()[\]\\,;:"\p{Cc}]*\.[^\s@<>()[\]\\,;:"\p{Cc}.]+$/u;

/** Whether a text can be an address: one `@`, a domain with a dot, none of the characters headers give a meaning to. */
export function isEmail(address: string): boolean {
  return address.length <= MAX_EMAIL && address.isWellFormed() && EMAIL.test(address);
}

/** A name for someone who gave none: what stands before the `@` of their address. */
export function nameFromEmail(address: string): string {
  return cleanName(address.split('@')[0] ?? '') || address;
}

/** Characters that the custom fields of one record may take up together. */
const MAX_CUSTOM_FIELDS = 20_000;

/** The fields with others merged in; a null takes one away. Throws `invalid` when they outgrow the record. */
export function mergedFields(field: string, before: Fields, changes: Fields): Fields {
  const merged = Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null));
  if (JSON.stringify(merged).length > MAX_CUSTOM_FIELDS)
    throw invalid(field, 'custom_fields_too_long', { limit: MAX_CUSTOM_FIELDS });
  return merged;
}

type Fields = Readonly<Record<string, unknown>>;
