import * as z from 'zod/mini';
import { type Instant, SECOND } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { dispatchKey } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';

const Dispatch = onFirstUse(() => z.object({ until: z._default(z.number(), 0), wanted: z._default(z.int(), 0) }));

/** The right to give away a group's tickets for all who want it done; `wanted` is how many had wanted it until then. */
export interface DispatchLease {
  readonly group_id: number;
  readonly until: Instant;
  readonly wanted: number;
}

/** Longer than any function runs: whoever holds it longer has died. */
const HELD = 60 * SECOND;

/**
 * Takes the right to give away a group's tickets, or tells whoever has it that it is to be done once more from the
 * beginning: then undefined. One of both is certain, so nobody has to wait.
 */
export async function leaseDispatch(table: Table, groupId: number, now: Instant): Promise<DispatchLease | undefined> {
  const key = dispatchKey(groupId);
  for (;;) {
    const until = Math.floor(now) + HELD;
    const condition = { absentOrOver: { attribute: 'until', at: now } };
    try {
      const set = { entity: 'dispatch', until };
      const { wanted } = z.parse(Dispatch, await table.update({ key, set, add: { wanted: 0 }, condition }));
      return { group_id: groupId, until, wanted };
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
    const other = z.parse(Dispatch, await table.update({ key, add: { wanted: 1 } }));
    if (other.until > now) return undefined;
  }
}

/**
 * Gives the right back. Undefined when that was it; the lease to go on with when somebody has wanted it done since it was
 * taken, or since the last time it could not be given back.
 */
export async function releaseDispatch(table: Table, lease: DispatchLease): Promise<DispatchLease | undefined> {
  const key = dispatchKey(lease.group_id);
  const { until, wanted } = lease;
  try {
    await table.update({ key, set: { until: 0 }, condition: { equals: { until, wanted } } });
    return undefined;
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    const now = z.parse(Dispatch, await table.get(key, { consistent: true }));
    // Somebody else has it, because we were taken for dead, or it was given back and only the answer was lost.
    return now.until === until ? { ...lease, wanted: now.wanted } : undefined;
  }
}

/** Gives the right back, whoever has wanted it done meanwhile: for those who have seen to it that it will be. */
export async function dropDispatch(table: Table, { group_id, until }: DispatchLease): Promise<void> {
  try {
    await table.update({ key: dispatchKey(group_id), set: { until: 0 }, condition: { equals: { until } } });
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
}
