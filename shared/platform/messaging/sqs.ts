import * as z from 'zod/mini';
import { onFirstUse } from '../../kernel/on-first-use.ts';
import { readEnv } from '../env.ts';
import { log } from '../log.ts';
import type { Outside } from '../outside.ts';

/** A message for a queue; `delaySeconds` (0 to 900) is how long the queue holds it back. */
export interface QueueMessage {
  readonly body: string;
  readonly delaySeconds?: number;
}

/** Sends messages to one queue and answers the positions of those that could not be sent. */
export type SendMessages = (queueUrl: string, messages: readonly QueueMessage[]) => Promise<ReadonlySet<number>>;

/** What SQS takes in one request. */
const BATCH_ENTRIES = 10;
const BATCH_BYTES = 250_000;
const ATTEMPTS = 3;

const BatchResult = onFirstUse(() =>
  z.object({
    Failed: z.optional(
      z.array(z.object({ Id: z.string(), Code: z.optional(z.string()), SenderFault: z.optional(z.boolean()) })),
    ),
  }),
);

interface Entry {
  readonly position: number;
  readonly message: QueueMessage;
}

/**
 * Sends messages in as few requests as SQS allows, those of one queue side by side. What a request refuses is sent again
 * twice, after a growing pause. Never throws: the answer names what was not sent. A message may arrive twice.
 */
export function queueSender(outside: Reached): SendMessages {
  return async (queueUrl, messages) => {
    const batches = inBatches(messages.map((message, position) => ({ position, message })));
    const unsent = await Promise.all(batches.map((batch) => sendBatch(queueUrl, batch, outside)));
    return new Set(unsent.flat().map(({ position }) => position));
  };
}

type Reached = Pick<Outside, 'requests' | 'pause' | 'random'>;

function inBatches(entries: readonly Entry[]): Entry[][] {
  const batches: Entry[][] = [];
  let open: Entry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(entry.message.body);
    if (open.length > 0 && (open.length === BATCH_ENTRIES || bytes + size > BATCH_BYTES)) {
      batches.push(open);
      open = [];
      bytes = 0;
    }
    open.push(entry);
    bytes += size;
  }
  if (open.length > 0) batches.push(open);
  return batches;
}

async function sendBatch(queueUrl: string, batch: Entry[], outside: Reached): Promise<Entry[]> {
  let pending = batch;
  const refused: Entry[] = [];
  for (let attempt = 1; pending.length > 0 && attempt <= ATTEMPTS; attempt++) {
    if (attempt > 1) await outside.pause(50 * 2 ** attempt * (0.5 + outside.random() / 2));
    try {
      const failed = await requestBatch(queueUrl, pending, outside);
      refused.push(...pending.filter(({ position }) => failed.get(String(position)) === 'for_good'));
      pending = pending.filter(({ position }) => failed.get(String(position)) === 'for_now');
    } catch (error) {
      log.error('queue_send_failed', error, { queue: queueUrl.split('/').at(-1), messages: pending.length, attempt });
    }
  }
  return [...refused, ...pending];
}

/** What one request did not take, and whether sending it again can help. */
async function requestBatch(
  queueUrl: string,
  batch: readonly Entry[],
  { requests }: Reached,
): Promise<Map<string, 'for_now' | 'for_good'>> {
  const { AWS_ENDPOINT_URL_SQS: endpoint } = readEnv({ AWS_ENDPOINT_URL_SQS: z.optional(z.string()) });
  const Entries = batch.map(({ position, message }) => ({
    Id: String(position),
    MessageBody: message.body,
    ...(message.delaySeconds === undefined ? {} : { DelaySeconds: message.delaySeconds }),
  }));
  const response = await requests.fetch(endpoint ?? new URL('/', queueUrl).toString(), {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessageBatch' },
    body: JSON.stringify({ QueueUrl: queueUrl, Entries }),
    aws: { service: 'sqs' },
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`SQS answered ${response.status}: ${JSON.stringify(answer).slice(0, 200)}`);
  const failed = z.parse(BatchResult, answer).Failed ?? [];
  return new Map(failed.map(({ Id, SenderFault }) => [Id, SenderFault ? 'for_good' : 'for_now']));
}
