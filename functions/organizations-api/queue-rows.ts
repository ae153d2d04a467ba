import type { JobType } from '../../shared/jobs/job.ts';
import { jobStatusView } from '../../shared/jobs/job.view.ts';
import { queueOnce } from '../../shared/jobs/queue-once.store.ts';
import { forbidden } from '../../shared/kernel/errors.ts';
import type { BulkRows } from '../../shared/people/bulk.ts';
import type { Request } from '../../shared/platform/http/contract.ts';
import type { OrganizationsDeps } from './deps.ts';

/** Queues a job and answers how it stands. */
export async function queueRows(request: Request, deps: OrganizationsDeps, job_type: JobType, rows: BulkRows) {
  const { principal, locale, baseUrl, idempotency } = request;
  if (principal.kind !== 'user') throw forbidden();
  const asked = { job_type, rows, requested_by: principal.userId, locale };
  const job = await queueOnce(deps.table, asked, idempotency, deps);
  return { body: { job_status: { ...jobStatusView(job, baseUrl), results: null } } };
}
