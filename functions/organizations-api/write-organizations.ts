import type { Organization } from '../../shared/people/organization.ts';
import { organizationView } from '../../shared/people/organization.view.ts';
import type { organizationsApi } from '../../shared/people/organizations.api.ts';
import {
  createOrganizationAs,
  createOrUpdateOrganizationAs,
  deleteOrganizationAs,
  theOrganization,
  updateOrganizationAs,
} from '../../shared/people/write-organization.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import { type OrganizationsDeps, writer } from './deps.ts';

type Routes = typeof organizationsApi.routes;

/** Creates an organization; a repeated request with the same `Idempotency-Key` gets the one of the first. */
export const createOrganization: UseCase<Routes['create'], OrganizationsDeps> = async (request, deps) => {
  const { body, baseUrl, idempotency } = request;
  const context = writer(request, deps);
  let made: Organization | undefined;
  const id = await createOnce<number>(deps.table, idempotency, context.now, async (claim) => {
    made = await createOrganizationAs(deps.table, body.organization, context, claim);
    return made.id;
  });
  return created(made ?? (await theOrganization(deps.table, id)), baseUrl);
};

/** Changes the organization that is meant, or creates it. */
export const createOrUpdateOrganization: UseCase<Routes['createOrUpdate'], OrganizationsDeps> = async (
  request,
  deps,
) => {
  const { body, baseUrl } = request;
  const context = writer(request, deps);
  const { organization, created: isNew } = await createOrUpdateOrganizationAs(deps.table, body.organization, context);
  return isNew ? created(organization, baseUrl) : { body: { organization: organizationView(organization, baseUrl) } };
};

/** Changes the fields a request names. */
export const updateOrganization: UseCase<Routes['update'], OrganizationsDeps> = async (request, deps) => {
  const { params, body, baseUrl } = request;
  const organization = await updateOrganizationAs(deps.table, params.id, body.organization, writer(request, deps));
  return { body: { organization: organizationView(organization, baseUrl) } };
};

/** Deletes an organization. */
export const deleteOrganization: UseCase<Routes['delete'], OrganizationsDeps> = async (request, deps) => {
  await deleteOrganizationAs(deps.table, request.params.id, writer(request, deps));
  return {};
};

function created(organization: Organization, baseUrl: string) {
  const location = `${baseUrl}/organizations/${organization.id}`;
  return { status: 201, headers: { location }, body: { organization: organizationView(organization, baseUrl) } };
}
