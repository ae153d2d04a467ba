import { AsyncResource, createHook, executionAsyncId } from 'node:async_hooks';
import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { aws } from '../../shared/platform/aws.ts';
import { benchEngine } from '../bench/bench-table.ts';
import type { FunctionName } from '../faults/world/functions.ts';
import type { Within } from './world/metered-world.ts';

/**
 * Tells the processor time of functions that run side by side in one thread, by Node's own account of what continues
 * what. Keeping it slows everything down, so only the shares are right.
 */
export function shareKeeper(): { within: Within; stop(): ReadonlyMap<FunctionName | 'others', number> } {
  const owners = new Map<number, FunctionName>();
  const spent = new Map<FunctionName | 'others', number>();
  const running: (FunctionName | undefined)[] = [undefined];
  let since = performance.now();
  const turn = () => {
    const now = performance.now();
    const owner = running.at(-1) ?? 'others';
    spent.set(owner, (spent.get(owner) ?? 0) + now - since);
    since = now;
  };
  const hook = createHook({
    init(id) {
      const owner = owners.get(executionAsyncId());
      if (owner) owners.set(id, owner);
    },
    before(id) {
      turn();
      running.push(owners.get(id));
    },
    after() {
      turn();
      if (running.length > 1) running.pop();
    },
    destroy: (id) => owners.delete(id),
  }).enable();
  return {
    within(name, run) {
      const resource = new AsyncResource('invocation');
      owners.set(resource.asyncId(), name);
      return resource.runInAsyncScope(run);
    },
    stop() {
      hook.disable();
      turn();
      return spent;
    },
  };
}

const CALLS = 1_500;

/** Processor milliseconds of a call through the SDK, and of a request that we sign ourselves: on this machine, warm. */
export async function clientTimes(): Promise<{ table: number; signed: number }> {
  const bench = await benchEngine();
  try {
    const client = bench.client();
    const TableName = await bench.newTable();
    const item = { pk: 'one', sk: 'META', text: 'x'.repeat(600), numbers: [1, 2, 3], map: { a: 1, b: 'two' } };
    const Item = (at: number) => ({ ...item, pk: `${at % 50}` });
    const table = await cpuOf(async (at) => {
      // Half of what functions ask is reads, half of what they write is a transaction of some items.
      if (at % 2 === 0) await client.send(new GetCommand({ TableName, Key: { pk: `${at % 50}`, sk: 'META' } }));
      else {
        const TransactItems = [0, 1, 2].map((more) => ({ Put: { TableName, Item: Item(at + more) } }));
        await client.send(new TransactWriteCommand({ TransactItems }));
      }
    });
    process.env['AWS_REGION'] ??= 'us-east-1';
    process.env['AWS_ACCESS_KEY_ID'] ??= 'cost';
    process.env['AWS_SECRET_ACCESS_KEY'] ??= 'cost';
    const { requests } = aws();
    const body = JSON.stringify({ TableName, Key: { pk: { S: '1' }, sk: { S: 'META' } } });
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.GetItem' };
    const signed = await cpuOf(async () => {
      const request = { method: 'POST', headers, body, aws: { service: 'dynamodb' } };
      await (await requests.fetch(bench.engine.endpoint, request)).json();
    });
    return { table, signed };
  } finally {
    await bench.engine.stop();
  }
}

async function cpuOf(call: (at: number) => Promise<void>): Promise<number> {
  for (let at = 0; at < CALLS; at++) await call(at);
  const before = process.cpuUsage();
  for (let at = 0; at < CALLS; at++) await call(at);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / CALLS;
}
