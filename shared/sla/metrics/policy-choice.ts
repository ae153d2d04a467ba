import { PRIORITIES, STATUSES } from '../../tickets/ticket.ts';
import type { TimedMetric } from '../../tickets/timed-metric.ts';
import type { BusinessTime } from '../business-time.ts';

/** What is known of a ticket: what a policy may ask about, by the name of the field. */
export type Facts = Readonly<Record<string, string | number | null | readonly string[]>>;

/** One promise: for tickets of this priority, this metric stays within so many milliseconds. */
export interface MetricTarget {
  readonly priority: string;
  readonly metric: TimedMetric;
  readonly milliseconds: number;
  /** Counted in the hours of the ticket's schedule, not around the clock. */
  readonly businessHours: boolean;
}

/** One line of a filter: the wire's field, operator and value. */
export interface Condition {
  readonly field: string;
  readonly operator: string;
  readonly value: unknown;
}

/** Promises for the tickets that its filter means. */
export interface MetricPolicy {
  readonly title: string;
  readonly filter: { readonly all: readonly Condition[]; readonly any: readonly Condition[] };
  readonly targets: readonly MetricTarget[];
  /** Hours of its own; without, those of the ticket. */
  readonly schedule?: BusinessTime;
}

/** The first policy, in order, that means a ticket. */
export function choosePolicy(policies: readonly MetricPolicy[], facts: Facts): MetricPolicy | undefined {
  const holds = (condition: Condition) => conditionHolds(condition, facts);
  return policies.find(({ filter: { all, any } }) => all.every(holds) && (any.length === 0 || any.some(holds)));
}

/** What a policy promises for a metric of a ticket. No priority counts as normal. */
export function chooseTarget(
  policy: MetricPolicy | undefined,
  metric: TimedMetric,
  facts: Facts,
): MetricTarget | undefined {
  const priority = facts['priority'] ?? 'normal';
  return policy?.targets.find((target) => target.metric === metric && target.priority === priority);
}

const ORDERS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['priority', PRIORITIES],
  ['status', STATUSES],
]);

function conditionHolds({ field, operator, value }: Condition, facts: Facts): boolean {
  const name = field === 'current_tags' ? 'tags' : field;
  const actual = (Object.hasOwn(facts, name) ? facts[name] : null) ?? null;
  const wanted = Array.isArray(value) ? value.map(String) : String(value ?? '').split(/[\s,]+/);
  const has = Array.isArray(actual)
    ? actual.some((each) => wanted.includes(each))
    : wanted.includes(String(actual ?? ''));
  if (operator === 'is' || operator === 'includes') return has;
  if (operator === 'is_not' || operator === 'not_includes') return !has;
  const order = ORDERS.get(field) ?? [];
  const difference = order.indexOf(String(actual)) - order.indexOf(String(value));
  if (operator === 'less_than') return difference < 0;
  if (operator === 'less_than_equal') return difference <= 0;
  if (operator === 'greater_than') return difference > 0;
  return operator === 'greater_than_equal' && difference >= 0;
}
