import { listMembershipsOfUser } from '../../shared/people/membership.store.ts';
import { getAvailability } from '../../shared/routing/availability.store.ts';
import { type AgentAvailability, isAtWork, roomFor, withOneMore } from '../../shared/routing/availability.ts';
import { ROUTING_CHANNELS } from '../../shared/routing/channel.ts';
import { canTake, inQueueOrder, match } from '../../shared/routing/match.ts';
import type { RoutingSettings } from '../../shared/routing/routing-settings.store.ts';
import { headOfLane, listLanes, type WaitingTicket } from '../../shared/routing/waiting-list.store.ts';
import { type Claim, claiming } from './claim-pairs.ts';
import type { RoutingDeps } from './deps.ts';

/** Tickets of a lane that are looked at for each one that there is room for: others look for theirs at the same time. */
const CHOICE = 4;
const AT_ONCE = 40;
const ROUNDS = 200;

/** Gives an agent the next tickets that they can take, until they have no room or nothing is left for them. */
export async function serveAgent(userId: number, settings: RoutingSettings, deps: RoutingDeps): Promise<void> {
  const claim = claiming(settings, deps);
  let known: AgentAvailability | undefined;
  let groups: readonly number[] | undefined;
  for (let round = 1; round <= ROUNDS; round++) {
    const agent = known ?? (await getAvailability(deps.table, userId));
    if (!isAtWork(agent, deps.now()) || isFull(agent)) return;
    groups ??= await routedGroupsOf(userId, settings, deps);
    const waiting = await nextFor(agent, groups, deps);
    if (waiting.length === 0) return;
    known = await takeFrom(waiting, agent, claim, deps);
  }
  throw new Error(`Agent ${userId} is not served to the end`);
}

function isFull(agent: AgentAvailability): boolean {
  return ROUTING_CHANNELS.every((channel) => roomFor(agent, channel) === 0);
}

async function routedGroupsOf(userId: number, { groups }: RoutingSettings, { table }: RoutingDeps): Promise<number[]> {
  const memberships = await listMembershipsOfUser(table, 'group', userId);
  return memberships.map((membership) => membership.group_id).filter((groupId) => groups.has(groupId));
}

/** The next tickets of every lane from which the agent can take one. */
async function nextFor(
  agent: AgentAvailability,
  groups: readonly number[],
  { table }: RoutingDeps,
): Promise<WaitingTicket[]> {
  const lanes = (await Promise.all(groups.map((groupId) => listLanes(table, groupId)))).flat();
  const suitable = lanes.filter((lane) => canTake(agent, lane.need));
  const heads = await Promise.all(
    suitable.map((lane) => headOfLane(table, lane, Math.min(AT_ONCE, CHOICE * roomFor(agent, lane.need.channel)))),
  );
  return heads.flat();
}

/** How far an agent who lost a race goes out of the others' way at most. */
const ASIDE = 8;

/**
 * Claims what an agent can take, one after the other; answers the agent as they are then, or undefined when they are not as
 * they were read. Whoever was too late for a ticket leaves the next few to those who were not, each another number of them:
 * they all look at the same head of the queue. What is left over comes in the next round.
 */
async function takeFrom(
  waiting: readonly WaitingTicket[],
  before: AgentAvailability,
  claim: Claim,
  deps: RoutingDeps,
): Promise<AgentAvailability | undefined> {
  let agent = before;
  let left = [...waiting];
  for (;;) {
    const [pair] = match(left, [agent], deps.now());
    if (!pair) return agent;
    const outcome = await claim(pair);
    if (outcome === 'changed') return undefined;
    left = left.filter((each) => each !== pair.waiting);
    if (outcome === 'claimed') agent = withOneMore(agent, pair.waiting.need.channel);
    else left = left.sort(inQueueOrder).slice(agent.user_id % ASIDE);
  }
}
