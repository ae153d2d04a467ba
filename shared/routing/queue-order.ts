import { HOUR, type Instant } from '../kernel/clock.ts';
import type { Priority } from '../tickets/ticket.ts';

/** What a customer is to the exchange. */
export const TIERS = ['standard', 'vip'] as const;
export type Tier = (typeof TIERS)[number];

/** By how much waiting a ticket of each priority is ahead of a low one that came at the same time. */
const PRIORITY_AHEAD: Readonly<Record<Priority, number>> = {
  low: 0,
  normal: 4 * HOUR,
  high: 12 * HOUR,
  urgent: 48 * HOUR,
};
/** Less than a step of priority, so that of two tickets that came together priority decides before tier. */
const TIER_AHEAD: Readonly<Record<Tier, number>> = { standard: 0, vip: 2 * HOUR };

/** Nothing that comes this much later than a ticket is ever served before it. */
export const LONGEST_AHEAD = PRIORITY_AHEAD.urgent + TIER_AHEAD.vip;

/**
 * A ticket's place in the queue: the instant at which a low one of a standard customer would have had to come to stand
 * there; the lowest is next. It grows older with the waiting of all alike, so the order of two tickets never changes while
 * they wait, and can be a sort key.
 */
export function queueRank(ticket: {
  readonly priority: Priority | null;
  readonly tier: Tier;
  readonly since: Instant;
}): number {
  return Math.floor(ticket.since) - PRIORITY_AHEAD[ticket.priority ?? 'normal'] - TIER_AHEAD[ticket.tier];
}

/** The tier that tags tell, the ticket's own or the customer's. */
export function tierOf(tags: readonly string[]): Tier {
  return tags.includes('vip') ? 'vip' : 'standard';
}
