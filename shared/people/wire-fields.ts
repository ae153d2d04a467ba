import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { cleanName, isEmail, MAX_NAME, normalEmail } from './text-rules.ts';

/** Records that one request may name. */
const MAX_IDS = 100;
export const MAX_TAGS = 100;
const MAX_TAG = 80;
const MAX_CUSTOM_VALUE = 1_000;

/** Rejects halves of surrogate pairs (Unicode 3.8, D75): JSON can carry them, but no UTF-8 text can. */
const wellFormed = z.refine<string>((text) => text.isWellFormed(), 'text_invalid');

/** An id in a path or query. */
export const Id = onFirstUse(() => z.coerce.number().check(z.int(), z.positive()));

/** Path parameters of a record. */
export const IdParams = onFirstUse(() => z.object({ id: Id }));

/** A text of a person's own, up to `max` characters. */
export function text(max: number) {
  return z.string().check(z.maxLength(max), wellFormed);
}

/** A name: something must be left of it once it is cleaned. */
export const Name = text(MAX_NAME).check(z.refine((name) => cleanName(name) !== '', 'field_required'));

/** An id another system uses. Clients whose ids are numbers send them as such; they are kept as text. */
export const ExternalId = onFirstUse(() =>
  z.union([text(MAX_NAME).check(z.minLength(1)), z.pipe(z.int(), z.transform(String))]),
);

/** An e-mail address, in the form it is kept in. */
export const Email = onFirstUse(() =>
  z.pipe(
    text(MAX_NAME).check(z.refine((address) => isEmail(normalEmail(address)), 'email_invalid')),
    z.transform(normalEmail),
  ),
);

/** A language tag (BCP 47). */
export const LocaleTag = onFirstUse(() =>
  z.string().check(z.maxLength(35), z.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)),
);

/** Tags as they are kept: lower case, without white space or commas, each once. */
export const Tags = onFirstUse(() =>
  z.pipe(
    z.array(text(MAX_TAG)).check(z.maxLength(MAX_TAGS)),
    z.transform((tags: string[]) => [...new Set(tags.map(asTag).filter(Boolean))]),
  ),
);

function asTag(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s,]+/g, '_');
}

/** Values of fields that the deployment made up; a null takes one away. */
export const CustomFields = onFirstUse(() =>
  z.record(
    text(MAX_NAME),
    z.union([text(MAX_CUSTOM_VALUE), z.number(), z.boolean(), z.null(), z.array(text(MAX_NAME))]),
  ),
);

/** `ids=1,2,3` */
export const IdList = onFirstUse(() =>
  z.pipe(
    z.string().check(
      z.regex(/^\s*\d{1,16}(\s*,\s*\d{1,16})*\s*$/),
      z.refine((text) => !text.split(',').some((id) => Number(id) > Number.MAX_SAFE_INTEGER), 'field_invalid'),
      z.refine((text) => text.split(',').length <= MAX_IDS, 'too_many_ids'),
    ),
    z.transform((text: string) => [...new Set(text.split(',').map(Number))]),
  ),
);

/** `external_ids=a,b` */
export const ExternalIdList = onFirstUse(() =>
  z.pipe(
    text(MAX_IDS * MAX_NAME).check(z.refine((list) => list.split(',').length <= MAX_IDS, 'too_many_ids')),
    z.transform((list: string) => [
      ...new Set(
        list
          .split(',')
          .map((id) => id.trim())
          .filter(Boolean),
      ),
    ]),
  ),
);

/** What the wire answers where the number of something is asked for. */
export const CountResponse = onFirstUse(() =>
  z.object({ count: z.object({ value: z.int(), refreshed_at: z.string() }) }),
);

const MAX_DEPTH = 10;

/**
 * Whether a parsed JSON value can be kept as it is: proper text all through, no number beyond those the table keeps, and
 * not nested deeper than any record of ours.
 */
export function isPlainData(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  return Object.entries(value).every(([name, each]) => name.isWellFormed() && isPlainData(each, depth + 1));
}
