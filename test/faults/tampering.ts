import type { TableEngine } from './table/memory-table.ts';

/** A command of the document client, as it leaves a function. */
export type Command = Parameters<TableEngine['execute']>[0];
export type Item = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };

/** One write of a command: alone, or as part of a transaction. */
interface OneWrite {
  readonly item: Item | undefined;
  readonly key: Item;
  readonly request: Record<string, unknown>;
}

interface Input {
  readonly Item?: Item;
  readonly Key?: Item;
  readonly TransactItems?: readonly Record<string, Input>[];
}

/** The writes of a command. */
export function writesOf(command: Command): OneWrite[] {
  const input = command.input as Input;
  const requests = input.TransactItems?.flatMap((each) => Object.values(each)) ?? [input];
  return requests.flatMap((request) => {
    const key = request.Item ?? request.Key;
    return key ? [{ item: request.Item, key, request: request as Record<string, unknown> }] : [];
  });
}

/** The same command without conditions on some items; placeholders that nothing uses any more go with them. */
export function withoutConditions(command: Command, concerns: (item: Item) => boolean): Command {
  for (const { key, request } of writesOf(command)) {
    if (request['ConditionExpression'] === undefined || !concerns(key)) continue;
    delete request['ConditionExpression'];
    const used = String(request['UpdateExpression'] ?? '');
    for (const part of ['ExpressionAttributeNames', 'ExpressionAttributeValues']) {
      const kept = Object.entries((request[part] as object | undefined) ?? {}).filter(([name]) =>
        new RegExp(`${name}\\b`).test(used),
      );
      if (kept.length > 0) request[part] = Object.fromEntries(kept);
      else delete request[part];
    }
  }
  return command;
}

/** The same transaction without some of its items. */
export function withoutItems(command: Command, concerns: (item: Item) => boolean): Command {
  const { TransactItems } = command.input as Input;
  if (!TransactItems) return command;
  const kept = TransactItems.filter((each) =>
    Object.values(each).every(({ Item, Key }) => {
      const key = Item ?? Key;
      return !key || !concerns(key);
    }),
  );
  return { input: { ...(command.input as object), TransactItems: kept }, constructor: command.constructor };
}

/** The same transaction without looking at what it does not write. */
export function withoutChecks(command: Command): Command {
  const { TransactItems } = command.input as Input;
  if (!TransactItems) return command;
  const kept = TransactItems.filter((each) => !('ConditionCheck' in each));
  return { input: { ...(command.input as object), TransactItems: kept }, constructor: command.constructor };
}

/** The same read, consistent or not. */
export function withConsistency(command: Command, consistent: boolean): Command {
  const input = command.input as {
    ConsistentRead?: boolean;
    RequestItems?: Record<string, { ConsistentRead?: boolean }>;
  };
  if (input.ConsistentRead !== undefined) input.ConsistentRead = consistent;
  for (const wanted of Object.values(input.RequestItems ?? {}))
    if (wanted.ConsistentRead !== undefined) wanted.ConsistentRead = consistent;
  return command;
}
