import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

export const IDENTITY_TYPES = ['email', 'phone_number'] as const;

/** A way to reach a person. An address belongs to one person at most; `verified` once they proved that it is theirs. */
export const Identity = onFirstUse(() =>
  z.object({
    id: z.int(),
    user_id: z.int(),
    type: z.enum(IDENTITY_TYPES),
    value: z.string(),
    verified: z.boolean(),
    primary: z.boolean(),
    created_at: z.number(),
    updated_at: z.number(),
  }),
);
export type Identity = z.output<typeof Identity>;

/** What the wire calls addresses that mail reaches, and those that were given up after a lasting failure. */
export const DELIVERABLE_STATES = ['deliverable', 'undeliverable'] as const;

/** Identities a person may have: what one request can still show and release. */
export const MAX_IDENTITIES = 20;
