import { PutCommand, ScanCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '../../../shared/kernel/clock.ts';
import { openTable, type Table } from '../../../shared/platform/table/table.ts';
import { engineClient, memoryTable, type TableEngine } from '../../faults/table/memory-table.ts';

const TableName = 'memory';
const KEY = { pk: 'P', sk: 'a' };
const LISTED = { gsi1pk: 'LIST', gsi1sk: '1' };

let time: number;
let lags: number[];
let engine: TableEngine;
let table: Table;

function openMemoryTable(lag?: () => number): void {
  engine = memoryTable({ now: () => time, ...(lag ? { lag } : {}) });
  table = openTable(engineClient(engine), TableName, { pause: async () => undefined, random: () => 0 });
}

beforeEach(() => {
  time = 1_000;
  lags = [];
  openMemoryTable(() => lags.shift() ?? 50);
});

const list = async (index: 'gsi1' | 'gsi2' = 'gsi1') => (await table.query({ index, partition: 'LIST' })).items;

describe('with a lag', () => {
  test('a consistent read sees a change at once, others only once the lag is over', async () => {
    await table.put({ ...KEY, version: 1 });
    const reads = async (consistent: boolean) => [
      await table.get(KEY, { consistent }),
      ...(await table.batchGet([KEY], { consistent })),
      ...(await table.query({ partition: 'P', consistent })).items,
    ];
    expect(await reads(true)).toEqual(Array(3).fill({ ...KEY, version: 1 }));
    time += 49;
    expect(await reads(false)).toEqual([undefined]);
    time += 1;
    expect(await reads(false)).toEqual(Array(3).fill({ ...KEY, version: 1 }));
  });

  test('an index shows an item, where it moved and that it is gone only once the lag is over', async () => {
    await table.put({ ...KEY, ...LISTED });
    expect(await list()).toEqual([]);
    time += 50;
    expect(await list()).toEqual([{ ...KEY, ...LISTED }]);

    await table.update({ key: KEY, set: { gsi1sk: '2', gsi2pk: 'LIST', gsi2sk: '1' } });
    expect(await list()).toEqual([{ ...KEY, ...LISTED }]);
    expect(await list('gsi2')).toEqual([]);
    time += 50;
    expect(await list()).toEqual([{ ...KEY, gsi1pk: 'LIST', gsi1sk: '2' }]);
    expect(await list('gsi2')).toEqual([{ ...KEY, gsi2pk: 'LIST', gsi2sk: '1' }]);

    await table.delete(KEY);
    expect(await list()).toHaveLength(1);
    time += 50;
    expect([...(await list()), ...(await list('gsi2'))]).toEqual([]);
  });

  test('conditions and updates go by what is stored, not by what is seen', async () => {
    await table.put({ ...KEY, count: 1 }, 'absent');
    await expect(table.put({ ...KEY }, 'absent')).rejects.toThrow('did not hold');
    expect(await table.update({ key: KEY, add: { count: 1 } })).toMatchObject({ count: 2 });
    expect(await table.get(KEY)).toBeUndefined();
  });

  test('changes of one item are seen in order, however their lags are drawn', async () => {
    lags = [100, 10, 0];
    for (const version of [1, 2, 3]) await table.put({ ...KEY, version });
    time += 99;
    expect(await table.get(KEY)).toBeUndefined();
    time += 1;
    expect(await table.get(KEY)).toEqual({ ...KEY, version: 3 });
  });

  test('changes of different items overtake each other, also those of one transaction', async () => {
    lags = [100, 10];
    const other = { pk: 'P', sk: 'b' };
    await table.transact([{ put: { ...KEY, ...LISTED } }, { put: { ...other, ...LISTED } }]);
    time += 10;
    expect(await list()).toEqual([{ ...other, ...LISTED }]);
    expect(await table.get(KEY)).toBeUndefined();
    time += 90;
    expect(await list()).toHaveLength(2);
  });

  test('no lag is drawn for a write that changes nothing, and the stream does not tell of it', async () => {
    lags = [0, 0, 0];
    await table.put({ ...KEY, list: [1] });
    await table.put({ ...KEY, list: [1] });
    await table.update({ key: KEY, set: { list: [1] }, remove: ['text'] });
    await table.delete({ pk: 'P', sk: 'nothing' });
    expect(lags).toHaveLength(2);
    expect(await engine.changes(0)).toMatchObject([{ position: 0, eventName: 'INSERT' }]);
  });

  test('the stream tells of a change at once', async () => {
    await table.put({ ...KEY, version: 1 });
    await table.delete(KEY);
    expect(await engine.changes(1)).toEqual([
      { position: 1, eventName: 'REMOVE', keys: KEY, image: undefined, at: 1_000 },
    ]);
  });
});

describe('without a lag', () => {
  beforeEach(() => openMemoryTable());

  test('every read sees every change at once', async () => {
    await table.put({ ...KEY, ...LISTED });
    expect(await table.get(KEY)).toBeDefined();
    expect(await list()).toHaveLength(1);
  });

  test('nobody shares what is stored', async () => {
    const item = { ...KEY, deep: { list: [1] } };
    const seen: unknown[] = [];
    await table.put(item);
    item.deep.list.push(2);
    for (let turn = 0; turn < 2; turn++) {
      const updated = await table.update({ key: KEY, set: { turn } });
      const read = [
        ...[updated, await table.get(KEY)],
        ...(await table.query({ partition: 'P' })).items,
        ...(await engine.items()),
        ...(await engine.changes(0)).map(({ image }) => image),
      ] as { deep: { list: number[] } }[];
      seen.push(...read.map(({ deep }) => [...deep.list]));
      for (const { deep } of read) deep.list.push(3);
    }
    expect(new Set(seen.map(String))).toEqual(new Set(['1']));
  });

  test('a token makes a transaction happen once within ten minutes', async () => {
    const Update = {
      ...{ TableName, Key: KEY, UpdateExpression: 'ADD #n :n' },
      ExpressionAttributeNames: { '#n': 'n' },
      ExpressionAttributeValues: { ':n': 1 },
    };
    const send = () => {
      return engine.execute(new TransactWriteCommand({ TransactItems: [{ Update }], ClientRequestToken: 'once' }));
    };
    await send();
    time += 10 * MINUTE - 1;
    await send();
    expect(await table.get(KEY)).toEqual({ ...KEY, n: 1 });
    Update.ExpressionAttributeValues[':n'] = 2;
    await expect(send()).rejects.toMatchObject({ name: 'IdempotentParameterMismatchException' });
    time += 1;
    await send();
    expect(await table.get(KEY)).toEqual({ ...KEY, n: 3 });
  });

  test.each([
    ['a key of an index of more than 1,024 bytes', { ...KEY, gsi1sk: 'x'.repeat(1025) }],
    ['an item of more than 400 kB', { ...KEY, text: '\u4e00'.repeat(137_000) }],
    ['a number that DynamoDB cannot keep', { ...KEY, n: 1e-140 }],
  ])('%s is refused', async (_, item) => {
    await expect(table.put(item)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('a transaction of more than 4 MB or of 101 writes is refused', async () => {
    const transact = (writes: number, length: number) => {
      const put = (at: number) => ({ TableName, Item: { pk: 'P', sk: String(at), text: 'x'.repeat(length) } });
      const TransactItems = Array.from({ length: writes }, (__, at) => ({ Put: put(at) }));
      return engine.execute(new TransactWriteCommand({ TransactItems }));
    };
    await expect(transact(11, 400_000)).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(transact(101, 1)).rejects.toMatchObject({ name: 'ValidationException' });
    await transact(100, 1);
  });

  test('a batch answers 16 MB and leaves the rest for another call', async () => {
    const keys = Array.from({ length: 50 }, (_, at) => ({ pk: 'P', sk: String(at).padStart(2, '0') }));
    for (const key of keys) await table.put({ ...key, text: 'x'.repeat(400_000) });
    expect(await table.batchGet(keys)).toHaveLength(50);
  });

  test.each([
    ['another command', new ScanCommand({ TableName })],
    ['another parameter', new PutCommand({ TableName, Item: KEY, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' })],
    ['another operator', new PutCommand({ TableName, Item: KEY, ConditionExpression: 'NOT attribute_exists(pk)' })],
    ['another function', new UpdateCommand({ TableName, Key: KEY, UpdateExpression: 'SET a = if_not_exists(a, b)' })],
  ])('%s than stores send is not guessed at', async (_, command) => {
    await expect(engine.execute(command)).rejects.toThrow('The memory table does not support');
  });
});
