import { sortableId } from '../../kernel/ids.ts';
import type { IdRange } from '../http/paging.ts';
import type { Key, Query } from './table-input.ts';

/** A stretch of the items that have a prefix in one partition, in order of the ids behind it; read consistently. */
export function prefixQuery(prefix: string, keyOf: (id: number) => Key, { descending, beyond }: IdRange): Query {
  const { pk: partition } = keyOf(0);
  const consistent = { partition, descending, consistent: true };
  if (beyond === undefined) return { ...consistent, startsWith: prefix };
  // A sort key just past one end of the items, and the item next to where the other page ended.
  const { sk } = keyOf(beyond + (descending ? -1 : 1));
  return descending
    ? { ...consistent, from: prefix, to: sk }
    : { ...consistent, from: sk, to: `${prefix}${sortableId(Number.MAX_SAFE_INTEGER)}` };
}
