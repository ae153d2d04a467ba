import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { readEnv } from './env.ts';
import { openTable, type Table } from './table/table.ts';

let shared: Table | undefined;

/** The table this function was given (`TABLE_NAME`), with one client for the life of the instance. */
export function theTable(): Table {
  if (!shared) {
    const { TABLE_NAME } = readEnv({ TABLE_NAME: z.string() });
    const plain = new DynamoDBClient({ maxAttempts: 4 });
    // It would copy each request and answer for a log that nobody keeps: a tenth of what a call costs here.
    plain.middlewareStack.remove('loggerMiddleware');
    const client = DynamoDBDocumentClient.from(plain, { marshallOptions: { removeUndefinedValues: true } });
    shared = openTable(client, TABLE_NAME);
  }
  return shared;
}
