import type { Item } from '../../../shared/platform/table/table.ts';
import type { Key } from '../../../shared/platform/table/table-input.ts';
import { idOf, takeKey } from './item-keys.ts';
import { itemSize } from './item-size.ts';
import { knownOnly } from './parameters.ts';
import { giveItem } from './plain-values.ts';
import { validation } from './refusals.ts';
import { type Row, sortText } from './sorted-rows.ts';
import type { Storage } from './storage.ts';

interface GetInput {
  readonly Key: unknown;
  readonly ConsistentRead?: boolean | undefined;
}

const GET = new Set(['TableName', 'Key', 'ConsistentRead', 'ReturnConsumedCapacity']);

/** Reads one item. */
export function getItem(input: GetInput, stored: Storage): { Item?: Item } {
  knownOnly(input, GET);
  const row = find(takeKey(input.Key), input.ConsistentRead ?? false, stored);
  return row ? { Item: giveItem(row.item) } : {};
}

function find({ pk, sk }: Key, consistent: boolean, stored: Storage): Row | undefined {
  if (consistent) return stored.committed.find(pk, sortText(sk), '');
  stored.settle();
  return stored.seen.find(pk, sortText(sk), '');
}

interface Wanted {
  readonly Keys: readonly unknown[];
  readonly ConsistentRead?: boolean | undefined;
}

interface BatchGetInput {
  readonly RequestItems: Readonly<Record<string, Wanted>>;
}

const BATCH_GET = new Set(['RequestItems', 'ReturnConsumedCapacity']);
const WANTED = new Set(['Keys', 'ConsistentRead']);
const MAX_KEYS = 100;
const MAX_ANSWER = 16 * 1024 * 1024;

/** Reads items by their keys; what makes the answer too large is left for another call. */
export function batchGet(input: BatchGetInput, stored: Storage) {
  knownOnly(input, BATCH_GET);
  const [table, wanted] = onlyTable(input.RequestItems);
  knownOnly(wanted, WANTED);
  checkCount(wanted.Keys.length, MAX_KEYS);
  const keys = wanted.Keys.map(takeKey);
  checkDistinct(keys);
  const found: Item[] = [];
  let room = MAX_ANSWER;
  for (const [at, key] of keys.entries()) {
    const row = find(key, wanted.ConsistentRead ?? false, stored);
    if (!row) continue;
    room -= room > row.weight ? row.weight : itemSize(row.item);
    if (room < 0) {
      return answer(table, found, { [table]: { ...wanted, Keys: keys.slice(at) } });
    }
    found.push(giveItem(row.item));
  }
  return answer(table, found, {});
}

function answer(table: string, found: Item[], UnprocessedKeys: Record<string, Wanted>) {
  return { Responses: { [table]: found }, UnprocessedKeys };
}

/** The one table that a batch is about, and what is wanted of it. */
export function onlyTable<T>(requests: Readonly<Record<string, T>>): [string, T] {
  const [entry, ...more] = Object.entries(requests);
  if (!entry || more.length > 0) {
    throw validation("1 validation error detected: Value at 'RequestItems' has to be one table");
  }
  return entry;
}

/** Throws when a batch is empty or too large. */
export function checkCount(count: number, most: number): void {
  if (count >= 1 && count <= most) return;
  const what = `Member must have length between 1 and ${most}`;
  throw validation(`1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: ${what}`);
}

/** Throws when a batch names an item twice. */
export function checkDistinct(keys: readonly Key[]): void {
  if (new Set(keys.map(idOf)).size < keys.length) {
    throw validation('Provided list of item keys contains duplicates');
  }
}
