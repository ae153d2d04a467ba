import {
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as fc from 'fast-check';
import type { Table } from '../../../shared/platform/table/table.ts';
import type { Key, Query } from '../../../shared/platform/table/table-input.ts';
import * as some from './any-table-input.ts';
import type { TableCommand, TableEngine } from './table-engine.ts';

/** Something to do with a table, through its port or with a command that the port would not send. */
export interface Operation {
  readonly what: string;
  run(table: Table, engine: Pick<TableEngine, 'execute'>): Promise<unknown>;
  readonly [fc.toStringMethod]: () => string;
}

/** Everything that stores do. */
const throughPort = fc.oneof(
  fc.tuple(some.anyKey, fc.boolean()).map(([key, consistent]) => op('get', (table) => table.get(key, { consistent }))),
  fc.array(some.anyKey, { maxLength: 6 }).map((keys) => op('batchGet', (table) => table.batchGet(keys))),
  fc
    .tuple(some.anyItem, some.maybe(some.anyCondition))
    .map(([item, condition]) => op('put', (table) => table.put(item, condition))),
  some.anyUpdate.map((update) => op('update', (table) => table.update(update))),
  fc
    .tuple(some.anyKey, some.maybe(some.anyCondition))
    .map(([key, condition]) => op('delete', (table) => table.delete(key, condition))),
  { weight: 4, arbitrary: some.anyQuery.map((query) => op('query, page by page', (table) => walk(table, query))) },
  some.anyQuery.map((query) => op('count', (table) => table.count(query))),
  fc.array(some.anyWrite, { maxLength: 5 }).map((writes) => op('transact', (table) => table.transact(writes))),
  fc.array(some.anyItem, { minLength: 1, maxLength: 4 }).map((items) => op('putAll', (table) => table.putAll(items))),
);

async function walk(table: Table, query: Query): Promise<void> {
  let after: Key | undefined;
  do after = (await table.query({ ...query, after })).next;
  while (after);
}

interface Expression {
  readonly ConditionExpression: string;
  readonly names: readonly string[];
  readonly values: Record<string, unknown>;
}

/** Conditions in forms that the port does not make, and some that are wrong. */
const expression = fc.constantFrom<Expression>(
  {
    ConditionExpression: '(#a = :a OR #b > :a) AND attribute_exists(#p)',
    names: ['a', 'b', 'p'],
    values: { ':a': 1 },
  },
  { ConditionExpression: '#a between :a and :b', names: ['a'], values: { ':a': 1, ':b': 2 } },
  { ConditionExpression: 'begins_with(#a, :a)', names: ['a'], values: { ':a': 'a' } },
  { ConditionExpression: '#a < :a or #b >= :b', names: ['a', 'b'], values: { ':a': 'ab', ':b': 1 } },
  { ConditionExpression: '#a = :b', names: ['a'], values: { ':a': 1 } },
  { ConditionExpression: 'attribute_exists(#a)', names: ['a', 'b'], values: {} },
  { ConditionExpression: 'attribute_exists(#a)', names: [], values: {} },
  { ConditionExpression: '', names: [], values: {} },
);

const conditional = fc.tuple(some.maybe(expression), some.anyName, some.anyName).map(([expressed, a, b]) => {
  if (!expressed) return {};
  const { ConditionExpression, names, values } = expressed;
  const meaning: Record<string, string> = { a, b, p: 'pk' };
  const ExpressionAttributeNames = Object.fromEntries(names.map((each) => [`#${each}`, meaning[each] ?? '']));
  return {
    ConditionExpression,
    ...(names.length > 0 ? { ExpressionAttributeNames } : {}),
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
  };
});

const returns = fc.constantFrom<'NONE' | 'ALL_OLD' | 'ALL_NEW'>('NONE', 'ALL_OLD', 'ALL_NEW');
const startKey = fc.record(
  {
    pk: fc.constantFrom('P', 'Q'),
    sk: some.anySort,
    gsi1pk: fc.constantFrom('G', 'H'),
    gsi1sk: fc.constantFrom('0', '12'),
  },
  { requiredKeys: ['pk', 'sk'] },
);

/** Commands that the port hides or never sends. */
const asSuch = fc.oneof(
  fc.tuple(some.anyItem, conditional, returns).map(([Item, condition, ReturnValues]) => {
    return command('put', (TableName) => new PutCommand({ TableName, Item, ...condition, ReturnValues }));
  }),
  fc.tuple(some.anyKey, conditional, returns).map(([Key, condition, ReturnValues]) => {
    return command('delete', (TableName) => new DeleteCommand({ TableName, Key, ...condition, ReturnValues }));
  }),
  fc.tuple(some.anyKey, some.anyName, some.anyName, some.anyValue, returns).map(([Key, a, b, value, ReturnValues]) => {
    const placeholders = {
      ExpressionAttributeNames: { '#a': a, '#b': b },
      ExpressionAttributeValues: { ':a': value },
    };
    const UpdateExpression = 'REMOVE #b SET #a = :a';
    const input = { Key, UpdateExpression, ...placeholders, ReturnValues };
    return command('update', (TableName) => new UpdateCommand({ TableName, ...input }));
  }),
  some.anyKey.map((Key) => command('get', (TableName) => new GetCommand({ TableName, Key: { ...Key, more: 1 } }))),
  fc.array(fc.oneof(some.anyItem, some.anyKey), { maxLength: 4 }).map((all) => {
    const requests = all.map((each) =>
      Object.keys(each).length > 2 ? { PutRequest: { Item: { ...each } } } : { DeleteRequest: { Key: { ...each } } },
    );
    return command('batchWrite', (table) => new BatchWriteCommand({ RequestItems: { [table]: requests } }));
  }),
  fc.tuple(startKey, fc.boolean(), fc.boolean()).map(([ExclusiveStartKey, ScanIndexForward, index]) => {
    const input = {
      KeyConditionExpression: '#p = :p AND #s >= :s',
      ExpressionAttributeNames: { '#p': index ? 'gsi1pk' : 'pk', '#s': index ? 'gsi1sk' : 'sk' },
      ExpressionAttributeValues: { ':p': index ? 'G' : 'P', ':s': index ? '1' : 'a' },
      ...(index ? { IndexName: 'gsi1' } : {}),
    };
    return command(
      'query',
      (TableName) => new QueryCommand({ TableName, ...input, ExclusiveStartKey, ScanIndexForward }),
    );
  }),
  fc.tuple(fc.constantFrom('P', 'Q'), fc.constantFrom(1, 2), fc.constantFrom('one', 'two')).map(([pk, by, token]) => {
    const update = {
      Key: { pk, sk: 'token' },
      UpdateExpression: 'ADD #c :c',
      ExpressionAttributeNames: { '#c': 'count' },
      ExpressionAttributeValues: { ':c': by },
    };
    return command('transactWrite', (TableName) => {
      const TransactItems = [{ Update: { TableName, ...update } }];
      return new TransactWriteCommand({ TransactItems, ClientRequestToken: `${TableName.slice(-30)}-${token}` });
    });
  }),
);

function command(what: string, make: (table: string) => TableCommand): Operation {
  return op(`${what} as such`, (table, engine) => engine.execute(make(table.name)));
}

function op(what: string, run: Operation['run']): Operation {
  return { what, run, [fc.toStringMethod]: () => what };
}

/** Any operation on a small space of keys. */
export const anyOperation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 4, arbitrary: throughPort },
  { weight: 1, arbitrary: asSuch },
);
