import * as z from 'zod/mini';
import { DomainError, type FieldError } from '../kernel/errors.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { ALL_METRICS, TimedMetric } from '../tickets/timed-metric.ts';
import { EscalationAction, type EscalationStep, type Ladder, type StepTime, stepName } from './ladder.ts';

/**
 * Steps as the wire has them: each at a `percent` of the target, or so many `minutes` (or `seconds`) after it, negative for
 * before and 0 for the moment it is broken.
 */
export const LadderWire = onFirstUse(() =>
  z.object({
    metric: z.nullable(TimedMetric),
    steps: z.array(
      z.object({
        percent: z.optional(z.int()),
        minutes: z.optional(z.int()),
        seconds: z.optional(z.int()),
        actions: z.array(EscalationAction),
      }),
    ),
  }),
);
type LadderWire = z.output<typeof LadderWire>;

/** Steps as a client writes them. */
export interface AskedLadder {
  readonly metric?: string | null | undefined;
  readonly steps: readonly {
    readonly percent?: number | null | undefined;
    readonly minutes?: number | null | undefined;
    readonly seconds?: number | null | undefined;
    readonly actions: readonly EscalationAction[];
  }[];
}

/** The steps for a metric as the wire shows them. */
export function ladderView({ metric, steps }: Ladder): LadderWire {
  return { metric, steps: steps.map(stepView) };
}

function stepView({ at, actions }: EscalationStep): LadderWire['steps'][number] {
  if ('percent' in at) return { percent: at.percent, actions };
  return at.seconds % 60 === 0 ? { minutes: at.seconds / 60, actions } : { seconds: at.seconds, actions };
}

/** What a policy keeps of the steps a client wrote. Throws one `invalid` error that names every step that cannot be taken. */
export function laddersFrom(asked: readonly AskedLadder[]): Ladder[] {
  const errors: FieldError[] = [];
  const ladders: Ladder[] = [];
  for (const [at, { metric: name = null, steps }] of asked.entries()) {
    const path = `escalations.${at}`;
    const metric = name === null ? null : ALL_METRICS.find((known) => known === name);
    if (metric === undefined) {
      errors.push({ field: `${path}.metric`, code: 'field_not_allowed', params: { allowed: ALL_METRICS.join(', ') } });
      continue;
    }
    if (ladders.some((each) => each.metric === metric))
      errors.push({ field: `${path}.metric`, code: 'sla.escalation_twice' });
    const names = new Set<string>();
    const kept = steps.flatMap((step, index): EscalationStep[] => {
      const time = timeOf(step);
      if (time && !names.has(stepName(time))) {
        names.add(stepName(time));
        return [{ at: time, actions: [...step.actions] }];
      }
      errors.push({ field: `${path}.steps.${index}`, code: time ? 'sla.step_twice' : 'sla.step_time_invalid' });
      return [];
    });
    ladders.push({ metric, steps: kept });
  }
  if (errors.length > 0) throw new DomainError('invalid', 'record_invalid', { fields: errors });
  return ladders;
}

function timeOf({ percent, minutes, seconds }: AskedLadder['steps'][number]): StepTime | undefined {
  const given = [percent, minutes, seconds].filter((each) => typeof each === 'number');
  if (given.length !== 1) return undefined;
  if (typeof percent === 'number') return percent === 100 ? { seconds: 0 } : { percent };
  return { seconds: typeof minutes === 'number' ? minutes * 60 : (seconds ?? 0) };
}

/** What the transaction that takes steps has room for. */
export const MAX_WEBHOOKS_CALLED = 4;

/** The webhooks that steps name. */
export function webhooksIn(ladders: readonly Ladder[]): number[] {
  const actions = ladders.flatMap(({ steps }) => steps.flatMap((step) => step.actions));
  return [...new Set(actions.flatMap((action) => (action.type === 'webhook' ? [Number(action.webhook_id)] : [])))];
}

/** The groups that steps name. */
export function groupsIn(ladders: readonly Ladder[]): number[] {
  const actions = ladders.flatMap(({ steps }) => steps.flatMap((step) => step.actions));
  return [...new Set(actions.flatMap((action) => ('group_id' in action ? [action.group_id] : [])))];
}
