import type { Job } from '../../shared/jobs/job.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import { DomainError } from '../../shared/kernel/errors.ts';

/** Deletes a record. One that was deleted since the job was asked for is gone as it should be. */
export async function deleteOnce(
  job: Job,
  remove: () => Promise<unknown>,
  deletedAt: () => Promise<Instant | undefined>,
): Promise<void> {
  try {
    await remove();
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind !== 'not_found') throw error;
    const at = await deletedAt();
    if (at === undefined || at < job.created_at) throw error;
  }
}
