import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Consumption, consumeQueue, type StopConsuming } from '../../../infra/local/queues/consume-queue.ts';
import { type EmbeddedQueueEngine, startQueueEngine } from '../../../infra/local/queues/queue-engine.ts';

const WORK = 'arn:aws:sqs:us-east-1:000000000000:work';
const DEAD = 'arn:aws:sqs:us-east-1:000000000000:dead';

let directory: string;
let engine: EmbeddedQueueEngine;
let stops: StopConsuming[] = [];

async function start(): Promise<void> {
  const kept = { queueDir: join(directory, 'queues'), objectDir: join(directory, 'objects') };
  engine = await startQueueEngine({ region: 'us-east-1', ...kept });
  engine.ensureQueue('dead', DEAD, {});
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: DEAD, maxReceiveCount: 2 });
  engine.ensureQueue('work', WORK, { VisibilityTimeout: '1', RedrivePolicy });
  engine.ensureBucket('files');
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'moorline-test-'));
  await start();
});
afterEach(async () => {
  await Promise.all(stops.map((stop) => stop()));
  stops = [];
  await engine.stop();
  await rm(directory, { recursive: true, force: true });
});

function consume(invoke: Consumption['invoke'], settings: Partial<Consumption> = {}): void {
  const queue = engine.queue(WORK);
  const standard = { queue, batchSize: 10, windowMs: 0, concurrency: 2, reportsFailures: true };
  stops.push(consumeQueue({ ...standard, invoke, ...settings }));
}

/** Sends with an SQS request, as functions do. */
async function send(bodies: readonly string[], delaySeconds = 0): Promise<void> {
  const Entries = bodies.map((MessageBody, n) => ({ Id: String(n), MessageBody, DelaySeconds: delaySeconds }));
  const response = await fetch(engine.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessageBatch' },
    body: JSON.stringify({ QueueUrl: `${engine.endpoint}/000000000000/work`, Entries }),
  });
  expect(response.status).toBe(200);
}

async function until(condition: () => boolean, ms = 5_000): Promise<void> {
  for (const end = Date.now() + ms; !condition(); ) {
    if (Date.now() > end) throw new Error('It did not happen in time');
    await new Promise((done) => setTimeout(done, 5));
  }
}

const bodiesOf = (event: SQSEvent) => event.Records.map(({ body }) => body);

test('messages that arrive together make one batch', async () => {
  const batches: string[][] = [];
  consume(async (event) => void batches.push(bodiesOf(event)));
  await send(['a', 'b', 'c']);
  await until(() => batches.length > 0);
  expect(batches).toEqual([['a', 'b', 'c']]);
  expect(engine.queue(WORK).ready()).toBe(0);
});

test('what nobody waits for gives way while others are at work, and not for ever', async () => {
  const [batches, started]: [string[][], number] = [[], Date.now()];
  let others = true;
  consume(async (event) => void batches.push(bodiesOf(event)), { givesWay: () => others });
  await send(['a']);
  await until(() => batches.length > 0);
  expect(Date.now() - started).toBeGreaterThanOrEqual(450);
  others = false;
  const again = Date.now();
  await send(['b']);
  await until(() => batches.length > 1);
  expect(Date.now() - again).toBeLessThan(450);
  expect(batches).toEqual([['a'], ['b']]);
});

test('only messages that are reported as failed come again', async () => {
  const seen: string[] = [];
  consume(async ({ Records }) => {
    seen.push(...Records.map(({ body }) => body));
    return {
      batchItemFailures: Records.filter(({ body }) => body === 'b').map((r) => ({ itemIdentifier: r.messageId })),
    };
  });
  await send(['a', 'b']);
  await until(() => seen.length >= 3);
  expect(seen).toEqual(['a', 'b', 'b']);
});

test('a message that fails too often ends in the dead-letter queue', async () => {
  let calls = 0;
  consume(async () => {
    calls += 1;
    throw new Error('broken');
  });
  await send(['poison']);
  await until(() => engine.queue(DEAD).ready() === 1);
  expect(calls).toBe(2);
});

