import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

const nullableText = z.nullable(z.string());

/** An organization as the wire shows it. */
export const OrganizationWire = onFirstUse(() =>
  z.object({
    id: z.int(),
    url: z.string(),
    name: z.string(),
    shared_tickets: z.boolean(),
    shared_comments: z.boolean(),
    external_id: nullableText,
    created_at: z.string(),
    updated_at: z.string(),
    domain_names: z.array(z.string()),
    details: nullableText,
    notes: nullableText,
    group_id: z.nullable(z.int()),
    tags: z.array(z.string()),
    organization_fields: z.record(z.string(), z.unknown()),
  }),
);
export type OrganizationWire = z.input<typeof OrganizationWire>;

/** A person's place in an organization as the wire shows it. */
export const OrganizationMembershipWire = onFirstUse(() =>
  z.object({
    id: z.int(),
    url: z.string(),
    user_id: z.int(),
    organization_id: z.int(),
    organization_name: z.string(),
    default: z.boolean(),
    /** Whether they see the tickets of everybody in it: nobody does. */
    view_tickets: z.boolean(),
    created_at: z.string(),
    updated_at: z.string(),
  }),
);
export type OrganizationMembershipWire = z.input<typeof OrganizationMembershipWire>;
