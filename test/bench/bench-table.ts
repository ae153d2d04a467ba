import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startTableEngine, type TableEngine } from '../../infra/local/table-engine.ts';
import { indexStreamRecords } from '../../infra/local/tables.ts';
import { tableDefinition } from '../../shared/platform/table/definition.ts';

/** One command as it was sent: what, and when it began and ended. */
export interface SentCommand {
  readonly command: { readonly input: object };
  readonly began: number;
  readonly ended: number;
}

export interface BenchEngine {
  readonly engine: TableEngine;
  /** A client that does nothing but send. */
  client(): DynamoDBDocumentClient;
  /** A client that also keeps what it sent. */
  recordingClient(sent: SentCommand[]): DynamoDBDocumentClient;
  newTable(): Promise<string>;
}

/** An engine of its own for a measurement, with its data in memory. */
export async function benchEngine(): Promise<BenchEngine> {
  const engine = await startTableEngine({});
  indexStreamRecords(engine.file);
  const client = () =>
    DynamoDBDocumentClient.from(
      new DynamoDBClient({
        endpoint: engine.endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
      }),
      { marshallOptions: { removeUndefinedValues: true } },
    );
  return {
    engine,
    client,
    recordingClient(sent) {
      const inner = client();
      const send = inner.send.bind(inner) as (command: never) => Promise<unknown>;
      const recorded = async (command: { input: object }) => {
        const began = performance.now();
        try {
          return await send(command as never);
        } finally {
          sent.push({ command, began, ended: performance.now() });
        }
      };
      return Object.assign(Object.create(inner), { send: recorded }) as DynamoDBDocumentClient;
    },
    async newTable() {
      const name = `bench-${randomUUID()}`;
      await client().send(new CreateTableCommand(tableDefinition(name)));
      return name;
    },
  };
}
