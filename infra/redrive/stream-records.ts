import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { type AwsCalls, AwsRefusal } from './aws-calls.ts';
import type { FailureMessage } from './failure-message.ts';

const Iterator = z.object({ ShardIterator: z.string() });

/** The records of a range, as far as the stream still has them. */
export interface StreamRange {
  readonly records: readonly DynamoDBRecord[];
  readonly complete: boolean;
}

type Range = FailureMessage['DDBStreamBatchInfo'];

/** Reads from the stream what a failure message names. A stream keeps its records for 24 hours. */
export async function readRange(streams: AwsCalls, range: Range): Promise<StreamRange> {
  const atStart = { ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: range.startSequenceNumber };
  const exact = await openShard(streams, range, atStart);
  if (exact !== undefined) {
    const records = await readOn(streams, range, exact);
    return { records, complete: records.some((record) => numberOf(record) === BigInt(range.endSequenceNumber)) };
  }
  const oldest = await openShard(streams, range, { ShardIteratorType: 'TRIM_HORIZON' });
  return { records: oldest === undefined ? [] : await readOn(streams, range, oldest), complete: false };
}

/** Undefined when the stream has no longer what is asked for. */
async function openShard(streams: AwsCalls, { streamArn, shardId }: Range, start: object): Promise<string | undefined> {
  try {
    const answer = await streams('GetShardIterator', { StreamArn: streamArn, ShardId: shardId, ...start });
    return z.parse(Iterator, answer).ShardIterator;
  } catch (error) {
    if (error instanceof AwsRefusal && /^(TrimmedDataAccess|ResourceNotFound)Exception$/.test(error.type))
      return undefined;
    throw error;
  }
}

/** A shard that is still written to answers empty pages for ever. */
const EMPTY_PAGES = 20;

async function readOn(streams: AwsCalls, range: Range, start: string): Promise<DynamoDBRecord[]> {
  const from = BigInt(range.startSequenceNumber);
  const to = BigInt(range.endSequenceNumber);
  const found: DynamoDBRecord[] = [];
  let empty = 0;
  for (let iterator: string | undefined = start; iterator !== undefined && empty < EMPTY_PAGES; ) {
    const page = (await streams('GetRecords', { ShardIterator: iterator, Limit: 1000 })) as {
      Records: DynamoDBRecord[];
      NextShardIterator?: string | null;
    };
    for (const record of page.Records) {
      const number = numberOf(record);
      if (number >= from && number <= to) found.push(record);
      if (number >= to) return found;
    }
    empty = page.Records.length === 0 ? empty + 1 : 0;
    iterator = page.NextShardIterator ?? undefined;
  }
  return found;
}

function numberOf(record: DynamoDBRecord): bigint {
  return BigInt(record.dynamodb?.SequenceNumber ?? 0);
}
