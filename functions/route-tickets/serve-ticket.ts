import { canTake, match } from '../../shared/routing/match.ts';
import type { RoutingSettings } from '../../shared/routing/routing-settings.store.ts';
import { getRouting } from '../../shared/routing/routing-state.store.ts';
import { headOfLane, type Lane } from '../../shared/routing/waiting-list.store.ts';
import { claiming } from './claim-pairs.ts';
import type { RoutingDeps } from './deps.ts';
import { dispatchGroup } from './dispatch-group.ts';

/** Tickets before it that one which came is matched together with. */
const BEFORE_IT = 10;

/**
 * Offers a ticket that came to those in the group who can take it. Nothing is to be done when nobody can take what its
 * lane demands; when those before it could be given too, or somebody else is at it, all are given away together. False
 * when it still stands in the queue afterwards.
 */
export async function serveTicket(
  ticketId: number,
  lane: Lane,
  settings: RoutingSettings,
  deps: RoutingDeps,
): Promise<boolean> {
  const agents = await deps.freeAgents(lane.group_id, lane.need.channel);
  if (!agents.some((agent) => canTake(agent, lane.need))) return false;
  const waiting = await headOfLane(deps.table, lane, BEFORE_IT);
  const [first] = match(waiting, agents, deps.now());
  if (!first) return false;
  if (first.waiting.ticket_id === ticketId && (await claiming(settings, deps)([first]))) return true;
  await dispatchGroup(lane.group_id, settings, deps);
  // Whoever gave away all has given this one, too, or could not.
  return !(await getRouting(deps.table, ticketId))?.waiting;
}
