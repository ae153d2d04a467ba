import type { Instant } from '../kernel/clock.ts';
import { dueAt, type SlaClock } from './clock.ts';

/** When the next promise of a ticket breaks unless something happens; null when none can. Broken ones do not count. */
export function nextBreach(clock: SlaClock): Instant | null {
  const dues = clock.metrics.flatMap((metric) => (metric.step === 0 ? (dueAt(metric) ?? []) : []));
  return dues.length > 0 ? Math.min(...dues) : null;
}
