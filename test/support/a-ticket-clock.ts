import { foldAudit, type TicketClock } from '../../shared/sla/clock.ts';
import { escalate, measuresOf, stepsDue } from '../../shared/sla/escalation.ts';
import type { SlaRules } from '../../shared/sla/sla-rules.ts';
import type { Audit } from '../../shared/tickets/audit.ts';
import { ALL_METRICS, type TimedMetric } from '../../shared/tickets/timed-metric.ts';
import { SYSTEM, type TicketLife } from './a-ticket-life.ts';
import { anSlaPolicy, promised } from './an-sla-policy.ts';
import { slaRules } from './sla-rules.ts';

export const ANSWERS: readonly TimedMetric[] = [
  'first_reply_time',
  'next_reply_time',
  'periodic_update_time',
  'pausable_update_time',
];
export const everything = ALL_METRICS.flatMap((metric) =>
  promised(metric, ANSWERS.includes(metric) ? [240, 120, 60, 30] : [2880, 1440, 720, 360]),
);
export const rules = slaRules([anSlaPolicy({ targets: everything })]);

export function foldAll(audits: readonly Audit[], by: SlaRules, from?: TicketClock): TicketClock | undefined {
  return audits.reduce<TicketClock | undefined>((clock, audit) => foldAudit(clock, audit, by), from);
}

export function clockOf(life: TicketLife, by: SlaRules = rules): TicketClock {
  const clock = foldAll(
    life.commits.map(({ audit }) => audit),
    by,
  );
  if (!clock) throw new Error('A ticket has at least one audit');
  return clock;
}

export function metricOf({ times, climbs }: TicketClock, metric: TimedMetric) {
  const at = ALL_METRICS.indexOf(metric);
  const [found, climb] = [times.metrics[at], climbs[at]];
  if (!found || !climb) throw new Error(`There is no ${metric}`);
  return { ...found, climb };
}

/** What the timers do: takes every step that is due. */
export async function takeSteps(life: TicketLife, now: number, by: SlaRules = rules) {
  const steps = stepsDue(clockOf(life, by), by, now);
  if (steps.length > 0)
    await life.change(escalate(life.ticket, steps, measuresOf(steps, life.ticket, new Set([77])), 'a note'), SYSTEM);
  return steps.map(({ metric, rung }) => `${metric} ${rung.name}`);
}
