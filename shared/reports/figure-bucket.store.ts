import * as z from 'zod/mini';
import { queryAll } from '../people/list-ids.store.ts';
import { figureCellKey, LIST_SHARDS, recentRepliesKey } from '../platform/table/keys.ts';
import type { Item, Table } from '../platform/table/table.ts';
import { addedFigures, type Figures, groupName, withoutNothing } from './bucket.ts';
import type { ReportDay } from './report-day.ts';

/** What was counted on one day, or what stands now, by the name of the cell. */
export type DayCells = ReadonlyMap<string, Figures>;

/** All cells of a day (or of now): one query for each shard, more when a day fills more than a page of the table. */
export async function readDayCells(table: Table, day: string): Promise<DayCells> {
  const shards = await Promise.all(
    Array.from({ length: LIST_SHARDS }, (_, shard) => queryAll(table, { partition: figureCellKey(day, shard, '').pk })),
  );
  const cells = new Map<string, Figures>();
  for (const item of shards.flat()) {
    const cell = String(item['sk']);
    cells.set(cell, addedFigures(cells.get(cell) ?? {}, figuresIn(item)));
  }
  return new Map([...cells].map(([cell, figures]) => [cell, withoutNothing(figures)]));
}

/** The first replies that a group gave from one day to another, both included: one query. */
export async function readRecentReplies(
  table: Table,
  group_id: number | null,
  from: ReportDay,
  to: ReportDay,
): Promise<Figures> {
  const partition = recentRepliesKey(groupName(group_id), from).pk;
  const items = await queryAll(table, { partition, from, to });
  return items.map(figuresIn).reduce(addedFigures, {});
}

/** The counts of a bucket are the numbers among its attributes. */
function figuresIn(item: Item): Figures {
  const numbers = Object.entries(item).filter(([, value]) => typeof value === 'number');
  return z.parse(z.record(z.string(), z.number()), Object.fromEntries(numbers));
}
