import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { openStream, type StreamClient } from '../../../infra/local/stream/stream-client.ts';
import type { Item } from '../../../shared/platform/table/table.ts';
import type { Key } from '../../../shared/platform/table/table-input.ts';
import { plainImage } from './stream-record.ts';
import type { TableChange, TableEngine } from './table-engine.ts';

/** A table that exists, at whatever answers for DynamoDB. */
export interface RealTableOptions {
  readonly client: DynamoDBDocumentClient;
  readonly endpoint: string;
  readonly name: string;
}

/**
 * The same as `memoryTable` over an engine of its own; the table has to be there. Its stream is read as the local run
 * reads it, which takes the credentials of the environment. `at` is the engine's own clock, in whole seconds.
 */
export async function realTable({ client, endpoint, name }: RealTableOptions): Promise<TableEngine> {
  const readOn = changeReader(await openStream(endpoint, name));
  return {
    async execute(command) {
      const { $metadata: _, ...answer } = await client.send(command as Parameters<typeof client.send>[0]);
      return answer as Record<string, unknown>;
    },
    changes: async (from) => (await readOn()).slice(from),
    async items() {
      const items: Item[] = [];
      const pages = paginateScan({ client }, { TableName: name, ConsistentRead: true });
      for await (const page of pages) items.push(...(page.Items ?? []));
      return items;
    },
  };
}

/** Answers all changes so far, and reads from the stream only those that are new; one caller after the other. */
function changeReader(stream: StreamClient): () => Promise<readonly TableChange[]> {
  const changes: TableChange[] = [];
  const last = new Map<string, string>();
  const finished = new Set<string>();

  async function readShard(shard: string): Promise<void> {
    let iterator: string | undefined = await stream.iterator(shard, last.get(shard));
    while (iterator) {
      const { records, next }: Awaited<ReturnType<StreamClient['read']>> = await stream.read(iterator, 1000);
      for (const { eventName, dynamodb } of records) {
        if (!eventName || !dynamodb?.Keys || dynamodb.SequenceNumber === undefined) continue;
        last.set(shard, dynamodb.SequenceNumber);
        changes.push({
          position: changes.length,
          eventName,
          keys: plainImage(dynamodb.Keys) as unknown as Key,
          image: dynamodb.NewImage && plainImage(dynamodb.NewImage),
          at: 1000 * (dynamodb.ApproximateCreationDateTime ?? 0),
        });
      }
      if (!next) finished.add(shard);
      if (records.length === 0) return;
      iterator = next;
    }
  }

  let reading: Promise<unknown> = Promise.resolve();
  return async () => {
    const read = reading.then(async () => {
      for (const { id } of await stream.shards()) if (!finished.has(id)) await readShard(id);
      return changes;
    });
    reading = read.catch(() => undefined);
    return read;
  };
}
