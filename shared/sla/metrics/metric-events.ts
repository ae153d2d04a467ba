import type { Instant } from '../../kernel/clock.ts';
import type { TimedMetric } from '../../tickets/timed-metric.ts';
import { dueOf, isOpen, type PromiseTimes, type TicketTimes } from './ticket-times.ts';

/** What became of a metric's clock, in the wire's words (ticket metric events). */
export interface MetricEvent {
  readonly metric: TimedMetric;
  /** Which promise of the metric, from 1. */
  readonly instance_id: number;
  readonly type: 'activate' | 'pause' | 'fulfill' | 'apply_sla' | 'breach';
  readonly at: Instant;
  /** When it falls due from here on; null where it does not. */
  readonly due_at: Instant | null;
  /** Milliseconds that are promised from here on; null without a promise. */
  readonly target: number | null;
}

/** What one event did to the clocks of a ticket: those before it (none for the first) and those after it. */
export function metricEvents(before: TicketTimes | undefined, after: TicketTimes): MetricEvent[] {
  return after.metrics.flatMap((times, index) => {
    const earlier = before?.metrics[index];
    if (!earlier || earlier.count === times.count) return eventsOf(earlier, times, after.at);
    return [
      ...(times.previous ? eventsOf(earlier, times.previous, after.at) : []),
      ...eventsOf(undefined, times, after.at),
    ];
  });
}

function eventsOf(before: PromiseTimes | undefined, after: PromiseTimes, at: Instant): MetricEvent[] {
  if (after.stage === 'none') return [];
  const due_at = isOpen(after) ? dueOf(after) : null;
  const event = (type: MetricEvent['type'], when = at): MetricEvent => {
    return { metric: after.metric, instance_id: after.count, type, at: when, due_at, target: after.target };
  };
  const was = before?.stage === 'running' || before?.stage === 'paused';
  const events: MetricEvent[] = [];
  const breach = after.breached_at !== null && (before?.breached_at ?? null) === null ? [after.breached_at] : [];
  for (const when of breach) if (when < at) events.push(event('breach', when));
  if (isOpen(after) && (!was || (before?.stage === 'paused' && after.stage === 'running')))
    events.push(event('activate'));
  if (isOpen(after) && isPromisedAnew(before, after)) events.push(event('apply_sla'));
  for (const when of breach) if (when >= at) events.push(event('breach', when));
  if (after.stage === 'paused' && before?.stage !== 'paused') events.push(event('pause'));
  if (after.stage === 'fulfilled' && was) events.push(event('fulfill'));
  return events;
}

function isPromisedAnew(before: PromiseTimes | undefined, after: PromiseTimes): boolean {
  if (!before || before.target === null) return after.target !== null;
  return before.target !== after.target || before.hours !== after.hours;
}
