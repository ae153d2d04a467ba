import * as z from 'zod/mini';
import { invalid } from '../kernel/errors.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { MAX_NOTE } from './text-rules.ts';
import { localeOfId, Role, type UserFields } from './user.ts';
import { CustomFields, Email, ExternalId, LocaleTag, Name, Tags, text } from './wire-fields.ts';

const MAX_SHORT = 1_000;
const optionalText = (max: number) => z.optional(z.nullable(text(max)));

/** What a client may say about a person. What it does not name stays as it is. */
export const UserInput = onFirstUse(() =>
  z.object({
    name: z.optional(Name),
    email: z.optional(z.nullable(Email)),
    role: z.optional(Role),
    alias: optionalText(MAX_SHORT),
    locale: z.optional(z.nullable(LocaleTag)),
    locale_id: z.optional(z.nullable(z.int())),
    time_zone: z.optional(z.nullable(text(100).check(z.minLength(1)))),
    external_id: z.optional(z.nullable(ExternalId)),
    verified: z.optional(z.boolean()),
    suspended: z.optional(z.boolean()),
    tags: z.optional(Tags),
    phone: optionalText(100),
    signature: optionalText(MAX_NOTE),
    notes: optionalText(MAX_NOTE),
    details: optionalText(MAX_NOTE),
    user_fields: z.optional(z.nullable(CustomFields)),
    organization_id: z.optional(z.nullable(z.int())),
    default_group_id: z.optional(z.nullable(z.int())),
  }),
);
export type UserInput = z.output<typeof UserInput>;

/** The fields a request gives to the record itself; memberships are made apart. Nulls where there is no null are left out. */
export function userFields(input: UserInput): UserFields {
  const { organization_id: _organization, default_group_id: _group, locale_id, locale, ...plain } = input;
  const language = locale ?? (locale_id === undefined || locale_id === null ? undefined : knownLocale(locale_id));
  const entries = Object.entries({ ...plain, locale: language }).filter(
    ([name, value]) => value !== undefined && (value !== null || NULLABLE.has(name)),
  );
  return Object.fromEntries(entries) as UserFields;
}

const NULLABLE = new Set(['alias', 'external_id', 'phone', 'signature', 'notes', 'details']);

function knownLocale(id: number): string {
  const locale = localeOfId(id);
  if (!locale) throw invalid('locale_id', 'user.locale_unknown');
  return locale;
}
