import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import { openCheckpoint } from '../../../infra/local/stream/checkpoint.ts';
import {
  consumeStream,
  type StreamConsumer,
  type StreamConsumption,
} from '../../../infra/local/stream/consume-stream.ts';
import { eventFilter } from '../../../infra/local/stream/event-filter.ts';
import { openStream } from '../../../infra/local/stream/stream-client.ts';
import type { Table } from '../../../shared/platform/table/table.ts';
import { aTable } from '../../support/table.ts';

let table: Table;
let consumers: StreamConsumer[] = [];

beforeEach(async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_REGION', 'us-east-1');
  table = await aTable();
});
afterEach(async () => {
  await Promise.all(consumers.map((consumer) => consumer.stop()));
  consumers = [];
  vi.unstubAllEnvs();
});

async function consume(
  invoke: StreamConsumption['invoke'],
  settings: Partial<StreamConsumption> & { file?: string } = {},
) {
  const stream = await openStream(inject('tableEndpoint'), table.name);
  const consumer = consumeStream({
    stream,
    checkpoint: openCheckpoint(stream.arn, settings.file),
    batchSize: 100,
    attempts: 5,
    matches: () => true,
    invoke,
    giveUp: () => undefined,
    onError: (error) => {
      throw error;
    },
    ...settings,
  });
  consumers.push(consumer);
  return consumer;
}

const put = (...keys: string[]) => Promise.all(keys.map((pk) => table.put({ pk, sk: 'x' })));
const keyOf = (record: DynamoDBRecord) => record.dynamodb?.Keys?.['pk']?.S ?? '';
const keysOf = (event: DynamoDBStreamEvent) => event.Records.map(keyOf);
const failures = (records: DynamoDBRecord[]) => ({
  batchItemFailures: records.map((record) => ({ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' })),
});

async function until(condition: () => boolean, ms = 5_000): Promise<void> {
  for (const end = Date.now() + ms; !condition(); ) {
    if (Date.now() > end) throw new Error('It did not happen in time');
    await new Promise((done) => setTimeout(done, 5));
  }
}

test('what was written before and after the start arrives in order', async () => {
  const seen: string[] = [];
  await put('a');
  const consumer = await consume(async (event) => void seen.push(...keysOf(event)));
  await until(() => seen.length === 1);
  await put('b');
  await put('c');
  consumer.wake();
  await until(() => seen.length === 3);
  expect(seen).toEqual(['a', 'b', 'c']);
});

test('a write that nobody announces is seen all the same', async () => {
  const seen: string[] = [];
  await consume(async (event) => void seen.push(...keysOf(event)));
  await new Promise((done) => setTimeout(done, 100));
  await put('a');
  await until(() => seen.length === 1, 1_000);
});

test('what the filter does not want never reaches the function', async () => {
  const seen: string[] = [];
  const matches = eventFilter(['{"dynamodb":{"NewImage":{"pk":{"S":[{"prefix":"yes"}]}}}}']);
  await consume(async (event) => void seen.push(...keysOf(event)), { matches });
  await put('no-1', 'yes-1', 'no-2', 'yes-2');
  await until(() => seen.length === 2);
  expect(seen.sort()).toEqual(['yes-1', 'yes-2']);
});

test('from the first failed record on, everything comes again', async () => {
  const calls: string[][] = [];
  await put('a');
  await put('b');
  await put('c');
  await consume(async (event) => {
    calls.push(keysOf(event));
    return calls.length === 1 ? failures(event.Records.filter((record) => keyOf(record) === 'b')) : undefined;
  });
  await until(() => calls.flat().filter((key) => key === 'c').length === 2);
  expect(calls[0]).toEqual(['a', 'b', 'c']);
  expect(calls.slice(1).flat()).toEqual(['b', 'c']);
});

test('a record that fails every time is given up, and those behind it go on', async () => {
  const given: string[] = [];
  const seen: string[] = [];
  await put('a');
  await put('bad');
  await put('c');
  const giveUp = (records: readonly DynamoDBRecord[]) => void given.push(...records.map(keyOf));
  await consume(
    async ({ Records }) => {
      if (Records.some((record) => keyOf(record) === 'bad')) throw new Error('broken');
      seen.push(...Records.map(keyOf));
    },
    { attempts: 3, giveUp },
  );
  await until(() => seen.includes('c'));
  expect(given).toEqual(['bad']);
  expect(seen).toEqual(['a', 'c']);
});

test('a new start goes on behind the last record that was dealt with', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'moorline-test-')), 'stream.json');
  const first: string[] = [];
  await put('a');
  const consumer = await consume(async (event) => void first.push(...keysOf(event)), { file });
  await until(() => first.length === 1);
  await consumer.stop();
  await put('b');
  const second: string[] = [];
  await consume(async (event) => void second.push(...keysOf(event)), { file });
  await until(() => second.length === 1);
  expect(second).toEqual(['b']);
});

test('the place in another table’s stream is none', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'moorline-test-')), 'stream.json');
  openCheckpoint('stream one', file).handled('shard', '7');
  expect(openCheckpoint('stream one', file).after('shard')).toBe('7');
  expect(openCheckpoint('stream two', file).after('shard')).toBeUndefined();
});
