import type { Clock } from '../kernel/clock.ts';
import { notFound } from '../kernel/errors.ts';
import type { IdempotencyKey } from '../platform/http/contract.ts';
import { createOnce } from '../platform/idempotency.ts';
import type { Table } from '../platform/table/table.ts';
import { getJob, type JobRequest, queueJob } from './job.store.ts';
import type { Job } from './job.ts';

/**
 * Queues a bulk request once for a client's key: the same request again is the same job, another one with the key is
 * refused. Answers the job as it was when it was queued, so that clients learn the outcome in one way only.
 */
export async function queueOnce(
  table: Table,
  request: Omit<JobRequest, 'id'>,
  key: IdempotencyKey | undefined,
  deps: { readonly now: Clock; readonly newToken: () => string },
): Promise<Job> {
  const now = deps.now();
  let queued: Job | undefined;
  const id = await createOnce<string>(table, key, now, async (claim) => {
    const fresh = deps.newToken();
    queued = await queueJob(table, { id: fresh, ...request }, now, claim(fresh));
    return fresh;
  });
  if (queued) return queued;
  const earlier = await getJob(table, id, now);
  if (!earlier) throw notFound('job_status');
  return { ...earlier, status: 'queued', progress: 0, results: null };
}
