import { countMembers } from '../../shared/people/member-count.store.ts';
import {
  countMemberships,
  getMembers,
  getMemberships,
  listMemberIds,
  listMembershipIds,
  listMembershipsOfUser as listMembershipsOf,
} from '../../shared/people/membership.store.ts';
import type { organizationsApi } from '../../shared/people/organizations.api.ts';
import { theOrganization } from '../../shared/people/write-organization.store.ts';
import { theOrganizationMembership } from '../../shared/people/write-organization-membership.store.ts';
import { activeUser } from '../../shared/people/write-user.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import {
  idOrder,
  type ListPage,
  type Paging,
  pageEnvelope,
  pageOf,
  pagingOf,
  readPage,
} from '../../shared/platform/http/paging.ts';
import type { OrganizationsDeps } from './deps.ts';
import { membershipViews, oneMembership } from './membership-views.ts';

type Routes = typeof organizationsApi.routes;

/** All memberships. */
export const listMemberships: UseCase<Routes['listMemberships'], OrganizationsDeps> = async (request, { table }) => {
  const { query, baseUrl } = request;
  const paging = pagingOf(query);
  const page = await readPage(
    paging,
    idOrder(query),
    (range) => listMembershipIds(table, 'organization', range),
    (ids) => getMemberships(table, 'organization', ids),
  );
  const count = await counted(paging, page, () => countMemberships(table, 'organization'));
  const organization_memberships = await membershipViews(table, page.items, baseUrl);
  return { body: { organization_memberships, ...pageEnvelope(request, paging, page, count) } };
};

/** An organization's memberships, in order of person. */
export const listMembershipsOfOrganization: UseCase<
  Routes['listMembershipsOfOrganization'],
  OrganizationsDeps
> = async (request, { table }) => {
  const { params, query, baseUrl } = request;
  const { organization_id } = params;
  const paging = pagingOf(query);
  const [, page] = await Promise.all([
    theOrganization(table, organization_id),
    readPage(
      paging,
      idOrder(query),
      (range) => listMemberIds(table, 'organization', organization_id, range),
      (userIds) => getMembers(table, 'organization', organization_id, userIds),
    ),
  ]);
  const count = await counted(paging, page, () => countMembers(table, 'organization', organization_id));
  const organization_memberships = await membershipViews(table, page.items, baseUrl);
  return { body: { organization_memberships, ...pageEnvelope(request, paging, page, count) } };
};

/** Somebody's memberships. */
export const listMembershipsOfUser: UseCase<Routes['listMembershipsOfUser'], OrganizationsDeps> = async (
  request,
  { table },
) => {
  const { params, query, baseUrl } = request;
  const [, all] = await Promise.all([
    activeUser(table, params.user_id),
    listMembershipsOf(table, 'organization', params.user_id),
  ]);
  const paging = pagingOf(query);
  const page = await pageOf(paging, idOrder(query), all);
  const organization_memberships = await membershipViews(table, page.items, baseUrl);
  return { body: { organization_memberships, ...pageEnvelope(request, paging, page, all.length) } };
};

/** One membership. */
export const showMembership: UseCase<Routes['showMembership'], OrganizationsDeps> = async (
  { params, baseUrl },
  { table },
) => {
  const membership = await theOrganizationMembership(table, params.id);
  return { body: await oneMembership(table, membership, baseUrl) };
};

/** One membership of somebody. */
export const showMembershipOfUser: UseCase<Routes['showMembershipOfUser'], OrganizationsDeps> = async (
  { params, baseUrl },
  { table },
) => {
  const membership = await theOrganizationMembership(table, params.id, params.user_id);
  return { body: await oneMembership(table, membership, baseUrl) };
};

/** Only where more follows is the number of all not known from the page itself. */
function counted(paging: Paging, page: ListPage<unknown>, count: () => Promise<number>): Promise<number> | number {
  return paging.style === 'offset' && page.hasMore ? count() : 0;
}
