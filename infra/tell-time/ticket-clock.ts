import { type Instant, SECOND } from '../../shared/kernel/clock.ts';
import { ALWAYS_OPEN } from '../../shared/sla/business-time.ts';
import { type MetricEvent, metricEvents } from '../../shared/sla/metrics/metric-events.ts';
import { type MetricState, metricStates } from '../../shared/sla/metrics/metric-state.ts';
import { type PromiseTimes, ranAt, step, type TicketTimes } from '../../shared/sla/metrics/ticket-times.ts';
import type { TimeZone } from '../../shared/sla/time-zone.ts';
import type { Given } from './given.ts';
import type { Hours } from './hours.ts';
import { instantFrom, instantText } from './instants.ts';
import { ladderClimber, type PlannedStep } from './ladder-steps.ts';
import { type OpenDay, openDays } from './open-days.ts';
import { type PassedOver, passedOver } from './passed-over.ts';
import { policiesFrom } from './policies-from.ts';
import { QuestionError } from './question-error.ts';
import { timelineEvents } from './timeline-events.ts';

/** The whole clock of a ticket: what each event did, and how each metric stands in the end. */
export interface ClockReport {
  readonly time_zone: string;
  readonly now: string;
  readonly policy: string | null;
  readonly steps: readonly ClockStep[];
  readonly metrics: readonly ReportedMetric[];
  /** Steps of escalations that come if nothing else happens. */
  readonly escalations: readonly PlannedStep[];
}

/** What one event did. */
export interface ClockStep {
  readonly at: string;
  /** The event as it was given. */
  readonly event: Given;
  readonly policy: string | null;
  /** Policies that come before the one that applies, with why they do not. */
  readonly passed_over: readonly PassedOver[];
  readonly effects: readonly ClockEffect[];
  /** Steps of escalations that fell due after it, before anything else happened. */
  readonly escalations: readonly PlannedStep[];
}

/** What an event did to the clock of one metric. */
export interface ClockEffect {
  readonly metric: MetricEvent['metric'];
  readonly type: MetricEvent['type'];
  readonly instance_id: number;
  readonly at: string;
  readonly due_at: string | null;
  readonly target_in_seconds: number | null;
  readonly business_hours: boolean;
  readonly elapsed_in_seconds: number;
  /** Where the time that is left lies, day by day until it is due, where it is business hours of a few days. */
  readonly days?: readonly OpenDay[];
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
  const rules = { policies: policiesFrom(question, hoursOf) ?? [], schedule: time };
  const events = timelineEvents(question['timeline'], zone, hoursOf);
  const asked = question['now'] ?? question['at'];
  const last = events.at(-1)?.event.at;
  if (last === undefined) throw new QuestionError('timeline: a ticket has at least the event that opens it');
  const now = asked === undefined ? last : instantFrom('now', asked, zone);
  if (now < last) throw new QuestionError('now: lies before the last event of the timeline');
  const ladder = ladderClimber();
  const steps: ClockStep[] = [];
  let times: TicketTimes | undefined;
  for (const [index, { event, given }] of events.entries()) {
    const after = step(rules, times, event);
    ladder.goOn(times, after, event);
    const next = events[index + 1]?.event.at;
    steps.push({
      at: instantText(after.at),
      event: given,
      policy: after.policy?.title ?? null,
      passed_over: passedOver(after),
      effects: metricEvents(times, after).map((each) => reportedEvent(each, after, zone)),
      escalations: ladder.takeUntil(after, next ?? now + 1),
    });
    times = after;
  }
  const policy = times?.policy?.title ?? null;
  const metrics = times ? metricStates(times, now).map(reportedMetric) : [];
  const escalations = times ? ladder.toCome(times, now) : [];
  return { time_zone: zone.name, now: instantText(now), policy, steps, metrics, escalations };
}

function reportedEvent(event: MetricEvent, after: TicketTimes, zone: TimeZone): ClockEffect {
  const { metric, type, instance_id, at, due_at, target } = event;
  const times = promiseOf(event, after);
  const businessHours = times !== undefined && times.hours !== ALWAYS_OPEN;
  const days = times && businessHours && due_at !== null ? openDays(times.hours, zone, after.at, due_at) : [];
  return {
    metric,
    type,
    instance_id,
    at: instantText(at),
    due_at: orNull(due_at),
    target_in_seconds: seconds(target),
    business_hours: businessHours,
    elapsed_in_seconds: times ? ranAt(times, after.at) / SECOND : 0,
    ...(days.length > 1 ? { days } : {}),
  };
}

/** The promise that an event is about: the one that is open, or the one that ended as it began. */
function promiseOf({ metric, instance_id }: MetricEvent, { metrics }: TicketTimes): PromiseTimes | undefined {
  const found = metrics.find((each) => each.metric === metric);
  return found?.count === instance_id ? found : (found?.previous ?? undefined);
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
