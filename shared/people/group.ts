import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** A team that tickets are given to. */
export const Group = onFirstUse(() =>
  z.object({
    id: z.int(),
    version: z.int(),
    name: z.string(),
    description: z.string(),
    is_public: z.boolean(),
    /** The group that new agents and unrouted tickets fall to. */
    default: z.boolean(),
    deleted: z.boolean(),
    created_at: z.number(),
    updated_at: z.number(),
  }),
);
export type Group = z.output<typeof Group>;
