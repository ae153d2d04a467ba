import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { TimedMetric } from '../tickets/timed-metric.ts';

/** Who is told: those of the ticket, its group's or the deployment's. */
export const TOLD = ['assignee', 'group', 'supervisors', 'admins'] as const;

/** What a step of an escalation does. */
export const EscalationAction = onFirstUse(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('notify'), to: z.enum(TOLD) }),
    z.object({ type: z.literal('notify_group'), group_id: z.int() }),
    z.object({ type: z.literal('raise_priority') }),
    /** To a group of a higher tier; nobody has it there yet. */
    z.object({ type: z.literal('assign_group'), group_id: z.int() }),
    z.object({ type: z.literal('add_tags'), tags: z.array(z.string()) }),
    /** As the wire has ids of webhooks: text. */
    z.object({ type: z.literal('webhook'), webhook_id: z.string() }),
  ]),
);
export type EscalationAction = z.output<typeof EscalationAction>;

/**
 * When a step falls due: at a part of the target, or so many seconds after it (negative: before; 0: when it is broken).
 * Both are counted as the promise itself is: not while it stands still, nor outside of its hours.
 */
export const StepTime = onFirstUse(() => z.union([z.object({ percent: z.int() }), z.object({ seconds: z.int() })]));
export type StepTime = z.output<typeof StepTime>;

export const EscalationStep = onFirstUse(() => z.object({ at: StepTime, actions: z.array(EscalationAction) }));
export type EscalationStep = z.output<typeof EscalationStep>;

/** The steps for one metric; `null`: for every metric that has none of its own. */
export const Ladder = onFirstUse(() => z.object({ metric: z.nullable(TimedMetric), steps: z.array(EscalationStep) }));
export type Ladder = z.output<typeof Ladder>;

/** A step with its name, by which the audits say that it was taken, and its place among those of its kind, from 1. */
export interface Rung extends EscalationStep {
  readonly name: string;
  /** It comes before the promise is broken. */
  readonly warns: boolean;
  readonly step: number;
}

/** The tag of a ticket for which a promise was broken. */
const BREACH_TAG = 'sla_breached';

/** What happens unless a policy says otherwise: two steps, of which the second also tells the administrators. */
export function usualLadder(secondsBetween: number): Ladder {
  const tagAndRaise: EscalationAction[] = [{ type: 'add_tags', tags: [BREACH_TAG] }, { type: 'raise_priority' }];
  const supervisors: EscalationAction = { type: 'notify', to: 'supervisors' };
  return {
    metric: null,
    steps: [
      { at: { seconds: 0 }, actions: [...tagAndRaise, supervisors] },
      { at: { seconds: secondsBetween }, actions: [...tagAndRaise, supervisors, { type: 'notify', to: 'admins' }] },
    ],
  };
}

/** The steps for a metric in the order in which they fall due. */
export function rungsOf(ladders: readonly Ladder[], metric: TimedMetric): Rung[] {
  const own = ladders.find((each) => each.metric === metric) ?? ladders.find((each) => each.metric === null);
  const places = { true: 0, false: 0 };
  return [...(own?.steps ?? [])]
    .sort((a, b) => order(a.at) - order(b.at))
    .map((each) => {
      const warns = isWarning(each.at);
      return { ...each, name: stepName(each.at), warns, step: ++places[`${warns}`] };
    });
}

/** What the audits call a step: `80%`, `-900s`, `0s`, `1800s`. */
export function stepName(at: StepTime): string {
  return 'percent' in at ? `${at.percent}%` : `${at.seconds}s`;
}

/** Whether a step comes before the promise is broken. */
function isWarning(at: StepTime): boolean {
  return 'percent' in at || at.seconds < 0;
}

/** Parts of the target first, then seconds: how they fall due exactly depends on the target. */
function order(at: StepTime): number {
  return 'percent' in at ? at.percent - 1e9 : at.seconds;
}

/** At how many milliseconds run a warning is due; null when the promise is shorter than that. */
export function warningAt(at: StepTime, target: number): number | null {
  const after = 'percent' in at ? (target * at.percent) / 100 : target + at.seconds * 1_000;
  return after > 0 ? Math.round(after) : null;
}
