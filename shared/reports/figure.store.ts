import * as z from 'zod/mini';
import { sortableId } from '../kernel/ids.ts';
import { listIds } from '../people/list-ids.store.ts';
import type { IdRange } from '../platform/http/paging.ts';
import {
  figureCellKey,
  figureRowKey,
  figureRowsPartition,
  LIST_SHARDS,
  recentRepliesKey,
  shardOf,
} from '../platform/table/keys.ts';
import { type Item, MAX_TRANSACTION, type Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import type { Key, Write } from '../platform/table/table-input.ts';
import { transactionBatches } from '../platform/table/transaction-batches.ts';
import {
  addTo,
  bucketPlace,
  type Counted,
  countedChanges,
  type Figures,
  sumsOf,
  type Tally,
  tallyOf,
} from './bucket.ts';
import { FigureRow } from './figure-row.ts';
import { type ReportDay, reportDay } from './report-day.ts';

/** The rows of these tickets, by ticket; those that have none yet are left out. */
export async function getFigureRows(
  table: Table,
  ticketIds: readonly number[],
  options: { readonly consistent?: boolean } = {},
): Promise<Map<number, FigureRow>> {
  const items = await table.batchGet([...new Set(ticketIds)].map(figureRowKey), options);
  return new Map(items.map((item) => z.parse(FigureRow, item)).map((row) => [row.ticket_id, row]));
}

/**
 * A stretch of the tickets that were opened on a day, in order of number, and their rows. A ticket that was deleted a
 * moment ago may still be among the numbers; it has no row here.
 */
export async function listFigureRows(
  table: Table,
  day: ReportDay,
  range: IdRange,
): Promise<{ readonly ids: readonly number[]; readonly rows: readonly FigureRow[] }> {
  const partitions = Array.from({ length: LIST_SHARDS }, (_, shard) => figureRowsPartition(day, shard));
  const ids = await listIds(table, { index: 'gsi1', partitions }, range);
  const rows = await getFigureRows(table, ids);
  return { ids, rows: ids.flatMap((id) => rows.get(id) ?? []).filter(({ deleted }) => !deleted) };
}

/** A ticket's row as it was read, and as it is to be. */
export interface RowChange {
  readonly before: FigureRow | undefined;
  readonly after: Omit<FigureRow, 'version'>;
}

/**
 * Keeps rows, and adds what is different to the buckets, in one transaction: whatever a row says it is counted in, the
 * buckets hold, also after a failure half-way. Several tickets share a transaction. Answers the tickets that could not be
 * counted just now because somebody else was counting them.
 */
export async function keepFigures(table: Table, changes: readonly RowChange[]): Promise<number[]> {
  const refused: number[] = [];
  for (const batch of batches(changes.map(stepsOf))) {
    const tickets = batch.map(({ row }) => row.ticket_id);
    // A ticket of several steps fills a batch with each: after one was refused the next ones would be, too.
    if (tickets.some((id) => refused.includes(id))) continue;
    try {
      await table.transact(writesOf(batch));
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      refused.push(...tickets);
    }
  }
  return refused;
}

/** One write of a row, and what it adds to buckets. */
interface Step {
  readonly condition: Write['condition'];
  readonly row: FigureRow;
  readonly adds: ReadonlyMap<string, Figures>;
}

/** A row and as many buckets as fit with it into one transaction. */
const MOST_BUCKETS = MAX_TRANSACTION - 1;

/** The writes that bring a row to its new state: mostly one; more when more buckets change than one transaction takes. */
function stepsOf({ before, after }: RowChange): Step[] {
  const changes = [...countedChanges(before?.counted ?? {}, after.counted)];
  const steps: Step[] = [];
  let [counted, version]: [Counted, number] = [before?.counted ?? {}, before?.version ?? 0];
  for (let at = 0; at === 0 || at < changes.length; at += MOST_BUCKETS) {
    const some = changes.slice(at, at + MOST_BUCKETS);
    const isLast = at + MOST_BUCKETS >= changes.length;
    const moved = Object.fromEntries(some.map(([bucket]) => [bucket, after.counted[bucket] ?? {}]));
    counted = isLast ? after.counted : { ...counted, ...moved };
    const condition = version === 0 ? ('absent' as const) : { version };
    version += 1;
    // Until the last step it does not count as read: the event comes again if the steps break off.
    const read = isLast ? {} : { ticket_version: before?.ticket_version ?? 0, sla_version: before?.sla_version ?? 0 };
    steps.push({ condition, row: { ...after, ...read, counted, version }, adds: new Map(some) });
  }
  return steps;
}

/** Steps that share transactions: as many tickets as fit together, but one step of a ticket at a time. */
function batches(all: readonly (readonly Step[])[]): Step[][] {
  const single = all.filter((steps) => steps.length === 1).flat();
  const several = all.filter((steps) => steps.length > 1).flat();
  return [...several.map((step) => [step]), ...transactionBatches(single, writesOf)];
}

function writesOf(batch: readonly Step[]): Write[] {
  const adds = new Map<string, Tally>();
  for (const step of batch) for (const [bucket, figures] of step.adds) addTo(tallyOf(adds, bucket), figures);
  const shard = shardOf(batch[0]?.row.ticket_id ?? 0);
  return [
    ...batch.map(({ row, condition }): Write => ({ put: rowItem(row), condition })),
    ...[...sumsOf(adds)].map(
      ([bucket, figures]): Write => ({
        update: { key: bucketKey(bucket, shard), set: { entity: 'figures' }, add: figures },
      }),
    ),
  ];
}

function rowItem(row: FigureRow): Item {
  const item: Item = { ...figureRowKey(row.ticket_id), entity: 'figure_row', ...row };
  if (row.deleted) return item;
  const partition = figureRowsPartition(reportDay(row.created_at), shardOf(row.ticket_id));
  return { ...item, gsi1pk: partition, gsi1sk: sortableId(row.ticket_id) };
}

function bucketKey(bucket: string, shard: number): Key {
  const place = bucketPlace(bucket);
  return place.kind === 'cell'
    ? figureCellKey(place.day, shard, place.cell)
    : recentRepliesKey(place.group, place.day, shard);
}
