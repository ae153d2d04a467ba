import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/**
 * The survey of one resolution of a ticket. `waiting`: its mail goes out later. `offered`: it was sent. `answered`: the
 * customer has rated, by its link or through the API.
 */
export const Survey = onFirstUse(() =>
  z.object({
    ticket_id: z.int(),
    resolution: z.int(),
    version: z.int(),
    state: z.enum(['waiting', 'offered', 'answered']),
    rating_id: z.nullable(z.int()),
    created_at: z.number(),
    updated_at: z.number(),
  }),
);
export type Survey = z.output<typeof Survey>;
