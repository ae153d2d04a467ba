import { invalid } from '../../shared/kernel/errors.ts';
import { targetRows } from '../../shared/people/bulk.ts';
import type { organizationsApi } from '../../shared/people/organizations.api.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import type { OrganizationsDeps } from './deps.ts';
import { queueRows } from './queue-rows.ts';

type Routes = typeof organizationsApi.routes;

/** Creates organizations, each row by itself. */
export const createManyOrganizations: UseCase<Routes['createMany'], OrganizationsDeps> = (request, deps) =>
  queueRows(request, deps, 'organizations.create', request.body.organizations);

/** Changes organizations: all alike by `ids` and `organization`, or each in its own way by `organizations`. */
export const updateManyOrganizations: UseCase<Routes['updateMany'], OrganizationsDeps> = (request, deps) => {
  const { organization, organizations } = request.body;
  if (!organization && !organizations) throw invalid('organizations', 'field_required');
  const rows = organizations ?? targetRows(request.query).map((target) => ({ ...organization, ...target }));
  return queueRows(request, deps, 'organizations.update', rows);
};

/** Deletes organizations. */
export const destroyManyOrganizations: UseCase<Routes['destroyMany'], OrganizationsDeps> = (request, deps) =>
  queueRows(request, deps, 'organizations.delete', targetRows(request.query));
