import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Checkpoint } from './checkpoint.ts';
import type { Matches } from './event-filter.ts';
import type { StreamClient } from './stream-client.ts';

/** How a function takes records from a table's stream: the settings of its event source mapping. */
export interface StreamConsumption {
  readonly stream: StreamClient;
  readonly checkpoint: Checkpoint;
  readonly batchSize: number;
  readonly attempts: number;
  readonly matches: Matches;
  readonly invoke: (event: DynamoDBStreamEvent) => Promise<unknown>;
  /** Keeps what was given up, as the mapping's failure destination. */
  readonly giveUp: (records: readonly DynamoDBRecord[], shard: string) => void | Promise<void>;
  readonly onError: (error: unknown) => void;
}

export interface StreamConsumer {
  /** Says that something was written: the stream is read now rather than at the next look. */
  wake(): void;
  stop(): Promise<void>;
}

/** Between two reads at least, so that many writers make no storm of reads. */
const SHORT_PAUSE = 10;
/** The same once records come thick and fast: in larger batches each of them costs less. */
const BUSY_PAUSE = 40;
const BUSY_FROM = 3;
/** Between two reads while none come and nobody wakes us; only writes from outside this process wait for it. */
const IDLE_PAUSE = 250;

/**
 * What Lambda's poller does for a stream: shards in order, batches to the function, the place remembered once a batch has
 * been dealt with. So every record is handed over at least once, and again after a kill in between.
 */
export function consumeStream(consumption: StreamConsumption): StreamConsumer {
  const { stream, checkpoint, onError } = consumption;
  const iterators = new Map<string, string>();
  let shardsKnown = false;
  let stopped = false;
  let awake = false;
  let rouse: () => void = () => undefined;

  function pause(ms: number, wakeable: boolean): Promise<void> {
    if (stopped || (wakeable && awake)) return Promise.resolve();
    return new Promise((done) => {
      const timer = setTimeout(done, ms);
      rouse = () => {
        if (!wakeable && !stopped) return;
        clearTimeout(timer);
        done();
      };
    });
  }

  /** A shard is followed by others once it is closed, so only then is it worth asking which there are. */
  async function openShards(): Promise<void> {
    if (shardsKnown) return;
    const shards = await stream.shards();
    const known = new Set(shards.map(({ id }) => id));
    for (const { id, parent } of shards) {
      const waits = parent !== undefined && known.has(parent) && !checkpoint.isFinished(parent);
      if (waits || iterators.has(id) || checkpoint.isFinished(id)) continue;
      iterators.set(id, await stream.iterator(id, checkpoint.after(id)));
    }
    shardsKnown = iterators.size > 0;
  }

  /** Reads each shard once and answers how many records there were for the function. */
  async function readOnce(): Promise<number> {
    await openShards();
    let count = 0;
    for (const [shard, iterator] of iterators) {
      const { records, next } = await stream.read(iterator, 1000);
      const wanted = records.filter(consumption.matches);
      count += wanted.length;
      await dealWith(shard, wanted);
      const end = records.at(-1);
      if (end && end !== wanted.at(-1)) checkpoint.handled(shard, sequenceOf(end));
      if (next) iterators.set(shard, next);
      else {
        iterators.delete(shard);
        checkpoint.finish(shard);
        shardsKnown = false;
      }
    }
    return count;
  }

  async function dealWith(shard: string, wanted: readonly DynamoDBRecord[]): Promise<void> {
    let at = 0;
    let size = consumption.batchSize;
    let attempt = 1;
    while (at < wanted.length) {
      const batch = wanted.slice(at, at + size);
      const { done, culpritKnown } = await handOver(batch, consumption);
      const last = batch[done - 1];
      if (last) {
        checkpoint.handled(shard, sequenceOf(last));
        at += done;
        attempt = 1;
      }
      if (done === batch.length) {
        size = consumption.batchSize;
        continue;
      }
      if (stopped) throw new Stopped();
      // Halved until it is known which record it is, so that a bad one does not hold good ones back. That is no attempt.
      if (!culpritKnown) size = Math.ceil(batch.length / 2);
      else if (done === 0 && attempt++ >= consumption.attempts) {
        at += await giveUp(shard, wanted.slice(at, at + 1));
        attempt = 1;
      }
      if (at < wanted.length) await pause(Math.min(5_000, 25 * 2 ** attempt), false);
    }
  }

  async function giveUp(shard: string, lost: readonly DynamoDBRecord[]): Promise<number> {
    await consumption.giveUp(lost, shard);
    for (const record of lost) checkpoint.handled(shard, sequenceOf(record));
    return lost.length;
  }

  async function run(): Promise<void> {
    while (!stopped) {
      awake = false;
      try {
        const count = await readOnce();
        await pause(count >= BUSY_FROM ? BUSY_PAUSE : SHORT_PAUSE, false);
        if (count === 0) await pause(IDLE_PAUSE, true);
      } catch (error) {
        if (error instanceof Stopped) return;
        if (!stopped) onError(error);
        iterators.clear();
        shardsKnown = false;
        await pause(1_000, false);
      }
    }
  }

  const running = run();
  return {
    wake() {
      awake = true;
      rouse();
    },
    async stop() {
      stopped = true;
      rouse();
      await running;
    },
  };
}

class Stopped extends Error {}

interface HandedOver {
  /** How many records from the start of the batch are dealt with. */
  readonly done: number;
  /** Whether the one after them is what failed; a function that threw does not say. */
  readonly culpritKnown: boolean;
}

async function handOver(batch: readonly DynamoDBRecord[], { invoke }: StreamConsumption): Promise<HandedOver> {
  try {
    const answer = (await invoke({ Records: [...batch] })) as DynamoDBBatchResponse | null | undefined;
    const failed = new Set((answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
    const first = batch.findIndex((record) => failed.has(sequenceOf(record)));
    return { done: first === -1 ? batch.length : first, culpritKnown: true };
  } catch {
    // The runtime has logged it.
    return { done: 0, culpritKnown: batch.length === 1 };
  }
}

function sequenceOf(record: DynamoDBRecord): string {
  return record.dynamodb?.SequenceNumber ?? '';
}
