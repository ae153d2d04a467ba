import type { DynamoDBBatchResponse } from 'aws-lambda';
import type { TableChange, TableEngine } from '../table/memory-table.ts';
import { streamRecord } from '../table/memory-table.ts';
import type { Seam } from './instance.ts';
import type { Lambda } from './lambda.ts';
import type { Weather } from './weather.ts';

/** The table's stream into the relay, with the settings of its event source mapping. */
export interface StreamSource {
  /** Looks for changes that have not been handed over. */
  wake(): void;
  /** True when every change has been handed over or given up. */
  idle(): Promise<boolean>;
  readonly givenUp: readonly TableChange[];
  /** Relays what was given up on again, as `npm run redrive -- relay` does. */
  redrive(): number;
}

export interface StreamOptions {
  readonly engine: TableEngine;
  readonly relay: Lambda;
  readonly seam: Seam;
  readonly weather: Weather;
  readonly attempts: number;
}

/** Changes of one item stay in one shard, and so in order. */
const SHARDS = 2;
const BATCH = 100;
const PAUSE = 500;
const LATENCY = 60;

export function streamSource({ engine, relay, seam, weather, attempts }: StreamOptions): StreamSource {
  const { time } = seam;
  const shards: TableChange[][] = Array.from({ length: SHARDS }, () => []);
  const busy: boolean[] = shards.map(() => false);
  const givenUp: TableChange[] = [];
  let read = 0;
  let planned = false;

  async function pull(): Promise<void> {
    const changes = await engine.changes(read);
    for (const change of changes) {
      read = change.position + 1;
      if (matches(change)) shards[shardOf(change.keys.pk)]?.push(change);
    }
  }

  function matches({ eventName, image }: TableChange): boolean {
    if (eventName !== 'INSERT' || !image) return false;
    const event = image['event'] as { id?: unknown } | undefined;
    return typeof event?.id === 'string' || image['entity'] === 'timer';
  }

  async function work(shard: number): Promise<void> {
    const changes = shards[shard] ?? [];
    if (busy[shard]) return;
    busy[shard] = true;
    let failures = 0;
    let most = BATCH;
    while (changes.length > 0) {
      const batch = changes.slice(0, weather.batch(changes.length, most));
      seam.note(
        'stream',
        () => `shard ${shard} hands over ${batch.map(({ keys }) => `${keys.pk} ${keys.sk}`).join(', ')}`,
      );
      const done = await handOver(batch);
      if (done === batch.length) {
        failures = 0;
        most = BATCH;
        if (!weather.twice()) changes.splice(0, done);
        continue;
      }
      changes.splice(0, done);
      failures = done > 0 ? 1 : failures + 1;
      // The batch is cut in two, so that what cannot be relayed stands alone in the end.
      most = Math.max(1, most >> 1);
      if (failures > attempts && most === 1) {
        const lost = changes.shift();
        if (lost) givenUp.push(lost);
        seam.note('stream', () => `gives up on ${lost?.keys.pk}`);
        failures = 0;
      }
      await time.sleep(PAUSE);
    }
    busy[shard] = false;
  }

  /** How many from the start are done with. */
  async function handOver(batch: readonly TableChange[]): Promise<number> {
    const records = batch.map(streamRecord);
    try {
      const answer = (await relay.invoke({ Records: records })) as DynamoDBBatchResponse | undefined;
      const failed = new Set(answer?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
      if (failed.size === 0) return batch.length;
      return records.findIndex((record) => failed.has(record.dynamodb?.SequenceNumber ?? ''));
    } catch {
      return 0;
    }
  }

  const source: StreamSource = {
    wake() {
      if (planned) return;
      planned = true;
      time.at(time.now() + LATENCY, () => {
        planned = false;
        void seam.hold(pull).then(() => Promise.all(shards.map((_, shard) => work(shard))));
      });
    },
    async idle() {
      const unread = (await engine.changes(read)).length > 0;
      return !unread && shards.every((changes) => changes.length === 0);
    },
    givenUp,
    redrive() {
      const moved = givenUp.splice(0);
      for (const change of moved) shards[shardOf(change.keys.pk)]?.push(change);
      source.wake();
      return moved.length;
    },
  };
  return source;
}

function shardOf(pk: string): number {
  let hash = 0;
  for (let at = 0; at < pk.length; at++) hash = (hash * 31 + pk.charCodeAt(at)) | 0;
  return Math.abs(hash) % SHARDS;
}
