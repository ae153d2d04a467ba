import type { Chance } from '../chance.ts';
import type { World } from '../world/world.ts';
import type { ApiClient } from './api-client.ts';
import type { Cast } from './cast.ts';
import type { Ledger } from './ledger.ts';

/** What everybody who plays a part works with. */
export interface Stage {
  readonly world: World;
  readonly cast: Cast;
  readonly ledger: Ledger;
  readonly api: ApiClient;
  readonly chance: Chance;
  /** When the last of them goes home. */
  readonly ends: number;
}

const BEAT = 15_000;

/**
 * Waits for a while; false once it is too late to begin something new. Half of the time on a common beat, so that people
 * get in each other's way.
 */
export async function waited({ world, ends, chance }: Stage, milliseconds: number): Promise<boolean> {
  const until = world.time.now() + milliseconds;
  const together = Math.ceil(until / BEAT) * BEAT;
  await world.time.sleep((chance.happens(0.5) ? together : until) - world.time.now());
  return world.time.now() < ends;
}
