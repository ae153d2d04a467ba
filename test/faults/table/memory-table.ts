import { knownOnly } from './parameters.ts';
import { giveItem } from './plain-values.ts';
import { query } from './query.ts';
import { batchGet, checkCount, checkDistinct, getItem, onlyTable } from './reads.ts';
import { NotSupported, validation } from './refusals.ts';
import { sortText } from './sorted-rows.ts';
import { type Storage, storage } from './storage.ts';
import type { TableCommand, TableEngine } from './table-engine.ts';
import { transactions } from './transactions.ts';
import { outcome, type Prepared, prepareWrite, type WriteInput } from './writes.ts';

export { streamRecord } from './stream-record.ts';
export { engineClient, type TableChange, type TableCommand, type TableEngine } from './table-engine.ts';

/** What a memory table is told: the time, and how long a change stays hidden from reads that are not consistent. */
export interface MemoryTableOptions {
  readonly now: () => number;
  /** Drawn once for each change. Without it all reads see everything. */
  readonly lag?: () => number;
}

/**
 * The table in memory: what stores send to DynamoDB, answered as DynamoDB documents it. What stores never send is
 * refused, not guessed. `test/store/memory-table.test.ts` holds it against the embedded engine. The consumed capacity it
 * answers is one unit for each item, whatever its size.
 */
export function memoryTable(options: MemoryTableOptions): TableEngine {
  const stored = storage(options);
  const transact = transactions(stored, options.now);

  function run({ input, constructor: { name } }: TableCommand): Answer {
    const asked = input as never;
    if (name === 'GetCommand') return single(input, getItem(asked, stored));
    if (name === 'PutCommand') return single(input, write('Put', asked, stored));
    if (name === 'UpdateCommand') return single(input, write('Update', asked, stored));
    if (name === 'DeleteCommand') return single(input, write('Delete', asked, stored));
    if (name === 'QueryCommand') {
      const page = query(asked, stored);
      return single(input, page, page.Count);
    }
    if (name === 'BatchGetCommand') {
      const answer = batchGet(asked, stored);
      return several(input, answer, Object.values(answer.Responses).flat().length);
    }
    if (name === 'BatchWriteCommand') return several(input, { UnprocessedItems: {} }, batchWrite(asked, stored));
    if (name === 'TransactWriteCommand') return several(input, {}, 2 * transact(asked));
    throw new NotSupported(name);
  }

  return {
    execute: async (command) => run(command),
    changes: async (from) =>
      stored.log.slice(from).map((change) => ({ ...change, image: change.image && giveItem(change.image) })),
    items: async () => stored.committed.all().map(({ item }) => giveItem(item)),
  };
}

type Answer = Record<string, unknown>;

function single(input: unknown, answer: object, units = 1): Answer {
  const { ReturnConsumedCapacity: wanted, TableName } = input as Answer;
  return wanted ? { ...answer, ConsumedCapacity: { TableName, CapacityUnits: units } } : (answer as Answer);
}

function several(input: unknown, answer: object, units: number): Answer {
  const wanted = (input as Answer)['ReturnConsumedCapacity'];
  return wanted ? { ...answer, ConsumedCapacity: [{ CapacityUnits: units }] } : (answer as Answer);
}

const RETURNS = { Put: ['NONE', 'ALL_OLD'], Update: ['NONE', 'ALL_OLD', 'ALL_NEW'], Delete: ['NONE', 'ALL_OLD'] };

function write(kind: 'Put' | 'Update' | 'Delete', input: WriteInput, stored: Storage): Answer {
  const returns = input.ReturnValues ?? 'NONE';
  if (!RETURNS[kind].includes(returns)) {
    if (returns.startsWith('UPDATED')) throw new NotSupported(returns);
    throw validation(`1 validation error detected: ReturnValues can only be ${RETURNS[kind].join(' or ')}`);
  }
  const prepared = prepareWrite(kind, input);
  const before = standing(prepared, stored);
  const after = outcome(prepared, before);
  stored.commit([{ before, after }]);
  const shown = returns === 'NONE' ? undefined : returns === 'ALL_OLD' ? before : after;
  return shown ? { Attributes: giveItem(shown.item) } : {};
}

function standing({ key }: Prepared, stored: Storage) {
  return stored.committed.find(key.pk, sortText(key.sk), '');
}

interface BatchWriteInput {
  readonly RequestItems: Readonly<Record<string, readonly WriteRequest[]>>;
}

interface WriteRequest {
  readonly PutRequest?: { readonly Item: Record<string, unknown> };
  readonly DeleteRequest?: { readonly Key: unknown };
}

const BATCH_WRITE = new Set(['RequestItems', 'ReturnConsumedCapacity']);
const MAX_WRITES = 25;

/** Carries out each of the writes by itself, once all are found right. Answers how many. */
function batchWrite(input: BatchWriteInput, stored: Storage): number {
  knownOnly(input, BATCH_WRITE);
  const [, requests] = onlyTable(input.RequestItems);
  checkCount(requests.length, MAX_WRITES);
  const writes = requests.map(({ PutRequest: put, DeleteRequest: remove }) => {
    if (put && !remove) return prepareWrite('Put', put);
    if (remove && !put) return prepareWrite('Delete', remove);
    throw validation('Supplied AttributeValue has more than one datatypes set, must contain exactly one');
  });
  checkDistinct(writes.map(({ key }) => key));
  stored.commit(
    writes.map((each) => {
      const before = standing(each, stored);
      return { before, after: outcome(each, before) };
    }),
  );
  return writes.length;
}
