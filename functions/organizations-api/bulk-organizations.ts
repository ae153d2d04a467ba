import { invalid } from '../../shared/kernel/errors.ts';
import type { BulkRows } from '../../shared/people/bulk.ts';
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
  const rows = organizations ?? targets(request.query).map((target) => ({ ...organization, ...target }));
  return queueRows(request, deps, 'organizations.update', rows);
};

/** Deletes organizations. */
export const destroyManyOrganizations: UseCase<Routes['destroyMany'], OrganizationsDeps> = (request, deps) =>
  queueRows(request, deps, 'organizations.delete', targets(request.query));

function targets({ ids, external_ids }: { ids?: number[] | undefined; external_ids?: string[] | undefined }): BulkRows {
  if (ids) return ids.map((id) => ({ id }));
  if (external_ids) return external_ids.map((external_id) => ({ external_id }));
  throw invalid('ids', 'field_required');
}
