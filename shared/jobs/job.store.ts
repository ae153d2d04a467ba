import * as z from 'zod/mini';
import { DAY, type Instant, SECOND } from '../kernel/clock.ts';
import { invalid } from '../kernel/errors.ts';
import { sortableId } from '../kernel/ids.ts';
import { EVENT_ATTRIBUTE, type EventMessage } from '../platform/messaging/event.ts';
import { JOB_ROW_PREFIX, jobKey, jobRowKey, jobsOfUserPartition } from '../platform/table/keys.ts';
import type { Item, Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { Job, JobRow, type JobType, MAX_ROWS, type RowResult } from './job.ts';

const KEPT = 7 * DAY;

export interface JobRequest {
  /** Names the job; the same id again is the same job. */
  readonly id: string;
  readonly job_type: JobType;
  readonly rows: readonly unknown[];
  readonly requested_by: number;
  readonly locale: string;
}

/**
 * Keeps a bulk request and hands it to `run-jobs`: the rows first, then the job with its event, so that a job that is
 * known has all its rows. Throws `invalid` for none or more than 100 rows. `also` joins the job's own commit.
 */
export async function queueJob(
  table: Table,
  request: JobRequest,
  now: Instant,
  also: readonly Write[] = [],
): Promise<Job> {
  const { rows, ...rest } = request;
  if (rows.length === 0) throw invalid('base', 'job.no_rows');
  if (rows.length > MAX_ROWS) throw invalid('base', 'job.too_many_rows', { limit: MAX_ROWS });
  const job: Job = {
    ...rest,
    version: 1,
    status: 'queued',
    total: rows.length,
    progress: 0,
    results: null,
    created_at: now,
    updated_at: now,
  };
  const expires_at = Math.ceil((now + KEPT) / SECOND);
  await table.putAll(
    rows.map((input, row) => ({ ...jobRowKey(job.id, row), entity: 'job_row', row, input, result: null, expires_at })),
  );
  const event: EventMessage = { id: `job#${job.id}`, names: ['job.queued.v1'], subject: job.id, at: now, data: {} };
  await table.transact([...also, { put: { ...jobItem(job), [EVENT_ATTRIBUTE]: event }, condition: 'absent' }]);
  return job;
}

/** The job, or undefined when there is none or it is older than a week. */
export async function getJob(table: Table, id: string, now: Instant): Promise<Job | undefined> {
  const item = await table.get(jobKey(id), { consistent: true });
  return kept(item, now);
}

/** The jobs of these ids that there are. */
export async function getJobs(table: Table, ids: readonly string[], now: Instant): Promise<Job[]> {
  const items = await table.batchGet([...new Set(ids)].map(jobKey));
  return items.flatMap((item) => kept(item, now) ?? []);
}

/** The latest jobs somebody asked for, newest first. */
export async function listJobs(table: Table, userId: number, now: Instant, limit: number): Promise<Job[]> {
  const partition = jobsOfUserPartition(userId);
  const { items } = await table.query({ index: 'gsi1', partition, descending: true, limit });
  return getJobs(
    table,
    items.map((item) => String(item['pk']).slice('JOB#'.length)),
    now,
  );
}

/** All rows of a job in order, with the results so far. */
export async function getJobRows(table: Table, id: string): Promise<JobRow[]> {
  const rows: JobRow[] = [];
  let after: Parameters<Table['query']>[0]['after'];
  do {
    const partition = jobKey(id).pk;
    const { items, next } = await table.query({ partition, startsWith: JOB_ROW_PREFIX, consistent: true, after });
    rows.push(...items.map((item) => z.parse(JobRow, item)));
    after = next;
  } while (after);
  return rows;
}

/** Records how a row ended. Writing it again writes the same. */
export async function saveRowResult(table: Table, id: string, result: RowResult): Promise<void> {
  await table.update({ key: jobRowKey(id, result.index), set: { result }, condition: 'present' });
}

/** Records how far a job has come. Throws ConditionFailed when another worker was there meanwhile. */
export async function saveJob(table: Table, before: Job, changes: Partial<Job>): Promise<Job> {
  const job: Job = { ...before, ...changes, version: before.version + 1 };
  await table.put(jobItem(job), { version: before.version });
  return job;
}

function jobItem(job: Job): Item {
  return {
    ...jobKey(job.id),
    entity: 'job',
    ...job,
    gsi1pk: jobsOfUserPartition(job.requested_by),
    gsi1sk: sortableId(job.created_at),
    expires_at: Math.ceil((job.created_at + KEPT) / SECOND),
  };
}

function kept(item: Item | undefined, now: Instant): Job | undefined {
  const job = item && z.parse(Job, item);
  return job && job.created_at + KEPT > now ? job : undefined;
}
