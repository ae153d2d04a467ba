import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import type { Clock } from '../../shared/kernel/clock.ts';
import { log } from '../../shared/platform/log.ts';
import type { QueueMessage, SendMessages } from '../../shared/platform/messaging/sqs.ts';
import { outgoingMessages, type RelayQueue } from './outgoing-messages.ts';

export interface RelayDeps {
  readonly now: Clock;
  readonly send: SendMessages;
  readonly queueUrl: (queue: RelayQueue) => string;
}

/**
 * Sends what a batch of changes states, all queues side by side, and reports the changes of which something could not be
 * sent. Those and everything after the first of them come again, so consumers may get a message twice and never miss one.
 */
export async function relayRecords(
  records: readonly DynamoDBRecord[],
  deps: RelayDeps,
): Promise<DynamoDBBatchResponse> {
  const failed = new Set<DynamoDBRecord>();
  const queues = new Map<RelayQueue, { record: DynamoDBRecord; message: QueueMessage }[]>();
  const now = deps.now();
  for (const record of records) {
    try {
      for (const { queue, message } of outgoingMessages(record, now)) {
        const waiting = queues.get(queue) ?? [];
        waiting.push({ record, message });
        queues.set(queue, waiting);
      }
    } catch (error) {
      log.error('record_unreadable', error, { sequence_number: record.dynamodb?.SequenceNumber });
      failed.add(record);
    }
  }
  await Promise.all(
    [...queues].map(async ([queue, waiting]) => {
      const unsent = await deps.send(
        deps.queueUrl(queue),
        waiting.map(({ message }) => message),
      );
      for (const position of unsent) {
        const record = waiting[position]?.record;
        if (record) failed.add(record);
      }
    }),
  );
  const batchItemFailures = records
    .filter((record) => failed.has(record))
    .map((record) => ({ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }));
  return { batchItemFailures };
}
