import { agentsOfGroup } from '../../shared/routing/availability.store.ts';
import { match } from '../../shared/routing/match.ts';
import type { RoutingSettings } from '../../shared/routing/routing-settings.store.ts';
import { headOfLane, type Lane } from '../../shared/routing/waiting-list.store.ts';
import { claimAll, claiming } from './claim-pairs.ts';
import type { RoutingDeps } from './deps.ts';

/** Tickets of a lane that are offered at a time. */
const AT_ONCE = 10;
const ROUNDS = 50;

/**
 * Offers a ticket, with those before it in its lane, to those in the group who can take them: until it is given, or nobody
 * can take the next one. Every ticket that comes has somebody who offers it, so each gives his own away first and keeps out
 * of the others' way.
 */
export async function serveLane(
  ticketId: number,
  lane: Lane,
  settings: RoutingSettings,
  deps: RoutingDeps,
): Promise<void> {
  const claim = claiming(settings, deps);
  for (let round = 1; round <= ROUNDS; round++) {
    const waiting = await headOfLane(deps.table, lane, AT_ONCE);
    const own = waiting.some((each) => each.ticket_id === ticketId);
    if (!own && waiting.length < AT_ONCE) return;
    const agents = await agentsOfGroup(deps.table, lane.group_id);
    const pairs = match(waiting, agents, deps.now());
    if (pairs.length === 0) return;
    const ofOwn = pairs.find((pair) => pair.waiting.ticket_id === ticketId);
    // As they were read: those before it, which its match reckons with, are not theirs yet.
    const agent = ofOwn && agents.find(({ user_id }) => user_id === ofOwn.agent.user_id);
    if (!ofOwn || !agent) await claimAll(pairs, claim);
    else if ((await claim({ ...ofOwn, agent })) === 'claimed') return;
  }
  throw new Error(`The queue of group ${lane.group_id} is not served to its end`);
}
