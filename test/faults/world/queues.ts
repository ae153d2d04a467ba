import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Chance } from '../chance.ts';
import type { Seam } from './instance.ts';
import type { Lambda } from './lambda.ts';
import type { Weather } from './weather.ts';

/** A message in a queue. */
export interface Message {
  readonly id: string;
  readonly body: string;
  readonly sentAt: number;
  /** When it may be handed over: after its delay, or once whoever has it has had it too long. */
  visibleAt: number;
  receives: number;
}

/** A queue with its consumer and its dead-letter queue, as SQS and Lambda's poller treat them. */
export interface WorkQueue {
  readonly name: string;
  readonly url: string;
  send(body: string, delaySeconds: number): void;
  /** Messages that are not done with yet. */
  readonly waiting: readonly Message[];
  readonly deadLetters: readonly Message[];
  /** Moves what was given up back into the queue, where it is a new message. */
  redrive(): number;
}

export interface WorkQueueOptions {
  readonly name: string;
  readonly consumer: Lambda;
  readonly seam: Seam;
  readonly weather: Weather;
  readonly chance: Chance;
  readonly visibility: number;
  readonly maxReceives: number;
  readonly concurrency: number;
}

const BATCH = 10;
const LATE_COPY = 90_000;

export function workQueue(options: WorkQueueOptions): WorkQueue {
  const { name, consumer, seam, weather, chance, visibility, maxReceives, concurrency } = options;
  const { time } = seam;
  const messages = new Set<Message>();
  const deadLetters: Message[] = [];
  let inHand = 0;
  let sent = 0;

  function wakeAt(at: number): void {
    time.at(at, look);
  }

  function due(): Message[] {
    const now = time.now();
    const ready: Message[] = [];
    for (const message of messages) {
      if (message.visibleAt > now) continue;
      if (message.receives >= maxReceives) {
        messages.delete(message);
        deadLetters.push(message);
        seam.note(name, () => `gives up on ${message.id}`);
      } else ready.push(message);
    }
    if (weather.shuffled()) ready.sort(() => chance.next() - 0.5);
    return ready;
  }

  function look(): void {
    while (inHand < concurrency) {
      const ready = due();
      if (ready.length === 0) return;
      const batch = ready.slice(0, weather.batch(ready.length, BATCH));
      for (const message of batch) {
        message.receives++;
        // Now and then a second poller gets it too.
        message.visibleAt = time.now() + (weather.twice() ? 0 : visibility);
        wakeAt(message.visibleAt);
      }
      inHand++;
      void handOver(batch).finally(() => {
        inHand--;
        wakeAt(time.now());
      });
    }
  }

  async function handOver(batch: readonly Message[]): Promise<void> {
    seam.note(name, () => `hands over ${batch.map(({ id }) => id).join(' ')}`);
    try {
      const answer = (await consumer.invoke(eventOf(name, batch))) as SQSBatchResponse | undefined;
      const failed = new Set(answer?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
      for (const message of batch) {
        if (failed.has(message.id)) continue;
        if (weather.undeleted()) message.visibleAt = time.now() + chance.between(0, LATE_COPY);
        else messages.delete(message);
        wakeAt(message.visibleAt);
      }
    } catch {
      // It comes again when its time of invisibility is over.
    }
  }

  return {
    name,
    url: `https://sqs.test/${name}`,
    send(body, delaySeconds) {
      const visibleAt = time.now() + delaySeconds * 1_000;
      const message = { id: `${name}-${++sent}`, body, sentAt: time.now(), visibleAt, receives: 0 };
      messages.add(message);
      seam.note(name, () => `takes ${message.id} ${body.slice(0, 160)}`);
      wakeAt(visibleAt);
    },
    get waiting() {
      return [...messages];
    },
    deadLetters,
    redrive() {
      const moved = deadLetters.splice(0);
      for (const message of moved) {
        const now = time.now();
        messages.add({ ...message, id: `${name}-${++sent}`, sentAt: now, receives: 0, visibleAt: now });
        wakeAt(time.now());
      }
      return moved.length;
    },
  };
}

function eventOf(queue: string, batch: readonly Message[]): SQSEvent {
  return {
    Records: batch.map(({ id, body, sentAt, receives }) => ({
      messageId: id,
      receiptHandle: `${id}-${receives}`,
      body,
      attributes: {
        ApproximateReceiveCount: String(receives),
        SentTimestamp: String(sentAt),
        SenderId: 'world',
        ApproximateFirstReceiveTimestamp: String(sentAt),
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:${queue}`,
      awsRegion: 'us-east-1',
    })),
  };
}
