import { type Instant, SECOND } from '../../shared/kernel/clock.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { type AgentAvailability, roomFor } from '../../shared/routing/availability.ts';
import { dropDispatch, leaseDispatch, releaseDispatch } from '../../shared/routing/dispatch.store.ts';
import { canTake, match, type Pair } from '../../shared/routing/match.ts';
import { tellDispatchUnfinished } from '../../shared/routing/routing-event.store.ts';
import type { RoutingSettings } from '../../shared/routing/routing-settings.store.ts';
import { headOfLane, type Lane, listLanes, type WaitingTicket } from '../../shared/routing/waiting-list.store.ts';
import { type ClaimAll, claiming } from './claim-pairs.ts';
import type { RoutingDeps } from './deps.ts';

/** Tickets of a lane that are given away at a time, at most. */
const AT_ONCE = 50;
/** Well within what a function has. */
const ENOUGH = 12 * SECOND;

/**
 * Gives away a group's tickets to all its agents, until nobody can take the next ones. Those who get in each other's way
 * come here: one of them does it for all, the others tell that one to look again and are done.
 */
export async function dispatchGroup(groupId: number, settings: RoutingSettings, deps: RoutingDeps): Promise<void> {
  const began = deps.now();
  const claim = claiming(settings, deps);
  let lease = await leaseDispatch(deps.table, groupId, began);
  try {
    while (lease && (await giveUntil(began + ENOUGH, groupId, claim, deps)))
      lease = await releaseDispatch(deps.table, lease);
    if (!lease) return;
    // Told before it is given back: whoever wanted it done is heard by whoever goes on.
    await tellDispatchUnfinished(deps.table, groupId, began);
    await dropDispatch(deps.table, lease);
  } catch (error) {
    // What brought us here comes again; others need not wait until then.
    if (lease) await dropDispatch(deps.table, lease);
    throw error;
  }
}

/** Whether everything was given away in time. */
async function giveUntil(end: Instant, groupId: number, claim: ClaimAll, deps: RoutingDeps): Promise<boolean> {
  while (await giveNext(groupId, claim, deps)) if (deps.now() >= end) return false;
  return true;
}

/** Gives away the heads of all lanes to whoever is to have them; false when nobody can take any. */
async function giveNext(groupId: number, claim: ClaimAll, deps: RoutingDeps): Promise<boolean> {
  const lanes = await listLanes(deps.table, groupId);
  const ofChannels = Map.groupBy(lanes, ({ need }) => need.channel);
  // Room for one kind of work is no room for another.
  const pairs = await Promise.all(
    [...ofChannels].map(async ([channel, ofOne]) => pairsOf(ofOne, await deps.freeAgents(groupId, channel), deps)),
  );
  await claim(pairs.flat());
  return pairs.flat().length > 0;
}

async function pairsOf(
  lanes: readonly Lane[],
  agents: readonly AgentAvailability[],
  { table, now }: RoutingDeps,
): Promise<Pair<WaitingTicket>[]> {
  const heads = await Promise.all(lanes.map((lane) => headFor(agents, lane, table)));
  return match(heads.flat(), agents, now());
}

/** The next tickets of a lane, as many as those who can take them have room for. */
async function headFor(agents: readonly AgentAvailability[], lane: Lane, table: Table): Promise<WaitingTicket[]> {
  const room = agents
    .filter((agent) => canTake(agent, lane.need))
    .reduce((sum, agent) => sum + roomFor(agent, lane.need.channel), 0);
  return room === 0 ? [] : headOfLane(table, lane, Math.min(AT_ONCE, room));
}
