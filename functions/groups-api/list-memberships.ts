import { listGroupMembers } from '../../shared/people/group.store.ts';
import { groupMembershipView } from '../../shared/people/group.view.ts';
import type { groupsApi } from '../../shared/people/groups.api.ts';
import * as memberships from '../../shared/people/membership.store.ts';
import type { GroupMembership } from '../../shared/people/membership.ts';
import { theGroup, theGroupMembership } from '../../shared/people/write-group.store.ts';
import { activeUser } from '../../shared/people/write-user.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { idOrder, pageEnvelope, pageOf, pagingOf, readPage } from '../../shared/platform/http/paging.ts';
import type { GroupsDeps } from './deps.ts';

type Routes = typeof groupsApi.routes;
type ListRequest = Parameters<typeof listMemberships>[0];

/** All memberships: only those who work here are in groups, so all of them can be given tickets. */
export const listMemberships: UseCase<Routes['listMemberships'], GroupsDeps> = async (request, { table }) => {
  const { query, baseUrl } = request;
  const paging = pagingOf(query);
  const page = await readPage(
    paging,
    idOrder(query),
    (range) => memberships.listMembershipIds(table, 'group', range),
    (ids) => memberships.getMemberships(table, 'group', ids),
  );
  const count = paging.style === 'offset' ? await memberships.countMemberships(table, 'group') : 0;
  const group_memberships = page.items.map((each) => groupMembershipView(each, baseUrl));
  return { body: { group_memberships, ...pageEnvelope(request, paging, page, count) } };
};

/** A group's memberships. */
export const listMembershipsOfGroup: UseCase<Routes['listMembershipsOfGroup'], GroupsDeps> = async (
  request,
  { table },
) => {
  const { group_id } = request.params;
  const [, members] = await Promise.all([theGroup(table, group_id), listGroupMembers(table, group_id)]);
  return present(request, members);
};

/** Somebody's memberships. */
export const listMembershipsOfUser: UseCase<Routes['listMembershipsOfUser'], GroupsDeps> = async (
  request,
  { table },
) => {
  const { user_id } = request.params;
  const [, own] = await Promise.all([
    activeUser(table, user_id),
    memberships.listMembershipsOfUser(table, 'group', user_id),
  ]);
  return present(request, own);
};

/** One membership. */
export const showMembership: UseCase<Routes['showMembership'], GroupsDeps> = async ({ params, baseUrl }, { table }) => {
  const membership = await theGroupMembership(table, params.id);
  return { body: { group_membership: groupMembershipView(membership, baseUrl) } };
};

/** One membership of somebody. */
export const showMembershipOfUser: UseCase<Routes['showMembershipOfUser'], GroupsDeps> = async (request, { table }) => {
  const membership = await theGroupMembership(table, request.params.id, request.params.user_id);
  return { body: { group_membership: groupMembershipView(membership, request.baseUrl) } };
};

async function present(request: Omit<ListRequest, 'params'>, all: readonly GroupMembership[]) {
  const paging = pagingOf(request.query);
  const page = await pageOf(paging, idOrder(request.query), all);
  const group_memberships = page.items.map((each) => groupMembershipView(each, request.baseUrl));
  return { body: { group_memberships, ...pageEnvelope(request, paging, page, all.length) } };
}
