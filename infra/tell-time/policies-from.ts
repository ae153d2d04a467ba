import * as z from 'zod/mini';
import { MINUTE, SECOND } from '../../shared/kernel/clock.ts';
import { EscalationAction, type Rung, rungsOf } from '../../shared/sla/ladder.ts';
import { type AskedLadder, laddersFrom } from '../../shared/sla/ladder-wire.ts';
import type { Condition, MetricPolicy, MetricTarget } from '../../shared/sla/metrics/policy-choice.ts';
import { PRIORITIES } from '../../shared/tickets/ticket.ts';
import { ALL_METRICS, type TimedMetric } from '../../shared/tickets/timed-metric.ts';
import { type Given, listOf, recordOf } from './given.ts';
import type { Hours } from './hours.ts';
import { QuestionError } from './question-error.ts';

/** A policy as it was written down, with the steps of its escalations. */
export interface GivenPolicy extends MetricPolicy {
  readonly id: number;
  readonly rungs: ReadonlyMap<TimedMetric, readonly Rung[]>;
}

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
): GivenPolicy[] | undefined {
  const given = policies ?? (policy === undefined || policy === null ? undefined : [policy]);
  if (given === undefined) return undefined;
  if (!Array.isArray(given)) throw new QuestionError('policies: is not a list');
  return given.map((each: unknown, at) => policyFrom(recordOf(each, `policies.${at}`), at, hoursOf));
}

function policyFrom(given: Given, at: number, hoursOf: (schedule: unknown) => Hours): GivenPolicy {
  const filter = given['filter'] === undefined ? {} : recordOf(given['filter'], 'filter');
  const conditions = (part: unknown) =>
    listOf(part ?? [], 'filter').map((each): Condition => {
      const { field, operator = 'is', value } = recordOf(each, 'filter');
      if (typeof field !== 'string') throw new QuestionError(`filter: ${JSON.stringify(each)} names no field`);
      if (typeof operator !== 'string' || !OPERATORS.includes(operator))
        throw new QuestionError(`filter: ${JSON.stringify(operator)} is none of ${OPERATORS.join(', ')}`);
      if (![value].flat().every(isPlain))
        throw new QuestionError(`filter: ${JSON.stringify(value)} is not a value of ${field}`);
      return { field, operator, value };
    });
  const ladders = laddersFrom(listOf(given['escalations'] ?? [], 'escalations').map(ladderFrom));
  return {
    id: at,
    rungs: new Map(ALL_METRICS.map((metric) => [metric, rungsOf(ladders, metric)])),
    title: typeof given['title'] === 'string' ? given['title'] : `policy ${at + 1}`,
    filter: { all: conditions(filter['all']), any: conditions(filter['any']) },
    ...(given['schedule'] === undefined ? {} : { schedule: hoursOf(given['schedule']).time }),
    targets: listOf(given['policy_metrics'] ?? given['metrics'] ?? [], 'policy_metrics').flatMap(targetsFrom),
  };
}

/** Steps in the shape of the API: `{"metric", "steps": [{"percent" | "minutes" | "seconds", "actions"}]}`. */
function ladderFrom(given: unknown): AskedLadder {
  const { metric, steps } = recordOf(given, 'escalations');
  return {
    metric: metric === undefined || metric === null ? null : typeof metric === 'string' ? metric : '',
    steps: listOf(steps, 'escalations.steps').map((each) => {
      const { percent, minutes, seconds, actions } = recordOf(each, 'escalations.steps');
      return {
        percent: wholeNumber(percent),
        minutes: wholeNumber(minutes),
        seconds: wholeNumber(seconds),
        actions: listOf(actions ?? [], 'escalations.steps.actions').map(actionFrom),
      };
    }),
  };
}

function wholeNumber(given: unknown): number | null {
  if (given === undefined || given === null) return null;
  if (typeof given !== 'number' || !Number.isInteger(given))
    throw new QuestionError(`escalations.steps: ${JSON.stringify(given)} is not a whole number`);
  return given;
}

function actionFrom(given: unknown): EscalationAction {
  const parsed = z.safeParse(EscalationAction, given);
  if (parsed.success) return parsed.data;
  throw new QuestionError(
    `escalations.steps.actions: ${JSON.stringify(given)} is no action such as {"type":"notify","to":"supervisors"}`,
  );
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
  const milliseconds = typeof exact === 'number' ? exact * SECOND : typeof target === 'number' ? target * MINUTE : 0;
  if (!(milliseconds > 0))
    throw new QuestionError(`policy_metrics: ${metric} needs a target in minutes or target_in_seconds`);
  const priorities =
    priority === undefined || priority === null ? PRIORITIES : PRIORITIES.filter((each) => each === priority);
  if (priorities.length === 0)
    throw new QuestionError(`policy_metrics: ${JSON.stringify(priority)} is none of ${PRIORITIES.join(', ')}`);
  return priorities.map((each) => ({ priority: each, metric, milliseconds, businessHours: business_hours === true }));
}

function isPlain(value: unknown): boolean {
  return value === undefined || value === null || typeof value !== 'object';
}
