import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { ALL_METRICS, TimedMetric } from '../tickets/timed-metric.ts';
import { atTheFoot, type Climb, type TicketClock } from './clock.ts';
import { dueOf, inOrder, type MetricTimes, type Segments, step, type TicketTimes } from './metrics/ticket-times.ts';
import { hoursNamed, nameOfHours, type SlaRules } from './sla-rules.ts';

const MaybeInstant = onFirstUse(() => z._default(z.nullable(z.number()), null));

/** The clock of one metric as it is kept. What is null or empty is left out of the table. */
const KeptMetric = onFirstUse(() =>
  z.object({
    metric: TimedMetric,
    stage: z.enum(['running', 'paused', 'fulfilled']),
    count: z.int(),
    /** From when until when it ran, one after the other: from, to, from, to ... */
    segments: z._default(z.array(z.number()), []),
    since: MaybeInstant,
    ran: z.number(),
    /** The name of the hours it goes by; null for around the clock. */
    hours: z._default(z.nullable(z.string()), null),
    target: MaybeInstant,
    promised_at: z.number(),
    fulfilled_at: MaybeInstant,
    breached_at: MaybeInstant,
    /** When it falls due, or fell, while it is open: for those who only want to know that. */
    due_at: MaybeInstant,
    taken: z._default(z.array(z.string()), []),
    acknowledged_at: MaybeInstant,
  }),
);
type KeptMetric = z.output<typeof KeptMetric>;

/** All clocks of a ticket as they are kept. Metrics of which nothing ever began are left out. */
export const KeptClock = onFirstUse(() =>
  z.object({
    ticket_version: z.int(),
    at: z.number(),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.null(), z.array(z.string())])),
    policy: z.nullable(z.object({ id: z.int(), title: z.string() })),
    /** The version of the rules that it goes by. */
    rules: z.int(),
    metrics: z.array(KeptMetric),
    stopped: z.boolean(),
    settled_to: z._default(z.number(), 0),
  }),
);
export type KeptClock = z.output<typeof KeptClock>;

/** A clock with how often it was written, and the one timer that may act on it. */
export const SlaRecord = onFirstUse(() =>
  z.object({
    ticket_id: z.int(),
    version: z.int(),
    next: z.nullable(z.object({ due_at: z.number(), guard: z.int() })),
    /** Absent in records from before all metrics were measured: such clocks start anew from the audits. */
    clock: z.optional(KeptClock),
  }),
);
export type SlaRecord = z.output<typeof SlaRecord>;

/** A ticket's clocks as they are kept. */
export function keptClock(clock: TicketClock, rules: SlaRules): KeptClock {
  const { ticket_version, times, climbs, stopped, settled_to } = clock;
  const policy = rules.policies.find((each) => each === times.policy);
  return {
    ticket_version,
    at: times.at,
    facts: plainFacts(times),
    policy: policy ? { id: policy.id, title: policy.title } : null,
    rules: rules.version,
    metrics: times.metrics.flatMap((each, at) => keptMetric(each, climbs[at] ?? atTheFoot(each.count), rules)),
    stopped,
    settled_to,
  };
}

/** When a promise was broken, as far as is known by an instant; null while it is not. */
export function brokenAt(
  { breached_at, due_at, promised_at }: Pick<KeptMetric, 'breached_at' | 'due_at' | 'promised_at'>,
  by: Instant,
): Instant | null {
  if (breached_at !== null) return breached_at;
  return due_at !== null && due_at < by ? Math.max(due_at, promised_at) : null;
}

function plainFacts({ facts }: TicketTimes): KeptClock['facts'] {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, typeof value === 'object' && value ? [...value] : value]),
  );
}

function keptMetric(times: MetricTimes, climb: Climb, rules: SlaRules): KeptMetric[] {
  const { metric, stage, count, since, ran, target, promised_at, fulfilled_at, breached_at } = times;
  if (stage === 'none') return [];
  return [
    {
      metric,
      stage,
      count,
      segments: inOrder(times.segments).flatMap(({ from, to }) => [from, to]),
      since,
      ran,
      hours: nameOfHours(rules, times.hours),
      target,
      promised_at,
      fulfilled_at,
      breached_at,
      due_at: dueOf(times),
      taken: [...climb.taken],
      acknowledged_at: climb.acknowledged_at,
    },
  ];
}

/**
 * A kept clock at work again, under the rules as they are now: what they changed counts from when they were changed. What
 * was broken before stays so, though its hours may be gone.
 */
export function openedClock(ticketId: number, kept: KeptClock, rules: SlaRules): TicketClock {
  const same = kept.rules === rules.version;
  const changed_at = Math.max(kept.at, rules.changed_at);
  const before: TicketTimes = {
    at: kept.at,
    facts: kept.facts,
    policies: same ? rules.policies : [],
    policy: same ? rules.policies.find(({ id }) => id === kept.policy?.id) : undefined,
    schedule: same ? rules.schedule : hoursNamed(rules, ''),
    metrics: ALL_METRICS.map((metric) => openedMetric(metric, kept, rules, same ? null : changed_at)),
  };
  const { policies, schedule } = rules;
  const times = same ? before : step(rules, before, { at: changed_at, by: 'system', policies, schedule });
  const { ticket_version, stopped, settled_to } = kept;
  return {
    ticket_id: ticketId,
    ticket_version,
    times,
    climbs: ALL_METRICS.map((each) => climbOf(each, kept)),
    stopped,
    settled_to,
  };
}

function openedMetric(metric: TimedMetric, kept: KeptClock, rules: SlaRules, changedAt: Instant | null): MetricTimes {
  const found = kept.metrics.find((each) => each.metric === metric);
  if (!found) return unbegun(metric, kept.at, rules);
  const { stage, count, since, ran, target, promised_at, fulfilled_at } = found;
  const breached_at = changedAt === null ? found.breached_at : brokenAt(found, changedAt);
  let segments: Segments | null = null;
  for (let at = 0; at + 1 < found.segments.length; at += 2)
    segments = { last: { from: found.segments[at] ?? 0, to: found.segments[at + 1] ?? 0 }, before: segments };
  const hours = hoursNamed(rules, found.hours);
  const rest = { target, promised_at, fulfilled_at, breached_at, previous: null };
  return { metric, stage, count, segments, since, ran, hours, ...rest };
}

function unbegun(metric: TimedMetric, at: Instant, rules: SlaRules): MetricTimes {
  const nothing = { segments: null, since: null, target: null, fulfilled_at: null, breached_at: null, previous: null };
  return { metric, stage: 'none', count: 0, ran: 0, hours: hoursNamed(rules, null), promised_at: at, ...nothing };
}

function climbOf(metric: TimedMetric, kept: KeptClock): Climb {
  const found = kept.metrics.find((each) => each.metric === metric);
  if (!found) return atTheFoot(0);
  return { promise: found.count, taken: found.taken, acknowledged_at: found.acknowledged_at };
}
