import type { organizationsApi } from '../../shared/people/organizations.api.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import type { OrganizationsDeps } from './deps.ts';
import { queueRows } from './queue-rows.ts';

type Routes = typeof organizationsApi.routes;

/** Puts people into organizations, each row by itself. */
export const createManyMemberships: UseCase<Routes['createManyMemberships'], OrganizationsDeps> = (request, deps) =>
  queueRows(request, deps, 'organization_memberships.create', request.body.organization_memberships);

/** Takes people out of organizations. */
export const destroyManyMemberships: UseCase<Routes['destroyManyMemberships'], OrganizationsDeps> = (request, deps) => {
  const rows = request.query.ids.map((id) => ({ id }));
  return queueRows(request, deps, 'organization_memberships.delete', rows);
};
