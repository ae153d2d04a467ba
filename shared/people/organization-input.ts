import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { invalid } from '../kernel/errors.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { Organization } from './organization.ts';
import { cleanName, MAX_NOTE, mergedFields, searchable } from './text-rules.ts';
import { CustomFields, ExternalId, Name, Tags, text } from './wire-fields.ts';

/** Bytes of a name as it is compared: it is part of a key, and a few characters grow when they are normalised. */
const MAX_COMPARED = 1_500;
const MAX_DOMAIN = 253;
const MAX_DOMAINS = 100;
const LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?$/u;

/** A name that no other organization may have. */
export const OrganizationName = Name.check(
  z.refine((name) => Buffer.byteLength(searchable(name)) <= MAX_COMPARED, 'field_invalid'),
);

const Domain = onFirstUse(() =>
  z.pipe(
    text(MAX_DOMAIN).check(z.refine((domain) => isDomain(domain.trim()), 'domain_invalid')),
    z.transform((domain: string) => domain.trim().toLowerCase()),
  ),
);
const Domains = onFirstUse(() =>
  z.pipe(
    z.array(Domain).check(z.maxLength(MAX_DOMAINS)),
    z.transform((domains: string[]) => [...new Set(domains)]),
  ),
);
const optionalText = onFirstUse(() => z.optional(z.nullable(text(MAX_NOTE))));

/** What a client may say about an organization. What it does not name stays as it is. */
export const OrganizationInput = onFirstUse(() =>
  z.object({
    name: z.optional(OrganizationName),
    external_id: z.optional(z.nullable(ExternalId)),
    details: optionalText,
    notes: optionalText,
    domain_names: z.optional(z.nullable(Domains)),
    tags: z.optional(z.nullable(Tags)),
    organization_fields: z.optional(z.nullable(CustomFields)),
    group_id: z.optional(z.nullable(z.int())),
    shared_tickets: z.optional(z.boolean()),
    shared_comments: z.optional(z.boolean()),
  }),
);
export type OrganizationInput = z.output<typeof OrganizationInput>;

/** A new organization as a request describes it. Throws `invalid` without a name. */
export function newOrganization(id: number, input: OrganizationInput, now: Instant): Organization {
  if (input.name === undefined) throw invalid('name', 'field_required');
  const blank: Organization = {
    id,
    version: 0,
    name: input.name,
    external_id: null,
    details: null,
    notes: null,
    domain_names: [],
    tags: [],
    organization_fields: {},
    group_id: null,
    shared_tickets: false,
    shared_comments: false,
    deleted: false,
    created_at: now,
    updated_at: now,
  };
  return changedOrganization(blank, input, now);
}

/** The organization with other values in the fields a request names; `organization_fields` are merged. */
export function changedOrganization(before: Organization, input: OrganizationInput, now: Instant): Organization {
  const { name, domain_names, tags, organization_fields, ...plain } = input;
  const given = Object.entries(plain).filter(([, value]) => value !== undefined);
  return {
    ...before,
    ...Object.fromEntries(given),
    name: name === undefined ? before.name : cleanName(name),
    domain_names: domain_names === undefined ? before.domain_names : (domain_names ?? []),
    tags: tags === undefined ? before.tags : (tags ?? []),
    organization_fields: mergedFields('organization_fields', before.organization_fields, organization_fields ?? {}),
    version: before.version + 1,
    updated_at: now,
  };
}

/** Whether a text can be a domain: labels of letters, digits and hyphens, at least two (RFC 5890 section 2.3.2.3). */
function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  return labels.length > 1 && labels.every((label) => label.length <= 63 && LABEL.test(label));
}
