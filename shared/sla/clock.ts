import type { Instant } from '../kernel/clock.ts';
import type { Audit, AuditEvent } from '../tickets/audit.ts';
import { ALL_METRICS, type TimedMetric } from '../tickets/timed-metric.ts';
import { deletionIn, isAnswer, timelineEvent } from './audit-timeline.ts';
import { type Rung, stepName, warningAt } from './ladder.ts';
import { dueOf, isOpen, type MetricTimes, ranBy, step, type TicketTimes, whenRan } from './metrics/ticket-times.ts';
import { type SlaRules, stepsFor } from './sla-rules.ts';

/** How far the escalation of a metric's promise has come. */
export interface Climb {
  /** Which promise of the metric it is about. */
  readonly promise: number;
  /** Names of the steps that were taken: each once. */
  readonly taken: readonly string[];
  /** Since when somebody has taken it up: no further steps for this promise. */
  readonly acknowledged_at: Instant | null;
}

/** All clocks of a ticket, as its audits up to `ticket_version` leave them. */
export interface TicketClock {
  readonly ticket_id: number;
  readonly ticket_version: number;
  readonly times: TicketTimes;
  /** One for each of `ALL_METRICS`. */
  readonly climbs: readonly Climb[];
  /** The ticket was deleted: nothing falls due any more. */
  readonly stopped: boolean;
  /**
   * What ran out before this is known to be broken: somebody looked then, and no audit had come. It is no part of the
   * audits, and an audit that comes late after all is right.
   */
  readonly settled_to: Instant;
}

/** Nothing was escalated yet. */
export function atTheFoot(promise: number): Climb {
  return { promise, taken: [], acknowledged_at: null };
}

/**
 * Takes the next audit of a ticket, in order of version, into its clocks. The same audits and rules always give the same
 * clocks, in one go or one by one. An audit that is already in changes nothing; throws RangeError when one is left out.
 */
export function foldAudit(before: TicketClock | undefined, audit: Audit, rules: SlaRules): TicketClock {
  const known = before?.ticket_version ?? 0;
  if (before && audit.version <= known) return before;
  if (audit.version !== known + 1) throw new RangeError(`Audit ${audit.version} does not follow ${known}`);
  const said = whatIsSaid(audit);
  const after = step(rules, before?.times, timelineEvent(audit));
  const times =
    said.lines.length === 0 ? after : { ...after, metrics: after.metrics.map((each) => saidBroken(each, said)) };
  return {
    ticket_id: audit.ticket_id,
    ticket_version: audit.version,
    times,
    climbs: times.metrics.map((each, at) => climbed(before?.climbs[at], before?.times.metrics[at], each, said)),
    stopped: deletionIn(audit) ?? before?.stopped ?? false,
    settled_to: before?.settled_to ?? 0,
  };
}

/** Clocks that were looked at when they knew all of their ticket: what had run out by then is broken. */
export function settledTo(clock: TicketClock, now: Instant): TicketClock {
  return { ...clock, settled_to: Math.max(clock.settled_to, now) };
}

type EscalationLine = Extract<AuditEvent, { type: 'SlaBreach' | 'SlaWarning' }>;

/** What an audit says about escalations. */
export interface Said {
  readonly at: Instant;
  readonly lines: readonly EscalationLine[];
  /** Somebody answers the customer, or has taken up what was escalated. */
  readonly heeds: boolean;
}

const NO_LINES: readonly EscalationLine[] = [];

function whatIsSaid(audit: Audit): Said {
  let lines: EscalationLine[] | undefined;
  let heeds = isAnswer(audit);
  for (const line of audit.events) {
    if (line.type === 'SlaBreach' || line.type === 'SlaWarning') {
      lines ??= [];
      lines.push(line);
    } else if (line.type === 'SlaAcknowledgement') heeds = true;
  }
  return { at: audit.created_at, lines: lines ?? NO_LINES, heeds };
}

/** What people were told is broken stays so, also when a longer time is promised in the same moment. */
function saidBroken(times: MetricTimes, { lines }: Said): MetricTimes {
  const told = lines.find(({ type, metric }) => type === 'SlaBreach' && metric === times.metric);
  return !told || times.breached_at !== null || !isOpen(times) ? times : { ...times, breached_at: told.due_at };
}

