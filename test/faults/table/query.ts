import { INDEXES, type IndexName, indexKeys } from '../../../shared/platform/table/schema.ts';
import type { Item } from '../../../shared/platform/table/table.ts';
import { idOf } from './item-keys.ts';
import { itemSize } from './item-size.ts';
import { type KeyRange, readKeyRange, within } from './key-range.ts';
import { type Expressions, knownOnly, readExpressions } from './parameters.ts';
import { giveItem } from './plain-values.ts';
import { NotSupported, validation } from './refusals.ts';
import { type Entry, firstWhere, placeOf, sortText } from './sorted-rows.ts';
import type { Storage } from './storage.ts';

interface QueryInput extends Expressions {
  readonly IndexName?: string | undefined;
  readonly ScanIndexForward?: boolean | undefined;
  readonly ConsistentRead?: boolean | undefined;
  readonly Limit?: number | undefined;
  readonly ExclusiveStartKey?: Record<string, unknown> | undefined;
  readonly Select?: string | undefined;
}

const KNOWN = new Set([
  ...['TableName', 'IndexName', 'KeyConditionExpression', 'ExpressionAttributeNames', 'ExpressionAttributeValues'],
  ...['ScanIndexForward', 'ConsistentRead', 'Limit', 'ExclusiveStartKey', 'Select', 'ReturnConsumedCapacity'],
]);
const MAX_PAGE = 1024 * 1024;

/** The attributes that are the keys of a query's table or index, and those that name an item in a start key. */
interface Keys {
  readonly index: IndexName | undefined;
  readonly pk: string;
  readonly sk: string;
  readonly all: readonly string[];
}

/** One page of a partition of the table, or of an index. */
export function query(input: QueryInput, stored: Storage) {
  knownOnly(input, KNOWN);
  const keys = keysOf(input);
  if (input.Limit !== undefined && !(input.Limit >= 1)) {
    const what = "Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1";
    throw validation(`1 validation error detected: ${what}`);
  }
  if (input.Select !== undefined && input.Select !== 'COUNT') throw new NotSupported(`Select ${input.Select}`);
  const range = readKeyRange(readExpressions(input), keys);
  const entries = rowsOf(input, keys, stored).partition(range.partition);
  const [from, to] = window(entries, range, input, keys);
  const { page, more } = cut(entries, from, to, input, keys);
  const last = page.at(-1);
  return {
    ...(input.Select === 'COUNT' ? {} : { Items: page.map((entry) => projected(entry, keys)) }),
    Count: page.length,
    ScannedCount: page.length,
    ...(more && last ? { LastEvaluatedKey: keyOf(last, keys) } : {}),
  };
}

function keysOf({ IndexName, ConsistentRead }: QueryInput): Keys {
  if (IndexName === undefined) return { index: undefined, pk: 'pk', sk: 'sk', all: ['pk', 'sk'] };
  const index = INDEXES.find((name) => name === IndexName);
  if (!index) throw validation(`The table does not have the specified index: ${IndexName}`);
  if (ConsistentRead) throw validation('Consistent reads are not supported on global secondary indexes');
  const { pk, sk } = indexKeys(index);
  return { index, pk, sk, all: ['pk', 'sk', pk, sk] };
}

function rowsOf({ ConsistentRead }: QueryInput, { index }: Keys, stored: Storage) {
  if (ConsistentRead) return stored.committed;
  stored.settle();
  return index ? stored.index(index) : stored.seen;
}

/** Where in a partition the page may lie: from an index to before another one. */
function window(entries: readonly Entry[], range: KeyRange, input: QueryInput, keys: Keys): [number, number] {
  const from = firstWhere(entries, ({ order }) => !range.before(order));
  const to = firstWhere(entries, ({ order }) => range.after(order));
  if (!input.ExclusiveStartKey) return [from, to];
  const { order, tie } = startOf(input.ExclusiveStartKey, range, keys);
  const place = placeOf(entries, order, tie);
  if (input.ScanIndexForward === false) return [from, Math.min(to, place)];
  const there = entries[place];
  const past = there && there.order === order && there.tie === tie ? place + 1 : place;
  return [Math.max(from, past), to];
}

/** The place a start key names. It need not be taken, but it has to lie in what is asked for. */
function startOf(start: Record<string, unknown>, range: KeyRange, keys: Keys): { order: string; tie: string } {
  const names = Object.keys(start);
  if (names.length !== keys.all.length || keys.all.some((name) => typeof start[name] !== 'string')) {
    throw validation('The provided starting key is invalid');
  }
  const order = sortText(start[keys.sk] as string);
  if (start[keys.pk] !== range.partition) {
    const outside = 'The provided starting key is outside query boundaries based on provided conditions';
    throw validation(`The provided starting key is invalid: ${outside}`);
  }
  if (!within(range, order)) throw validation('The provided starting key does not match the range key predicate');
  const tie = keys.index ? sortText(idOf({ pk: start['pk'] as string, sk: start['sk'] as string })) : '';
  return { order, tie };
}

/** As much of a window as makes one page. There is more to read when the limit was reached, even where nothing follows. */
function cut(entries: readonly Entry[], from: number, to: number, input: QueryInput, keys: Keys) {
  const count = Math.min(to - from, input.Limit ?? Number.POSITIVE_INFINITY);
  const page: Entry[] = [];
  for (let at = 0; at < count; at++) {
    page.push(entries[input.ScanIndexForward === false ? to - 1 - at : from + at] as Entry);
  }
  const fits = fitting(page, keys);
  const more = fits < page.length || page.length === input.Limit;
  return { page: fits < page.length ? page.slice(0, fits) : page, more };
}

/** A key takes at most this much in an index, with its own copy of the item's key. */
const MAX_KEY = 6_500;

/** How many entries a page has room for. */
function fitting(page: readonly Entry[], keys: Keys): number {
  const most = keys.index ? page.length * MAX_KEY : page.reduce((sum, { row }) => sum + row.weight, 0);
  if (most <= MAX_PAGE) return page.length;
  let sum = 0;
  const over = page.findIndex((entry) => {
    sum += itemSize(keys.index ? keyOf(entry, keys) : entry.row.item);
    return sum > MAX_PAGE;
  });
  return over === -1 ? page.length : over;
}

function projected(entry: Entry, keys: Keys): Item {
  return keys.index ? keyOf(entry, keys) : giveItem(entry.row.item);
}

function keyOf({ row }: Entry, { all }: Keys): Item {
  const key: Item = {};
  for (const name of all) key[name] = row.item[name];
  return key;
}
