import type { Item } from '../../../shared/platform/table/table.ts';

export const MAX_ITEM = 400 * 1024;

/** What a text takes at most: three bytes for each of its units. Quick, and enough as long as it is far from a limit. */
const atMost = (text: string): number => text.length * 3;
const exactly = (text: string): number => Buffer.byteLength(text);

/** No less than the size of an item. */
export function sizeAtMost(item: Item): number {
  return fieldsSize(item, atMost);
}

/** The size of an item as DynamoDB documents it; for numbers, whose size is only documented roughly, an estimate. */
export function itemSize(item: Item): number {
  return fieldsSize(item, exactly);
}

function fieldsSize(fields: Item, textSize: (text: string) => number): number {
  let size = 0;
  for (const name in fields) size += textSize(name) + valueSize(fields[name], textSize);
  return size;
}

function valueSize(value: unknown, textSize: (text: string) => number): number {
  if (typeof value === 'string') return textSize(value);
  if (typeof value === 'number' || typeof value === 'bigint') return numberSize(value);
  if (typeof value !== 'object' || value === null) return 1;
  if (value instanceof Uint8Array) return value.length;
  if (value instanceof Set) {
    let size = 0;
    for (const each of value) size += valueSize(each, textSize);
    return size;
  }
  if (Array.isArray(value)) return value.reduce<number>((size, each) => size + 1 + valueSize(each, textSize), 3);
  return 3 + Object.keys(value).length + fieldsSize(value as Item, textSize);
}

/** A byte for every two significant digits, and one more. */
function numberSize(value: number | bigint): number {
  if (typeof value === 'number' && Number.isInteger(value)) {
    const digits = value === 0 ? 1 : Math.floor(Math.log10(Math.abs(value))) + 1;
    return Math.ceil(digits / 2) + (value < 0 ? 2 : 1);
  }
  return Math.ceil(String(value).length / 2) + 1;
}
