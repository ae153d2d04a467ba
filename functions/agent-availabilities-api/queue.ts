import { theGroup } from '../../shared/people/write-group.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import type { agentAvailabilitiesApi } from '../../shared/routing/agent-availabilities.api.ts';
import { inQueueOrder } from '../../shared/routing/match.ts';
import { queueView } from '../../shared/routing/routing-queue.view.ts';
import { countLane, headOfLane, listLanes } from '../../shared/routing/waiting-list.store.ts';
import type { AvailabilitiesDeps } from './deps.ts';

const SHOWN = 25;
const COUNTED = 10_000;

/** The next tickets of a group's queue, and how many wait. */
export const showQueue: UseCase<typeof agentAvailabilitiesApi.routes.showQueue, AvailabilitiesDeps> = async (
  { params },
  { table },
) => {
  const [group, lanes] = await Promise.all([theGroup(table, params.group_id), listLanes(table, params.group_id)]);
  const [heads, counts] = await Promise.all([
    Promise.all(lanes.map((lane) => headOfLane(table, lane, SHOWN))),
    Promise.all(lanes.map((lane) => countLane(table, lane, COUNTED))),
  ]);
  const next = heads.flat().sort(inQueueOrder).slice(0, SHOWN);
  const count = counts.reduce((sum, each) => sum + each, 0);
  return { body: { queue: queueView(group.id, next, count) } };
};
