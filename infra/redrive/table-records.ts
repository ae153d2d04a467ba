import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { MINUTE } from '../../shared/kernel/clock.ts';
import { EVENT_ATTRIBUTE } from '../../shared/platform/messaging/event.ts';
import { ENTITY, PARTITION_KEY, SORT_KEY } from '../../shared/platform/table/schema.ts';
import type { AwsCalls } from './aws-calls.ts';

type WireItem = Record<string, AttributeValue>;

/** Some items of the table as the stream would have told of them, and what reading cost so far. */
export interface TablePage {
  readonly records: readonly DynamoDBRecord[];
  readonly readUnits: number;
}

/** Records say when a function decided on them; they were written a little later. */
const EARLIER = 2 * MINUTE;

/**
 * Every item that carries an event of that time or later, and every timer set since, in no order. It reads the whole
 * table, as no index knows them: a way out when the stream no longer has what was missed, and nothing else.
 */
export async function* recordsSince(calls: AwsCalls, table: string, since: number): AsyncGenerator<TablePage> {
  const names = ['id', 'at', 'kind', 'subject', 'guard', 'due_at', 'set_at'];
  const input = {
    TableName: table,
    // What says no time is broken, and has to be seen.
    FilterExpression: `(attribute_exists(#event) AND (NOT attribute_type(#event.#at, :number) OR #event.#at >= :since))
      OR (#entity = :timer AND (NOT attribute_type(#set_at, :number) OR #set_at >= :since))`,
    ProjectionExpression: '#pk, #sk, #event, #entity, #kind, #subject, #guard, #due_at, #set_at',
    ExpressionAttributeNames: {
      ...Object.fromEntries(names.filter((name) => name !== 'id').map((name) => [`#${name}`, name])),
      '#pk': PARTITION_KEY,
      '#sk': SORT_KEY,
      '#event': EVENT_ATTRIBUTE,
      '#entity': ENTITY,
    },
    ExpressionAttributeValues: {
      ':since': { N: String(since - EARLIER) },
      ':timer': { S: 'timer' },
      ':number': { S: 'N' },
    },
    ReturnConsumedCapacity: 'TOTAL',
  };
  let readUnits = 0;
  let ExclusiveStartKey: unknown;
  do {
    const page = (await calls('Scan', { ...input, ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}) })) as {
      Items?: WireItem[];
      LastEvaluatedKey?: unknown;
      ConsumedCapacity?: { CapacityUnits?: number };
    };
    readUnits += page.ConsumedCapacity?.CapacityUnits ?? 0;
    yield { records: (page.Items ?? []).map(asInsert), readUnits };
    ExclusiveStartKey = page.LastEvaluatedKey ?? undefined;
  } while (ExclusiveStartKey);
}

/** Its keys stand for the sequence number, so that what cannot be relayed is reported by its place in the table. */
function asInsert(item: WireItem): DynamoDBRecord {
  const place = `${item[PARTITION_KEY]?.S} ${item[SORT_KEY]?.S}`;
  return { eventName: 'INSERT', dynamodb: { NewImage: item, SequenceNumber: place } };
}

const Description = z.object({ Table: z.object({ TableSizeBytes: z.optional(z.number()) }) });
/** Half a unit for each 4 KB, as the scan may read what was true a second ago. */
const BYTES_A_UNIT = 8 * 1024;

/** About how many read units reading the whole table takes. DynamoDB updates the size it tells every six hours. */
export async function scanUnits(calls: AwsCalls, table: string): Promise<number> {
  const { Table } = z.parse(Description, await calls('DescribeTable', { TableName: table }));
  return Math.ceil((Table.TableSizeBytes ?? 0) / BYTES_A_UNIT);
}
