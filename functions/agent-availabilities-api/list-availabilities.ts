import { listGroupMembers } from '../../shared/people/group.store.ts';
import { countStaff, listUserIds } from '../../shared/people/user-list.store.ts';
import { theGroup } from '../../shared/people/write-group.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { type IdRange, idOrder, pageEnvelope, pagingOf, readPage } from '../../shared/platform/http/paging.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { agentAvailabilitiesApi } from '../../shared/routing/agent-availabilities.api.ts';
import { getAvailabilities } from '../../shared/routing/availability.store.ts';
import { availabilityView, channelViews } from '../../shared/routing/availability.view.ts';
import type { AvailabilitiesDeps } from './deps.ts';

/** Everybody who works here, or in a group, in order of id. */
export const listAvailabilities: UseCase<typeof agentAvailabilitiesApi.routes.list, AvailabilitiesDeps> = async (
  request,
  { table },
) => {
  const { query, baseUrl } = request;
  const groupId = query['filter[group_ids]'];
  const all = groupId === undefined ? undefined : await membersOf(table, groupId);
  const paging = pagingOf(query);
  const page = await readPage(
    paging,
    idOrder(query),
    (range) => (all ? stretch(all, range) : listUserIds(table, ['agent', 'admin'], range)),
    (ids) => getAvailabilities(table, ids),
  );
  const count = all?.length ?? (paging.style === 'offset' ? await countStaff(table, ['agent', 'admin']) : 0);
  const data = page.items.map((agent) => availabilityView(agent, baseUrl));
  const included = page.items.flatMap(channelViews);
  return { body: { data, included, ...pageEnvelope(request, paging, page, count) } };
};

async function membersOf(table: Table, groupId: number): Promise<number[]> {
  await theGroup(table, groupId);
  return (await listGroupMembers(table, groupId)).map((member) => member.user_id);
}

async function stretch(all: readonly number[], { descending, beyond, limit }: IdRange): Promise<number[]> {
  const sign = descending ? -1 : 1;
  const ordered = all.toSorted((a, b) => sign * (a - b));
  return ordered.filter((id) => beyond === undefined || sign * (id - beyond) > 0).slice(0, limit);
}
