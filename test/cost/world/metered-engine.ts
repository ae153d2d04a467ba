import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Item } from '../../../shared/platform/table/table.ts';
import type { Key } from '../../../shared/platform/table/table-input.ts';
import { itemSize } from '../../faults/table/item-size.ts';
import type { TableCommand, TableEngine } from '../../faults/table/memory-table.ts';
import { type Consumed, readUnits, refusedConsumed, writeConsumed } from '../capacity-units.ts';

export type OnConsumed = (command: TableCommand, consumed: readonly Consumed[]) => void;

/** The same engine; whoever asked is told what each command consumed and where. For engines that answer in order. */
export function meteredEngine(real: TableEngine, onConsumed: OnConsumed): TableEngine {
  const look = async (key: Key): Promise<Item | undefined> => {
    const answer = await real.execute(new GetCommand({ TableName: '', Key: { ...key }, ConsistentRead: true }));
    return answer['Item'] as Item | undefined;
  };
  return {
    ...real,
    async execute(command) {
      const writes = writesOf(command);
      // All are asked before the first is awaited, so that nothing comes between.
      const asked = [
        Promise.all(writes.map(({ key }) => look(key))),
        real.execute(command),
        Promise.all(writes.map(({ key }) => look(key))),
      ] as const;
      const [before, done, after] = await Promise.allSettled(asked);
      const items = (settled: typeof before, at: number) =>
        settled.status === 'fulfilled' ? settled.value[at] : undefined;
      const consumed = done.status === 'fulfilled' ? writeConsumed : refusedConsumed;
      const units = writes.flatMap(({ key, inTransaction }, at) =>
        consumed({ partition: key.pk, before: items(before, at), after: items(after, at), inTransaction }),
      );
      if (done.status === 'rejected') {
        onConsumed(command, units);
        throw done.reason;
      }
      onConsumed(command, [...units, ...readsOf(command, done.value)]);
      return done.value;
    },
  };
}

interface WriteInput {
  readonly Item?: Key;
  readonly Key?: Key;
}

interface Input extends WriteInput {
  readonly TransactItems?: readonly Readonly<Record<string, WriteInput>>[];
  readonly RequestItems?: Readonly<Record<string, RequestItems>>;
  readonly ConsistentRead?: boolean;
  readonly IndexName?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
}

type RequestItems =
  | { readonly Keys: readonly Key[]; readonly ConsistentRead?: boolean }
  | readonly { readonly PutRequest?: { readonly Item: Key }; readonly DeleteRequest?: { readonly Key: Key } }[];

const SINGLE_WRITES = new Set(['PutCommand', 'UpdateCommand', 'DeleteCommand']);

function writesOf({ input, constructor: { name } }: TableCommand): { key: Key; inTransaction: boolean }[] {
  const asked = input as Input;
  const keyOf = ({ Item, Key: key }: WriteInput) => Item ?? key ?? { pk: '', sk: '' };
  const write = (key: Key, inTransaction = false) => ({ key: { pk: key.pk, sk: key.sk }, inTransaction });
  if (SINGLE_WRITES.has(name)) return [write(keyOf(asked))];
  if (name === 'TransactWriteCommand')
    return (asked.TransactItems ?? []).flatMap((each) => Object.values(each).map((one) => write(keyOf(one), true)));
  if (name !== 'BatchWriteCommand') return [];
  return Object.values(asked.RequestItems ?? {}).flatMap((requests) =>
    Array.isArray(requests)
      ? requests.map(({ PutRequest, DeleteRequest }) => write(PutRequest?.Item ?? DeleteRequest?.Key ?? keyOf({})))
      : [],
  );
}

function readsOf({ input, constructor: { name } }: TableCommand, answer: Record<string, unknown>): Consumed[] {
  const asked = input as Input;
  const read = (partition: string, bytes: number, consistent = false): Consumed => ({
    partition,
    reads: readUnits(bytes, consistent),
    writes: 0,
  });
  if (name === 'GetCommand') {
    const item = answer['Item'] as Item | undefined;
    return [read(asked.Key?.pk ?? '', item ? itemSize(item) : 0, asked.ConsistentRead)];
  }
  if (name === 'QueryCommand') {
    const items = (answer['Items'] ?? []) as Item[];
    // The store's queries name the partition first.
    const partition = String(asked.ExpressionAttributeValues?.[':v0']);
    const bytes = items.reduce((sum, item) => sum + itemSize(item), 0);
    return [read(asked.IndexName ? `${asked.IndexName}:${partition}` : partition, bytes, asked.ConsistentRead)];
  }
  if (name !== 'BatchGetCommand') return [];
  const found = new Map(
    Object.values((answer['Responses'] ?? {}) as Record<string, Item[]>)
      .flat()
      .map((item) => [`${item['pk']}\n${item['sk']}`, itemSize(item)]),
  );
  return Object.values(asked.RequestItems ?? {}).flatMap((requests) =>
    'Keys' in requests
      ? requests.Keys.map(({ pk, sk }) => read(pk, found.get(`${pk}\n${sk}`) ?? 0, requests.ConsistentRead))
      : [],
  );
}
