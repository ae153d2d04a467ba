import { type Condition, choosePolicy, type Facts, type MetricPolicy } from '../../shared/sla/metrics/policy-choice.ts';
import type { TicketTimes } from '../../shared/sla/metrics/ticket-times.ts';

/** A policy that does not mean a ticket. */
export interface PassedOver {
  readonly policy: string;
  readonly why: string;
}

/** The policies before the one that applies to a ticket (all, if none does), with why each does not. */
export function passedOver({
  policies,
  policy,
  facts,
}: Pick<TicketTimes, 'policies' | 'policy' | 'facts'>): PassedOver[] {
  const at = policy === undefined ? policies.length : policies.indexOf(policy);
  return policies.slice(0, at).map((each) => ({ policy: each.title, why: whyNot(each, facts) }));
}

function whyNot({ filter, ...policy }: MetricPolicy, facts: Facts): string {
  const holds = (condition: Condition) =>
    choosePolicy([{ ...policy, filter: { all: [condition], any: [] } }], facts) !== undefined;
  const failing = filter.all.filter((each) => !holds(each));
  if (failing.length > 0) return failing.map((each) => told(each, facts)).join(', ');
  return `none of: ${filter.any.map((each) => told(each, facts)).join(', ')}`;
}

function told({ field, operator, value }: Condition, facts: Facts): string {
  const actual = facts[field === 'current_tags' ? 'tags' : field] ?? null;
  return `${field} ${operator} ${JSON.stringify(value)} (it is ${JSON.stringify(actual)})`;
}
