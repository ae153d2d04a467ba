import type { jobStatusesApi } from '../../shared/jobs/job-statuses.api.ts';
import type { UseCases } from '../../shared/platform/http/contract.ts';
import type { JobStatusesDeps } from './deps.ts';
import { listJobs, showManyJobs } from './list-jobs.ts';
import { showJob } from './show-job.ts';

/** What serves each route of `jobStatusesApi`. */
export const jobStatusesUseCases: UseCases<typeof jobStatusesApi.routes, JobStatusesDeps> = {
  list: listJobs,
  showMany: showManyJobs,
  show: showJob,
};
