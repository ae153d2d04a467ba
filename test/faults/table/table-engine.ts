import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Item } from '../../../shared/platform/table/table.ts';
import type { Key } from '../../../shared/platform/table/table-input.ts';

/** A command of the document client: what it asks, and by the name of its class what it is. */
export interface TableCommand {
  readonly input: unknown;
  readonly constructor: { readonly name: string };
}

/** A change of one item. `image` is the item after it, undefined once it is gone; `at` is when it was committed. */
export interface TableChange {
  readonly position: number;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly keys: Key;
  readonly image: Item | undefined;
  readonly at: number;
}

/** One table with the keys and indexes of `schema.ts`, at the level of the document client. */
export interface TableEngine {
  /** Carries out one command, at once and completely, or throws what the SDK would throw. */
  execute(command: TableCommand): Promise<Record<string, unknown>>;
  /** Changes in order of commit, from a position on: what the table's stream delivers. */
  changes(from: number): Promise<readonly TableChange[]>;
  /** Every item, for checkers. */
  items(): Promise<readonly Item[]>;
}

/** What `openTable` takes: a document client as far as it uses one. */
export function engineClient(engine: Pick<TableEngine, 'execute'>): DynamoDBDocumentClient {
  return { send: (command: TableCommand) => engine.execute(command) } as unknown as DynamoDBDocumentClient;
}
