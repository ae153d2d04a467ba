import { type Instant, SECOND } from '../kernel/clock.ts';
import type { TimedMetric } from '../tickets/timed-metric.ts';
import { ALWAYS_OPEN, type BusinessTime } from './business-time.ts';
import { type Ladder, type Rung, rungsOf, usualLadder } from './ladder.ts';
import type { MetricPolicy } from './metrics/policy-choice.ts';
import type { TimesRules } from './metrics/ticket-times.ts';
import { plainFilter } from './policy-filter.ts';
import type { SlaPolicy } from './sla-policy.ts';
import type { SlaSchedule } from './sla-schedule.ts';

/** A policy as the clocks go by it. */
interface RulePolicy extends MetricPolicy {
  readonly id: number;
  readonly rungs: ReadonlyMap<TimedMetric, readonly Rung[]>;
}

/** What clocks go by beside the audits: policies in order, hours, and the steps of escalations. */
export interface SlaRules extends TimesRules {
  readonly policies: readonly RulePolicy[];
  /** Rises with every change of them. */
  readonly version: number;
  readonly changed_at: Instant;
  /** Hours by the name that clocks remember them by. */
  readonly hours: ReadonlyMap<string, BusinessTime>;
}

/** Policies in order and schedules as they are kept, together: one version and one time of change for all of them. */
export interface StoredRules {
  readonly policies: readonly SlaPolicy[];
  readonly schedules: readonly SlaSchedule[];
  readonly default_schedule_id: number | null;
  /** 0 before anything was kept. */
  readonly orderVersion: number;
  readonly changed_at: Instant;
}

/** Opens a schedule's hours; whoever keeps those it has opened spares laying them out again. */
export type OpenHours = (schedule: SlaSchedule) => BusinessTime;

const NO_STEPS: readonly Rung[] = [];

/** The rules from what is kept. A policy's promises in business hours go by its own schedule, or the deployment's. */
export function rulesFrom(stored: StoredRules, escalationStep: number, open: OpenHours): SlaRules {
  const hours = new Map(stored.schedules.map((schedule) => [hoursName(schedule), open(schedule)]));
  const hoursById = new Map(stored.schedules.map((schedule) => [schedule.id, hours.get(hoursName(schedule))]));
  const usual = [usualLadder(Math.round(escalationStep / SECOND))];
  return {
    policies: stored.policies.map((policy) => rulePolicy(policy, hoursById, usual)),
    schedule: hoursById.get(stored.default_schedule_id ?? -1) ?? ALWAYS_OPEN,
    version: stored.orderVersion,
    changed_at: stored.changed_at,
    hours,
  };
}

function rulePolicy(
  policy: SlaPolicy,
  hours: ReadonlyMap<number, BusinessTime | undefined>,
  usual: readonly Ladder[],
): RulePolicy {
  const { id, title, filter, targets, escalations } = policy;
  const schedule = policy.schedule_id === null ? undefined : hours.get(policy.schedule_id);
  const ladders = escalations ?? usual;
  return {
    id,
    title,
    filter: plainFilter(filter),
    targets: targets.map(({ priority, metric, seconds, business_hours }) => ({
      priority,
      metric,
      milliseconds: seconds * SECOND,
      businessHours: business_hours,
    })),
    ...(schedule ? { schedule } : {}),
    rungs: new Map([...new Set(targets.map((each) => each.metric))].map((each) => [each, rungsOf(ladders, each)])),
  };
}

/** The steps that the chosen policy has for a metric. */
export function stepsFor(rules: SlaRules, policy: MetricPolicy | undefined, metric: TimedMetric): readonly Rung[] {
  return rules.policies.find((each) => each === policy)?.rungs.get(metric) ?? NO_STEPS;
}

/** What clocks remember hours by: other hours have another name, so that they notice. */
function hoursName({ id, version }: SlaSchedule): string {
  return `${id}.${version}`;
}

/** Hours that were changed or deleted since: nothing counts by them any more, until the clock is put under others. */
interface GoneHours extends BusinessTime {
  readonly gone: string;
}

/** The name of some hours; null for around the clock. */
export function nameOfHours(rules: SlaRules, hours: BusinessTime): string | null {
  if (hours === ALWAYS_OPEN) return null;
  for (const [name, each] of rules.hours) if (each === hours) return name;
  return 'gone' in hours ? (hours as GoneHours).gone : null;
}

/** The hours of a name. */
export function hoursNamed(rules: SlaRules, name: string | null): BusinessTime {
  if (name === null) return ALWAYS_OPEN;
  const gone: GoneHours = { gone: name, add: () => null, between: () => 0, open: () => false };
  return rules.hours.get(name) ?? gone;
}
