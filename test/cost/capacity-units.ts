import { INDEXES, type IndexName, indexKeys } from '../../shared/platform/table/schema.ts';
import type { Item } from '../../shared/platform/table/table.ts';
import { itemSize } from '../faults/table/item-size.ts';

/*
 * What a request to the table consumes, by the rules that AWS gives for on-demand tables: a read unit for each 4 kB, half
 * of one where the read may be stale; a write unit for each kB of the larger of the item before and after, twice in a
 * transaction; and for each index the write of what it projects, once even in a transaction, when that changed.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 * `test/cost/capacity-units.test.ts` holds it against what the embedded engine reports.
 */

/** What was consumed in one partition of the table or of an index. */
export interface Consumed {
  /** The partition key; with the name of the index and a colon before it for one of an index. */
  readonly partition: string;
  readonly reads: number;
  readonly writes: number;
}

const KB = 1024;

/** A read of items that together have this size: each alone in a get, all together in a query. */
export function readUnits(bytes: number, consistent: boolean): number {
  return Math.max(1, Math.ceil(bytes / (4 * KB))) * (consistent ? 1 : 0.5);
}

export interface Written {
  readonly partition: string;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  readonly inTransaction: boolean;
}

/** A write that took effect: in the table, and in each index that it changed. */
export function writeConsumed({ partition, before, after, inTransaction }: Written): Consumed[] {
  const size = Math.max(before ? itemSize(before) : 0, after ? itemSize(after) : 0);
  const writes = kilobytes(size) * (inTransaction ? 2 : 1);
  return [{ partition, reads: 0, writes }, ...INDEXES.flatMap((index) => indexConsumed(index, before, after))];
}

/** A write whose condition did not hold costs what looking at the item costs; the indexes are not touched. */
export function refusedConsumed(write: Written): Consumed[] {
  return writeConsumed(write).slice(0, 1);
}

function indexConsumed(index: IndexName, before: Item | undefined, after: Item | undefined): Consumed[] {
  const [was, is] = [projected(index, before), projected(index, after)];
  const same = was && is && was.partition === is.partition && was.sort === is.sort;
  return [was, is].flatMap((entry) =>
    entry && !same
      ? [{ partition: `${index}:${entry.partition}`, reads: 0, writes: kilobytes(itemSize(entry.item)) }]
      : [],
  );
}

/** What a keys-only index holds of an item. */
function projected(index: IndexName, item: Item | undefined) {
  const names = indexKeys(index);
  const [partition, sort] = [item?.[names.pk], item?.[names.sk]];
  if (typeof partition !== 'string' || typeof sort !== 'string') return undefined;
  return { partition, sort, item: { pk: item?.['pk'], sk: item?.['sk'], [names.pk]: partition, [names.sk]: sort } };
}

function kilobytes(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / KB));
}
