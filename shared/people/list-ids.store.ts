import { sortableId } from '../kernel/ids.ts';
import type { IdRange } from '../platform/http/paging.ts';
import type { IndexName } from '../platform/table/schema.ts';
import type { Item, Table } from '../platform/table/table.ts';
import type { Query } from '../platform/table/table-input.ts';

/** Where a list stands: partitions of an index (or of the table) whose sort keys are ids. */
export interface IdList {
  readonly index?: IndexName;
  readonly partitions: readonly string[];
}

/** The ids of a list in order, from all its partitions merged. Costs the same however long the list is. */
export async function listIds(table: Table, list: IdList, range: IdRange): Promise<number[]> {
  const items = await listItems(table, list, range);
  return items.map((item) => idOf(list, item));
}

/** As `listIds`, for the items themselves: the whole record in the table, its keys in an index. */
async function listItems(table: Table, list: IdList, range: IdRange): Promise<Item[]> {
  const { beyond, descending, limit } = range;
  const bound = beyond === undefined ? {} : descending ? { below: sortableId(beyond) } : { above: sortableId(beyond) };
  const index = list.index ? { index: list.index } : {};
  const found = await Promise.all(
    list.partitions.map((partition) => queryAll(table, { ...index, partition, ...bound, descending }, limit)),
  );
  const sign = descending ? -1 : 1;
  return found
    .flat()
    .sort((a, b) => sign * (idOf(list, a) - idOf(list, b)))
    .slice(0, limit);
}

/** The items of a query, page by page, `limit` at most. */
export async function queryAll(table: Table, query: Query, limit = Number.POSITIVE_INFINITY): Promise<Item[]> {
  const items: Item[] = [];
  let after = query.after;
  do {
    const left = limit - items.length;
    const page = await table.query({ ...query, after, ...(Number.isFinite(left) ? { limit: left } : {}) });
    items.push(...page.items);
    after = page.next;
  } while (after && items.length < limit);
  return items;
}

function idOf(list: IdList, item: Item): number {
  return Number(item[list.index ? `${list.index}sk` : 'sk']);
}
