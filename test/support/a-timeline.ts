import * as fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/clock.ts';
import { metricStates } from '../../shared/sla/metrics/metric-state.ts';
import type { MetricPolicy } from '../../shared/sla/metrics/policy-choice.ts';
import {
  replay,
  type TicketTimes,
  type TimelineEvent,
  type TimesRules,
} from '../../shared/sla/metrics/ticket-times.ts';
import { PRIORITIES, STATUSES } from '../../shared/tickets/ticket.ts';
import { ALL_METRICS, type TimedMetric } from '../../shared/tickets/timed-metric.ts';
import { hoursOf } from './a-schedule.ts';

/** A Monday, 09:00 in Shanghai. */
export const MONDAY = Date.parse('2026-01-05T09:00:00+08:00');

/** Monday to Friday, 09:00 to 18:00 in Shanghai. */
export const OFFICE = hoursOf({
  time_zone: 'Asia/Shanghai',
  intervals: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '18:00']]])),
});

/** The same promise for every metric: so many minutes, from low to urgent. */
export function aMetricPolicy(
  minutes: readonly number[] = [480, 240, 120, 60],
  businessHours = false,
  changes: Partial<MetricPolicy> = {},
): MetricPolicy {
  const targets = ALL_METRICS.flatMap((metric) =>
    PRIORITIES.map((priority, at) => ({ metric, priority, milliseconds: (minutes[at] ?? 0) * MINUTE, businessHours })),
  );
  return { title: 'A policy', filter: { all: [], any: [] }, targets, ...changes };
}

export const RULES: TimesRules = { policies: [aMetricPolicy()], schedule: OFFICE };

/** A timeline in hours since Monday, 09:00. */
export function at(hours: number, by: TimelineEvent['by'], rest: Omit<TimelineEvent, 'at' | 'by'> = {}): TimelineEvent {
  return { at: MONDAY + hours * HOUR, by, ...rest };
}

/** The clocks after a timeline. */
export function timesOf(events: readonly TimelineEvent[], rules: TimesRules = RULES): TicketTimes {
  const times = replay(rules, events);
  if (!times) throw new Error('A ticket has at least one event');
  return times;
}

/** How a metric stands so many hours after Monday, 09:00; instants as such hours, too. */
export function standing(times: TicketTimes, metric: TimedMetric, hours: number) {
  const found = metricStates(times, MONDAY + hours * HOUR).find((each) => each.metric === metric);
  if (!found) throw new Error(`There is no ${metric}`);
  const inHours = (instant: number | null) => (instant === null ? null : (instant - MONDAY) / HOUR);
  return {
    state: found.state,
    count: found.instance_id,
    elapsed: found.elapsed / HOUR,
    due: inHours(found.due_at),
    breached: inHours(found.breached_at),
    fulfilled: inHours(found.fulfilled_at),
  };
}

const policies = [
  [aMetricPolicy()],
  [aMetricPolicy([960, 480, 240, 30], true)],
  [
    aMetricPolicy([60, 30, 20, 10], true, {
      title: 'Withdrawals',
      filter: { all: [{ field: 'category', operator: 'is', value: 'deposit_withdrawal' }], any: [] },
    }),
    aMetricPolicy([2_000, 1_000, 500, 100]),
  ],
  [],
];
const night = hoursOf({
  time_zone: 'Europe/Berlin',
  intervals: { sat: [['22:00', '06:00']], mon: [['08:00', '12:00']] },
});
const never = hoursOf({ intervals: {} });

/** Rules under which a ticket may begin. */
export const someRules: fc.Arbitrary<TimesRules> = fc.record({
  policies: fc.constantFrom(...policies),
  schedule: fc.constantFrom(OFFICE, night, never),
});

const event = fc.record(
  {
    at: fc.integer({ min: 0, max: 9 * DAY }),
    by: fc.constantFrom('customer' as const, 'agent' as const, 'system' as const),
    comment: fc.option(fc.constantFrom('public' as const, 'internal' as const), { nil: undefined }),
    automatic: fc.boolean(),
    status: fc.option(fc.constantFrom(...STATUSES), { nil: undefined }),
    priority: fc.option(fc.constantFrom(...PRIORITIES, null), { nil: undefined, freq: 2 }),
    category: fc.option(fc.constantFrom('kyc', 'deposit_withdrawal'), { nil: undefined, freq: 2 }),
    policies: fc.option(fc.constantFrom(...policies), { nil: undefined, freq: 1 }),
    schedule: fc.option(fc.constantFrom(OFFICE, night, never), { nil: undefined, freq: 1 }),
  },
  { requiredKeys: ['at', 'by'] },
);

/** What happens to tickets, in order of time: everything that a timeline may hold. */
export const someTimeline: fc.Arbitrary<TimelineEvent[]> = fc
  .array(event, { minLength: 1, maxLength: 25 })
  .map((events) => events.sort((a, b) => a.at - b.at).map(timelineEvent));

type Drawn = typeof event extends fc.Arbitrary<infer T> ? T : never;

function timelineEvent({
  at: after,
  by,
  comment,
  automatic,
  policies: promises,
  schedule,
  ...fields
}: Drawn): TimelineEvent {
  const changes = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return {
    at: MONDAY + after,
    by,
    ...(comment && { comment }),
    ...(automatic && { automatic }),
    ...(promises && { policies: promises }),
    ...(schedule && { schedule }),
    ...(changes.length > 0 && { changes: Object.fromEntries(changes) }),
  };
}
