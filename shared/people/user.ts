import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { Principal } from '../kernel/principal.ts';
import { cleanName, mergedFields, normalEmail } from './text-rules.ts';

export const ROLES = ['end-user', 'agent', 'admin'] as const;
export const Role = z.enum(ROLES);

/**
 * A person as they are kept. Field names are the wire's; instants are milliseconds. `version` rises by one with each
 * commit. `email` is the primary address; all addresses are identities.
 */
export const User = onFirstUse(() =>
  z.object({
    id: z.int(),
    version: z.int(),
    name: z.string(),
    alias: z.nullable(z.string()),
    email: z.nullable(z.string()),
    role: Role,
    locale: z.string(),
    time_zone: z.string(),
    external_id: z.nullable(z.string()),
    /** Whether the primary address was proven to be theirs. */
    verified: z.boolean(),
    /** May not sign in, and their mail is set aside. */
    suspended: z.boolean(),
    /** False once deleted: the record stays, for the names in old tickets. */
    active: z.boolean(),
    tags: z.array(z.string()),
    phone: z.nullable(z.string()),
    signature: z.nullable(z.string()),
    notes: z.nullable(z.string()),
    details: z.nullable(z.string()),
    user_fields: z.record(z.string(), z.unknown()),
    organization_id: z.nullable(z.int()),
    default_group_id: z.nullable(z.int()),
    created_at: z.number(),
    updated_at: z.number(),
  }),
);
export type User = z.output<typeof User>;

/** The languages people of other products are numbered by; what is not listed keeps its own tag. */
const LOCALE_IDS: Readonly<Record<string, number>> = { 'en-US': 1, en: 1, 'zh-TW': 9, 'zh-CN': 10 };

/** The wire's number of a language, if it has one. */
export function localeId(locale: string): number | null {
  return LOCALE_IDS[locale] ?? null;
}

/** The language of a number of the wire, or undefined. */
export function localeOfId(id: number): string | undefined {
  return Object.keys(LOCALE_IDS).findLast((locale) => LOCALE_IDS[locale] === id);
}

/** The fields somebody may give a person; `email` and `external_id` must be free. */
export type UserFields = Partial<Omit<User, 'id' | 'version' | 'created_at' | 'updated_at' | 'active'>>;

/** A new person. Without a language or time zone they have the deployment's. */
export function newUser(id: number, fields: UserFields & { readonly name: string }, now: Instant): User {
  return {
    alias: null,
    role: 'end-user',
    locale: 'en',
    time_zone: 'UTC',
    external_id: null,
    verified: false,
    suspended: false,
    tags: [],
    phone: null,
    signature: null,
    notes: null,
    details: null,
    organization_id: null,
    default_group_id: null,
    ...given(fields),
    id,
    version: 1,
    name: cleanName(fields.name),
    email: fields.email ? normalEmail(fields.email) : null,
    user_fields: mergedFields('user_fields', {}, fields.user_fields ?? {}),
    active: true,
    created_at: now,
    updated_at: now,
  };
}

/** The person with other values in the given fields; `user_fields` are merged, a null in them takes one away. */
export function changedUser(before: User, fields: UserFields, now: Instant): User {
  const { user_fields, ...plain } = given(fields);
  return {
    ...before,
    ...plain,
    ...(fields.name === undefined ? {} : { name: cleanName(fields.name) }),
    user_fields: mergedFields('user_fields', before.user_fields, user_fields ?? {}),
    version: before.version + 1,
    updated_at: now,
  };
}

/** What is left of a person who was deleted: enough for old tickets to name them, nothing to reach them by. */
export function deletedUser(before: User, now: Instant): User {
  return {
    ...before,
    email: null,
    external_id: null,
    phone: null,
    active: false,
    organization_id: null,
    default_group_id: null,
    version: before.version + 1,
    updated_at: now,
  };
}

/** True for agents and administrators. */
export function isStaffMember(user: Pick<User, 'role'>): boolean {
  return user.role !== 'end-user';
}

/** A person as the caller of something; `tokenId` is the API token they called with. */
export function principalOf({ id, role, name, email, locale }: User, tokenId?: number): SignedIn {
  const token = tokenId === undefined ? {} : { tokenId };
  return { kind: 'user', userId: id, role, name, email, locale, assurance: 'signed_in', ...token };
}

type SignedIn = Extract<Principal, { kind: 'user' }>;

function given<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
