import {
  BatchGetCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BenchEngine, benchEngine } from '../bench/bench-table.ts';
import { memoryTable, type TableCommand } from '../faults/table/memory-table.ts';
import { readUnits, writeConsumed } from './capacity-units.ts';
import { meteredEngine } from './world/metered-engine.ts';

describe('by the rules of AWS', () => {
  const item = { pk: 'A', sk: 'META', gsi1pk: 'L', gsi1sk: '1', text: 'x' };
  const write = (before: object | undefined, after: object | undefined, inTransaction = false) =>
    writeConsumed({ partition: 'A', before: before as never, after: after as never, inTransaction });

  test('a read takes a unit for each 4 kB, half of it when it may be stale', () => {
    expect([readUnits(0, true), readUnits(4_096, true), readUnits(4_097, true), readUnits(4_097, false)]).toEqual([
      1, 1, 2, 1,
    ]);
  });

  test('a transaction doubles the write of the table, not that of an index', () => {
    expect(write(undefined, item, true)).toEqual([
      { partition: 'A', reads: 0, writes: 2 },
      { partition: 'gsi1:L', reads: 0, writes: 1 },
    ]);
  });

  test('the larger of before and after counts', () => {
    expect(write({ ...item, text: 'x'.repeat(2_500) }, item)[0]?.writes).toBe(3);
  });

  test('an index is written only when its keys change, and in two partitions when it moves', () => {
    expect(write(item, { ...item, text: 'y' })).toHaveLength(1);
    expect(write(item, { ...item, gsi1pk: 'M' }).map(({ partition }) => partition)).toEqual(['A', 'gsi1:L', 'gsi1:M']);
    expect(write(item, undefined).map(({ partition }) => partition)).toEqual(['A', 'gsi1:L']);
  });
});

/** The units that are counted at the seam are those that the engine itself reports. */
describe('as the embedded engine has it', () => {
  let bench: BenchEngine;
  let TableName: string;
  let units = 0;
  const metered = meteredEngine(memoryTable({ now: Date.now }), (_, consumed) => {
    units = consumed.reduce((sum, each) => sum + each.reads + each.writes, 0);
  });

  beforeAll(async () => {
    bench = await benchEngine();
    TableName = await bench.newTable();
  });
  afterAll(() => bench.engine.stop());

  const Item = (id: string, more: object = {}) => ({
    pk: `P#${id}`,
    sk: 'META',
    gsi1pk: 'L',
    gsi1sk: id,
    gsi2pk: 'G',
    gsi2sk: id,
    ...more,
  });
  const Key = (id: string) => ({ pk: `P#${id}`, sk: 'META' });
  const capacity = { ReturnConsumedCapacity: 'TOTAL' as const };
  const query = (partition: string) => ({
    KeyConditionExpression: '#pk = :v0',
    ExpressionAttributeNames: { '#pk': partition === 'L' ? 'gsi1pk' : 'pk' },
    ExpressionAttributeValues: { ':v0': partition },
    ...(partition === 'L' ? { IndexName: 'gsi1' } : {}),
  });
  const inTable = () => ({ TableName, ...capacity });
  const steps: readonly (readonly [string, () => TableCommand])[] = [
    ['a put with two indexes', () => new PutCommand({ ...inTable(), Item: Item('1') })],
    ['the same put again', () => new PutCommand({ ...inTable(), Item: Item('1') })],
    ['a put that moves in an index', () => new PutCommand({ ...inTable(), Item: Item('1', { gsi1pk: 'M' }) })],
    [
      'an update of something else',
      () =>
        new UpdateCommand({
          ...inTable(),
          Key: Key('1'),
          UpdateExpression: 'SET #v = :v',
          ExpressionAttributeNames: { '#v': 'v' },
          ExpressionAttributeValues: { ':v': 1 },
        }),
    ],
    [
      'a transaction of a put and a check',
      () =>
        new TransactWriteCommand({
          ...capacity,
          TransactItems: [
            { Put: { TableName, Item: Item('2', { text: 'x'.repeat(1_500) }) } },
            {
              ConditionCheck: {
                TableName,
                Key: Key('1'),
                ConditionExpression: 'attribute_exists(#pk)',
                ExpressionAttributeNames: { '#pk': 'pk' },
              },
            },
          ],
        }),
    ],
    ['a large item', () => new PutCommand({ ...inTable(), Item: Item('3', { text: 'x'.repeat(9_000) }) })],
    ['a stale read of it', () => new GetCommand({ ...inTable(), Key: Key('3') })],
    ['a consistent read of it', () => new GetCommand({ ...inTable(), Key: Key('3'), ConsistentRead: true })],
    ['a read of nothing', () => new GetCommand({ ...inTable(), Key: Key('none') })],
    ['a query of an index', () => new QueryCommand({ ...inTable(), ...query('L') })],
    ['a query of the table', () => new QueryCommand({ ...inTable(), ...query('P#3') })],
    [
      'a read of several, one of them missing',
      () =>
        new BatchGetCommand({
          ...capacity,
          RequestItems: { [TableName]: { Keys: [Key('1'), Key('3'), Key('none')] } },
        }),
    ],
    ['a put that makes it small', () => new PutCommand({ ...inTable(), Item: Item('3') })],
    ['a delete', () => new DeleteCommand({ ...inTable(), Key: Key('2') })],
  ];

  test('each command consumes as much', async () => {
    const client = bench.client();
    const seen: [string, number][] = [];
    const expected: [string, number][] = [];
    for (const [what, command] of steps) {
      const answer = (await client.send(command() as never)) as { ConsumedCapacity?: Capacity | Capacity[] };
      const reported = [answer.ConsumedCapacity ?? []].flat().reduce((sum, each) => sum + (each.CapacityUnits ?? 0), 0);
      await metered.execute(command());
      seen.push([what, units]);
      expected.push([what, reported]);
    }
    expect(seen).toEqual(expected);
  });
});

type Capacity = { CapacityUnits?: number };
