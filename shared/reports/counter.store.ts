import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { countedKey, counterKey, shardOf } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import type { Write } from '../platform/table/table-input.ts';
import { transactionBatches } from '../platform/table/transaction-batches.ts';
import { type Countable, counterChanges } from './counted.ts';

const Counter = onFirstUse(() => z.object({ value: z.number() }));
const Counted = onFirstUse(() => z.object({ version: z.int(), counters: z.array(z.string()) }));
type Counted = z.output<typeof Counted>;

/** The sum of these counters: one query each. Lags behind the records by the time their events take. */
export async function readCount(table: Table, counters: readonly string[]): Promise<number> {
  const sums = await Promise.all(
    counters.map(async (counter) => {
      const { items } = await table.query({ partition: counterKey(counter, 0).pk });
      return items.reduce((sum, item) => sum + z.parse(Counter, item).value, 0);
    }),
  );
  return Math.max(
    0,
    sums.reduce((sum, each) => sum + each, 0),
  );
}

/**
 * Counts records as they stand now. Each remembers in which counters it was last counted and at which version, so a
 * record that is counted twice, or after a later state of its own, changes nothing. Several records share a transaction.
 * Answers those that could not be counted just now because somebody else was counting them.
 */
export async function countRecords(table: Table, records: readonly Countable[]): Promise<Countable[]> {
  const keys = records.map((record) => countedKey(record.entity, record.id));
  const items = await table.batchGet(keys, { consistent: true });
  const known = new Map(items.map((item) => [String(item['pk']), z.parse(Counted, item)]));
  const outdated: Counting[] = records.flatMap((record) => {
    const before = known.get(countedKey(record.entity, record.id).pk);
    return before && before.version >= record.version ? [] : [{ record, before }];
  });
  const refused: Countable[] = [];
  for (const batch of transactionBatches(outdated, countingWrites)) {
    try {
      await table.transact(countingWrites(batch));
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      refused.push(...batch.map(({ record }) => record));
    }
  }
  return refused;
}

interface Counting {
  readonly record: Countable;
  readonly before: Counted | undefined;
}

function countingWrites(batch: readonly Counting[]): Write[] {
  const changes = new Map<string, number>();
  const shard = shardOf(batch[0]?.record.id ?? 0);
  const writes: Write[] = batch.map(({ record, before }) => {
    for (const [counter, by] of counterChanges(before?.counters ?? [], record.counters))
      changes.set(counter, (changes.get(counter) ?? 0) + by);
    return {
      put: {
        ...countedKey(record.entity, record.id),
        entity: 'counted',
        version: record.version,
        counters: [...record.counters],
      },
      condition: before ? { version: before.version } : 'absent',
    };
  });
  for (const [counter, by] of changes)
    if (by !== 0)
      writes.push({ update: { key: counterKey(counter, shard), add: { value: by }, set: { entity: 'counter' } } });
  return writes;
}
