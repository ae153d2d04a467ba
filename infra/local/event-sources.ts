import { join } from 'node:path';
import type { DynamoDBRecord } from 'aws-lambda';
import { consumeQueue } from './queues/consume-queue.ts';
import type { QueueEngine } from './queues/local-queue.ts';
import { openCheckpoint } from './stream/checkpoint.ts';
import { consumeStream, type StreamConsumer } from './stream/consume-stream.ts';
import { eventFilter } from './stream/event-filter.ts';
import { openStream } from './stream/stream-client.ts';
import type { EventSourceMapping, tablesOf } from './template/stack-parts.ts';

export interface EventSourceContext {
  readonly queues: QueueEngine;
  readonly tables: ReturnType<typeof tablesOf>;
  readonly tableEndpoint: string;
  /** Where the places of the streams are kept; without it they are forgotten. */
  readonly checkpointDir: string | undefined;
  readonly invoke: (functionArn: string, event: unknown) => Promise<unknown>;
  /** Whether somebody waits for a function of this kind now; those that nobody waits for give way. */
  readonly givesWay: (functionArn: string) => boolean;
  readonly onError: (error: unknown) => void;
}

export interface EventSources {
  /** Says that something may have been written to a table. */
  written(): void;
  stop(): Promise<void>;
}

/** How many batches of a queue are in work at once where the template sets no limit: Lambda starts with five. */
const CONCURRENCY = 5;

/** Starts everything that the template feeds from queues and streams. */
export async function startEventSources(
  mappings: readonly EventSourceMapping[],
  context: EventSourceContext,
): Promise<EventSources> {
  const streams: StreamConsumer[] = [];
  const stops: (() => Promise<void>)[] = [];
  const written = () => {
    for (const stream of streams) stream.wake();
  };
  for (const mapping of mappings) {
    const table = context.tables.find(({ streamArn }) => streamArn === mapping.sourceArn);
    if (table) streams.push(await startStream(mapping, table.name, context));
    else stops.push(startQueue(mapping, context, written));
  }
  return {
    written,
    async stop() {
      await Promise.all([...streams.map((stream) => stream.stop()), ...stops.map((stop) => stop())]);
    },
  };
}

function startQueue(
  mapping: EventSourceMapping,
  { queues, invoke, givesWay }: EventSourceContext,
  written: () => void,
) {
  if (mapping.filters.length > 0) throw new Error(`${mapping.logicalId}: the local run has no filters on queues`);
  return consumeQueue({
    queue: queues.queue(mapping.sourceArn),
    batchSize: mapping.batchSize ?? 10,
    windowMs: mapping.windowMs,
    concurrency: Math.min(mapping.concurrency ?? CONCURRENCY, 2 * CONCURRENCY),
    reportsFailures: mapping.reportsFailures,
    invoke: (event) => invoke(mapping.functionArn, event).finally(written),
    givesWay: () => givesWay(mapping.functionArn),
  });
}

async function startStream(
  mapping: EventSourceMapping,
  tableName: string,
  context: EventSourceContext,
): Promise<StreamConsumer> {
  const stream = await openStream(context.tableEndpoint, tableName);
  const file = context.checkpointDir && join(context.checkpointDir, `stream-${mapping.logicalId}.json`);
  return consumeStream({
    stream,
    checkpoint: openCheckpoint(stream.arn, file),
    batchSize: mapping.batchSize ?? 100,
    attempts: 1 + Math.max(0, mapping.attempts ?? 10_000),
    matches: eventFilter(mapping.filters),
    invoke: (event) => context.invoke(mapping.functionArn, event),
    async giveUp(records, shard) {
      context.onError(new Error(`${mapping.logicalId} gave up on ${records.length} record of the stream`));
      if (mapping.failureArn)
        await context.queues.queue(mapping.failureArn).send(failure(mapping, records, shard, stream.arn));
    },
    onError: context.onError,
  });
}

/** What Lambda leaves at the failure destination of a stream: where the record was, not what it held. */
function failure(
  mapping: EventSourceMapping,
  records: readonly DynamoDBRecord[],
  shardId: string,
  streamArn: string,
): string {
  const sequence = (record: DynamoDBRecord | undefined) => record?.dynamodb?.SequenceNumber;
  const arrival = (record: DynamoDBRecord | undefined) =>
    new Date((record?.dynamodb?.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
  return JSON.stringify({
    requestContext: {
      functionArn: mapping.functionArn,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: mapping.attempts,
    },
    version: '1.0',
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: sequence(records[0]),
      endSequenceNumber: sequence(records.at(-1)),
      approximateArrivalOfFirstRecord: arrival(records[0]),
      approximateArrivalOfLastRecord: arrival(records.at(-1)),
      batchSize: records.length,
      streamArn,
    },
  });
}
