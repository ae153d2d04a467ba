import * as z from 'zod/mini';
import { toIso, toIsoOrNull } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { RoutingChannel } from './channel.ts';
import type { WaitingFor } from './match.ts';
import { TIERS } from './queue-order.ts';
import type { Waiting } from './routing-state.ts';

/** A group's queue as the wire shows it. Ours. */
export const QueueWire = onFirstUse(() =>
  z.object({
    group_id: z.int(),
    count: z.int(),
    tickets: z.array(
      z.object({
        ticket_id: z.int(),
        channel: RoutingChannel,
        language: z.string(),
        skills: z.array(z.string()),
        /** When it demands no skill any more. */
        skills_until: z.nullable(z.string()),
        tier: z.enum(TIERS),
        waiting_since: z.string(),
      }),
    ),
  }),
);

/** The next tickets of a group's queue and how many there are, for agents. */
export function queueView(
  group_id: number,
  waiting: readonly (Waiting & WaitingFor)[],
  count: number,
): z.input<typeof QueueWire> {
  const tickets = waiting.map(({ ticket_id, need, skills_until, tier, since }) => {
    return { ticket_id, ...need, skills_until: toIsoOrNull(skills_until), tier, waiting_since: toIso(since) };
  });
  return { group_id, count, tickets };
}
