import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import { aws } from '../../shared/platform/aws.ts';
import { tableDefinition } from '../../shared/platform/table/definition.ts';
import { openTable, type Table, type TableCall } from '../../shared/platform/table/table.ts';

/** A document client on the test run's table engine. */
export function aDocumentClient(): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    endpoint: inject('tableEndpoint'),
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** A fresh, empty table. `onCall` sees each call with its capacity. */
export async function aTable(onCall?: (call: TableCall) => void): Promise<Table> {
  const name = `test-${randomUUID()}`;
  const client = aDocumentClient();
  await client.send(new CreateTableCommand(tableDefinition(name)));
  return openTable(client, name, aws(), onCall);
}
