import { maySeeJob } from '../../shared/jobs/job.policy.ts';
import { getJobs, listJobs as listJobsOf } from '../../shared/jobs/job.store.ts';
import type { Job } from '../../shared/jobs/job.ts';
import { MAX_ROWS } from '../../shared/jobs/job.ts';
import { jobStatusView } from '../../shared/jobs/job.view.ts';
import type { jobStatusesApi } from '../../shared/jobs/job-statuses.api.ts';
import { forbidden } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import type { JobStatusesDeps } from './deps.ts';

export const listJobs: UseCase<typeof jobStatusesApi.routes.list, JobStatusesDeps> = async (request, deps) => {
  if (request.principal.kind !== 'user') throw forbidden();
  return list(await listJobsOf(deps.table, request.principal.userId, deps.now(), MAX_ROWS), request.baseUrl);
};

export const showManyJobs: UseCase<typeof jobStatusesApi.routes.showMany, JobStatusesDeps> = async (request, deps) => {
  const ids = request.query.ids.split(',').filter(Boolean).slice(0, MAX_ROWS);
  const jobs = await getJobs(deps.table, ids, deps.now());
  return list(
    jobs.filter((job) => maySeeJob(request.principal, job)),
    request.baseUrl,
  );
};

function list(jobs: readonly Job[], baseUrl: string) {
  const job_statuses = jobs.map((job) => jobStatusView(job, baseUrl));
  return { body: { job_statuses, count: job_statuses.length, next_page: null, previous_page: null } };
}
