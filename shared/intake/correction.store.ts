import * as z from 'zod/mini';
import { listIds } from '../people/list-ids.store.ts';
import type { IdRange } from '../platform/http/paging.ts';
import { correctionKey, correctionsPartition, LIST_SHARDS } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import { Correction } from './correction.ts';

const PARTITIONS = Array.from({ length: LIST_SHARDS }, (_, shard) => correctionsPartition(shard));

/** Keeps a correction, once. */
export async function keepCorrection(table: Table, correction: Correction): Promise<void> {
  try {
    await table.put({ ...correctionKey(correction.id), entity: 'correction', ...correction }, 'absent');
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
}

/** Ids of the corrections, oldest first. */
export function listCorrectionIds(table: Table, range: IdRange): Promise<number[]> {
  return listIds(table, { partitions: PARTITIONS }, range);
}

/** The corrections of these ids, in their order. */
export async function getCorrections(table: Table, ids: readonly number[]): Promise<Correction[]> {
  const items = await table.batchGet(ids.map(correctionKey));
  const found = new Map(items.map((item) => z.parse(Correction, item)).map((each) => [each.id, each]));
  return ids.flatMap((id) => found.get(id) ?? []);
}
