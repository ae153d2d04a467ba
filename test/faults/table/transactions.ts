import { isDeepStrictEqual } from 'node:util';
import { itemSize } from './item-size.ts';
import { knownOnly } from './parameters.ts';
import { cancelled, NotSupported, tokenMismatch, validation } from './refusals.ts';
import { sortText } from './sorted-rows.ts';
import type { Replacement, Storage } from './storage.ts';
import { outcome, type Prepared, prepareWrite, type WriteKind } from './writes.ts';

type TransactItem = Partial<Record<WriteKind, Record<string, unknown>>>;

interface TransactInput {
  readonly TransactItems: readonly TransactItem[];
  readonly ClientRequestToken?: string | undefined;
}

const KNOWN = new Set(['TransactItems', 'ClientRequestToken', 'ReturnConsumedCapacity']);
const MAX_WRITES = 100;
const MAX_TOGETHER = 4 * 1024 * 1024;
const TOKENS_KEPT = 10 * 60_000;

/** Carries out transactions, each completely or not at all. Answers how many items a transaction is about. */
export function transactions(stored: Storage, now: () => number): (input: TransactInput) => number {
  const done = new Map<string, { at: number; writes: readonly Prepared[] }>();

  function forget(): void {
    for (const [token, { at }] of done) {
      if (now() - at < TOKENS_KEPT) return;
      done.delete(token);
    }
  }

  return (input) => {
    knownOnly(input, KNOWN);
    const writes = prepareAll(input.TransactItems);
    const { ClientRequestToken: token } = input;
    forget();
    const earlier = token === undefined ? undefined : done.get(token);
    if (earlier) {
      if (!isDeepStrictEqual(earlier.writes, writes)) throw tokenMismatch();
      return writes.length;
    }
    stored.commit(decide(writes, stored));
    if (token !== undefined) done.set(token, { at: now(), writes });
    return writes.length;
  };
}

function prepareAll(items: readonly TransactItem[]): Prepared[] {
  const bounds = items.length === 0 ? 'greater than or equal to 1' : 'less than or equal to 100';
  if (items.length === 0 || items.length > MAX_WRITES) {
    const what = `Value at 'transactItems' failed to satisfy constraint: Member must have length ${bounds}`;
    throw validation(`1 validation error detected: ${what}`);
  }
  const writes = items.map((item) => {
    const [entry, ...more] = Object.entries(item).filter(([, each]) => each !== undefined);
    if (!entry || more.length > 0) {
      throw validation('TransactItems can only contain one of Check, Put, Update or Delete');
    }
    const [kind, write] = entry as [WriteKind, Record<string, unknown>];
    if (write['ReturnValues'] !== undefined) throw new NotSupported('ReturnValues in a transaction');
    if (kind === 'ConditionCheck' && write['ConditionExpression'] === undefined) {
      throw validation('A ConditionCheck needs a ConditionExpression');
    }
    return prepareWrite(kind, write);
  });
  if (new Set(writes.map(({ id }) => id)).size < writes.length) {
    throw validation('Transaction request cannot include multiple operations on one item');
  }
  return writes;
}

/** What the writes make of their items. All of them are tried, so that each has its reason when one cannot be done. */
function decide(writes: readonly Prepared[], { committed }: Storage): Replacement[] {
  let refused = false;
  const replacements: Replacement[] = [];
  const reasons = writes.map((write) => {
    try {
      const before = committed.find(write.key.pk, sortText(write.key.sk), '');
      replacements.push({ before, after: outcome(write, before) });
      return { Code: 'None' };
    } catch (error) {
      const { name, message } = error as Error;
      if (name !== 'ConditionalCheckFailedException' && name !== 'ValidationException') throw error;
      refused = true;
      const Code = name === 'ValidationException' ? 'ValidationError' : 'ConditionalCheckFailed';
      return { Code, Message: message };
    }
  });
  if (refused) throw cancelled(reasons);
  checkTogether(replacements);
  return replacements;
}

function checkTogether(replacements: readonly Replacement[]): void {
  const weight = replacements.reduce((sum, { after }) => sum + (after?.weight ?? 0), 0);
  if (weight <= MAX_TOGETHER) return;
  const size = replacements.reduce((sum, { after }) => sum + (after ? itemSize(after.item) : 0), 0);
  if (size <= MAX_TOGETHER) return;
  const what = 'which can also be caused by the aggregate size of the items in the transaction exceeding the 4MB limit';
  throw validation(`Collection size of items exceeded, ${what}`);
}
