import * as z from 'zod/mini';
import { toIso, toIsoOrNull } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { isStaff, type Principal } from '../kernel/principal.ts';
import type { Identity } from './identity.ts';
import { DELIVERABLE_STATES, IDENTITY_TYPES } from './identity.ts';
import { localeId, Role, type User } from './user.ts';

const nullableText = z.nullable(z.string());

/** A person as the wire shows them; what only agents may see is absent from a customer's own view. */
export const UserWire = onFirstUse(() =>
  z.object({
    id: z.nullable(z.int()),
    url: nullableText,
    name: z.string(),
    email: nullableText,
    created_at: nullableText,
    updated_at: nullableText,
    time_zone: nullableText,
    iana_time_zone: nullableText,
    phone: nullableText,
    photo: z.null(),
    locale_id: z.nullable(z.int()),
    locale: nullableText,
    organization_id: z.nullable(z.int()),
    role: Role,
    verified: z.boolean(),
    external_id: z.optional(nullableText),
    tags: z.optional(z.array(z.string())),
    alias: z.optional(nullableText),
    active: z.optional(z.boolean()),
    shared: z.optional(z.boolean()),
    shared_agent: z.optional(z.boolean()),
    last_login_at: z.optional(nullableText),
    two_factor_auth_enabled: z.optional(z.nullable(z.boolean())),
    signature: z.optional(nullableText),
    details: z.optional(nullableText),
    notes: z.optional(nullableText),
    role_type: z.optional(z.nullable(z.int())),
    custom_role_id: z.optional(z.nullable(z.int())),
    moderator: z.optional(z.boolean()),
    ticket_restriction: z.optional(nullableText),
    only_private_comments: z.optional(z.boolean()),
    restricted_agent: z.optional(z.boolean()),
    suspended: z.optional(z.boolean()),
    default_group_id: z.optional(z.nullable(z.int())),
    user_fields: z.optional(z.record(z.string(), z.unknown())),
  }),
);
export type UserWire = z.input<typeof UserWire>;

/** What people may see of themselves. */
export function ownView(user: User, baseUrl: string): UserWire {
  return {
    id: user.id,
    url: `${baseUrl}/users/${user.id}.json`,
    name: user.name,
    email: user.email,
    created_at: toIso(user.created_at),
    updated_at: toIso(user.updated_at),
    time_zone: user.time_zone,
    iana_time_zone: /^(UTC|[A-Za-z]+\/[A-Za-z_/+-]+)$/.test(user.time_zone) ? user.time_zone : null,
    phone: user.phone,
    photo: null,
    locale_id: localeId(user.locale),
    locale: user.locale,
    organization_id: user.organization_id,
    role: user.role,
    verified: user.verified,
  };
}

/** What agents see of anybody. */
export function agentView(user: User, baseUrl: string): UserWire {
  const isCustomer = user.role === 'end-user';
  return {
    ...ownView(user, baseUrl),
    external_id: user.external_id,
    tags: user.tags,
    alias: user.alias,
    active: user.active,
    shared: false,
    shared_agent: false,
    last_login_at: toIsoOrNull(null),
    two_factor_auth_enabled: null,
    signature: user.signature,
    details: user.details,
    notes: user.notes,
    role_type: null,
    custom_role_id: null,
    moderator: !isCustomer,
    ticket_restriction: isCustomer ? 'requested' : null,
    only_private_comments: false,
    restricted_agent: false,
    suspended: user.suspended,
    default_group_id: user.default_group_id,
    user_fields: user.user_fields,
  };
}

/** The view of a person that a caller may have. */
export function userView(user: User, principal: Principal, baseUrl: string): UserWire {
  return isStaff(principal) ? agentView(user, baseUrl) : ownView(user, baseUrl);
}

/** Who calls without credentials, or with wrong ones: clients read from it that they are not signed in. */
export const ANONYMOUS_VIEW: UserWire = {
  id: null,
  url: null,
  name: 'Anonymous user',
  email: 'invalid@example.com',
  created_at: null,
  updated_at: null,
  time_zone: null,
  iana_time_zone: null,
  phone: null,
  photo: null,
  locale_id: 1,
  locale: 'en',
  organization_id: null,
  role: 'end-user',
  verified: false,
};

/** An address or number as the wire shows it. */
export const IdentityWire = onFirstUse(() =>
  z.object({
    url: z.string(),
    id: z.int(),
    user_id: z.int(),
    type: z.enum(IDENTITY_TYPES),
    value: z.string(),
    verified: z.boolean(),
    primary: z.boolean(),
    created_at: z.string(),
    updated_at: z.string(),
    undeliverable_count: z.int(),
    deliverable_state: z.enum(DELIVERABLE_STATES),
  }),
);

/** How a person can be reached; for agents, and for themselves. `givenUp` are the addresses that mail does not reach. */
export function identityView(
  identity: Identity,
  givenUp: ReadonlySet<string>,
  baseUrl: string,
): z.input<typeof IdentityWire> {
  const { created_at, updated_at, ...plain } = identity;
  const undeliverable = givenUp.has(identity.value);
  return {
    ...plain,
    url: `${baseUrl}/users/${identity.user_id}/identities/${identity.id}.json`,
    created_at: toIso(created_at),
    updated_at: toIso(updated_at),
    // One lasting failure is what gives an address up; failures are not counted beyond it.
    undeliverable_count: undeliverable ? 1 : 0,
    deliverable_state: undeliverable ? 'undeliverable' : 'deliverable',
  };
}
