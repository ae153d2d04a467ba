import type { Clock } from '../kernel/clock.ts';
import { forbidden, notFound } from '../kernel/errors.ts';
import type { Request } from '../platform/http/contract.ts';
import { createOnce } from '../platform/idempotency.ts';
import type { Table } from '../platform/table/table.ts';
import { getJob, queueJob } from './job.store.ts';
import type { Job, JobType } from './job.ts';

/**
 * Queues the rows of a bulk request once for a client's key: the same request again is the same job, another one with the key is
 * refused. Answers the job as it was when it was queued, so that clients learn the outcome in one way only.
 */
export async function queueOnce(
  { principal, locale, idempotency }: Request,
  { table, ...deps }: { readonly table: Table; readonly now: Clock; readonly newToken: () => string },
  job_type: JobType,
  rows: readonly object[],
): Promise<Job> {
  if (principal.kind !== 'user') throw forbidden();
  const asked = { job_type, rows, requested_by: principal.userId, locale };
  const now = deps.now();
  let queued: Job | undefined;
  const id = await createOnce<string>(table, idempotency, now, async (claim) => {
    const fresh = deps.newToken();
    queued = await queueJob(table, { id: fresh, ...asked }, now, claim(fresh));
    return fresh;
  });
  if (queued) return queued;
  const earlier = await getJob(table, id, now);
  if (!earlier) throw notFound('job_status');
  return { ...earlier, status: 'queued', progress: 0, results: null };
}
