import type { Item } from '../../../shared/platform/table/table.ts';
import type { Key } from '../../../shared/platform/table/table-input.ts';
import { holds } from './conditions.ts';
import { checkIndexKeys, checkIndexKeysFilled, checkItemKey, idOf, rowOf, takeKey } from './item-keys.ts';
import { type Expressions, knownOnly, type Read, readExpressions } from './parameters.ts';
import { takeItem } from './plain-values.ts';
import { conditionFailed, validation } from './refusals.ts';
import type { Row } from './sorted-rows.ts';
import { changed } from './update-expression.ts';

export type WriteKind = 'Put' | 'Update' | 'Delete' | 'ConditionCheck';

/** A write that has been read and found right as far as that can be said without the item. */
export interface Prepared {
  readonly kind: WriteKind;
  readonly key: Key;
  readonly id: string;
  readonly item: Item | undefined;
  readonly read: Read;
}

/** The parameters of a write, as commands carry them. */
export interface WriteInput extends Expressions {
  readonly Item?: Record<string, unknown>;
  readonly Key?: unknown;
  readonly ReturnValues?: string | undefined;
}

const ANY_WRITE = ['TableName', 'ConditionExpression', 'ExpressionAttributeNames', 'ExpressionAttributeValues'];
const SINGLE_WRITE = [...ANY_WRITE, 'ReturnConsumedCapacity', 'ReturnValues'];
const KNOWN: Record<WriteKind, ReadonlySet<string>> = {
  Put: new Set([...SINGLE_WRITE, 'Item']),
  Update: new Set([...SINGLE_WRITE, 'Key', 'UpdateExpression']),
  Delete: new Set([...SINGLE_WRITE, 'Key']),
  ConditionCheck: new Set([...ANY_WRITE, 'Key']),
};

/** Reads a write of a command. Throws what is wrong with the request itself. */
export function prepareWrite(kind: WriteKind, input: WriteInput): Prepared {
  knownOnly(input, KNOWN[kind]);
  const read = readExpressions(input);
  if (kind !== 'Put') {
    const key = takeKey(input.Key);
    return { kind, key, id: idOf(key), item: undefined, read };
  }
  const item = takeItem(input.Item ?? {});
  checkItemKey(item);
  checkIndexKeysFilled(item);
  const key = item as unknown as Key;
  return { kind, key, id: idOf(key), item, read };
}

/**
 * What the item is after a write. Throws when the condition does not hold for what is there, or when the outcome cannot
 * be stored: in a transaction these are the reasons for which it is cancelled.
 */
export function outcome({ kind, key, item, read }: Prepared, before: Row | undefined): Row | undefined {
  if (kind === 'Put' && item) checkIndexKeys(item);
  if (kind === 'Update') checkKeyStays(read);
  if (read.condition && !holds(read.condition, before?.item ?? {}, read.meanings)) throw conditionFailed();
  if (kind === 'ConditionCheck') return before;
  if (kind === 'Delete') return undefined;
  if (item) return rowOf(item, 'Item size has exceeded the maximum allowed size');
  const start = before?.item ?? { pk: key.pk, sk: key.sk };
  const after = read.changes ? changed(start, read.changes, read.meanings) : start;
  checkIndexKeys(after);
  return rowOf(after, 'Item size to update has exceeded the maximum allowed size');
}

function checkKeyStays({ changes, meanings }: Read): void {
  if (!changes) return;
  const touched = [...changes.set.map(([name]) => name), ...changes.add.map(([name]) => name), ...changes.remove];
  for (const name of touched) {
    const attribute = meanings.names[name];
    if (attribute !== 'pk' && attribute !== 'sk') continue;
    const what = `Cannot update attribute ${attribute}. This attribute is part of the key`;
    throw validation(`One or more parameter values were invalid: ${what}`);
  }
}
