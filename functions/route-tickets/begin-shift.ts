import { getAvailability, setShiftTimer } from '../../shared/routing/availability.store.ts';
import type { RoutingSettings } from '../../shared/routing/routing-settings.store.ts';
import type { RoutingDeps } from './deps.ts';
import { serveAgent } from './serve-agent.ts';

/** Gives work to an agent whose shift begins, and sets the timer of the next one, unless their shifts are others by now. */
export async function beginShift(
  seen: { readonly user_id: number; readonly version: number },
  settings: RoutingSettings,
  deps: RoutingDeps,
): Promise<void> {
  const agent = await getAvailability(deps.table, seen.user_id);
  if (agent.version !== seen.version) return;
  await setShiftTimer(deps.table, agent, deps.now());
  await serveAgent(seen.user_id, settings, deps);
}
