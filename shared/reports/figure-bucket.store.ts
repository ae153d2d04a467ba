import { queryAll } from '../people/list-ids.store.ts';
import { figureCellKey, LIST_SHARDS, recentRepliesKey } from '../platform/table/keys.ts';
import type { Item, Table } from '../platform/table/table.ts';
import { addTo, type Figures, figuresOfTally, groupName, sumsOf, type Tally, tallyOf } from './bucket.ts';
import type { ReportDay } from './report-day.ts';

/** What was counted on one day, or what stands now, by the name of the cell. */
export type DayCells = ReadonlyMap<string, Figures>;

/** All cells of a day (or of now): one query for each shard, more when a day fills more than a page of the table. */
export async function readDayCells(table: Table, day: string): Promise<DayCells> {
  const shards = await Promise.all(
    Array.from({ length: LIST_SHARDS }, (_, shard) => queryAll(table, { partition: figureCellKey(day, shard, '').pk })),
  );
  const cells = new Map<string, Tally>();
  for (const item of shards.flat()) addTo(tallyOf(cells, String(item['sk'])), figuresIn(item));
  return sumsOf(cells);
}

/** The first replies that a group gave from one day to another, both included: one query. */
export async function readRecentReplies(
  table: Table,
  group_id: number | null,
  from: ReportDay,
  to: ReportDay,
): Promise<Figures> {
  const partition = recentRepliesKey(groupName(group_id), from, 0).pk;
  // `~` stands behind every shard, so that all of the last day are within.
  const items = await queryAll(table, { partition, from, to: `${to}~` });
  const sum: Tally = new Map();
  for (const item of items) addTo(sum, figuresIn(item));
  return figuresOfTally(sum);
}

/** The counts of a bucket are the numbers among its attributes; there are far too many of them for a schema. */
function figuresIn(item: Item): Figures {
  const figures: Record<string, number> = {};
  for (const name in item) {
    const count = item[name];
    if (typeof count === 'number') figures[name] = count;
  }
  return figures;
}
