import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** A promise of a ticket was kept or broken, or is open again. */
export const SLA_SETTLED = 'sla.settled.v1';

/** `version`: that of the ticket's clocks with the new outcome. */
export const SlaSettledData = onFirstUse(() => z.object({ ticket_id: z.int(), version: z.int() }));
export type SlaSettledData = z.output<typeof SlaSettledData>;
