import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { LocalQueue } from './local-queue.ts';

/** How a function takes messages from a queue: the settings of its event source mapping. */
export interface Consumption {
  readonly queue: LocalQueue;
  readonly batchSize: number;
  /** How long an incomplete batch waits for more. */
  readonly windowMs: number;
  readonly concurrency: number;
  /** Whether the function answers which messages failed; otherwise an error fails all and an answer none. */
  readonly reportsFailures: boolean;
  readonly invoke: (event: SQSEvent) => Promise<unknown>;
  /** Whether a batch had better wait while others are at work; it waits for half a second at most. */
  readonly givesWay?: () => boolean;
}

/** The longest that one batch gives way, and how soon it is looked again. */
const GIVES_WAY = 500;
const LOOKS_AGAIN = 20;

/** Stops taking messages and waits for the batches in hand. */
export type StopConsuming = () => Promise<void>;

/**
 * What Lambda's poller does, without polling: takes batches as messages arrive or become due, deletes what the function
 * did not report as failed, and leaves the rest to the queue's visibility timeout and dead-letter queue.
 */
export function consumeQueue({
  queue,
  batchSize,
  windowMs,
  concurrency,
  reportsFailures,
  invoke,
  givesWay = () => false,
}: Consumption): StopConsuming {
  const inHand = new Set<Promise<void>>();
  let stopped = false;
  let looking = false;
  let alarm: NodeJS.Timeout | undefined;
  let windowEnds: number | undefined;
  let waitsFrom: number | undefined;

  function look(): void {
    looking = false;
    if (stopped) return;
    while (inHand.size < concurrency && batchIsDue() && isItsTurn()) {
      const records = queue.receive(batchSize);
      if (records.length === 0) break;
      windowEnds = undefined;
      waitsFrom = undefined;
      const batch = handle(records).finally(() => {
        inHand.delete(batch);
        lookSoon();
      });
      inHand.add(batch);
    }
    setAlarm();
  }

  function batchIsDue(): boolean {
    if (windowMs === 0 || queue.ready() >= batchSize) return true;
    if (queue.ready() === 0) return (queue.nextDue() ?? Number.POSITIVE_INFINITY) <= Date.now();
    windowEnds ??= Date.now() + windowMs;
    return windowEnds <= Date.now();
  }

  function isItsTurn(): boolean {
    if (queue.ready() === 0 || !givesWay()) return true;
    waitsFrom ??= Date.now();
    return Date.now() - waitsFrom >= GIVES_WAY;
  }

  /** Messages that arrive together are looked for once, so that they make one batch. */
  function lookSoon(): void {
    if (looking || stopped) return;
    looking = true;
    setImmediate(look);
  }

  function setAlarm(): void {
    clearTimeout(alarm);
    // A batch that ends looks again.
    if (inHand.size >= concurrency) return;
    const again = waitsFrom === undefined ? Number.POSITIVE_INFINITY : Date.now() + LOOKS_AGAIN;
    const at = Math.min(queue.nextDue() ?? Number.POSITIVE_INFINITY, windowEnds ?? Number.POSITIVE_INFINITY, again);
    if (at !== Number.POSITIVE_INFINITY)
      alarm = setTimeout(lookSoon, Math.min(Math.max(0, at - Date.now()), 0x7fff_ffff));
  }

  async function handle(records: SQSRecord[]): Promise<void> {
    try {
      const failed = failedIds(await invoke({ Records: records }), reportsFailures);
      queue.delete(records.filter(({ messageId }) => !failed(messageId)));
      queue.fail(records.filter(({ messageId }) => failed(messageId)));
    } catch {
      // The runtime has logged it.
      queue.fail(records);
    }
  }

  queue.onArrival(lookSoon);
  lookSoon();
  return async () => {
    stopped = true;
    clearTimeout(alarm);
    await Promise.all(inHand);
  };
}

/** As Lambda reads the answer: without a list everything succeeded, with an id it did not send everything failed. */
function failedIds(answer: unknown, reportsFailures: boolean): (messageId: string) => boolean {
  const failures = (answer as SQSBatchResponse | null | undefined)?.batchItemFailures ?? [];
  if (!reportsFailures || failures.length === 0) return () => false;
  const ids = new Set(failures.map(({ itemIdentifier }) => itemIdentifier));
  if (ids.has('')) return () => true;
  return (messageId) => ids.has(messageId);
}
