import * as z from 'zod/mini';
import { type Instant, SECOND, toIso } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { Audit } from '../tickets/audit.ts';
import type { TimedMetric } from '../tickets/timed-metric.ts';
import { foldAudit, type TicketClock } from './clock.ts';
import { type MetricEvent, metricEvents } from './metrics/metric-events.ts';
import type { MetricPolicy } from './metrics/policy-choice.ts';
import { step } from './metrics/ticket-times.ts';
import type { SlaRules } from './sla-rules.ts';

/** What became of a ticket's promises, one event a line, in the wire's words. First and next replies are one metric there. */
export const MetricEventWire = onFirstUse(() =>
  z.object({
    id: z.int(),
    ticket_id: z.int(),
    metric: z.string(),
    instance_id: z.int(),
    type: z.enum(['activate', 'pause', 'fulfill', 'apply_sla', 'breach']),
    time: z.string(),
    /** With `apply_sla`: what is promised from here on; null when nothing is any more. */
    sla: z.optional(
      z.nullable(z.object({ target: z.int(), target_in_seconds: z.int(), policy: z.object({ title: z.string() }) })),
    ),
  }),
);
export type MetricEventWire = z.output<typeof MetricEventWire>;

/**
 * The metric events of a ticket, from its audits: nothing of them is kept, as few ask and the audits say it all. They are
 * told by the rules as they are now, but what people were told is broken stays so.
 */
export function metricEventsView(audits: readonly Audit[], rules: SlaRules, now: Instant): MetricEventWire[] {
  const shown: MetricEventWire[] = [];
  let clock: TicketClock | undefined;
  for (const audit of audits) {
    const after = foldAudit(clock, audit, rules);
    const { policy } = after.times;
    const events = metricEvents(clock?.times, after.times);
    shown.push(...events.map((event, at) => view(event, { id: audit.id + at, ticket_id: audit.ticket_id, policy })));
    clock = after;
  }
  const last = audits.at(-1);
  if (!clock || !last || clock.stopped) return shown;
  // What was broken since, and nobody has touched the ticket after.
  const { times } = clock;
  const since = metricEvents(times, step(rules, times, { at: now, by: 'system' }));
  const rest = { ticket_id: last.ticket_id, policy: times.policy };
  return [...shown, ...since.map((event, at) => view(event, { id: last.id + LINES_OF_AN_AUDIT + at, ...rest }))];
}

/** More than an audit has events: their ids follow its own. */
const LINES_OF_AN_AUDIT = 100;

function view(
  { metric, instance_id, type, at, target }: MetricEvent,
  { id, ticket_id, policy }: { id: number; ticket_id: number; policy: MetricPolicy | undefined },
): MetricEventWire {
  const event = { id, ticket_id, metric: wireName(metric), type, time: toIso(at) };
  const numbered = { ...event, instance_id: metric === 'next_reply_time' ? instance_id + 1 : instance_id };
  if (type !== 'apply_sla') return numbered;
  if (target === null) return { ...numbered, sla: null };
  const target_in_seconds = Math.round(target / SECOND);
  const sla = { target: Math.ceil(target_in_seconds / 60), target_in_seconds, policy: { title: policy?.title ?? '' } };
  return { ...numbered, sla };
}

function wireName(metric: TimedMetric): string {
  if (metric === 'first_reply_time' || metric === 'next_reply_time') return 'reply_time';
  return metric === 'total_resolution_time' ? 'resolution_time' : metric;
}
