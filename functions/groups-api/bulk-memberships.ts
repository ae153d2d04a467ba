import type { JobType } from '../../shared/jobs/job.ts';
import { queuedJobView } from '../../shared/jobs/job.view.ts';
import { queueOnce } from '../../shared/jobs/queue-once.store.ts';
import type { BulkRows } from '../../shared/people/bulk.ts';
import type { groupsApi } from '../../shared/people/groups.api.ts';
import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import type { GroupsDeps } from './deps.ts';

type Routes = typeof groupsApi.routes;

/** Puts agents into groups, each row by itself. */
export const createManyMemberships: UseCase<Routes['createManyMemberships'], GroupsDeps> = (request, deps) =>
  queue(request, deps, 'group_memberships.create', request.body.group_memberships);

/** Takes agents out of groups. */
export const destroyManyMemberships: UseCase<Routes['destroyManyMemberships'], GroupsDeps> = (request, deps) => {
  const rows = request.query.ids.map((id) => ({ id }));
  return queue(request, deps, 'group_memberships.delete', rows);
};

async function queue(request: Request, deps: GroupsDeps, job_type: JobType, rows: BulkRows) {
  const job = await queueOnce(request, deps, job_type, rows);
  return { body: { job_status: queuedJobView(job, request.baseUrl) } };
}
