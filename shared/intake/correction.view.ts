import * as z from 'zod/mini';
import { toIso } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { Correction } from './correction.ts';

const About = onFirstUse(() =>
  z.object({
    kind: z.nullable(z.string()),
    category: z.nullable(z.string()),
    reason: z.nullable(z.string()),
    risk: z.nullable(z.string()),
  }),
);

/** A correction as the wire shows it: with the words that it is about, in the form that training reads. */
export const CorrectionWire = onFirstUse(() =>
  z.object({
    id: z.int(),
    ticket_id: z.int(),
    by: z.int(),
    subject: z.string(),
    text: z.string(),
    /** What the ticket is about, as the person said, and as it stood before. */
    is: About,
    was: About,
    created_at: z.string(),
  }),
);
export type CorrectionWire = z.input<typeof CorrectionWire>;

/** A correction with the customer's words, without what tells who the customer is. */
export function correctionView(
  { id, ticket_id, by, is, was, created_at }: Correction,
  words: { readonly subject: string; readonly text: string },
): CorrectionWire {
  return { id, ticket_id, by, ...words, is, was, created_at: toIso(created_at) };
}
