import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { aws } from './aws.ts';
import { readEnv } from './env.ts';
import { lightClient } from './light-client.ts';
import type { OutsideWithTable } from './outside.ts';
import { openTable } from './table/table.ts';

let outside: OutsideWithTable | undefined;

/** AWS with the table this function was given (`TABLE_NAME`), and one client for the life of the instance. */
export function awsWithTable(): OutsideWithTable {
  if (!outside) {
    const { TABLE_NAME } = readEnv({ TABLE_NAME: z.string() });
    let made: DynamoDBDocumentClient | undefined;
    const client = {
      // Made by the first call: what is refused before it, such as a stranger's request, does not pay for it.
      send: (command: Parameters<DynamoDBDocumentClient['send']>[0]) => {
        made ??= documentClient();
        return made.send(command);
      },
    };
    outside = { ...aws(), table: openTable(client as DynamoDBDocumentClient, TABLE_NAME, aws()) };
  }
  return outside;
}

function documentClient(): DynamoDBDocumentClient {
  const plain = lightClient(new DynamoDBClient({ maxAttempts: 4 }));
  return DynamoDBDocumentClient.from(plain, { marshallOptions: { removeUndefinedValues: true } });
}
