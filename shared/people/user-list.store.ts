import type { IdRange } from '../platform/http/paging.ts';
import type { Table } from '../platform/table/table.ts';
import { listIds } from './list-ids.store.ts';
import type { User } from './user.ts';
import { userPartitions } from './user-items.store.ts';

/** Ids of the active people who hold one of the roles. */
export function listUserIds(table: Table, roles: readonly User['role'][], range: IdRange): Promise<number[]> {
  return listIds(table, { index: 'gsi1', partitions: roles.flatMap(userPartitions) }, range);
}

/** How many active people hold a role of staff: counted one by one, for they are few. */
export async function countStaff(table: Table, roles: readonly ('agent' | 'admin')[]): Promise<number> {
  const partitions = roles.flatMap(userPartitions);
  const counts = await Promise.all(partitions.map((partition) => table.count({ index: 'gsi1', partition })));
  return counts.reduce((sum, count) => sum + count, 0);
}
