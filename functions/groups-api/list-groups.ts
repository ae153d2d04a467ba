import { toIso } from '../../shared/kernel/clock.ts';
import { listGroups as allGroups } from '../../shared/people/group.store.ts';
import type { Group } from '../../shared/people/group.ts';
import { groupView } from '../../shared/people/group.view.ts';
import type { groupsApi } from '../../shared/people/groups.api.ts';
import { listMembershipsOfUser } from '../../shared/people/membership.store.ts';
import { activeUser } from '../../shared/people/write-user.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { idOrder, pageEnvelope, pageOf, pagingOf } from '../../shared/platform/http/paging.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { GroupsDeps } from './deps.ts';

type Routes = typeof groupsApi.routes;
type ListRequest = Parameters<typeof listGroups>[0];

/** All groups. */
export const listGroups: UseCase<Routes['list'], GroupsDeps> = async (request, { table }) =>
  present(request, await allGroups(table));

/** The groups somebody is in. */
export const listGroupsOfUser: UseCase<Routes['listOfUser'], GroupsDeps> = async (request, { table }) =>
  present(request, await groupsOf(table, request.params.user_id));

/** How many groups there are. */
export const countGroups: UseCase<Routes['count'], GroupsDeps> = async (_request, { table, now }) => {
  const value = (await allGroups(table)).length;
  return { body: { count: { value, refreshed_at: toIso(now()) } } };
};

/** How many groups somebody is in. */
export const countGroupsOfUser: UseCase<Routes['countOfUser'], GroupsDeps> = async ({ params }, { table, now }) => {
  const value = (await groupsOf(table, params.user_id)).length;
  return { body: { count: { value, refreshed_at: toIso(now()) } } };
};

async function groupsOf(table: Table, userId: number): Promise<Group[]> {
  const [, memberships, groups] = await Promise.all([
    activeUser(table, userId),
    listMembershipsOfUser(table, 'group', userId),
    allGroups(table),
  ]);
  const ids = new Set(memberships.map((membership) => membership.group_id));
  return groups.filter((group) => ids.has(group.id));
}

async function present(request: Omit<ListRequest, 'params'>, groups: readonly Group[]) {
  const paging = pagingOf(request.query);
  const page = await pageOf(paging, idOrder(request.query), groups);
  const views = page.items.map((group) => groupView(group, request.baseUrl));
  return { body: { groups: views, ...pageEnvelope(request, paging, page, groups.length) } };
}
