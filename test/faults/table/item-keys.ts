import { INDEXES, type IndexName, indexKeys } from '../../../shared/platform/table/schema.ts';
import type { Item } from '../../../shared/platform/table/table.ts';
import type { Key } from '../../../shared/platform/table/table-input.ts';
import { itemSize, MAX_ITEM, sizeAtMost } from './item-size.ts';
import { typeName } from './plain-values.ts';
import { validation } from './refusals.ts';
import type { Row } from './sorted-rows.ts';

export const MAX_PARTITION_KEY = 2048;
export const MAX_SORT_KEY = 1024;

/** The indexes with the names of their keys. */
export const INDEX_KEYS: readonly { readonly name: IndexName; readonly pk: string; readonly sk: string }[] =
  INDEXES.map((name) => ({ name, ...indexKeys(name) }));

/** Names an item among all. */
export function idOf({ pk, sk }: Key): string {
  return `${pk}\n${sk}`;
}

/** The key that a command names an item with, which has to be a key and nothing else. */
export function takeKey(given: unknown): Key {
  const { pk, sk } = (given ?? {}) as Record<string, unknown>;
  let fields = 0;
  for (const _ in (given ?? {}) as object) fields++;
  if (typeof pk !== 'string' || typeof sk !== 'string' || fields !== 2) {
    throw validation('The provided key element does not match the schema');
  }
  checkKey({ pk, sk });
  return { pk, sk };
}

/** Throws when an item has no right key. */
export function checkItemKey(item: Item): void {
  for (const name of ['pk', 'sk']) {
    const value = item[name];
    if (typeof value === 'string') continue;
    const what =
      value === undefined
        ? `Missing the key ${name} in the item`
        : `Type mismatch for key ${name} expected: S actual: ${typeName(value)}`;
    throw validation(`One or more parameter values were invalid: ${what}`);
  }
  checkKey(item as unknown as Key);
}

function checkKey({ pk, sk }: Key): void {
  if (pk === '' || sk === '') throw validation(`${EMPTY} Key: ${pk === '' ? 'pk' : 'sk'}`);
  if (longer(pk, MAX_PARTITION_KEY)) throw tooLong('Size of hashkey', 'maximum size limit of', MAX_PARTITION_KEY);
  if (longer(sk, MAX_SORT_KEY)) throw tooLong('Aggregated size of all range keys', 'size limit of', MAX_SORT_KEY);
}

function tooLong(what: string, limit: string, bytes: number): Error {
  return validation(`One or more parameter values were invalid: ${what} has exceeded the ${limit} ${bytes} bytes`);
}

const NOT_EMPTY = 'The AttributeValue for a key attribute cannot contain an empty string value.';
/** What DynamoDB says of a key that is an empty text. */
export const EMPTY = `One or more parameter values are not valid. ${NOT_EMPTY}`;

function longer(text: string, bytes: number): boolean {
  return text.length * 3 > bytes && Buffer.byteLength(text) > bytes;
}

/** Throws when an attribute that is the key of an index is an empty text, whatever else it may be. */
export function checkIndexKeysFilled(item: Item): void {
  for (const { name, pk, sk } of INDEX_KEYS) {
    for (const attribute of [pk, sk]) {
      if (item[attribute] === '') throw validation(`${EMPTY} IndexName: ${name}, IndexKey: ${attribute}`);
    }
  }
}

/** Throws when an attribute that is the key of an index cannot be one. */
export function checkIndexKeys(item: Item): void {
  for (const { name, pk, sk } of INDEX_KEYS) {
    checkIndexKey(item[pk], pk, name, MAX_PARTITION_KEY);
    checkIndexKey(item[sk], sk, name, MAX_SORT_KEY);
  }
}

function checkIndexKey(value: unknown, attribute: string, index: IndexName, limit: number): void {
  if (value === undefined) return;
  if (typeof value !== 'string') {
    const what = `Type mismatch for Index Key ${attribute} Expected: S Actual: ${typeName(value)} IndexName: ${index}`;
    throw validation(`One or more parameter values were invalid: ${what}`);
  }
  if (value === '') {
    const update = 'The update expression attempted to update a secondary index key to a value that is not supported.';
    throw validation(`One or more parameter values are not valid. ${update} ${NOT_EMPTY}`);
  }
  if (longer(value, limit)) {
    const what = `Size of index key ${attribute} has exceeded the maximum size limit of ${limit} bytes`;
    throw validation(`One or more parameter values were invalid: ${what}`);
  }
}

/** The row of an item that has a right key. `tooLarge` is what to say when it takes too much room. */
export function rowOf(item: Item, tooLarge: string): Row {
  const weight = sizeAtMost(item);
  if (weight > MAX_ITEM && itemSize(item) > MAX_ITEM) throw validation(tooLarge);
  const { pk, sk } = item as unknown as Key;
  return { pk, sk, id: idOf({ pk, sk }), item, weight };
}
