import type { Instant } from '../kernel/clock.ts';
import { brokenAt, type KeptClock } from './clock-record.ts';

/** When the next promise of a ticket breaks unless somebody acts; null where none is open, or all are broken already. */
export function nextBreach(clock: KeptClock): Instant | null {
  const dues = clock.metrics.flatMap((each) => (brokenAt(each, clock.settled_to) === null ? (each.due_at ?? []) : []));
  return dues.length > 0 ? Math.min(...dues) : null;
}
