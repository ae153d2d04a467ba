import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { inject } from 'vitest';
import { countBatch } from '../../functions/count-records/count-records.ts';
import { relayRecords } from '../../functions/relay-events/relay-records.ts';
import type { QueueName } from '../../infra/function-spec.ts';
import { QUEUES } from '../../infra/functions.ts';
import { startEventSources } from '../../infra/local/event-sources.ts';
import { consumeQueue } from '../../infra/local/queues/consume-queue.ts';
import { type EmbeddedQueueEngine, startQueueEngine } from '../../infra/local/queues/queue-engine.ts';
import { readOrder } from '../../infra/redrive/arguments.ts';
import { awsCalls, operatorRequests } from '../../infra/redrive/aws-calls.ts';
import type { Deployment } from '../../infra/redrive/deployment.ts';
import { redrive } from '../../infra/redrive/redrive.ts';
import { deadLetterUrl, type StackResource, workQueueUrl } from '../../infra/redrive/stack-resources.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import { batchHandler } from '../../shared/platform/messaging/queue-handler.ts';
import type { SendMessages } from '../../shared/platform/messaging/sqs.ts';
import type { Table } from '../../shared/platform/table/table.ts';

const REGION = 'us-east-1';
const ACCOUNT = '000000000000';
const FAILURES = 'EventRelayFailures00000000';

/** Tried so often, a second apart, before a message is a dead letter. */
const ATTEMPTS = 2;

/** Every queue of the stack on a real engine beside a real table, and what an operator does about dead letters. */
export interface DeadLetterDesk {
  readonly deployment: Deployment;
  readonly engine: EmbeddedQueueEngine;
  /** Runs `npm run redrive -- ...` in this process: whether all went well, and what it said. */
  redrive(...args: string[]): Promise<{ readonly ok: boolean; readonly said: string }>;
  /** Sends to a queue, or to its dead letters. */
  send(name: QueueName, ...messages: (object | string)[]): Promise<void>;
  sendDead(name: QueueName | 'relay', ...messages: (object | string)[]): Promise<void>;
  /** How many messages wait for whoever counts, and among the dead letters. */
  waiting(name: QueueName): number;
  dead(name: QueueName | 'relay'): number;
  /** Takes all that waits out of a queue. */
  take(name: QueueName): string[];
  /** Starts the function that counts tickets. */
  startCounting(): void;
  /** Starts the relay on the table's stream; `send` is how it reaches the queues. */
  startRelay(send: SendMessages): Promise<void>;
  stop(): Promise<void>;
}

export async function aDeadLetterDesk(table: Table): Promise<DeadLetterDesk> {
  const directory = await mkdtemp(join(tmpdir(), 'moorline-test-'));
  const engine = await startQueueEngine({
    region: REGION,
    objectDir: join(directory, 'objects'),
    queueDir: join(directory, 'queues'),
  });
  const stops: (() => Promise<void>)[] = [];
  const resources: StackResource[] = [{ logicalId: 'Table00000000', type: 'AWS::DynamoDB::Table', id: table.name }];
  const arn = (name: string) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
  function make(logicalId: string, attributes: Record<string, string>) {
    engine.ensureQueue(logicalId, arn(logicalId), attributes);
    resources.push({ logicalId, type: 'AWS::SQS::Queue', id: `${engine.endpoint}/${ACCOUNT}/${logicalId}` });
  }
  make(FAILURES, {});
  for (const name of QUEUES.keys()) {
    const id = `${name.replaceAll('-', '')}Work`;
    const target = `${id}DeadLetters00000000`;
    make(target, {});
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn(target), maxReceiveCount: ATTEMPTS });
    make(`${id}Queue00000000`, { VisibilityTimeout: '1', RedrivePolicy });
  }

  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const sqs = new SQSClient({ endpoint: engine.endpoint, region: REGION, credentials });
  const requests = operatorRequests(sqs);
  const database = { endpoint: inject('tableEndpoint'), service: 'dynamodb' };
  const deployment: Deployment = {
    name: 'a test',
    resources,
    sqs,
    requests,
    table: awsCalls(requests, { ...database, api: 'DynamoDB_20120810' }),
    streams: awsCalls(requests, { ...database, api: 'DynamoDBStreams_20120810' }),
    logs: { file: join(directory, 'moorline.log') },
  };
  const queueAt = (url: string) => engine.queue(arn(url.split('/').at(-1) ?? ''));
  async function sendAll(QueueUrl: string, messages: readonly (object | string)[]) {
    for (const message of messages) {
      const MessageBody = typeof message === 'string' ? message : JSON.stringify(message);
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    }
  }
  let runs = 0;
  return {
    deployment,
    engine,
    async redrive(...args) {
      const said: string[] = [];
      const surroundings = { run: `run ${++runs}`, say: (line: string) => void said.push(line) };
      const ok = await redrive(readOrder(args, Date.now()), deployment, surroundings);
      return { ok, said: said.join('\n') };
    },
    send: (name, ...messages) => sendAll(workQueueUrl(resources, name), messages),
    sendDead: (name, ...messages) => sendAll(deadLetterUrl(resources, name), messages),
    waiting: (name) => queueAt(workQueueUrl(resources, name)).ready(),
    dead: (name) => queueAt(deadLetterUrl(resources, name)).ready(),
    take(name) {
      const queue = queueAt(workQueueUrl(resources, name));
      const records = queue.receive(100);
      queue.delete(records);
      return records.map(({ body }) => body);
    },
    startCounting() {
      const count = batchHandler(EventMessage, (messages) => countBatch(table, messages));
      const queue = queueAt(workQueueUrl(resources, 'count-records'));
      const settings = { batchSize: 10, windowMs: 50, concurrency: 1, reportsFailures: true };
      stops.push(consumeQueue({ queue, ...settings, invoke: (event: SQSEvent) => count(event) }));
    },
    async startRelay(send) {
      const deps = { now: Date.now, send, queueUrl: (name: QueueName) => workQueueUrl(resources, name) };
      const sourceArn = 'the table’s stream';
      const mapping = { logicalId: 'Stream', functionArn: 'relay', sourceArn, batchSize: 100, windowMs: 0 };
      const settings = { attempts: ATTEMPTS, reportsFailures: true, concurrency: 1, filters: [] };
      const sources = await startEventSources([{ ...mapping, ...settings, failureArn: arn(FAILURES) }], {
        queues: engine,
        tables: [{ name: table.name, streamArn: sourceArn, definition: {} }] as never,
        tableEndpoint: database.endpoint,
        checkpointDir: undefined,
        invoke: (_, event) => relayRecords((event as DynamoDBStreamEvent).Records, deps),
        givesWay: () => false,
        onError: () => undefined,
      });
      stops.push(sources.stop);
    },
    async stop() {
      await Promise.all(stops.map((stop) => stop()));
      sqs.destroy();
      await engine.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
