import { forbidden } from '../../shared/kernel/errors.ts';
import type { Principal } from '../../shared/kernel/principal.ts';
import { listMembershipsOfUser } from '../../shared/people/membership.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { agentAvailabilitiesApi } from '../../shared/routing/agent-availabilities.api.ts';
import type { AgentAvailability } from '../../shared/routing/availability.ts';
import { availabilityView, channelViews } from '../../shared/routing/availability.view.ts';
import { agentOf } from './agent-of.ts';
import type { AvailabilitiesDeps } from './deps.ts';

type Routes = typeof agentAvailabilitiesApi.routes;

/** An agent's availability. */
export const showAvailability: UseCase<Routes['show'], AvailabilitiesDeps> = async ({ params, baseUrl }, { table }) => {
  return presented(await agentOf(table, params.agent_id), table, baseUrl);
};

/** The caller's own availability. */
export const showMyAvailability: UseCase<Routes['showMine'], AvailabilitiesDeps> = async (request, { table }) => {
  return presented(await agentOf(table, callerId(request.principal)), table, request.baseUrl);
};

/** Whoever calls. */
export function callerId(principal: Principal): number {
  if (principal.kind !== 'user') throw forbidden();
  return principal.userId;
}

/** The answer that shows one agent, with the groups they are in. */
export async function presented(agent: AgentAvailability, table: Table, baseUrl: string) {
  const memberships = await listMembershipsOfUser(table, 'group', agent.user_id);
  const groupIds = memberships.map((membership) => membership.group_id);
  return { body: { data: availabilityView(agent, baseUrl, groupIds), included: channelViews(agent) } };
}
