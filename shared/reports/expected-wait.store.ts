import { type Clock, type Instant, MINUTE } from '../kernel/clock.ts';
import type { Table } from '../platform/table/table.ts';
import { type ExpectedWait, expectedWait, RECENT_DAYS } from './expected-wait.ts';
import { readRecentReplies } from './figure-bucket.store.ts';
import { dayAfter, reportDay } from './report-day.ts';

/** What those who wait for a group's first answer may expect; null when nobody can tell. */
export type WaitSource = (groupId: number | null) => Promise<ExpectedWait | null>;

const KEPT = 5 * MINUTE;

/** Reads what a group's recent first replies say, and keeps it for some minutes: many customers look again and again. */
export function expectedWaits(table: Table, now: Clock): WaitSource {
  const kept = new Map<number | null, { readonly wait: Promise<ExpectedWait | null>; readonly at: Instant }>();
  return (groupId) => {
    const at = now();
    const found = kept.get(groupId);
    if (found && at < found.at + KEPT) return found.wait;
    const today = reportDay(at);
    const wait = readRecentReplies(table, groupId, dayAfter(today, 1 - RECENT_DAYS), today).then(expectedWait);
    const reading = { wait, at };
    wait.catch(() => {
      if (kept.get(groupId) === reading) kept.delete(groupId);
    });
    kept.set(groupId, reading);
    return wait;
  };
}
