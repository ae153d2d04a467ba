import type { JobType } from '../../shared/jobs/job.ts';
import { queuedJobView } from '../../shared/jobs/job.view.ts';
import { queueOnce } from '../../shared/jobs/queue-once.store.ts';
import type { BulkRows } from '../../shared/people/bulk.ts';
import type { Request } from '../../shared/platform/http/contract.ts';
import type { OrganizationsDeps } from './deps.ts';

/** Queues a job and answers how it stands. */
export async function queueRows(request: Request, deps: OrganizationsDeps, job_type: JobType, rows: BulkRows) {
  const job = await queueOnce(request, deps, job_type, rows);
  return { body: { job_status: queuedJobView(job, request.baseUrl) } };
}
