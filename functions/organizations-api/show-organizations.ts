import { invalid } from '../../shared/kernel/errors.ts';
import { countMembers } from '../../shared/people/member-count.store.ts';
import { findOrganizationByExternalId, getOrganizations } from '../../shared/people/organization.store.ts';
import type { Organization } from '../../shared/people/organization.ts';
import { organizationView } from '../../shared/people/organization.view.ts';
import type { organizationsApi } from '../../shared/people/organizations.api.ts';
import { theOrganization } from '../../shared/people/write-organization.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ticketCounters } from '../../shared/reports/counted.ts';
import { readCount } from '../../shared/reports/counter.store.ts';
import type { OrganizationsDeps } from './deps.ts';

type Routes = typeof organizationsApi.routes;

/** One organization. */
export const showOrganization: UseCase<Routes['show'], OrganizationsDeps> = async ({ params, baseUrl }, { table }) => {
  return { body: { organization: organizationView(await theOrganization(table, params.id), baseUrl) } };
};

/** Several organizations at once; ids none has are left out. */
export const showManyOrganizations: UseCase<Routes['showMany'], OrganizationsDeps> = async (
  { query, baseUrl },
  { table },
) => {
  const { ids, external_ids } = query;
  const found = ids ? await getOrganizations(table, ids) : await byExternalIds(table, external_ids);
  const organizations = found.map((each) => organizationView(each, baseUrl));
  return { body: { organizations, count: organizations.length, next_page: null, previous_page: null } };
};

/** How many tickets and people belong to an organization. */
export const showOrganizationRelated: UseCase<Routes['related'], OrganizationsDeps> = async ({ params }, { table }) => {
  const [, tickets_count, users_count] = await Promise.all([
    theOrganization(table, params.id),
    readCount(table, ticketCounters('organization', params.id)),
    countMembers(table, 'organization', params.id),
  ]);
  return { body: { organization_related: { tickets_count, users_count } } };
};

async function byExternalIds(table: Table, externalIds: readonly string[] | undefined): Promise<Organization[]> {
  if (!externalIds) throw invalid('ids', 'field_required');
  const found = await Promise.all(externalIds.map((id) => findOrganizationByExternalId(table, id)));
  return found.filter((organization) => organization !== undefined);
}
