import type { JobType } from '../../shared/jobs/job.ts';
import { queuedJobView } from '../../shared/jobs/job.view.ts';
import { queueOnce } from '../../shared/jobs/queue-once.store.ts';
import { invalid } from '../../shared/kernel/errors.ts';
import { type BulkRows, targetRows } from '../../shared/people/bulk.ts';
import type { usersApi } from '../../shared/people/users.api.ts';
import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import type { UsersDeps } from './deps.ts';

type Routes = typeof usersApi.routes;

/** Creates people, each row by itself. */
export const createManyUsers: UseCase<Routes['createMany'], UsersDeps> = (request, deps) =>
  queue(request, deps, 'users.create', request.body.users);

/** Creates or changes people, each row by itself. */
export const createOrUpdateManyUsers: UseCase<Routes['createOrUpdateMany'], UsersDeps> = (request, deps) =>
  queue(request, deps, 'users.create_or_update', request.body.users);

/** Changes people: all alike by `ids` and `user`, or each in its own way by `users`. */
export const updateManyUsers: UseCase<Routes['updateMany'], UsersDeps> = (request, deps) => {
  const { user, users } = request.body;
  if (!user && !users) throw invalid('users', 'field_required');
  const rows = users ?? targetRows(request.query).map((target) => ({ ...user, ...target }));
  return queue(request, deps, 'users.update', rows);
};

/** Deletes people. */
export const destroyManyUsers: UseCase<Routes['destroyMany'], UsersDeps> = (request, deps) =>
  queue(request, deps, 'users.delete', targetRows(request.query));

async function queue(request: Request, deps: UsersDeps, job_type: JobType, rows: BulkRows) {
  const job = await queueOnce(request, deps, job_type, rows);
  return { body: { job_status: queuedJobView(job, request.baseUrl) } };
}
