import type { SQSBatchResponse } from 'aws-lambda';
import {
  type Command,
  type Item,
  withConsistency,
  withoutChecks,
  withoutConditions,
  withoutItems,
  writesOf,
} from './tampering.ts';
import type { FunctionName } from './world/functions.ts';
import type { Tamper } from './world/world.ts';

/** A safeguard of the system that is taken away, to see whether the harness misses it. */
export interface Mutant {
  readonly name: string;
  readonly tamper: Tamper;
}

const changed = (change: (command: Command) => Command): Tamper => ({
  table: (send) => (command) => send(change(command)),
});

const unconditional = (name: string, prefix: string): Mutant => ({
  name,
  tamper: changed((command) => withoutConditions(command, ({ pk, sk }) => `${pk}|${sk}`.startsWith(prefix))),
});

const unwritten = (name: string, prefix: string): Mutant => ({
  name,
  tamper: changed((command) => withoutItems(command, ({ pk }) => pk.startsWith(prefix))),
});

/** The function says that all went well, whatever happened. */
const careless = (name: FunctionName): Mutant => ({
  name: `${name} reports no failure`,
  tamper: {
    handler: (handler, of) =>
      of !== name
        ? handler
        : async (event, context): Promise<SQSBatchResponse> => {
            await Promise.resolve(handler(event, context)).catch(() => undefined);
            return { batchItemFailures: [] };
          },
  },
});

export const MUTANTS: readonly Mutant[] = [
  unwritten('no marker of accepted mail', 'INBOUND_MAIL#'),
  unwritten('no idempotency marker', 'IDEMPOTENCY#'),
  { name: 'no version condition on tickets', tamper: changed((command) => withoutConditions(command, isTicket)) },
  { name: 'no version condition on clocks', tamper: changed((command) => withoutConditions(command, isClock)) },
  unconditional('recovered and deleted, waiting or not', 'SUSPENDED_MAIL#'),
  unwritten('no record of deleted raw mail', 'DELETED_RAW_MAIL#'),
  { name: 'merged into whatever the target has become', tamper: changed(withoutChecks) },
  unconditional('no claim on deliveries', 'DELIVERY#'),
  unconditional('no marker of what was counted', 'COUNTED#'),
  { name: 'no version condition on rows of figures', tamper: changed((command) => withoutConditions(command, isRow)) },
  unwritten('no timers', 'TIMERS#'),
  { name: 'steps of escalations are not remembered', tamper: changed(withoutSteps) },
  { name: 'clocks are not written with the step', tamper: changed(clocksApart) },
  { name: 'no outbox', tamper: changed(withoutEvents) },
  { name: 'the outbox is written after the state', tamper: { table: eventsAfterwards } },
  { name: 'a transaction is several writes', tamper: { table: oneByOne } },
  { name: 'no read is consistent', tamper: changed((command) => withConsistency(command, false)) },
  { name: 'a promise that nobody is told of is never known to be broken', tamper: changed(unsettled) },
  { name: 'a promise stands where it stood first', tamper: { table: firstPlaces } },
  { name: 'every comment counts as public', tamper: { table: everythingPublic } },
  careless('relay-events'),
  careless('notify-people'),
  careless('deliver-mail'),
  careless('ingest-mail'),
  careless('track-slas'),
  careless('fire-timers'),
  careless('follow-tickets'),
  careless('run-jobs'),
  careless('count-records'),
  careless('call-webhooks'),
  unwritten('no call is committed', 'WEBHOOK_CALL#'),
  { name: 'webhooks are called before the step is taken', tamper: { table: callsFirst } },
  {
    name: 'nobody sweeps timers',
    tamper: { handler: (handler, of) => (of === 'sweep-timers' ? () => undefined : handler) },
  },
];

function isTicket({ pk, sk }: Item): boolean {
  return pk.startsWith('TICKET#') && sk === 'META';
}

function isClock({ pk, sk }: Item): boolean {
  return pk.startsWith('TICKET#') && sk === 'SLA';
}

function isRow({ pk, sk }: Item): boolean {
  return pk.startsWith('TICKET#') && sk === 'FIGURES';
}

