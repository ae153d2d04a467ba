import type { Instant } from '../../kernel/clock.ts';
import type { Status } from '../../tickets/ticket.ts';
import { ALL_METRICS, type TimedMetric } from '../../tickets/timed-metric.ts';
import { ALWAYS_OPEN, type BusinessTime } from '../business-time.ts';
import { goesOn, type Happening, moveOf, pausesIn } from './definitions.ts';
import { choosePolicy, chooseTarget, type Facts, type MetricPolicy } from './policy-choice.ts';

/** One thing that happened to a ticket. The first one opens it. */
export interface TimelineEvent {
  readonly at: Instant;
  readonly by: 'customer' | 'agent' | 'system';
  /** What was written in it, if anything. */
  readonly comment?: 'public' | 'internal';
  /** An auto-reply, an out-of-office note, a bounce: nobody wrote it. */
  readonly automatic?: boolean;
  /** What is different after it: status, priority, category, group ... */
  readonly changes?: Facts;
  /** From here on these are the policies. */
  readonly policies?: readonly MetricPolicy[];
  /** From here on these are the ticket's business hours. */
  readonly schedule?: BusinessTime;
}

/** From when until when a clock ran. */
export interface Segment {
  readonly from: Instant;
  readonly to: Instant;
}

/** Segments, the last one first: added to without copying those before. */
export interface Segments {
  readonly last: Segment;
  readonly before: Segments | null;
}

/** The clock of one promise of a metric. */
export interface PromiseTimes {
  readonly metric: TimedMetric;
  /** `none`: nothing was ever promised to begin. */
  readonly stage: 'none' | 'running' | 'paused' | 'fulfilled';
  /** How many promises began so far. */
  readonly count: number;
  /** When it ran, up to when it last stopped; null while it did not. */
  readonly segments: Segments | null;
  /** Since when it runs; null while it does not. */
  readonly since: Instant | null;
  /** Milliseconds that count in `segments`, by `hours`. */
  readonly ran: number;
  /** What time counts: business hours, or around the clock. */
  readonly hours: BusinessTime;
  /** Milliseconds that are promised; null without a promise. A fulfilled one keeps what was promised. */
  readonly target: number | null;
  /** Since when this is promised, by these hours: it cannot have been broken before. */
  readonly promised_at: Instant;
  readonly fulfilled_at: Instant | null;
  /** When it was broken. That stays so, whatever is promised later. */
  readonly breached_at: Instant | null;
}

/** The clock of one metric: of the promise that is open, or of the last that was. */
export interface MetricTimes extends PromiseTimes {
  /** The promise before this one, as it ended. */
  readonly previous: PromiseTimes | null;
}

/** All clocks of a ticket after the events so far. */
export interface TicketTimes {
  readonly at: Instant;
  readonly facts: Facts;
  readonly policies: readonly MetricPolicy[];
  readonly policy: MetricPolicy | undefined;
  readonly schedule: BusinessTime;
  readonly metrics: readonly MetricTimes[];
}

/** What a ticket's clocks go by before its timeline says otherwise. */
export interface TimesRules {
  readonly policies: readonly MetricPolicy[];
  readonly schedule: BusinessTime;
}

/**
 * Takes the next event of a ticket into its clocks; the first (`before` undefined) opens it. An event that is told late
 * counts from the last one that was told.
 */
export function step(rules: TimesRules, before: TicketTimes | undefined, event: TimelineEvent): TicketTimes {
  const at = Math.max(event.at, before?.at ?? event.at);
  const policies = event.policies ?? before?.policies ?? rules.policies;
  const schedule = event.schedule ?? before?.schedule ?? rules.schedule;
  const facts = factsAfter(before?.facts, event.changes);
  const same = before && policies === before.policies && facts === before.facts;
  const policy = same ? before.policy : choosePolicy(policies, facts);
  const promisedAsBefore =
    policy === before?.policy && schedule === before?.schedule && facts['priority'] === before?.facts['priority'];
  const written = event.comment === 'public' && event.automatic !== true;
  const happening = {
    opened: !before,
    asked: !before || (written && event.by === 'customer'),
    answered: before !== undefined && written && event.by === 'agent',
    status: facts['status'] as Status,
    firstReplyOwed: before ? isOpen(before.metrics[0]) : false,
  };
  const after = { at, facts, policies, policy, schedule };
  const metrics = ALL_METRICS.map((metric, index) =>
    metricAfter(before?.metrics[index] ?? unbegun(metric, at), happening, after, promisedAsBefore),
  );
  return { ...after, metrics };
}

const FIRST_FACTS: Facts = { status: 'new' };

/** The same object where nothing is said to be different: most of what follows from it need not be worked out again then. */
function factsAfter(before: Facts | undefined, changes: Facts | undefined): Facts {
  if (!changes) return before ?? FIRST_FACTS;
  const facts: Record<string, Facts[string]> = { ...(before ?? FIRST_FACTS) };
  for (const name of Object.keys(changes)) facts[name] = changes[name] ?? null;
  return facts;
}

