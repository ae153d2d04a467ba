import { listMembershipsOfUser } from '../../shared/people/membership.store.ts';
import { getUser } from '../../shared/people/user.store.ts';
import { getAvailability } from '../../shared/routing/availability.store.ts';
import { type AgentAvailability, isAtWork, mayWork, roomFor, withOneMore } from '../../shared/routing/availability.ts';
import { ROUTING_CHANNELS } from '../../shared/routing/channel.ts';
import { canTake, match } from '../../shared/routing/match.ts';
import type { RoutingSettings } from '../../shared/routing/routing-settings.store.ts';
import { headOfLane, listLanes, type WaitingTicket } from '../../shared/routing/waiting-list.store.ts';
import { claiming } from './claim-pairs.ts';
import type { RoutingDeps } from './deps.ts';
import { dispatchGroup } from './dispatch-group.ts';

const AT_ONCE = 20;

/**
 * Gives an agent the next tickets that they can take, until they have no room or nothing is left for them. When somebody
 * else is at the same tickets or the same agent, all the tickets of the agent's groups are given away together.
 */
export async function serveAgent(userId: number, settings: RoutingSettings, deps: RoutingDeps): Promise<void> {
  const claim = claiming(settings, deps);
  let agent = await getAvailability(deps.table, userId);
  // Each event of a ticket that they had asks for them, and most find them as busy as before.
  if (!isAtWork(agent, deps.now()) || !hasRoom(agent)) return;
  const [user, groups] = await Promise.all([getUser(deps.table, userId), routedGroupsOf(userId, settings, deps)]);
  if (!mayWork(user)) return;
  while (hasRoom(agent)) {
    const pairs = match(await nextFor(agent, groups, deps), [agent], deps.now());
    if (pairs.length === 0) return;
    if (!(await claim(pairs))) {
      for (const groupId of groups) await dispatchGroup(groupId, settings, deps);
      return;
    }
    for (const { waiting } of pairs) agent = withOneMore(agent, waiting.need.channel);
  }
}

function hasRoom(agent: AgentAvailability): boolean {
  return ROUTING_CHANNELS.some((channel) => roomFor(agent, channel) > 0);
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
    suitable.map((lane) => headOfLane(table, lane, Math.min(AT_ONCE, roomFor(agent, lane.need.channel)))),
  );
  return heads.flat();
}
