import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { Job } from './job.ts';

/** A job as the wire shows it. `results` stays null until it is completed: clients compare with that. */
export const JobStatusView = onFirstUse(() =>
  z.object({
    id: z.string(),
    url: z.string(),
    job_type: z.string(),
    status: z.enum(['queued', 'working', 'completed', 'failed']),
    total: z.int(),
    progress: z.nullable(z.int()),
    message: z.nullable(z.string()),
    results: z.nullable(
      z.array(
        z.object({
          index: z.int(),
          id: z.nullable(z.union([z.int(), z.string()])),
          action: z.string(),
          status: z.string(),
          success: z.boolean(),
          error: z.optional(z.string()),
          details: z.optional(z.string()),
        }),
      ),
    ),
  }),
);
export type JobStatusView = z.output<typeof JobStatusView>;

/** A job as the answer to who asks for it. */
export function queuedJobView(job: Job, baseUrl: string): JobStatusView & { readonly results: null } {
  return { ...jobStatusView(job, baseUrl), results: null };
}

/** What whoever asked for the job sees of it. */
export function jobStatusView(job: Job, baseUrl: string): JobStatusView {
  const failed = job.results?.filter((row) => !row.success).length ?? 0;
  return {
    id: job.id,
    url: `${baseUrl}/job_statuses/${job.id}.json`,
    job_type: job.job_type,
    status: job.status,
    total: job.total,
    progress: job.status === 'queued' ? null : job.progress,
    message: job.status === 'completed' ? `${job.total - failed} of ${job.total} done` : null,
    results: job.results,
  };
}
