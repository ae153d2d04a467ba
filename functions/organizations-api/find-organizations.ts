import { invalid } from '../../shared/kernel/errors.ts';
import {
  findOrganizationByExternalId,
  findOrganizationByName,
  getOrganizations,
} from '../../shared/people/organization.store.ts';
import { organizationView } from '../../shared/people/organization.view.ts';
import type { organizationsApi } from '../../shared/people/organizations.api.ts';
import { findByPrefix } from '../../shared/people/prefix-search.store.ts';
import { searchable } from '../../shared/people/text-rules.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { pageEnvelope, pageOfIds, pagingOf } from '../../shared/platform/http/paging.ts';
import type { OrganizationsDeps } from './deps.ts';

type Routes = typeof organizationsApi.routes;

/** Finds an organization by external id or exact name. */
export const searchOrganizations: UseCase<Routes['search'], OrganizationsDeps> = async (
  { query, baseUrl },
  { table },
) => {
  const { external_id, name } = query;
  if (external_id === undefined && name === undefined) throw invalid('external_id', 'field_required');
  const found =
    external_id === undefined
      ? await findOrganizationByName(table, name ?? '')
      : await findOrganizationByExternalId(table, external_id);
  const organizations = found ? [organizationView(found, baseUrl)] : [];
  return { body: { organizations, count: organizations.length, next_page: null, previous_page: null } };
};

/** Offers at most this many to choose from: who looks for more should type more. */
const MAX_FOUND = 1_000;

/** Organizations whose name begins with a text, for choosing one while typing. */
export const autocompleteOrganizations: UseCase<Routes['autocomplete'], OrganizationsDeps> = async (
  request,
  { table },
) => {
  const { query, baseUrl } = request;
  const ids = await findByPrefix(table, 'organization', searchable(query.name), MAX_FOUND);
  const paging = pagingOf(query);
  const page = await pageOfIds(paging, ids, (shown) => getOrganizations(table, shown));
  const organizations = page.items.map((each) => organizationView(each, baseUrl));
  return { body: { organizations, ...pageEnvelope(request, paging, page, ids.length) } };
};
