import type { Instant } from '../kernel/clock.ts';
import type { MetricClock, SlaClock } from './clock.ts';
import type { SlaMetric } from './sla-metric.ts';

/** A promise that is over: it was kept, or it was broken, which is known from its due time on. */
export interface PromiseOutcome {
  readonly metric: SlaMetric;
  readonly kept: boolean;
  /** When it was kept, or was due; null where the clock does not know. */
  readonly at: Instant | null;
}

/** What became of the promises of a ticket, as far as its clocks know. A promise that is still open has no outcome. */
export function promiseOutcomes(clock: SlaClock | undefined): PromiseOutcome[] {
  return (clock?.metrics ?? []).flatMap((each) => {
    const kept = isKept(each);
    return kept === undefined ? [] : [{ metric: each.metric, kept, at: kept ? null : each.broken_due_at }];
  });
}

function isKept({ target, step, stage, elapsed }: MetricClock): boolean | undefined {
  if (target === null) return undefined;
  if (step > 0) return false;
  return stage === 'fulfilled' ? elapsed <= target : undefined;
}