/** How far an escalation has come after something was said about it, with the clock of its metric before and after. */
export function climbed(before: Climb | undefined, was: MetricTimes | undefined, is: MetricTimes, said: Said): Climb {
  if (is.stage === 'none') return before ?? atTheFoot(0);
  let climb = before?.promise === is.count ? before : atTheFoot(is.count);
  if (climb.acknowledged_at !== null && was?.stage === 'fulfilled' && isOpen(is))
    climb = { ...climb, acknowledged_at: null };
  for (const line of said.lines) {
    if (line.metric !== is.metric) continue;
    const name = line.at ?? stepName({ seconds: 0 });
    if (!climb.taken.includes(name)) climb = { ...climb, taken: [...climb.taken, name] };
  }
  if (!said.heeds || climb.taken.length === 0 || climb.acknowledged_at !== null || !isOpen(is)) return climb;
  return { ...climb, acknowledged_at: said.at };
}

/** A step of an escalation, with when it falls due. */
export interface PendingStep {
  readonly metric: TimedMetric;
  readonly rung: Rung;
  readonly at: Instant;
  /** When the promise itself falls due, or fell. */
  readonly due_at: Instant;
}

/** The steps that are still to be taken, as far as it is known at an instant when they fall due. */
export function pendingSteps({ times, climbs, stopped }: TicketClock, rules: SlaRules, now: Instant): PendingStep[] {
  if (stopped) return [];
  return ALL_METRICS.flatMap((metric, index) => {
    const [each, climb] = [times.metrics[index], climbs[index]];
    if (!each || !climb || !isOpen(each) || each.target === null || climb.acknowledged_at !== null) return [];
    const steps = stepsFor(rules, times.policy, metric).filter(({ name }) => !climb.taken.includes(name));
    if (steps.length === 0) return [];
    const { target, breached_at } = each;
    const due = breached_at ?? dueOf(each);
    const base = breached_at === null ? target : ranBy(each, breached_at);
    return steps.flatMap((rung): PendingStep[] => {
      const at = stepAt(rung, each, { target, due, base, now });
      return at === null ? [] : [{ metric, rung, at, due_at: due ?? at }];
    });
  });
}

interface Promised {
  readonly target: number;
  /** When it falls due, or was broken. */
  readonly due: Instant | null;
  /** What had run, or will have run, by then. */
  readonly base: number;
  readonly now: Instant;
}

/** When a step falls due. Nobody is warned of what has already happened. */
function stepAt(rung: Rung, times: MetricTimes, { target, due, base, now }: Promised): Instant | null {
  if (rung.warns) {
    if (due !== null && due <= now) return null;
    const after = warningAt(rung.at, target);
    return after === null ? null : whenRan(times, after);
  }
  const seconds = 'seconds' in rung.at ? rung.at.seconds : 0;
  return seconds === 0 ? due : whenRan(times, base + seconds * 1_000);
}

/** When to look at a ticket's clocks next: for a step, or a promise that is broken then. Null when nothing can fall due. */
export function nextDue(clock: TicketClock, rules: SlaRules, now: Instant): Instant | null {
  const dues = [...pendingSteps(clock, rules, now).map(({ at }) => at), ...breachesToCome(clock)];
  return dues.length > 0 ? Math.min(...dues) : null;
}

/** When promises will be broken, or were and nobody has looked yet: what is done exactly when it is due is in time. */
function breachesToCome({ times, stopped, settled_to }: TicketClock): Instant[] {
  if (stopped) return [];
  return times.metrics.flatMap((each) => {
    const due = each.breached_at === null ? dueOf(each) : null;
    return due === null || due < settled_to ? [] : [due + 1];
  });
}

/** Whether steps were taken for a promise that is still open, and nobody has taken it up. */
export function isBeingEscalated({ times, climbs, stopped }: TicketClock): boolean {
  const unheeded = ({ taken, acknowledged_at }: Climb) => taken.length > 0 && acknowledged_at === null;
  return !stopped && climbs.some((climb, at) => unheeded(climb) && isOpen(times.metrics[at]));
}
