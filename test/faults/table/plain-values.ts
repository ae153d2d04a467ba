import type { Item } from '../../../shared/platform/table/table.ts';
import { validation } from './refusals.ts';

/*
 * Items as they come back from the SDK after it has marshalled and unmarshalled them: `undefined` and functions are gone,
 * bytes are a Uint8Array, sets are sets of one type. What is stored is never changed, so copies are made at the door only.
 */

/** A copy of an item as a client sent it. Throws what the SDK throws for values that it cannot send. */
export function takeItem(source: object): Item {
  const copy: Item = {};
  const fields = source as Item;
  for (const name in fields) {
    const value = fields[name];
    if (value !== undefined && typeof value !== 'function') copy[name] = takeValue(value);
  }
  return copy;
}

/** The same for one value. */
export function takeValue(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') return takeNumber(value);
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (Array.isArray(value)) {
    return value.filter((each) => each !== undefined && typeof each !== 'function').map(takeValue);
  }
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (value instanceof Set) return takeSet(value);
  if (value instanceof Map) return takeItem(Object.fromEntries(value));
  if (typeof value === 'object') {
    const made = value.constructor;
    if (made === Object || made === undefined || made.name === 'Object') return takeItem(value);
  }
  throw new Error(
    `Unsupported type passed: ${String(value)}. Pass options.convertClassInstanceToMap=true to marshall typeof object as map attribute.`,
  );
}

function takeNumber(value: number): number {
  if (!Number.isFinite(value)) throw new Error(`Special numeric value ${value} is not allowed`);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    const side = value > 0 ? 'greater than Number.MAX' : 'lesser than Number.MIN';
    throw new Error(`Number ${value} is ${side}_SAFE_INTEGER. Use NumberValue from @aws-sdk/lib-dynamodb.`);
  }
  if (value === 0) return 0;
  if (Math.abs(value) < 1e-130) {
    throw validation('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  }
  return value;
}

function takeSet(value: Set<unknown>): Set<unknown> {
  const members = [...value].filter((each) => each !== undefined);
  if (members.length === 0) throw new Error('Pass a non-empty set, or options.convertEmptyValues=true.');
  const type = typeName(members[0]);
  if (!['S', 'N', 'B'].includes(type) || members.some((each) => typeName(each) !== type)) {
    throw new Error('Only Number Set (NS), Binary Set (BS) or String Set (SS) are allowed.');
  }
  return new Set(members.map(takeValue));
}

/** A copy of a stored item, to hand out. */
export function giveItem(stored: Item): Item {
  const copy = { ...stored };
  for (const name in copy) {
    const value = copy[name];
    if (typeof value === 'object' && value !== null) copy[name] = giveValue(value);
  }
  return copy;
}

function giveValue(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null) return stored;
  if (Array.isArray(stored)) return stored.map(giveValue);
  if (stored instanceof Uint8Array) return new Uint8Array(stored);
  if (stored instanceof Set) return new Set([...stored].map(giveValue));
  return giveItem(stored as Item);
}

/** The name that DynamoDB has for the type of a value. */
export function typeName(value: unknown): string {
  if (typeof value === 'string') return 'S';
  if (typeof value === 'number' || typeof value === 'bigint') return 'N';
  if (typeof value === 'boolean') return 'BOOL';
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return 'L';
  if (value instanceof Uint8Array) return 'B';
  if (value instanceof Set) return `${typeName(value.values().next().value)}S`;
  return 'M';
}

/** Whether two stored values are the same; the order of a set's members does not count. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((each, at) => sameValue(each, other[at]));
  }
  if (one instanceof Uint8Array) return other instanceof Uint8Array && Buffer.compare(one, other) === 0;
  if (one instanceof Set) {
    return other instanceof Set && one.size === other.size && [...one].every((each) => holds(other, each));
  }
  if (Array.isArray(other) || other instanceof Uint8Array || other instanceof Set) return false;
  return sameItem(one as Item, other as Item);
}

/** The same for items and maps. */
export function sameItem(one: Item, other: Item): boolean {
  let fields = 0;
  for (const name in one) {
    if (!sameValue(one[name], other[name])) return false;
    fields++;
  }
  for (const _ in other) fields--;
  return fields === 0;
}

function holds(set: Set<unknown>, member: unknown): boolean {
  return set.has(member) || (member instanceof Uint8Array && [...set].some((each) => sameValue(each, member)));
}
