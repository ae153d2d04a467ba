import { invalid } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import type { agentAvailabilitiesApi } from '../../shared/routing/agent-availabilities.api.ts';
import { assertMayChangeStatus } from '../../shared/routing/availability.policy.ts';
import {
  AGENT_STATUSES,
  type AgentStatus,
  changedAvailability,
  STATUS_IDS,
} from '../../shared/routing/availability.ts';
import { changeAgent } from './agent-of.ts';
import type { AvailabilitiesDeps } from './deps.ts';
import { callerId, presented } from './show-availability.ts';

type Routes = typeof agentAvailabilitiesApi.routes;
type Asked = { readonly id?: number | undefined; readonly name?: AgentStatus | undefined };

/** Says whether the caller is there. */
export const changeMyStatus: UseCase<Routes['changeMyStatus'], AvailabilitiesDeps> = async (request, deps) =>
  change(callerId(request.principal), request.body, request.baseUrl, deps);

/** Says whether an agent is there. */
export const changeStatus: UseCase<Routes['changeStatus'], AvailabilitiesDeps> = async (request, deps) => {
  const { params, principal, body, baseUrl } = request;
  assertMayChangeStatus(principal, params.agent_id);
  return change(params.agent_id, body, baseUrl, deps);
};

async function change(userId: number, asked: Asked, baseUrl: string, { table, now }: AvailabilitiesDeps) {
  const status = statusOf(asked);
  const agent = await changeAgent(table, userId, (before) => changedAvailability(before, { status }, now()));
  return presented(agent, table, baseUrl);
}

function statusOf({ id, name }: Asked): AgentStatus {
  if (id === undefined && name === undefined) throw invalid('id', 'field_required');
  const status = name ?? AGENT_STATUSES.find((each) => STATUS_IDS[each] === id);
  if (!status || (id !== undefined && STATUS_IDS[status] !== id))
    throw invalid('id', 'field_not_allowed', { allowed: Object.values(STATUS_IDS).join(', ') });
  return status;
}
