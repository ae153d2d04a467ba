import { invalid } from '../kernel/errors.ts';
import { MAX_TAGS, type Ticket } from './ticket.ts';

const DERIVED_SUBJECT_LENGTH = 80;

/** A subject as it is kept: one line without control characters. */
export function cleanSubject(subject: string): string {
  return subject
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The subject of a ticket whose author gave none: how its text begins. */
export function subjectFromText(text: string): string {
  const line = cleanSubject(text.split('\n').find((each) => each.trim() !== '') ?? '');
  const characters = [...line];
  if (characters.length <= DERIVED_SUBJECT_LENGTH) return line;
  return `${characters.slice(0, DERIVED_SUBJECT_LENGTH - 1).join('')}…`;
}

/** A text as it is kept: lines end in a line feed, other control characters but tabs are dropped. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[\p{Cc}--[\n\t]]/gv, '');
}

/** Tags as they are kept: lower case, without white space, each once. A text holds several, apart by spaces or commas. */
export function normalTags(tags: string | readonly string[]): string[] {
  const words = typeof tags === 'string' ? tags.split(/[\s,]+/) : tags;
  const normal = words.map((word) => cleanSubject(word).toLowerCase().replace(/\s+/g, '_'));
  return [...new Set(normal.filter((word) => word !== ''))];
}

/** Tags after a change: `set` replaces them, then `add` and `remove` apply. Throws `invalid` when there are too many. */
export function changedTags(
  before: readonly string[],
  change: { set?: readonly string[]; add?: readonly string[]; remove?: readonly string[] },
): string[] {
  const removed = new Set(change.remove ?? []);
  const tags = [...new Set([...(change.set ?? before), ...(change.add ?? [])])].filter((tag) => !removed.has(tag));
  if (tags.length > MAX_TAGS && tags.length > before.length)
    throw invalid('tags', 'field_too_long', { limit: MAX_TAGS });
  return tags;
}

const MAX_CUSTOM_BYTES = 64 * 1024;

type CustomFields = Ticket['custom_fields'];

/** Custom field values after a change: others stay, a null takes one away. Throws `invalid` when they are too much. */
export function mergedCustomFields(before: CustomFields, changed: CustomFields): CustomFields {
  if (changed.length === 0) return before;
  const values = new Map([...before, ...changed].map(({ id, value }) => [id, value]));
  const merged = [...values].flatMap(([id, value]) => (value === null ? [] : [{ id, value }]));
  if (Buffer.byteLength(JSON.stringify(merged)) > MAX_CUSTOM_BYTES)
    throw invalid('custom_fields', 'field_too_long', { limit: MAX_CUSTOM_BYTES });
  return merged;
}
