import { DAY, SECOND } from '../kernel/clock.ts';
import { shardOf, TIMER_SHARDS, timerKey } from '../platform/table/keys.ts';
import type { Write } from '../platform/table/table-input.ts';
import { type Timer, timerId } from './timer.ts';

/** The write that sets a timer: part of the transaction that commits the state it is about. */
export function timerWrite(timer: Timer): Write {
  const key = timerKey(timer.due_at, timerId(timer), shardOf(timer.subject, TIMER_SHARDS));
  return { put: { ...key, entity: 'timer', ...timer, expires_at: Math.ceil((timer.due_at + 7 * DAY) / SECOND) } };
}
