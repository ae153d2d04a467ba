import { isDeepStrictEqual } from 'node:util';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { openStream } from '../../infra/local/stream/stream-client.ts';
import { tableDefinition } from '../../shared/platform/table/definition.ts';
import { type Item, openTable } from '../../shared/platform/table/table.ts';
import type { Key } from '../../shared/platform/table/table-input.ts';
import { anyOperation, type Operation } from '../faults/table/any-operation.ts';
import {
  engineClient,
  memoryTable,
  streamRecord,
  type TableChange,
  type TableEngine,
} from '../faults/table/memory-table.ts';
import { realTable } from '../faults/table/real-table.ts';
import { type Deviation, Difference, twinTable } from '../faults/table/twin-table.ts';
import { aDocumentClient } from '../support/table.ts';

/** Where the embedded engine answers otherwise than AWS, whom the memory table follows. None of these writes anything. */
const DEVIATIONS: readonly Deviation[] = [
  {
    reason: 'a start key outside the partition or the range that is asked for is refused by AWS',
    covers: ({ input }, memory, engine) =>
      has(input, 'ExclusiveStartKey') && memory.error === 'ValidationException' && engine.answer !== undefined,
  },
  {
    reason: 'AWS refuses an empty text in a key condition',
    covers: ({ input }, memory, engine) =>
      has(input, 'KeyConditionExpression') &&
      Object.values(input.ExpressionAttributeValues as object).includes('') &&
      memory.error === 'ValidationException' &&
      engine.answer !== undefined,
  },
  {
    reason: 'AWS reads a request before it looks at items, so that a wrong one is never told of its conditions',
    covers: (_, memory, engine) =>
      memory.error === 'ValidationException' &&
      (engine.error === 'ConditionalCheckFailedException' || engine.error === 'TransactionCanceledException'),
  },
  {
    reason: 'AWS names an update of an index key among the reasons to cancel a transaction, not as a wrong request',
    covers: (_, memory, engine) =>
      engine.error === 'ValidationException' &&
      (memory.reasons?.some(([, message]) => message?.includes('The update expression attempted')) ?? false),
  },
  {
    reason: 'ALL_OLD of an item that was not there is nothing',
    covers: ({ input }, memory, engine) =>
      has(input, 'ReturnValues') &&
      input.ReturnValues === 'ALL_OLD' &&
      has(input, 'UpdateExpression') &&
      memory.answer !== undefined &&
      memory.answer['Attributes'] === undefined &&
      Object.keys((engine.answer?.['Attributes'] as object) ?? {}).length === 2,
  },
  {
    reason: 'without a filter ScannedCount is Count; the embedded engine counts the item that did not fit into a page',
    covers: (_, { answer: memory }, { answer: engine }) =>
      memory?.['ScannedCount'] === memory?.['Count'] &&
      isDeepStrictEqual({ ...memory }, { ...engine, ScannedCount: engine?.['Count'] }),
  },
  {
    reason:
      'of two things wrong with a batch the SDK tells first what it cannot send, the memory table what comes first',
    covers: (_, memory, engine) => memory.error === 'ValidationException' && engine.error === 'Error',
  },
];

function has<K extends string>(input: unknown, parameter: K): input is Record<string, unknown> & Record<K, unknown> {
  return (input as Record<string, unknown>)[parameter] !== undefined;
}

const SEED = 20_261_122;
const HISTORIES = 80;

let made = 0;
async function aRealTable(): Promise<{ name: string; engine: TableEngine }> {
  const name = `twin-${process.pid}-${Date.now() % 1e7}-${++made}`;
  const client = aDocumentClient();
  await client.send(new CreateTableCommand(tableDefinition(name)));
  return { name, engine: await realTable({ client, endpoint: inject('tableEndpoint'), name }) };
}

