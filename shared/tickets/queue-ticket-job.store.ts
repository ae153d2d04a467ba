import { getJob, type JobRequest, queueJob } from '../jobs/job.store.ts';
import type { Job } from '../jobs/job.ts';
import type { IdempotencyKey } from '../platform/http/contract.ts';
import { createOnce } from '../platform/idempotency.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import type { TicketDeps } from './ticket-deps.store.ts';

type Deps = Pick<TicketDeps, 'table' | 'now' | 'newId'>;

/**
 * Queues a bulk request once for a client's key. The key is bound to the job's id first; a request that was cut off
 * after that queues the same job when it is sent again.
 */
export async function queueTicketJob(
  { table, now, newId }: Deps,
  request: Omit<JobRequest, 'id'>,
  key: IdempotencyKey | undefined,
): Promise<Job> {
  const id = await createOnce<string>(table, key, now(), async (claim) => {
    const made = newId().toString(16);
    const writes = claim(made);
    if (writes.length > 0) await table.transact(writes);
    return made;
  });
  try {
    return await queueJob(table, { ...request, id }, now());
  } catch (error) {
    const queued = error instanceof ConditionFailed ? await getJob(table, id, now()) : undefined;
    if (!queued) throw error;
    return queued;
  }
}
