import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** A company or other body that people belong to. */
export const Organization = onFirstUse(() =>
  z.object({
    id: z.int(),
    version: z.int(),
    name: z.string(),
    external_id: z.nullable(z.string()),
    details: z.nullable(z.string()),
    notes: z.nullable(z.string()),
    domain_names: z.array(z.string()),
    tags: z.array(z.string()),
    organization_fields: z.record(z.string(), z.unknown()),
    group_id: z.nullable(z.int()),
    shared_tickets: z.boolean(),
    shared_comments: z.boolean(),
    deleted: z.boolean(),
    created_at: z.number(),
    updated_at: z.number(),
  }),
);
export type Organization = z.output<typeof Organization>;
