import * as z from 'zod/mini';
import { type Instant, MINUTE, toIso } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { TimedMetric } from '../tickets/timed-metric.ts';
import { openedClock, type SlaRecord } from './clock-record.ts';
import { dueOf, type MetricTimes, ranAt } from './metrics/ticket-times.ts';
import type { SlaRules } from './sla-rules.ts';

/** The live state of a ticket's promises, as `include=slas` shows it. */
export const SlaView = onFirstUse(() =>
  z.object({
    policy_metrics: z.array(
      z.object({
        metric: TimedMetric,
        stage: z.enum(['active', 'paused', 'achieved', 'breached']),
        breach_at: z.nullable(z.string()),
        /** Minutes that are left, in the hours of the promise, negative once they are over; absent once it is fulfilled. */
        minutes: z.optional(z.int()),
      }),
    ),
  }),
);
export type SlaView = z.output<typeof SlaView>;

/** What agents see of a ticket's clocks; only metrics for which something is promised, or was and was broken. */
export function slaView(record: SlaRecord | undefined, rules: SlaRules, now: Instant): SlaView {
  if (!record?.clock) return { policy_metrics: [] };
  const { times } = openedClock(record.ticket_id, record.clock, rules);
  const promised = times.metrics.filter(({ target, breached_at }) => target !== null || breached_at !== null);
  return { policy_metrics: promised.map((each) => metricView(each, Math.max(now, times.at))) };
}

function metricView(times: MetricTimes, now: Instant): SlaView['policy_metrics'][number] {
  const { metric, stage, breached_at, hours } = times;
  if (stage === 'fulfilled') {
    const broken = breached_at !== null;
    return { metric, stage: broken ? 'breached' : 'achieved', breach_at: broken ? toIso(breached_at) : null };
  }
  const due = dueOf(times);
  // Past its time by a moment: the check that records the breach is on its way.
  const broken = breached_at ?? (due !== null && due <= now ? due : null);
  if (broken !== null) {
    const minutes = -Math.ceil(hours.between(broken, now) / MINUTE);
    return { metric, stage: 'breached', breach_at: toIso(broken), minutes: minutes === 0 ? 0 : minutes };
  }
  const minutes = Math.floor(((times.target ?? 0) - ranAt(times, now)) / MINUTE);
  return stage === 'paused'
    ? { metric, stage: 'paused', breach_at: null, minutes }
    : { metric, stage: 'active', breach_at: due === null ? null : toIso(due), minutes };
}
