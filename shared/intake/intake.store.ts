import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { intakeKey } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { timerWrite } from '../timers/timer.store.ts';
import { nextCheck } from './asking.ts';
import { IntakeRecord } from './intake-record.ts';

/** What was read out of a ticket, or undefined while nobody has looked. */
export async function getIntake(table: Table, ticketId: number): Promise<IntakeRecord | undefined> {
  const item = await table.get(intakeKey(ticketId), { consistent: true });
  return item && z.parse(IntakeRecord, item);
}

/** What was read out of several tickets, by ticket; those nobody has looked at are left out. */
export async function getIntakes(table: Table, ticketIds: readonly number[]): Promise<Map<number, IntakeRecord>> {
  const items = await table.batchGet([...new Set(ticketIds)].map(intakeKey), { consistent: true });
  return new Map(items.map((item) => z.parse(IntakeRecord, item)).map((record) => [record.ticket_id, record]));
}

/**
 * The writes that keep what was read out of a ticket: the record, and the timer of what is awaited unless it is set. To be
 * committed with the change of the ticket; the first is refused when the record is not the one that was looked at.
 */
export function intakeWrites(before: IntakeRecord | undefined, record: IntakeRecord, now: Instant): Write[] {
  const put = { ...intakeKey(record.ticket_id), entity: 'intake', ...record };
  const writes: Write[] = [{ put, condition: before ? { version: before.version } : 'absent' }];
  const [was, is] = [before, record].map((each) => each?.asked && nextCheck(record.ticket_id, each.asked, now));
  if (is && is.guard !== was?.guard) writes.push(timerWrite(is));
  return writes;
}

/**
 * Keeps what was read out of a ticket by itself, if what `only` asks for holds. Throws ConditionFailed when it does not, and
 * when somebody else has looked meanwhile.
 */
export async function putIntake(
  table: Table,
  before: IntakeRecord | undefined,
  record: IntakeRecord,
  now: Instant,
  only: readonly Write[] = [],
): Promise<void> {
  await table.transact([...intakeWrites(before, record, now), ...only]);
}
