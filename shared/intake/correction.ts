import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

const AboutNow = onFirstUse(() =>
  z.object({
    kind: z.nullable(z.string()),
    category: z.nullable(z.string()),
    reason: z.nullable(z.string()),
    risk: z.nullable(z.string()),
  }),
);

/**
 * That a person said otherwise what a ticket is about: what the rules can learn from. The customer's words stay with the
 * ticket and are read when they are learned from, so that they are gone when it is.
 */
export const Correction = onFirstUse(() =>
  z.object({
    /** That of the audit in which it was said. */
    id: z.int(),
    ticket_id: z.int(),
    by: z.int(),
    was: AboutNow,
    is: AboutNow,
    created_at: z.number(),
  }),
);
export type Correction = z.output<typeof Correction>;