describe('the memory table', () => {
  beforeEach(() => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    vi.stubEnv('AWS_REGION', 'us-east-1');
  });
  afterEach(() => vi.unstubAllEnvs());

  test('answers, refuses and streams as the embedded engine does', { timeout: 120_000 }, async () => {
    const histories = fc.array(anyOperation, { minLength: 40, maxLength: 60 });
    await fc.assert(fc.asyncProperty(histories, sameOnBoth), { seed: SEED, numRuns: HISTORIES });
  });

  test('cuts large answers into the same pages', { timeout: 60_000 }, async () => {
    const { name, engine } = await aRealTable();
    const twin = twinTable(memoryTable({ now: () => 0 }), engine, DEVIATIONS);
    const table = openTable(engineClient(twin), name, WAITING);
    for (let at = 0; at < 60; at++) {
      await table.put({ pk: 'P', sk: String(at).padStart(2, '0'), text: '\u4e00'.repeat(at * 2_300), n: at / 4 });
    }
    for (const descending of [false, true]) {
      let after: Key | undefined;
      let pages = 0;
      do {
        after = (await table.query({ partition: 'P', descending, after })).next;
        pages++;
      } while (after);
      expect(pages).toBeGreaterThan(8);
    }
  });

  test('delivers records as the stream does', async () => {
    const { name, engine } = await aRealTable();
    const memory = memoryTable({ now: () => 0 });
    const twin = twinTable(memory, engine, DEVIATIONS);
    const table = openTable(engineClient(twin), name, WAITING);
    const values = { n: 1.5, none: null, yes: true, list: [1, 'a', { x: [] }], map: { deep: { er: '' } } };
    const odd = { strings: new Set(['a']), numbers: new Set([7]), bytes: new Uint8Array([1, 2]), large: 2n ** 60n };
    await table.put({ pk: 'P', sk: 'a', ...values, ...odd, gone: undefined });
    await table.update({ key: { pk: 'P', sk: 'a' }, set: { n: 2 }, remove: ['list'] });
    await table.delete({ pk: 'P', sk: 'a' });

    const stream = await openStream(inject('tableEndpoint'), name);
    const [shard] = await stream.shards();
    const { records } = await stream.read(await stream.iterator(shard?.id ?? '', undefined), 10);
    const told = (record: DynamoDBRecord) => {
      const { Keys, NewImage, StreamViewType } = record.dynamodb ?? {};
      return { eventName: record.eventName, Keys, NewImage, StreamViewType };
    };
    expect((await memory.changes(0)).map(streamRecord).map(told)).toEqual(records.map(told));
  });
});

const WAITING = { pause: async () => undefined, random: () => 0 };

async function sameOnBoth(history: readonly Operation[]): Promise<void> {
  const { name, engine } = await aRealTable();
  const memory = memoryTable({ now: () => 0 });
  const twin = twinTable(memory, engine, DEVIATIONS);
  const table = openTable(engineClient(twin), name, WAITING);
  for (const { run } of history) {
    try {
      await run(table, twin);
    } catch (error) {
      if (error instanceof Difference) throw error;
    }
  }
  expect(inOrder(await memory.items())).toEqual(inOrder(await engine.items()));
  expect(byItem(await memory.changes(0))).toEqual(byItem(await engine.changes(0)));
}

function inOrder(items: readonly Item[]): Item[] {
  const place = (item: Item) => `${item['pk']}\n${item['sk']}`;
  return items.toSorted((one, other) => (place(one) < place(other) ? -1 : 1));
}

/** What was told of each item, in order, without the writes that changed nothing: AWS does not tell of them. */
function byItem(changes: readonly TableChange[]): Map<string, unknown[]> {
  const told = new Map<string, unknown[]>();
  const images = new Map<string, unknown>();
  for (const { eventName, keys, image } of changes) {
    const id = `${keys.pk}\n${keys.sk}`;
    if (eventName === 'MODIFY' && isDeepStrictEqual(images.get(id), image)) continue;
    images.set(id, image);
    told.set(id, [...(told.get(id) ?? []), { eventName, keys, image }]);
  }
  return told;
}
