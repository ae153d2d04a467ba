import type { Chance } from '../chance.ts';
import type { Weather } from '../world/weather.ts';
import type { World } from '../world/world.ts';
import { agent } from './agent.ts';
import { apiClient } from './api-client.ts';
import { apiCustomer } from './api-customer.ts';
import type { Cast } from './cast.ts';
import { forger } from './forger.ts';
import { type Ledger, ledger } from './ledger.ts';
import { mailCustomer } from './mail-customer.ts';
import { spammer } from './spammer.ts';
import type { Stage } from './stage.ts';

const MINUTE = 60_000;
/** Minutes in which people begin something new; replies and retries go on. Short lives are as telling, and sooner told. */
const ACTS = [2, 10] as const;
/** How much longer things go wrong; then everything works again. */
const AFTERWARDS = 8 * MINUTE;
/** Longer than any queue hides a message. */
const REST = 6 * MINUTE;
const PATIENCE = 6 * 60 * MINUTE;

/** Lets everybody act while things go wrong, then waits in calm weather until nothing is left to do. */
export async function play(world: World, cast: Cast, weather: Weather, chance: Chance): Promise<Ledger> {
  const { time } = world;
  const began = time.now();
  const kept = ledger();
  const ends = began + chance.between(...ACTS) * MINUTE;
  const part = (name: string): Stage => {
    const draws = chance.fork(name);
    return { world, cast, ledger: kept, api: apiClient(world, draws), chance: draws, ends };
  };
  for (const address of cast.mailCustomers) void mailCustomer(part(address), address);
  for (const customer of cast.apiCustomers) void apiCustomer(part(customer.email), customer);
  for (const each of cast.agents) void agent(part(each.email), each);
  void forger(part('forger'));
  void spammer(part('spammer'));
  await untilRest(world, ends + AFTERWARDS, weather);
  return kept;
}

/** Ticks on until no timer is left, no message waits and nothing new has come for a while. */
export async function untilRest(world: World, calm: number, weather: Weather): Promise<void> {
  const { time } = world;
  for (;;) {
    void world.tick();
    await time.run(time.now() + MINUTE);
    if (time.now() >= calm) weather.calm();
    if (time.now() < calm + REST) continue;
    if ((await atRest(world, calm + PATIENCE)) || time.now() > calm + PATIENCE) return;
  }
}

async function atRest(world: World, ends: number): Promise<boolean> {
  if (world.lastTimer(ends) + 2 * MINUTE > world.time.now()) return false;
  for (const queue of world.queues.values()) if (queue.waiting.length > 0) return false;
  return world.stream.idle();
}
