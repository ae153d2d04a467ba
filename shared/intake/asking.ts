import type { Instant } from '../kernel/clock.ts';
import type { Timer } from '../timers/timer.ts';
import type { Asked, IntakeRecord } from './intake-record.ts';
import rules from './taxonomy/rules.json' with { type: 'json' };

/** Whether somebody with that danger to fear is asked at all, and if so, whether their ticket waits for the answer. */
export function askingFor(risk: string): 'waiting' | 'at_work' | 'never' {
  if (rules.never_asked.includes(risk)) return 'never';
  return rules.not_waited_for.includes(risk) ? 'at_work' : 'waiting';
}

/** What it means to have asked now for what is missing. */
export function askedNow(
  record: Pick<IntakeRecord, 'missing' | 'asked'>,
  state: 'waiting' | 'at_work',
  { now, deadline }: { readonly now: Instant; readonly deadline: number },
): Asked {
  return {
    round: (record.asked?.round ?? 0) + 1,
    needs: record.missing,
    at: now,
    deadline: now + deadline,
    reminded_at: null,
    state,
  };
}

/** The timer of what is to be looked at next while the customer's answer is awaited: reminder, then deadline. */
export function nextCheck(ticketId: number, asked: Asked, now: Instant): Timer | undefined {
  if (asked.state !== 'waiting') return undefined;
  const due_at =
    asked.reminded_at === null ? asked.at + (asked.deadline - asked.at) * rules.reminded_after : asked.deadline;
  return { kind: 'intake.check', subject: ticketId, guard: guardOf(asked), due_at, set_at: now };
}

/** Another one for each thing that is to be done: what a timer was set for, and whether that still holds. */
export function guardOf({ round, reminded_at }: Asked): number {
  return 2 * round + (reminded_at === null ? 0 : 1);
}

/** What was asked for and has not come yet. */
export function stillAwaited({ asked, missing }: Pick<IntakeRecord, 'asked' | 'missing'>): string[] {
  return missing.filter((need) => asked?.needs.includes(need) ?? false);
}
