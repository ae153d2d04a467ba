import { setTimeout as sleep } from 'node:timers/promises';
import type { Arrival } from './arrivals.ts';

/** What is done at one arrival; `planned` is when it should begin, on the clock of `performance.now()`. */
export type Fire = (arrival: Arrival, planned: number) => Promise<void>;

/**
 * Does each arrival at its time, whether or not the earlier ones are done, and waits for the last to end. Everything is
 * measured from the *planned* time: what the generator or a full connection held up counts as waiting, as it does for
 * whoever waits (no coordinated omission).
 */
export async function openLoop(planned: readonly Arrival[], fire: Fire): Promise<void> {
  const start = performance.now();
  const underWay: Promise<void>[] = [];
  for (const arrival of planned) {
    const wait = start + arrival.at - performance.now();
    if (wait > 1) await sleep(wait);
    underWay.push(fire(arrival, start + arrival.at));
  }
  await Promise.all(underWay);
}
