import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { DomainError } from '../../kernel/errors.ts';
import { translateTableError, type Waiting, withConflictRetry } from './table-errors.ts';
import { type Key, type Query, queryInput, type Update, updateInput, type Write, writeInput } from './table-input.ts';

export type Item = Record<string, unknown>;

/** What one call cost, for whoever measures. Units are DynamoDB capacity units. */
export interface TableCall {
  readonly operation: string;
  readonly input: unknown;
  readonly capacityUnits: number;
}

/**
 * The one table, as stores see it: plain items in and out, errors translated, conflicts retried.
 * Only `*.store.ts` files and `platform/` use it.
 */
export interface Table {
  readonly name: string;
  get(key: Key, options?: { consistent?: boolean }): Promise<Item | undefined>;
  /** Up to any number of keys, also the same one twice; missing items are left out; the order is the order of the keys. */
  batchGet(keys: readonly Key[], options?: { consistent?: boolean }): Promise<Item[]>;
  /** Throws ConditionFailed when the condition does not hold. */
  put(item: Item, condition?: Write['condition']): Promise<void>;
  update(update: Update): Promise<Item>;
  delete(key: Key, condition?: Write['condition']): Promise<void>;
  query(query: Query): Promise<{ items: Item[]; next: Key | undefined }>;
  /** The number of items a query matches, page by page, up to `limit` items read. */
  count(query: Query): Promise<number>;
  /** All or nothing, 12 writes at most. Throws ConditionFailed with the index of the first write that was refused. */
  transact(writes: readonly Write[]): Promise<void>;
  /** Unconditional puts, 25 a call, for items that may be written again without harm. */
  putAll(items: readonly Item[]): Promise<void>;
  /** Lets whoever was faster finish: waits a moment before a write that lost a race is tried for the `attempt`th time again. */
  giveWay(attempt: number): Promise<void>;
}

/** At most this many writes share a transaction, so that its latency and its chance of a conflict stay bounded. */
export const MAX_TRANSACTION = 12;

/** Wraps a document client. `onCall` sees every command with its measured capacity. */
export function openTable(
  client: Pick<DynamoDBDocumentClient, 'send'>,
  name: string,
  waiting: Waiting,
  onCall: (call: TableCall) => void = () => undefined,
): Table {
  const measure = { TableName: name, ReturnConsumedCapacity: 'TOTAL' as const };
  type Capacity = { CapacityUnits?: number | undefined };
  async function call<I, O extends { ConsumedCapacity?: Capacity | Capacity[] | undefined }>(
    operation: string,
    input: I,
    send: () => Promise<O>,
  ): Promise<O> {
    try {
      const output = await withConflictRetry(send, waiting);
      const units = [output.ConsumedCapacity ?? []].flat().reduce((sum, c) => sum + (c.CapacityUnits ?? 0), 0);
      onCall({ operation, input, capacityUnits: units });
      return output;
    } catch (error) {
      throw translateTableError(error);
    }
  }

  const table: Table = {
    name,
    async get(key, options = {}) {
      const input = { ...measure, Key: key, ConsistentRead: options.consistent ?? false };
      return (await call('get', input, () => client.send(new GetCommand(input)))).Item;
    },
    async batchGet(keys, options = {}) {
      // A batch of events often names one record twice, and a request that does is refused as a whole.
      const wanted = [...new Map(keys.map((key) => [`${key.pk}\n${key.sk}`, key])).values()];
      const chunks: Key[][] = [];
      for (let at = 0; at < wanted.length; at += 100) chunks.push(wanted.slice(at, at + 100));
      const found = new Map<string, Item>();
      await Promise.all(
        chunks.map(async (chunk) => {
          let pending: Key[] = chunk;
          for (let attempt = 0; pending.length > 0; attempt++) {
            if (attempt > 5) throw new DomainError('unavailable', 'try_again');
            if (attempt > 0) await waiting.pause(20 * 2 ** attempt);
            const request = { Keys: pending, ConsistentRead: options.consistent ?? false };
            const input = { RequestItems: { [name]: request }, ReturnConsumedCapacity: 'TOTAL' as const };
            const output = await call('batchGet', input, () => client.send(new BatchGetCommand(input)));
            for (const item of output.Responses?.[name] ?? []) found.set(`${item['pk']}\n${item['sk']}`, item);
            pending = (output.UnprocessedKeys?.[name]?.Keys ?? []) as Key[];
          }
        }),
      );
      return keys.flatMap((key): Item[] => {
        const item = found.get(`${key.pk}\n${key.sk}`);
        return item ? [item] : [];
      });
    },
    async put(item, condition) {
      const input = { ...measure, ...writeInput({ put: item, condition }) };
      await call('put', input, () => client.send(new PutCommand(input)));
    },
    async update(update) {
      const input = { ...measure, ...updateInput(update), ReturnValues: 'ALL_NEW' as const };
      return (await call('update', input, () => client.send(new UpdateCommand(input)))).Attributes ?? {};
    },
    async delete(key, condition) {
      const input = { ...measure, ...writeInput({ delete: key, condition }) };
      await call('delete', input, () => client.send(new DeleteCommand(input)));
    },
    async query(query) {
      const input = { ...measure, ...queryInput(query) };
      const output = await call('query', input, () => client.send(new QueryCommand(input)));
      return { items: output.Items ?? [], next: output.LastEvaluatedKey as Key | undefined };
    },
    async count(query) {
      let total = 0;
      let after: Key | undefined = query.after;
      do {
        const input = { ...measure, ...queryInput({ ...query, after }), Select: 'COUNT' as const };
        const output = await call('query', input, () => client.send(new QueryCommand(input)));
        total += output.Count ?? 0;
        after = output.LastEvaluatedKey as Key | undefined;
      } while (after && (query.limit === undefined || total < query.limit));
      return total;
    },
    async transact(writes) {
      if (writes.length > MAX_TRANSACTION)
        throw new RangeError(`${writes.length} writes are too many to commit together`);
      const items = writes.map((write) => {
        if (write.put) return { Put: { TableName: name, ...writeInput(write) } };
        if (write.delete) return { Delete: { TableName: name, ...writeInput(write) } };
        if (write.update)
          return { Update: { TableName: name, ...updateInput({ ...write.update, condition: write.condition }) } };
        return {
          ConditionCheck: { TableName: name, ...writeInput(write), ConditionExpression: checkExpression(write) },
        };
      });
      const input = { TransactItems: items, ReturnConsumedCapacity: 'TOTAL' as const };
      await call('transact', input, () => client.send(new TransactWriteCommand(input)));
    },
    async putAll(items) {
      for (let at = 0; at < items.length; at += 25) {
        let requests = items.slice(at, at + 25).map((item) => ({ PutRequest: { Item: item } }));
        for (let attempt = 0; requests.length > 0; attempt++) {
          if (attempt > 5) throw new DomainError('unavailable', 'try_again');
          if (attempt > 0) await waiting.pause(20 * 2 ** attempt);
          const input = { RequestItems: { [name]: requests }, ReturnConsumedCapacity: 'TOTAL' as const };
          const output = await call('putAll', input, () => client.send(new BatchWriteCommand(input)));
          requests = (output.UnprocessedItems?.[name] ?? []) as typeof requests;
        }
      }
    },
    giveWay: (attempt) => waiting.pause(attempt * 4 * waiting.random()),
  };
  return table;
}

function checkExpression(write: Write): string {
  const expression = writeInput(write).ConditionExpression;
  if (!expression) throw new TypeError('A check in a transaction needs a condition');
  return expression;
}