test('a message that is held back arrives on its second, not before', async () => {
  let arrived = 0;
  consume(async () => {
    arrived = Date.now();
  });
  const sent = Date.now();
  await send(['later'], 1);
  await until(() => arrived > 0);
  expect(arrived - sent).toBeGreaterThanOrEqual(990);
});

test('an incomplete batch waits for its window, a complete one does not', async () => {
  const batches: { size: number; at: number }[] = [];
  consume(async ({ Records }) => void batches.push({ size: Records.length, at: Date.now() }), {
    batchSize: 3,
    windowMs: 400,
    concurrency: 1,
  });
  const began = Date.now();
  await send(['a']);
  await send(['b']);
  await until(() => batches.length === 1);
  expect(batches[0]?.size).toBe(2);
  expect((batches[0]?.at ?? 0) - began).toBeGreaterThanOrEqual(390);
  await send(['c', 'd', 'e']);
  await until(() => batches.length === 2, 300);
  expect(batches[1]?.size).toBe(3);
});

test('no more batches are in work at once than are allowed', async () => {
  let working = 0;
  let most = 0;
  let done = 0;
  consume(
    async ({ Records }) => {
      working += 1;
      most = Math.max(most, working);
      await new Promise((finish) => setTimeout(finish, 20));
      working -= 1;
      done += Records.length;
    },
    { batchSize: 1, concurrency: 3 },
  );
  await send(Array.from({ length: 10 }, (_, n) => String(n)));
  await until(() => done === 10);
  expect(most).toBe(3);
});

test('after a kill messages are there, and those that were in work come again at once', async () => {
  await send(['waiting', 'in work']);
  const [taken] = engine.queue(WORK).receive(1);
  // A second engine on the same files stands for the one that is started after the first was killed.
  const first = engine;
  await start();
  const bodies = engine
    .queue(WORK)
    .receive(10)
    .map(({ body }) => body);
  expect(bodies.sort()).toEqual(['in work', 'waiting']);
  expect(taken?.body).toBe('waiting');
  await first.stop();
});

test('what was in work at a kill is tried again soon, without counting towards the dead-letter queue', async () => {
  await send(['in work']);
  engine.queue(WORK).receive(1);
  const first = engine;
  await start();
  const receives: string[] = [];
  consume(async ({ Records }) => {
    receives.push(...Records.map(({ attributes }) => attributes.ApproximateReceiveCount));
    // Somebody who died still seems to hold what it is about.
    if (receives.length === 1) throw new Error('held');
  });
  await until(() => receives.length === 2, 7_000);
  expect(receives).toEqual(['1', '1']);
  await first.stop();
});

test('a queue that is made again keeps its messages and gets its new attributes', async () => {
  await send(['kept']);
  engine.ensureQueue('work', WORK, { VisibilityTimeout: '30' });
  expect(
    engine
      .queue(WORK)
      .receive(1)
      .map(({ body }) => body),
  ).toEqual(['kept']);
});

test('an object that was half written when the process was killed does not stop the next start', async () => {
  engine.putObject('files', 'whole', Buffer.from('x'), 'text/plain');
  await engine.stop();
  const [objects = ''] = (await readdir(join(directory, 'objects'), { recursive: true })).filter((each) =>
    each.endsWith('whole.meta.json'),
  );
  await writeFile(join(directory, 'objects', objects.replace('whole', 'torn')), '{"key":"to');
  await start();
  expect((await fetch(`${engine.endpoint}/files/whole`)).status).toBe(200);
  expect((await fetch(`${engine.endpoint}/files/torn`)).status).toBe(404);
});

test('an object of 30 MB goes in by one request', async () => {
  const body = Buffer.alloc(30 * 1024 * 1024, 7);
  const put = await fetch(`${engine.endpoint}/files/large`, {
    method: 'PUT',
    body,
    headers: { 'content-type': 'image/png' },
  });
  expect(put.status).toBe(200);
  const got = Buffer.from(await (await fetch(`${engine.endpoint}/files/large`)).arrayBuffer());
  expect(got.equals(body)).toBe(true);
});
