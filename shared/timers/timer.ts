import * as z from 'zod/mini';
import { type Instant, MINUTE, SECOND } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** What can fall due; `functions/fire-timers` has a use case for each. */
const TIMER_KINDS = [
  'ticket.close',
  'sla.check',
  'sla.recompute',
  'sla.recompute_one',
  'survey.send',
  'file.sweep',
  'intake.check',
  'routing.skills',
  'routing.unexamined',
  'routing.shift',
] as const;

/**
 * A promise to look at something again. It says nothing about what to do: whoever it wakes re-reads the state and acts
 * only if `guard` is still the state's own (its version, its resolution), so late, repeated and outdated timers are
 * harmless and nobody needs to cancel one.
 */
export const Timer = onFirstUse(() =>
  z.object({
    kind: z.enum(TIMER_KINDS),
    /** Id of the record it is about. */
    subject: z.int(),
    guard: z.int(),
    due_at: z.number(),
    set_at: z.number(),
  }),
);
export type Timer = z.output<typeof Timer>;
export type TimerKind = Timer['kind'];

/** How far ahead the sweep hands timers to the queue; a queue can hold a message back for 15 minutes at most. */
export const SWEEP_AHEAD = 2 * MINUTE;
/** Timers set for less than this ahead are sent at once by the relay: the sweep's reach and a minute for slow commits. */
export const RELAY_AHEAD = SWEEP_AHEAD + MINUTE;

/** The same for the same promise: setting it twice is setting it once. */
export function timerId(timer: Timer): string {
  return `${timer.kind}#${timer.subject}#${timer.guard}`;
}

/** Whether the relay must send it at once, because the sweep may already have passed its due time. */
export function isNear(timer: Timer): boolean {
  return timer.due_at - timer.set_at < RELAY_AHEAD;
}

/** Whole seconds a queue must hold a timer back so that it fires on its second, never before it; 900 at most. */
export function delaySeconds(dueAt: Instant, now: Instant): number {
  return Math.min(900, Math.max(0, Math.ceil((dueAt - now) / SECOND)));
}

/** A timer as a message for the queue of `fire-timers`, held back until it is due. */
export function timerMessage(timer: Timer, now: Instant): { body: string; delaySeconds: number } {
  return { body: JSON.stringify(timer), delaySeconds: delaySeconds(timer.due_at, now) };
}
