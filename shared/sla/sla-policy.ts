import * as z from 'zod/mini';
import { DomainError, type FieldError } from '../kernel/errors.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { Priority } from '../tickets/ticket.ts';
import { ALL_METRICS, TimedMetric } from '../tickets/timed-metric.ts';
import { Ladder } from './ladder.ts';
import { LadderWire } from './ladder-wire.ts';
import { filterField, PolicyFilter, wantedValue } from './policy-filter.ts';

/** One promise: for tickets of this priority, this metric stays within this many seconds. */
export const PolicyTarget = onFirstUse(() =>
  z.object({
    priority: Priority,
    metric: TimedMetric,
    seconds: z.int(),
    /** Counted in the hours of the policy's schedule, not around the clock. */
    business_hours: z._default(z.boolean(), false),
  }),
);
export type PolicyTarget = z.output<typeof PolicyTarget>;

/** Promises about time for the tickets that its filter means. Of all policies, the first that means a ticket counts. */
export const SlaPolicy = onFirstUse(() =>
  z.object({
    id: z.int(),
    version: z.int(),
    title: z.string(),
    description: z.nullable(z.string()),
    filter: PolicyFilter,
    targets: z.array(PolicyTarget),
    /** Whose hours count; null: those of the deployment's schedule. */
    schedule_id: z._default(z.nullable(z.int()), null),
    /** What happens when promises run out; null: what usually happens. */
    escalations: z._default(z.nullable(z.array(Ladder)), null),
    created_at: z.number(),
    updated_at: z.number(),
  }),
);
export type SlaPolicy = z.output<typeof SlaPolicy>;

/** A policy as the wire shows it. `target` is in minutes, rounded up; `target_in_seconds` is exact. */
export const SlaPolicyWire = onFirstUse(() =>
  z.object({
    url: z.string(),
    id: z.int(),
    title: z.string(),
    description: z.nullable(z.string()),
    position: z.int(),
    filter: z.object({
      all: z.array(z.object({ field: z.string(), operator: z.string(), value: z.unknown() })),
      any: z.array(z.object({ field: z.string(), operator: z.string(), value: z.unknown() })),
    }),
    policy_metrics: z.array(
      z.object({
        priority: Priority,
        metric: TimedMetric,
        target: z.int(),
        target_in_seconds: z.int(),
        business_hours: z.boolean(),
      }),
    ),
    schedule_id: z.nullable(z.int()),
    escalations: z.nullable(z.array(LadderWire)),
    created_at: z.string(),
    updated_at: z.string(),
  }),
);
export type SlaPolicyWire = z.output<typeof SlaPolicyWire>;

/** A promise as a client writes it: minutes, seconds, or both when they agree. */
export interface AskedTarget {
  readonly priority: Priority;
  readonly metric: string;
  readonly target?: number | null | undefined;
  readonly target_in_seconds?: number | null | undefined;
  readonly business_hours?: boolean | null | undefined;
}

export const MAX_POLICIES = 100;

/** Throws one `invalid` error that names every condition of a filter that cannot be asked. */
export function checkFilter(filter: PolicyFilter): void {
  const errors = (['all', 'any'] as const).flatMap((part) =>
    filter[part].flatMap((condition, at) => {
      const path = `filter.${part}.${at}`;
      const field = filterField(condition.field);
      if (!field)
        return [{ field: `${path}.field`, code: 'sla.field_unsupported', params: { value: short(condition.field) } }];
      if (!field.operators.includes(condition.operator)) {
        const params = { value: short(condition.operator), allowed: field.operators.join(', ') };
        return [{ field: `${path}.operator`, code: 'sla.operator_unsupported', params }];
      }
      if (wantedValue(condition.field, condition.value) !== undefined) return [];
      return field.values
        ? [{ field: `${path}.value`, code: 'field_not_allowed', params: { allowed: field.values.join(', ') } }]
        : [{ field: `${path}.value`, code: 'field_invalid' }];
    }),
  );
  refuse(errors);
}

/** A policy's promises from what a client wrote. Throws one `invalid` error that names every promise that cannot be made. */
export function targetsFrom(asked: readonly AskedTarget[]): PolicyTarget[] {
  const errors: FieldError[] = [];
  const targets: PolicyTarget[] = [];
  for (const [at, each] of asked.entries()) {
    const refused = (name: string, code: string, params = {}) =>
      void errors.push({ field: `policy_metrics.${at}.${name}`, code, params });
    const metric = ALL_METRICS.find((known) => known === each.metric);
    const seconds = each.target_in_seconds ?? (each.target ?? Number.NaN) * 60;
    if (!metric) refused('metric', 'field_not_allowed', { allowed: ALL_METRICS.join(', ') });
    if (Number.isNaN(seconds)) refused('target', 'field_required');
    else if (typeof each.target === 'number' && Math.ceil(seconds / 60) !== each.target)
      refused('target', 'sla.targets_differ');
    if (targets.some((target) => target.metric === metric && target.priority === each.priority))
      refused('metric', 'sla.target_twice');
    if (metric)
      targets.push({ priority: each.priority, metric, seconds, business_hours: each.business_hours ?? false });
  }
  refuse(errors);
  return targets;
}

function refuse(fields: readonly FieldError[]): void {
  if (fields.length > 0) throw new DomainError('invalid', 'record_invalid', { fields });
}

function short(value: string): string {
  return value.slice(0, 50);
}
