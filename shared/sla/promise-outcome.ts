import type { Instant } from '../kernel/clock.ts';
import type { TimedMetric } from '../tickets/timed-metric.ts';
import { brokenAt, type KeptClock } from './clock-record.ts';

/** A promise that is over: it was kept, or it was broken, which is known from its due time on. */
export interface PromiseOutcome {
  readonly metric: TimedMetric;
  readonly kept: boolean;
  /** When it was kept, or was due; null where the clock does not know. */
  readonly at: Instant | null;
}

/**
 * What became of the promises of a ticket, as far as its clocks know. A promise that is still open has no outcome; of a
 * metric that promised several times (next reply, updates) it is the outcome of the last promise.
 */
export function promiseOutcomes(clock: KeptClock | undefined): PromiseOutcome[] {
  return (clock?.metrics ?? []).flatMap((each): PromiseOutcome[] => {
    const { metric, target, stage } = each;
    const broken = brokenAt(each, clock?.settled_to ?? 0);
    if (broken !== null) return [{ metric, kept: false, at: broken }];
    return target !== null && stage === 'fulfilled' ? [{ metric, kept: true, at: null }] : [];
  });
}
