import { DatabaseSync } from 'node:sqlite';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { tablesOf } from './template/stack-parts.ts';

type TableSpec = ReturnType<typeof tablesOf>[number];

/** Makes the tables of the template that are not there yet. Throws when one is there with other indexes. */
export async function ensureTables(tables: readonly TableSpec[]): Promise<void> {
  const client = new DynamoDBClient({});
  try {
    for (const table of tables) await ensureTable(client, table);
  } finally {
    client.destroy();
  }
}

async function ensureTable(client: DynamoDBClient, { name, definition }: TableSpec): Promise<void> {
  const wanted = { TableName: name, ...definition } as CreateTableCommandInput;
  let table = await describe(client, name);
  if (!table) {
    await client.send(new CreateTableCommand(wanted));
    table = await describe(client, name);
  }
  const there = new Set(table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  const missing = (wanted.GlobalSecondaryIndexes ?? []).filter(({ IndexName }) => !there.has(IndexName));
  if (missing.length > 0) {
    const names = missing.map(({ IndexName }) => IndexName).join(', ');
    throw new Error(
      `The table in the data directory lacks ${names}: it is older than the template. Start with another one.`,
    );
  }
}

async function describe(client: DynamoDBClient, TableName: string) {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table;
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/**
 * Gives the engine an index that it lacks: without it each write searches all stream records for the highest number, so
 * writes slow down as a table is used.
 */
export function indexStreamRecords(file: string): void {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec('CREATE INDEX IF NOT EXISTS sr ON _stream_records(table_name, CAST(sequence_number AS INTEGER))');
  database.close();
}