function withoutEvents(command: Command): Command {
  return writesOf(command).reduce<Command>((all, { item }) => {
    if (item) delete (item as Record<string, unknown>)['event'];
    return all;
  }, command);
}

/** What was escalated is in no audit. */
function withoutSteps(command: Command): Command {
  for (const { item } of writesOf(command))
    if (item?.['entity'] === 'audit')
      (item as Record<string, unknown>)['events'] = (item['events'] as { type: string }[]).filter(
        ({ type }) => type !== 'SlaBreach' && type !== 'SlaWarning',
      );
  return command;
}

/** A ticket is changed without its clocks, which are only written on their own. */
function clocksApart(command: Command): Command {
  return writesOf(command).some(({ key }) => isTicket(key)) ? withoutItems(command, isClock) : command;
}

/** Whoever looked at a clock leaves no trace of it. */
function unsettled(command: Command): Command {
  for (const { item } of writesOf(command))
    if (item && isClock(item)) Object.assign(item['clock'] as object, { settled_to: 0 });
  return command;
}

type Send = (command: Command) => Promise<Record<string, unknown>>;

/** First the state, then the items that carry events: whoever dies in between says nothing. */
function eventsAfterwards(send: Send): Send {
  return async (command) => {
    const input = command.input as { TransactItems?: { Put?: { Item: Item; TableName: string } }[] };
    const carries = ({ Put }: { Put?: { Item: Item } }) => Put?.Item['event'] !== undefined;
    const later = input.TransactItems?.filter(carries) ?? [];
    if (later.length === 0 || later.length === input.TransactItems?.length) return send(command);
    const first = { ...input, TransactItems: input.TransactItems?.filter((each) => !carries(each)) };
    const answer = await send(like(command, first));
    for (const { Put } of later) await send({ input: Put, constructor: { name: 'PutCommand' } });
    return answer;
  };
}

/** A clock that is wound again stays where its first promise was listed. */
function firstPlaces(send: Send): Send {
  const first = new Map<string, Item>();
  return (command) => {
    for (const { item } of writesOf(command)) {
      if (!item || !isClock(item)) continue;
      const { gsi1pk, gsi1sk } = first.get(item.pk) ?? item;
      first.set(item.pk, { pk: item.pk, sk: item.sk, gsi1pk, gsi1sk });
      if (gsi1sk !== undefined) Object.assign(item, { gsi1pk, gsi1sk });
    }
    return send(command);
  };
}

/** The call of a webhook goes out, whatever becomes of the step that it tells of. */
function callsFirst(send: Send): Send {
  return async (command) => {
    const input = command.input as { TransactItems?: { Put?: { Item: Item; TableName: string } }[] };
    const isCall = ({ Put }: { Put?: { Item: Item } }) => Put?.Item['entity'] === 'webhook_call';
    const calls = input.TransactItems?.filter(isCall) ?? [];
    for (const { Put } of calls) await send({ input: Put, constructor: { name: 'PutCommand' } });
    if (calls.length === 0) return send(command);
    return send(like(command, { ...input, TransactItems: input.TransactItems?.filter((each) => !isCall(each)) }));
  };
}

/** What should happen as a whole happens piece by piece. */
function oneByOne(send: Send): Send {
  return async (command) => {
    const { TransactItems } = command.input as { TransactItems?: Record<string, unknown>[] };
    if (!TransactItems) return send(command);
    for (const each of TransactItems) {
      const [[kind, input] = ['', undefined]] = Object.entries(each);
      if (kind !== 'ConditionCheck') await send({ input, constructor: { name: `${kind}Command` } });
    }
    return {};
  };
}

/** Internal notes look public to whoever reads them. */
function everythingPublic(send: Send): Send {
  return async (command) => {
    const answer = await send(command);
    const items = [answer['Item'], ...((answer['Items'] as Item[] | undefined) ?? []), ...batched(answer)];
    for (const item of items as (Item | undefined)[])
      if (item?.['entity'] === 'comment') (item as Record<string, unknown>)['public'] = true;
    return answer;
  };
}

function batched(answer: Record<string, unknown>): Item[] {
  return Object.values((answer['Responses'] as Record<string, Item[]> | undefined) ?? {}).flat();
}

function like(command: Command, input: unknown): Command {
  return { input, constructor: { name: command.constructor.name } };
}
