import type { Job, JobRow } from './job.ts';

/**
 * Names what a row of a job makes, so that a row that is carried out again finds what it made before. What a row asks
 * never changes, and the table does not keep the order of its fields: nothing is gained by a hash of it.
 */
export function rowKey(job: Job, row: JobRow): { readonly scope: string; readonly bodyHash: string } {
  return { scope: `job#${job.id}#${row.row}`, bodyHash: 'row' };
}
