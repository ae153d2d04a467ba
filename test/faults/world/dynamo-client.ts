import { TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import type { Chance } from '../chance.ts';
import type { TableEngine } from '../table/memory-table.ts';
import { type Instance, Unanswered } from './instance.ts';
import type { Weather } from './weather.ts';

type Command = Parameters<TableEngine['execute']>[0];

const ATTEMPTS = 4;
const FIRST_PAUSE = 50;
/** The client stops repeating when it has repeated too much lately, which nobody can foresee. */
const OUT_OF_RETRIES = 0.25;

/**
 * The document client as functions have it: it repeats by itself what was throttled or not answered, so that a condition
 * can fail on what the first attempt has written. Only a transaction carries a token that tells its repetitions apart.
 */
export function dynamoClient(
  instance: Instance,
  engine: TableEngine,
  { weather, chance }: { readonly weather: Weather; readonly chance: Chance },
) {
  let tokens = 0;
  async function attempt(command: Command): Promise<Record<string, unknown>> {
    return instance.reach({
      service: 'dynamodb',
      what: () => describe(command),
      effect: async () => {
        if (!weather.conflict()) return engine.execute(command);
        throwConflict(command);
        return halfOf(command, engine);
      },
    });
  }
  return {
    async send(command: Command): Promise<Record<string, unknown>> {
      const input = command.input as { ClientRequestToken?: string };
      if (command.constructor.name === 'TransactWriteCommand')
        input.ClientRequestToken ??= `${instance.name}-${++tokens}`;
      for (let tried = 1; ; tried++) {
        try {
          return await attempt(command);
        } catch (error) {
          if (!(error instanceof Unanswered)) throw error;
          if (tried >= ATTEMPTS || chance.happens(OUT_OF_RETRIES)) throw asSdkError(error);
          await instance.pause(FIRST_PAUSE * 2 ** tried * chance.next());
        }
      }
    },
  };
}

function asSdkError({ fate }: Unanswered): Error {
  const name = fate === 'throttled' ? 'ThrottlingException' : 'TimeoutError';
  return Object.assign(new Error(`The request was ${fate}`), { name });
}

function throwConflict(command: Command): void {
  const kind = command.constructor.name;
  const metadata = { $metadata: {}, message: 'Transaction is ongoing for the item' };
  if (kind === 'TransactWriteCommand') {
    const writes = (command.input as { TransactItems: unknown[] }).TransactItems;
    const CancellationReasons = writes.map((_, at) => ({ Code: at === 0 ? 'TransactionConflict' : 'None' }));
    throw new TransactionCanceledException({ ...metadata, CancellationReasons });
  }
  if (kind === 'PutCommand' || kind === 'UpdateCommand' || kind === 'DeleteCommand')
    throw new TransactionConflictException(metadata);
}

interface BatchRead {
  readonly RequestItems?: Readonly<Record<string, { readonly Keys?: readonly unknown[] }>>;
}

/** A busy table answers a batch in part and leaves the rest to be asked for again. */
async function halfOf(command: Command, engine: TableEngine): Promise<Record<string, unknown>> {
  const [[table, { Keys = [], ...how }] = ['', {}]] = Object.entries((command.input as BatchRead).RequestItems ?? {});
  if (command.constructor.name !== 'BatchGetCommand' || Keys.length < 2) return engine.execute(command);
  const half = Keys.length >> 1;
  const like = command.constructor as unknown as new (input: object) => Command;
  const first = new like({ RequestItems: { [table]: { ...how, Keys: Keys.slice(0, half) } } });
  return { ...(await engine.execute(first)), UnprocessedKeys: { [table]: { ...how, Keys: Keys.slice(half) } } };
}

interface Described {
  readonly Key?: { pk: string; sk: string };
  readonly Item?: { pk: string; sk: string };
  readonly TransactItems?: readonly Record<string, Described>[];
  readonly ExpressionAttributeValues?: Record<string, unknown>;
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
}

/** A command as a line of the trace: its kind and keys. */
function describe(command: Command): string {
  const input = command.input as Described;
  const place = ({ Key, Item }: Described) => {
    const at = Item ?? Key;
    // Tokens are drawn by the system's own generator: the one thing here that never repeats.
    return at ? `${at.pk.replace(/^TOKEN#.*/, 'TOKEN#...')}|${at.sk}` : '';
  };
  const kind = command.constructor.name.replace('Command', '');
  const more = input.TransactItems?.map((item) =>
    Object.entries(item)
      .map(([write, of]) => `${write} ${place(of)}`)
      .join(' '),
  );
  const values = kind === 'Query' ? Object.values(input.ExpressionAttributeValues ?? {}).join(' ') : '';
  return `${kind} ${more ? more.join(', ') : place(input)}${values}`;
}
