import type { DeadLetterQueue } from './dead-letters.ts';
import type { Deployment } from './deployment.ts';
import { firstArrival, readFailure } from './failure-message.ts';
import { relayTo } from './relay-again.ts';
import { tableName } from './stack-resources.ts';
import { counted, timeText } from './summary.ts';
import { recordsSince, scanUnits } from './table-records.ts';
import { workOff } from './work-off.ts';

interface Resending {
  readonly run: string;
  readonly say: (line: string) => void;
  readonly queue: DeadLetterQueue;
  readonly stopped?: () => boolean;
}

/** What a million read units of an on-demand table cost in us-east-1 (November 2026), in dollars. */
const DOLLARS_A_MILLION = 0.125;

/**
 * Relays everything that the table has since a time, whether it was missed or not: consumers drop what they know. What
 * the relay gave up since then is dealt with by that, if nothing failed.
 */
export async function resendSince(
  { since, pretend }: { readonly since: number; readonly pretend: boolean },
  deployment: Deployment,
  { run, say, queue, stopped }: Resending,
): Promise<boolean> {
  const table = tableName(deployment.resources);
  const units = await scanUnits(deployment.table, table);
  const dollars = (units / 1e6) * DOLLARS_A_MILLION;
  say(`Reading the whole table ${table}: about ${units} read units, ${dollars.toFixed(2)} USD.`);
  const relay = relayTo(deployment);
  let found = 0;
  let used = 0;
  let last = Date.now();
  const unsent: string[] = [];
  for await (const { records, readUnits } of recordsSince(deployment.table, table, since)) {
    if (!pretend) unsent.push(...(await relay(records)));
    found += records.length;
    used = readUnits;
    if (stopped?.()) {
      say(`Stopped after ${counted(found, 'record')}. Run it again: it starts from the beginning.`);
      return false;
    }
    if (Date.now() - last > 2_000) {
      last = Date.now();
      say(`relay: ${counted(found, 'record')} so far, ${Math.round(used)} read units`);
    }
  }
  const from = `since ${timeText(since)} (${Math.round(used)} read units)`;
  if (pretend) {
    say(`relay: ${counted(found, 'record')} ${from}. Only counted, nothing was sent.`);
    return true;
  }
  for (const place of unsent) say(`${place} could not be relayed`);
  say(`relay: ${counted(found - unsent.length, 'record')} relayed again ${from}, ${unsent.length} could not be.`);
  if (unsent.length > 0) return false;
  const { gone } = await workOff(
    queue,
    async ({ body }) => ((firstArrival(readFailure(body)) ?? 0) >= since ? 'gone' : 'kept'),
    { run },
  );
  if (gone > 0) say(`relay: ${counted(gone, 'message')} about records since then deleted.`);
  return true;
}
