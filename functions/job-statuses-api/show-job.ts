import { maySeeJob } from '../../shared/jobs/job.policy.ts';
import { getJob } from '../../shared/jobs/job.store.ts';
import { jobStatusView } from '../../shared/jobs/job.view.ts';
import type { jobStatusesApi } from '../../shared/jobs/job-statuses.api.ts';
import { notFound } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import type { JobStatusesDeps } from './deps.ts';

export const showJob: UseCase<typeof jobStatusesApi.routes.show, JobStatusesDeps> = async (request, deps) => {
  const job = await getJob(deps.table, request.params.job_status_id, deps.now());
  if (!job || !maySeeJob(request.principal, job)) throw notFound('job_status');
  return { body: { job_status: jobStatusView(job, request.baseUrl) } };
};
