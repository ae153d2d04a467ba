import * as z from 'zod/mini';
import { type Instant, MINUTE, toIso } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { elapsedAt, type MetricClock, type SlaClock } from './clock.ts';
import { SlaMetric } from './sla-metric.ts';

/** The live state of a ticket's promises, as `include=slas` shows it. */
export const SlaView = onFirstUse(() =>
  z.object({
    policy_metrics: z.array(
      z.object({
        metric: SlaMetric,
        stage: z.enum(['active', 'paused', 'achieved', 'breached']),
        breach_at: z.nullable(z.string()),
        /** Minutes that are left, negative once they are over; absent where no clock runs towards a breach. */
        minutes: z.optional(z.int()),
      }),
    ),
  }),
);
export type SlaView = z.output<typeof SlaView>;

/** What agents see of a ticket's clocks; only metrics for which something was promised. */
export function slaView(clock: SlaClock | undefined, now: Instant): SlaView {
  return {
    policy_metrics: (clock?.metrics ?? []).filter((each) => each.target !== null).map((each) => metricView(each, now)),
  };
}

function metricView(clock: MetricClock, now: Instant): SlaView['policy_metrics'][number] {
  const { metric, stage, step, broken_due_at } = clock;
  const target = clock.target ?? 0;
  const broken = step > 0 || (stage === 'fulfilled' && clock.elapsed > target);
  if (stage === 'fulfilled') {
    return {
      metric,
      stage: broken ? 'breached' : 'achieved',
      breach_at: broken_due_at === null ? null : toIso(broken_due_at),
    };
  }
  const left = broken_due_at === null ? target - elapsedAt(clock, now) : broken_due_at - now;
  const minutes = Math.floor(left / MINUTE);
  if (broken) return { metric, stage: 'breached', breach_at: toIso(broken_due_at ?? now + left), minutes };
  if (stage === 'paused') return { metric, stage: 'paused', breach_at: null, minutes };
  // Past its time by a moment: the check that records the breach is on its way.
  return { metric, stage: left <= 0 ? 'breached' : 'active', breach_at: toIso(now + left), minutes };
}
