import type { Test } from './conditions.ts';
import { EMPTY } from './item-keys.ts';
import type { Read } from './parameters.ts';
import { typeName } from './plain-values.ts';
import { NotSupported, validation } from './refusals.ts';
import { sortText } from './sorted-rows.ts';

/** A range of sort keys in one partition, in the order of `sortText`. */
export interface KeyRange {
  readonly partition: string;
  /** Whether a sort key lies before the range, and whether it lies after it. */
  before(order: string): boolean;
  after(order: string): boolean;
}

/** Whether a sort key lies in the range. */
export function within(range: KeyRange, order: string): boolean {
  return !range.before(order) && !range.after(order);
}

/** Reads a key condition: the partition key equals a value, and the sort key may be bounded in one way. */
export function readKeyRange(read: Read, keys: { readonly pk: string; readonly sk: string }): KeyRange {
  const { keyCondition, meanings } = read;
  if (!keyCondition) throw validation('Either the KeyConditions or KeyConditionExpression parameter must be specified');
  const [first, second] = keyCondition.kind === 'and' ? [keyCondition.left, keyCondition.right] : [keyCondition];
  const text = (placeholder: string, attribute: string) => keyText(meanings.values[placeholder], attribute);
  if (first.kind !== 'compare' || first.by !== '=' || meanings.names[first.name] !== keys.pk) {
    throw validation(`Query condition missed key schema element: ${keys.pk}`);
  }
  const partition = text(first.value, keys.pk);
  if (!second) return { partition, before: () => false, after: () => false };
  if (!('name' in second) || meanings.names[second.name] !== keys.sk) {
    throw validation('Query key condition not supported');
  }
  return { partition, ...bounds(second, (placeholder) => sortText(text(placeholder, keys.sk))) };
}

function bounds(test: Test, text: (placeholder: string) => string): Omit<KeyRange, 'partition'> {
  if (test.kind === 'between') {
    const [low, high] = [text(test.low), text(test.high)];
    if (low > high) {
      const what = 'The BETWEEN operator requires upper bound to be greater than or equal to lower bound';
      throw validation(`Invalid KeyConditionExpression: ${what}`);
    }
    return { before: (order) => order < low, after: (order) => order > high };
  }
  if (test.kind === 'begins') {
    const prefix = text(test.value);
    return { before: (order) => order < prefix, after: (order) => order > prefix && !order.startsWith(prefix) };
  }
  if (test.kind !== 'compare') throw new NotSupported(`${test.kind} in a key condition`);
  const bound = text(test.value);
  const never = () => false;
  if (test.by === '<') return { before: never, after: (order) => order >= bound };
  if (test.by === '<=') return { before: never, after: (order) => order > bound };
  if (test.by === '>') return { before: (order) => order <= bound, after: never };
  if (test.by === '>=') return { before: (order) => order < bound, after: never };
  return { before: (order) => order < bound, after: (order) => order > bound };
}

function keyText(value: unknown, attribute: string): string {
  if (typeof value !== 'string') {
    const what = `Condition parameter type does not match schema type: ${typeName(value)} for ${attribute}`;
    throw validation(`One or more parameter values were invalid: ${what}`);
  }
  if (value === '') throw validation(`${EMPTY} Key: ${attribute}`);
  return value;
}
