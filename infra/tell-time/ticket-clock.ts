import { type Instant, SECOND } from '../../shared/kernel/clock.ts';
import { type MetricEvent, metricEvents } from '../../shared/sla/metrics/metric-events.ts';
import { type MetricState, metricStates } from '../../shared/sla/metrics/metric-state.ts';
import { step, type TicketTimes } from '../../shared/sla/metrics/ticket-times.ts';
import type { Given } from './given.ts';
import type { Hours } from './hours.ts';
import { instantFrom, instantText } from './instants.ts';
import { policiesFrom } from './policies-from.ts';
import { QuestionError } from './question-error.ts';
import { timelineEvents } from './timeline-events.ts';

/** The whole clock of a ticket: what each event did, and how each metric stands in the end. */
export interface ClockReport {
  readonly now: string;
  readonly policy: string | null;
  readonly steps: readonly ClockStep[];
  readonly metrics: readonly ReportedMetric[];
}

/** What one event did. */
export interface ClockStep {
  readonly at: string;
  /** The event as it was given. */
  readonly event: Given;
  readonly policy: string | null;
  readonly effects: readonly {
    readonly metric: MetricEvent['metric'];
    readonly type: MetricEvent['type'];
    readonly instance_id: number;
    readonly at: string;
    readonly due_at: string | null;
    readonly target_in_seconds: number | null;
  }[];
}

/** How a metric stands, in seconds and ISO 8601. */
export interface ReportedMetric {
  readonly metric: MetricState['metric'];
  readonly state: MetricState['state'];
  readonly instance_id: number;
  readonly target_in_seconds: number | null;
  readonly business_hours: boolean;
  readonly elapsed_in_seconds: number;
  readonly due_at: string | null;
  readonly fulfilled_at: string | null;
  readonly breached_at: string | null;
  readonly segments: readonly { readonly from: string; readonly to: string | null }[];
}

/** The clock of the ticket in a question `{policy | policies, schedule, timeline, now}`. Throws QuestionError. */
export function clockReport(question: Given, hoursOf: (schedule: unknown) => Hours): ClockReport {
  const { time, zone } = hoursOf(question['schedule']);
  const rules = { policies: policiesFrom(question) ?? [], schedule: time };
  const events = timelineEvents(question['timeline'], zone, hoursOf);
  const steps: ClockStep[] = [];
  let times: TicketTimes | undefined;
  for (const { event, given } of events) {
    const after = step(rules, times, event);
    const effects = metricEvents(times, after).map(reportedEvent);
    steps.push({ at: instantText(after.at), event: given, policy: after.policy?.title ?? null, effects });
    times = after;
  }
  if (!times) throw new QuestionError('timeline: a ticket has at least the event that opens it');
  const asked = question['now'] ?? question['at'];
  const now = asked === undefined ? times.at : instantFrom('now', asked, zone);
  if (now < times.at) throw new QuestionError('now: lies before the last event of the timeline');
  const metrics = metricStates(times, now).map(reportedMetric);
  return { now: instantText(now), policy: times.policy?.title ?? null, steps, metrics };
}

function reportedEvent({ metric, type, instance_id, at, due_at, target }: MetricEvent): ClockStep['effects'][number] {
  return { metric, type, instance_id, at: instantText(at), due_at: orNull(due_at), target_in_seconds: seconds(target) };
}

function reportedMetric(state: MetricState): ReportedMetric {
  return {
    metric: state.metric,
    state: state.state,
    instance_id: state.instance_id,
    target_in_seconds: seconds(state.target),
    business_hours: state.business_hours,
    elapsed_in_seconds: state.elapsed / SECOND,
    due_at: orNull(state.due_at),
    fulfilled_at: orNull(state.fulfilled_at),
    breached_at: orNull(state.breached_at),
    segments: state.segments.map(({ from, to }) => ({ from: instantText(from), to: orNull(to) })),
  };
}

function orNull(at: Instant | null): string | null {
  return at === null ? null : instantText(at);
}

function seconds(milliseconds: number | null): number | null {
  return milliseconds === null ? null : milliseconds / SECOND;
}
