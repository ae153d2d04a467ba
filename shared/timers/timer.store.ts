import * as z from 'zod/mini';
import { DAY, type Instant, SECOND } from '../kernel/clock.ts';
import { sortableId } from '../kernel/ids.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import {
  shardOf,
  sweepCursorKey,
  TIMER_SHARDS,
  timerKey,
  timerMinute,
  timerPartition,
} from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import type { Key, Write } from '../platform/table/table-input.ts';
import { Timer, timerId } from './timer.ts';

/** Timers are kept this long after they fell due, so that a sweep that was down for months still finds them. */
const KEPT = 365 * DAY;

/** The write that sets a timer: part of the transaction that commits the state it is about. */
export function timerWrite(asked: Timer): Write {
  const timer = { ...asked, due_at: Math.ceil(asked.due_at), set_at: Math.floor(asked.set_at) };
  const key = timerKey(timer.due_at, timerId(timer), shardOf(timer.subject, TIMER_SHARDS));
  return { put: { ...key, entity: 'timer', ...timer, expires_at: Math.ceil((timer.due_at + KEPT) / SECOND) } };
}

/**
 * The timers that fall due after `after` and until `until`, in portions of any size, about in order. All minutes between
 * are read side by side, an empty one costing one small read a shard: a stretch should be some minutes long.
 */
export async function* timersDue(table: Table, after: Instant, until: Instant): AsyncGenerator<Timer[]> {
  const first = Math.floor(after) + 1;
  const from = sortableId(first);
  // `~` stands behind every character of a timer's id, so that all timers of the last millisecond are within.
  const to = `${sortableId(Math.floor(until))}~`;
  let open = partitions(timerMinute(first), timerMinute(until));
  while (open.length > 0) {
    const pages = await Promise.all(
      open.map(async ({ partition, page }) => {
        const { items, next } = await table.query({ partition, from, to, after: page, consistent: true });
        return { partition, page: next, items };
      }),
    );
    const timers = pages.flatMap(({ items }) => items.map((item) => z.parse(Timer, item)));
    if (timers.length > 0) yield timers;
    open = pages.filter(({ page }) => page !== undefined);
  }
}

function partitions(first: number, last: number): { partition: string; page: Key | undefined }[] {
  const all: { partition: string; page: Key | undefined }[] = [];
  for (let minute = first; minute <= last; minute++)
    for (let shard = 0; shard < TIMER_SHARDS; shard++)
      all.push({ partition: timerPartition(minute, shard), page: undefined });
  return all;
}

const Cursor = onFirstUse(() => z.object({ swept_to: z.number() }));

/** Up to which due time the sweep has handed timers over; undefined before its first run. */
export async function readSweepCursor(table: Table): Promise<Instant | undefined> {
  const item = await table.get(sweepCursorKey, { consistent: true });
  return item && z.parse(Cursor, item).swept_to;
}

/** Moves the cursor from where this sweep found it. False when another sweep has moved it meanwhile. */
export async function moveSweepCursor(table: Table, from: Instant | undefined, to: Instant): Promise<boolean> {
  const condition = from === undefined ? 'absent' : { equals: { swept_to: from } };
  try {
    await table.put({ ...sweepCursorKey, entity: 'sweep', swept_to: to }, condition);
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
}
