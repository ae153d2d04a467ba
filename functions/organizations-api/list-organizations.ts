import { toIso } from '../../shared/kernel/clock.ts';
import { listMembershipsOfUser } from '../../shared/people/membership.store.ts';
import { getOrganizations, listOrganizationIds } from '../../shared/people/organization.store.ts';
import type { Organization } from '../../shared/people/organization.ts';
import { organizationView } from '../../shared/people/organization.view.ts';
import type { organizationsApi } from '../../shared/people/organizations.api.ts';
import { activeUser } from '../../shared/people/write-user.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { idOrder, pageEnvelope, pageOf, pagingOf, readPage } from '../../shared/platform/http/paging.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ORGANIZATIONS_COUNTER } from '../../shared/reports/counted.ts';
import { readCount } from '../../shared/reports/counter.store.ts';
import type { OrganizationsDeps } from './deps.ts';

type Routes = typeof organizationsApi.routes;

/** All organizations in order of id. */
export const listOrganizations: UseCase<Routes['list'], OrganizationsDeps> = async (request, { table }) => {
  const { query, baseUrl } = request;
  const paging = pagingOf(query);
  const [page, count] = await Promise.all([
    readPage(
      paging,
      idOrder(query),
      (range) => listOrganizationIds(table, range),
      (ids) => getOrganizations(table, ids),
    ),
    paging.style === 'offset' ? countAll(table) : 0,
  ]);
  const organizations = page.items.map((each) => organizationView(each, baseUrl));
  return { body: { organizations, ...pageEnvelope(request, paging, page, count) } };
};

/** How many organizations there are. */
export const countOrganizations: UseCase<Routes['count'], OrganizationsDeps> = async (_, { table, now }) => {
  return { body: { count: { value: await countAll(table), refreshed_at: toIso(now()) } } };
};

/** The organizations a person belongs to. */
export const listOrganizationsOfUser: UseCase<Routes['listOfUser'], OrganizationsDeps> = async (request, { table }) => {
  const { params, query, baseUrl } = request;
  const all = await organizationsOf(table, params.user_id);
  const paging = pagingOf(query);
  const page = await pageOf(paging, idOrder(query), all);
  const organizations = page.items.map((each) => organizationView(each, baseUrl));
  return { body: { organizations, ...pageEnvelope(request, paging, page, all.length) } };
};

/** How many organizations a person belongs to. */
export const countOrganizationsOfUser: UseCase<Routes['countOfUser'], OrganizationsDeps> = async (
  { params },
  { table, now },
) => {
  const { length: value } = await organizationsOf(table, params.user_id);
  return { body: { count: { value, refreshed_at: toIso(now()) } } };
};

async function organizationsOf(table: Table, userId: number): Promise<Organization[]> {
  const [, memberships] = await Promise.all([
    activeUser(table, userId),
    listMembershipsOfUser(table, 'organization', userId),
  ]);
  return getOrganizations(
    table,
    memberships.map((membership) => membership.organization_id),
  );
}

function countAll(table: Table): Promise<number> {
  return readCount(table, [ORGANIZATIONS_COUNTER]);
}
