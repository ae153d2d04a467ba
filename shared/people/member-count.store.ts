import { MAX_OFFSET } from '../platform/http/paging.ts';
import { membersPartition } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import type { MemberOf } from './membership.ts';

/** How many people are in one group or organization, counted one by one as far as offset paging reaches. */
export async function countMembers(table: Table, of: MemberOf, ownerId: number): Promise<number> {
  const count = await table.count({ partition: membersPartition(of, ownerId), limit: MAX_OFFSET });
  return Math.min(count, MAX_OFFSET);
}
