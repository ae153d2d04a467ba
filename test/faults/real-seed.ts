import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { tableDefinition } from '../../shared/platform/table/definition.ts';
import { runSeed, type SeedOptions, type SeedResult } from './run-seed.ts';
import { realTable } from './table/real-table.ts';
import { TABLE } from './world/environment.ts';

/** Plays a seed on a table of its own at the embedded engine. Nothing lags there, and its stream keeps its own clock. */
export async function onRealTable(options: SeedOptions, endpoint: string): Promise<SeedResult> {
  const plain = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  });
  const client = DynamoDBDocumentClient.from(plain, { marshallOptions: { removeUndefinedValues: true } });
  const name = `${TABLE}-${process.pid}-${options.seed}-${Math.random().toString(36).slice(2)}`;
  await plain.send(new CreateTableCommand(tableDefinition(name)));
  try {
    const engine = await realTable({ client, endpoint, name });
    return await runSeed({ ...options, engine: renamed(engine, name) });
  } finally {
    await plain.send(new DeleteTableCommand({ TableName: name }));
    plain.destroy();
  }
}

type Engine = Awaited<ReturnType<typeof realTable>>;

/** Functions name the world's table; each seed has its own. Tokens are shared by all tables of the engine, so they go. */
function renamed(engine: Engine, name: string): Engine {
  const inTable = (request: object) => ({ ...request, TableName: name });
  return {
    ...engine,
    async execute(command) {
      const { ClientRequestToken: _, ...input } = command.input as Input;
      const { RequestItems, TransactItems } = input;
      const moved = TransactItems
        ? { ...input, TransactItems: TransactItems.map((each) => mapped(each, inTable)) }
        : RequestItems
          ? { ...input, RequestItems: { [name]: RequestItems[TABLE] } }
          : inTable(input);
      const answer = await engine.execute(
        new (command.constructor as unknown as new (input: object) => typeof command)(moved),
      );
      return RequestItems ? back(answer, name) : answer;
    },
  };
}

interface Input {
  readonly ClientRequestToken?: string;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly TransactItems?: readonly Readonly<Record<string, object>>[];
}

function mapped<T>(object: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

function back(answer: Record<string, unknown>, name: string): Record<string, unknown> {
  const known = (part: unknown) => {
    const found = (part as Record<string, unknown> | undefined)?.[name];
    return found === undefined ? {} : { [TABLE]: found };
  };
  const { Responses, UnprocessedKeys, UnprocessedItems } = answer;
  return {
    ...answer,
    Responses: known(Responses),
    UnprocessedKeys: known(UnprocessedKeys),
    UnprocessedItems: known(UnprocessedItems),
  };
}
