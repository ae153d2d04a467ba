import type { Instant } from '../../kernel/clock.ts';
import type { TimedMetric } from '../../tickets/timed-metric.ts';
import { ALWAYS_OPEN } from '../business-time.ts';
import { dueOf, inOrder, type MetricTimes, ranAt, type TicketTimes } from './ticket-times.ts';

/** How a metric stands at an instant. A promise that was broken stays `breached`, also once it is fulfilled. */
export interface MetricState {
  readonly metric: TimedMetric;
  readonly state: 'none' | 'active' | 'paused' | 'fulfilled' | 'breached';
  readonly instance_id: number;
  readonly target: number | null;
  readonly business_hours: boolean;
  /** Milliseconds that counted so far. */
  readonly elapsed: number;
  readonly due_at: Instant | null;
  readonly fulfilled_at: Instant | null;
  readonly breached_at: Instant | null;
  /** From when until when it ran; the last one has no end while it runs. */
  readonly segments: readonly { readonly from: Instant; readonly to: Instant | null }[];
}

/** How all metrics of a ticket stand at an instant, which must not lie before its last event. */
export function metricStates(times: TicketTimes, now: Instant): MetricState[] {
  return times.metrics.map((each) => stateOf(each, now));
}

function stateOf(times: MetricTimes, now: Instant): MetricState {
  const due_at = dueOf(times);
  const overdue = due_at !== null && due_at <= now ? Math.max(due_at, times.promised_at) : null;
  const breached_at = times.breached_at ?? overdue;
  return {
    metric: times.metric,
    state: stateName(times, breached_at),
    instance_id: times.count,
    target: times.target,
    business_hours: times.hours !== ALWAYS_OPEN,
    elapsed: ranAt(times, now),
    due_at,
    fulfilled_at: times.fulfilled_at,
    breached_at,
    segments: allSegments(times),
  };
}

function stateName({ stage }: MetricTimes, breached_at: Instant | null): MetricState['state'] {
  if (stage === 'none') return 'none';
  if (breached_at !== null) return 'breached';
  return stage === 'running' ? 'active' : stage;
}

function allSegments({ segments, since }: MetricTimes): MetricState['segments'] {
  const ended = inOrder(segments);
  return since === null ? ended : [...ended, { from: since, to: null }];
}