/** What something that happened does to the clock of one metric. */
function metricAfter(
  before: MetricTimes,
  happening: Happening,
  { at, facts, policy, schedule }: Omit<TicketTimes, 'metrics'>,
  promisedAsBefore: boolean,
): MetricTimes {
  const { metric } = before;
  let times = broken(before, at);
  const move = moveOf(metric, isOpen(times), happening);
  if (move.fulfils) times = stopped(times, at, 'fulfilled', at);
  if (move.begins) times = goesOn(metric) && times.count > 0 ? goingOn(times) : begun(times, at);
  if (!isOpen(times)) return times;
  if (move.begins || !promisedAsBefore) {
    const target = chooseTarget(policy, metric, facts);
    const hours = target?.businessHours ? (policy?.schedule ?? schedule) : ALWAYS_OPEN;
    times = promising(times, target?.milliseconds ?? null, hours, at);
  }
  if (pausesIn(metric, happening.status)) return broken(stopped(times, at, 'paused', times.fulfilled_at), at);
  return broken(times.since === null ? { ...times, stage: 'running', since: at } : times, at);
}

/** The clocks of a ticket after all of its events. */
export function replay(rules: TimesRules, events: readonly TimelineEvent[]): TicketTimes | undefined {
  let times: TicketTimes | undefined;
  for (const event of events) times = step(rules, times, event);
  return times;
}

/** When the promise that is open falls due, or fell: null without a promise, and while it stands still with time left. */
export function dueOf(times: PromiseTimes): Instant | null {
  return times.target === null ? null : whenRan(times, times.target);
}

/** When the promise that is open will have run, or had run, for so long; null while it stands still before that. */
export function whenRan(times: PromiseTimes, milliseconds: number): Instant | null {
  const { ran, since, hours, segments } = times;
  if (!isOpen(times)) return null;
  if (ran <= milliseconds) return since === null ? null : hours.add(since, milliseconds - ran);
  let left = milliseconds;
  for (const { from, to } of inOrder(segments)) {
    const length = hours.between(from, to);
    if (left < length) return hours.add(from, left);
    left -= length;
  }
  return null;
}

/** Milliseconds of a promise that had run by an instant, which may lie back, by its hours. */
export function ranBy(times: PromiseTimes, at: Instant): number {
  const { since, hours, segments } = times;
  if (since !== null && since <= at) return ranAt(times, at);
  return inOrder(segments).reduce(
    (sum, { from, to }) => (from < at ? sum + hours.between(from, Math.min(to, at)) : sum),
    0,
  );
}

/** Milliseconds of a promise that have run at an instant, by its hours. */
export function ranAt({ ran, since, hours }: PromiseTimes, at: Instant): number {
  return ran + (since === null ? 0 : hours.between(since, at));
}

/** Segments in the order of time. */
export function inOrder(segments: Segments | null): Segment[] {
  const all: Segment[] = [];
  for (let each = segments; each; each = each.before) all.push(each.last);
  return all.reverse();
}

/** Whether a promise is open: it runs or stands still. */
export function isOpen(times: PromiseTimes | undefined): boolean {
  return times?.stage === 'running' || times?.stage === 'paused';
}

/** A clock that says when it was broken, once it was by an instant: its promise ran out before it, not at it. */
function broken(times: MetricTimes, at: Instant): MetricTimes {
  const { target, breached_at, since, ran } = times;
  if (target === null || breached_at !== null || !isOpen(times)) return times;
  // Business hours are never more than what went by: most looks end here.
  if (ran + (since === null ? 0 : at - since) <= target) return times;
  const due = dueOf(times);
  return due === null || due >= at ? times : { ...times, breached_at: Math.max(due, times.promised_at) };
}

function promising(times: MetricTimes, target: number | null, hours: BusinessTime, at: Instant): MetricTimes {
  if (target === times.target && hours === times.hours) return times;
  const ran =
    hours === times.hours
      ? times.ran
      : inOrder(times.segments).reduce((sum, { from, to }) => sum + hours.between(from, to), 0);
  return { ...times, target, hours, ran, promised_at: at };
}

/** A clock that does not run any more; one that stood still already is only called by its new stage. */
function stopped(
  times: MetricTimes,
  at: Instant,
  stage: MetricTimes['stage'],
  fulfilled_at: Instant | null,
): MetricTimes {
  const { since, hours, segments } = times;
  if (since === null)
    return times.stage === stage && times.fulfilled_at === fulfilled_at ? times : { ...times, stage, fulfilled_at };
  const ran = times.ran + hours.between(since, at);
  return {
    ...times,
    stage,
    fulfilled_at,
    segments: { last: { from: since, to: at }, before: segments },
    ran,
    since: null,
  };
}

function unbegun(metric: TimedMetric, at: Instant): MetricTimes {
  return fresh(metric, 'none', 0, at, null);
}

function begun(times: MetricTimes, at: Instant): MetricTimes {
  const previous = times.count === 0 ? null : { ...times, previous: null };
  return fresh(times.metric, 'paused', times.count + 1, at, previous);
}

function goingOn(times: MetricTimes): MetricTimes {
  return { ...times, stage: 'paused', fulfilled_at: null };
}

/** Written out in one piece: clocks are made by the hundred, and all of one shape are made fastest. */
function fresh(
  metric: TimedMetric,
  stage: MetricTimes['stage'],
  count: number,
  at: Instant,
  previous: PromiseTimes | null,
): MetricTimes {
  return {
    metric,
    stage,
    count,
    segments: null,
    since: null,
    ran: 0,
    hours: ALWAYS_OPEN,
    target: null,
    promised_at: at,
    fulfilled_at: null,
    breached_at: null,
    previous,
  };
}
