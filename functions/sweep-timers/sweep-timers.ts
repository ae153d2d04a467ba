import { type Clock, HOUR, type Instant, MINUTE, SECOND } from '../../shared/kernel/clock.ts';
import type { SendMessages } from '../../shared/platform/messaging/sqs.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { moveSweepCursor, readSweepCursor, timersDue } from '../../shared/timers/timer.store.ts';
import { SWEEP_AHEAD, type Timer, timerMessage } from '../../shared/timers/timer.ts';

export interface SweepDeps {
  readonly table: Table;
  readonly now: Clock;
  readonly sendMessages: SendMessages;
  /** URL of the queue of `fire-timers`. */
  readonly timerQueue: string;
}

/** What a sweep did: how many timers it handed over, and up to which due time. */
export interface Swept {
  readonly sent: number;
  readonly sweptTo: Instant;
  /** False when it ran out of time while catching up; the next one goes on from there. */
  readonly complete: boolean;
}

/** How far the very first sweep looks back: timers may have been set before it. */
const FIRST_LOOK_BACK = HOUR;
/** After each stretch of this length the cursor is moved, so that a sweep that dies loses little of its work. */
const STRETCH = 8 * MINUTE;
/** A run ends before the next one starts. */
const RUN_LIMIT = 45 * SECOND;
/** Ten requests of ten messages side by side. */
const SENT_AT_ONCE = 100;

/**
 * Hands every timer that falls due within the next two minutes to the queue that fires it on its second. Goes on from a
 * durable cursor, so after an outage it first catches up. Two sweeps at once send some timers twice, which is harmless.
 */
export async function sweepTimers(deps: SweepDeps): Promise<Swept> {
  const started = deps.now();
  const horizon = started + SWEEP_AHEAD;
  let cursor = await readSweepCursor(deps.table);
  let sent = 0;
  for (;;) {
    const from = cursor ?? started - FIRST_LOOK_BACK;
    if (from >= horizon) return { sent, sweptTo: from, complete: true };
    if (deps.now() - started >= RUN_LIMIT) return { sent, sweptTo: from, complete: false };
    const until = Math.min(endOfStretch(from), horizon);
    for await (const timers of timersDue(deps.table, from, until)) {
      await send(timers, deps);
      sent += timers.length;
    }
    cursor = (await moveSweepCursor(deps.table, cursor, until)) ? until : await readSweepCursor(deps.table);
  }
}

/** The last millisecond of the stretch after an instant: whole minutes, so that none is read twice. */
function endOfStretch(from: Instant): Instant {
  return (Math.floor((from + 1) / STRETCH) + 1) * STRETCH - 1;
}

/** Throws when the queue did not take all of them: the cursor stays where it is, and the next sweep sends them again. */
async function send(timers: readonly Timer[], deps: SweepDeps): Promise<void> {
  for (let at = 0; at < timers.length; at += SENT_AT_ONCE) {
    const now = deps.now();
    const messages = timers.slice(at, at + SENT_AT_ONCE).map((timer) => timerMessage(timer, now));
    const unsent = await deps.sendMessages(deps.timerQueue, messages);
    if (unsent.size > 0) throw new Error(`The queue did not take ${unsent.size} of ${messages.length} timers`);
  }
}
