import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aws } from '../../../shared/platform/aws.ts';
import { queueSender } from '../../../shared/platform/messaging/sqs.ts';

interface Batch {
  QueueUrl: string;
  Entries: { Id: string; MessageBody: string; DelaySeconds?: number }[];
}

const QUEUE = 'https://sqs.us-east-1.amazonaws.com/000000000000/notify-people';
let answer: (batch: Batch, request: IncomingMessage) => { status?: number; body: object };
let batches: Batch[] = [];
const server = createServer(async (request, response) => {
  const batch = JSON.parse(await text(request)) as Batch;
  batches.push(batch);
  const { status = 200, body } = answer(batch, request);
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
});

const sendMessages = queueSender(aws());

beforeEach(async () => {
  batches = [];
  answer = () => ({ body: { Successful: [] } });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

test('messages travel ten to a request, with their delays', async () => {
  const messages = Array.from({ length: 23 }, (_, n) => ({ body: `m${n}`, ...(n === 22 ? { delaySeconds: 9 } : {}) }));
  expect((await sendMessages(QUEUE, messages)).size).toBe(0);
  expect(batches.map(({ Entries }) => Entries.length).sort((a, b) => a - b)).toEqual([3, 10, 10]);
  const entries = batches.flatMap(({ Entries }) => Entries);
  expect(entries.map(({ MessageBody }) => MessageBody).sort()).toEqual(messages.map(({ body }) => body).sort());
  expect(entries.find(({ MessageBody }) => MessageBody === 'm22')?.DelaySeconds).toBe(9);
  expect(new Set(batches.map(({ QueueUrl }) => QueueUrl))).toEqual(new Set([QUEUE]));
});

test('large messages do not share a request that would be too large', async () => {
  const large = 'x'.repeat(120_000);
  await sendMessages(QUEUE, [{ body: large }, { body: large }, { body: large }]);
  expect(batches.map(({ Entries }) => Entries.length).sort()).toEqual([1, 2]);
});

test('an entry that was refused for the moment is sent again, alone', async () => {
  answer = ({ Entries }) =>
    batches.length === 1
      ? { body: { Failed: [{ Id: Entries[1]?.Id, Code: 'Throttled', SenderFault: false }] } }
      : { body: {} };
  expect((await sendMessages(QUEUE, [{ body: 'a' }, { body: 'b' }, { body: 'c' }])).size).toBe(0);
  expect(batches[1]?.Entries.map(({ MessageBody }) => MessageBody)).toEqual(['b']);
});

test('an entry that is wrong in itself is reported without another attempt', async () => {
  answer = ({ Entries }) => ({ body: { Failed: [{ Id: Entries[0]?.Id, SenderFault: true }] } });
  expect([...(await sendMessages(QUEUE, [{ body: 'a' }, { body: 'b' }]))]).toEqual([0]);
  expect(batches).toHaveLength(1);
});

test('when the queue does not take anything, every message is reported and nothing is thrown', async () => {
  answer = () => ({ status: 400, body: { __type: 'com.amazonaws.sqs#QueueDoesNotExist' } });
  expect([...(await sendMessages(QUEUE, [{ body: 'a' }, { body: 'b' }]))].sort()).toEqual([0, 1]);
});
