import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { signedRequests } from '../../../shared/platform/aws.ts';

const Description = z.object({
  StreamDescription: z.object({
    Shards: z.array(z.object({ ShardId: z.string(), ParentShardId: z.optional(z.string()) })),
    LastEvaluatedShardId: z.optional(z.nullable(z.string())),
  }),
});
const Streams = z.object({ Streams: z.array(z.object({ StreamArn: z.string() })) });
const Iterator = z.object({ ShardIterator: z.string() });

/** A shard of a stream; `parent` has to be read before it. */
export interface Shard {
  readonly id: string;
  readonly parent: string | undefined;
}

/** Some records of a shard, and the iterator to go on with: undefined once the shard is closed and read. */
export interface StreamPage {
  readonly records: DynamoDBRecord[];
  readonly next: string | undefined;
}

/** A table's stream at whatever answers for DynamoDB. */
export interface StreamClient {
  readonly arn: string;
  shards(): Promise<Shard[]>;
  /** Where to read on after a record, or from the oldest one; from the oldest, too, when that record is no longer kept. */
  iterator(shard: string, after: string | undefined): Promise<string>;
  read(iterator: string, limit: number): Promise<StreamPage>;
}

/** Opens the stream of a table at an endpoint. */
export async function openStream(endpoint: string, tableName: string): Promise<StreamClient> {
  const requests = signedRequests();
  async function call(action: string, input: object): Promise<unknown> {
    const response = await requests.fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `DynamoDBStreams_20120810.${action}` },
      body: JSON.stringify(input),
      aws: { service: 'dynamodb' },
    });
    const answer = await response.json();
    if (response.ok) return answer;
    throw new StreamError(String((answer as { __type?: string }).__type ?? response.status), action);
  }
  const [stream] = z.parse(Streams, await call('ListStreams', { TableName: tableName })).Streams;
  if (!stream) throw new Error(`Table ${tableName} has no stream`);
  const { StreamArn } = stream;
  return {
    arn: StreamArn,
    async shards() {
      const shards: Shard[] = [];
      let ExclusiveStartShardId: string | undefined;
      do {
        const answer = await call('DescribeStream', {
          StreamArn,
          ...(ExclusiveStartShardId ? { ExclusiveStartShardId } : {}),
        });
        const { Shards, LastEvaluatedShardId } = z.parse(Description, answer).StreamDescription;
        shards.push(...Shards.map(({ ShardId, ParentShardId }) => ({ id: ShardId, parent: ParentShardId })));
        ExclusiveStartShardId = LastEvaluatedShardId ?? undefined;
      } while (ExclusiveStartShardId);
      return shards;
    },
    async iterator(ShardId, after) {
      const start = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
      const resume = { StreamArn, ShardId, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
      try {
        return z.parse(Iterator, await call('GetShardIterator', after === undefined ? start : resume)).ShardIterator;
      } catch (error) {
        if (!(error instanceof StreamError && error.type.endsWith('TrimmedDataAccessException'))) throw error;
        return z.parse(Iterator, await call('GetShardIterator', start)).ShardIterator;
      }
    },
    async read(ShardIterator, Limit) {
      const answer = (await call('GetRecords', { ShardIterator, Limit })) as {
        Records: DynamoDBRecord[];
        NextShardIterator?: string | null;
      };
      return { records: answer.Records, next: answer.NextShardIterator ?? undefined };
    },
  };
}

/** The stream refused a call; `type` is AWS's name of the reason. */
class StreamError extends Error {
  readonly type: string;
  constructor(type: string, action: string) {
    super(`${action}: ${type}`);
    this.name = 'StreamError';
    this.type = type;
  }
}
