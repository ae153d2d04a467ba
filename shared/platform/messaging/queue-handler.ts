import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { log } from '../log.ts';

/**
 * The Lambda handler of a queue consumer: parses each message, runs `handle`, and reports the ones that failed, so that
 * only those come again and a poisoned one ends in the dead-letter queue without holding up the others.
 */
export function queueHandler<S extends z.ZodMiniType>(
  message: S,
  handle: (message: z.output<S>, record: SQSRecord) => Promise<void>,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return batchHandler(message, async (messages) => {
    const failed: SQSRecord[] = [];
    await Promise.all(
      messages.map(async ({ body, record }) => {
        try {
          await handle(body, record);
        } catch (error) {
          logFailure(error, record);
          failed.push(record);
        }
      }),
    );
    return failed;
  });
}

/** As `queueHandler`, for consumers that are cheaper when they see the whole batch; `handle` returns the records that failed. */
export function batchHandler<S extends z.ZodMiniType>(
  message: S,
  handle: (messages: readonly { body: z.output<S>; record: SQSRecord }[]) => Promise<readonly SQSRecord[]>,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return async (event) => {
    const failed = new Set<string>();
    const messages: { body: z.output<S>; record: SQSRecord }[] = [];
    for (const record of event.Records) {
      try {
        messages.push({ body: z.parse(message, JSON.parse(record.body)), record });
      } catch (error) {
        logFailure(error, record);
        failed.add(record.messageId);
      }
    }
    if (messages.length > 0) for (const record of await handle(messages)) failed.add(record.messageId);
    return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

function logFailure(error: unknown, record: SQSRecord): void {
  log.error('message_failed', error, {
    message_id: record.messageId,
    queue: record.eventSourceARN?.split(':').at(-1),
    receives: record.attributes?.ApproximateReceiveCount,
  });
}
