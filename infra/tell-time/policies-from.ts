import { MINUTE, SECOND } from '../../shared/kernel/clock.ts';
import { ALL_METRICS } from '../../shared/sla/metrics/definitions.ts';
import type { Condition, MetricPolicy, MetricTarget } from '../../shared/sla/metrics/policy-choice.ts';
import { PRIORITIES } from '../../shared/tickets/ticket.ts';
import { type Given, listOf, recordOf } from './given.ts';
import type { Hours } from './hours.ts';
import { QuestionError } from './question-error.ts';

const OPERATORS = [
  'is',
  'is_not',
  'includes',
  'not_includes',
  'less_than',
  'less_than_equal',
  'greater_than',
  'greater_than_equal',
];

/** The policies that something names, as `policy` or `policies`; undefined when it names none. */
export function policiesFrom(
  { policy, policies }: Given,
  hoursOf: (schedule: unknown) => Hours,
): MetricPolicy[] | undefined {
  const given = policies ?? (policy === undefined || policy === null ? undefined : [policy]);
  if (given === undefined) return undefined;
  if (!Array.isArray(given)) throw new QuestionError('policies: is not a list');
  return given.map((each: unknown, at) => policyFrom(recordOf(each, `policies.${at}`), at, hoursOf));
}

function policyFrom(given: Given, at: number, hoursOf: (schedule: unknown) => Hours): MetricPolicy {
  const filter = given['filter'] === undefined ? {} : recordOf(given['filter'], 'filter');
  const conditions = (part: unknown) =>
    listOf(part ?? [], 'filter').map((each): Condition => {
      const { field, operator = 'is', value } = recordOf(each, 'filter');
      if (typeof field !== 'string') throw new QuestionError(`filter: ${JSON.stringify(each)} names no field`);
      if (!OPERATORS.includes(String(operator)))
        throw new QuestionError(`filter: ${JSON.stringify(operator)} is none of ${OPERATORS.join(', ')}`);
      return { field, operator: String(operator), value };
    });
  return {
    title: typeof given['title'] === 'string' ? given['title'] : `policy ${at + 1}`,
    filter: { all: conditions(filter['all']), any: conditions(filter['any']) },
    ...(given['schedule'] === undefined ? {} : { schedule: hoursOf(given['schedule']).time }),
    targets: listOf(given['policy_metrics'] ?? given['metrics'] ?? [], 'policy_metrics').flatMap(targetsFrom),
  };
}

/** A promise; one without a priority is made for each. */
function targetsFrom(given: unknown): MetricTarget[] {
  const {
    metric: name,
    priority,
    target,
    target_in_seconds: exact,
    business_hours,
  } = recordOf(given, 'policy_metrics');
  const metric = ALL_METRICS.find((each) => each === name);
  if (!metric) throw new QuestionError(`policy_metrics: ${JSON.stringify(name)} is none of ${ALL_METRICS.join(', ')}`);
  const milliseconds = typeof exact === 'number' ? exact * SECOND : Number(target) * MINUTE;
  if (!(milliseconds > 0))
    throw new QuestionError(`policy_metrics: ${metric} needs a target in minutes or target_in_seconds`);
  const priorities = priority === undefined || priority === null ? PRIORITIES : [String(priority)];
  return priorities.map((each) => ({ priority: each, metric, milliseconds, businessHours: business_hours === true }));
}
