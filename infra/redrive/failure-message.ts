import * as z from 'zod/mini';

/** What Lambda leaves of stream records that it gave up: where they are in the stream, not what they hold. */
export const FailureMessage = z.object({
  timestamp: z.string(),
  DDBStreamBatchInfo: z.object({
    streamArn: z.string(),
    shardId: z.string(),
    startSequenceNumber: z.string(),
    endSequenceNumber: z.string(),
    batchSize: z.number(),
    approximateArrivalOfFirstRecord: z.optional(z.string()),
  }),
});
export type FailureMessage = z.output<typeof FailureMessage>;

/** Reads the body of a message. Throws for anything else. */
export function readFailure(body: string): FailureMessage {
  return z.parse(FailureMessage, JSON.parse(body));
}

/** When the oldest of its records was written, as far as it says. */
export function firstArrival({ DDBStreamBatchInfo }: FailureMessage): number | undefined {
  const at = Date.parse(DDBStreamBatchInfo.approximateArrivalOfFirstRecord ?? '');
  return Number.isNaN(at) ? undefined : at;
}
