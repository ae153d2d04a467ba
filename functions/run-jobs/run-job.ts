import { getJob, getJobRows, saveJob, saveRowResult } from '../../shared/jobs/job.store.ts';
import { type Job, type JobRow, type JobType, type RowResult, rowFailed } from '../../shared/jobs/job.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import type { User as Caller } from '../../shared/platform/http/contract.ts';
import { fieldLabel } from '../../shared/platform/http/wire-errors.ts';
import { errorText } from '../../shared/platform/i18n/error-text.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { callerOfJob } from './caller.ts';

export interface RunJobsDeps {
  readonly table: Table;
  readonly now: Clock;
  readonly newId: NewId;
}

type Called<Deps> = Deps & { readonly caller: Caller };

/** Carries out one row. Repeatable: a row that was done, but not recorded, answers the same when it is done again. */
export type RowWork<Deps> = (row: JobRow, job: Job, deps: Deps) => Promise<RowResult>;

const AT_ONCE = 8;

/**
 * Works through the rows of a job that have no result yet, several at a time, and completes it. A refused row is a
 * result; a row that could not be tried is left for the next delivery of the message, which goes on from there.
 */
export async function runJob<Deps extends RunJobsDeps>(
  id: string,
  work: Readonly<Record<JobType, RowWork<Called<Deps>>>>,
  deps: Deps,
): Promise<void> {
  const { table, now } = deps;
  const found = await getJob(table, id, now());
  if (!found || found.status === 'completed') return;
  const rows = await getJobRows(table, id);
  const job = found.status === 'queued' ? await saveJob(table, found, { status: 'working', updated_at: now() }) : found;
  const results = new Map(rows.flatMap(({ row, result }) => (result ? [[row, result] as const] : [])));
  const waiting = rows.filter((row) => row.result === null);
  const troubles: unknown[] = [];
  let asked: Promise<Caller> | undefined;
  const caller = () => {
    asked ??= callerOfJob(table, job);
    return asked;
  };
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
        try {
          const result = await carryOut(row, job, work[job.job_type], deps, caller);
          await saveRowResult(table, id, result);
          results.set(row.row, result);
        } catch (error) {
          troubles.push(error);
        }
      }
    }),
  );
  if (troubles.length > 0) throw troubles[0];
  const ordered = rows.flatMap(({ row }) => results.get(row) ?? []);
  await saveJob(table, job, { status: 'completed', progress: job.total, results: ordered, updated_at: now() });
}

async function carryOut<Deps extends RunJobsDeps>(
  row: JobRow,
  job: Job,
  work: RowWork<Called<Deps>>,
  deps: Deps,
  caller: () => Promise<Caller>,
): Promise<RowResult> {
  try {
    return await work(row, job, { ...deps, caller: await caller() });
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind === 'unavailable' || error.kind === 'rate_limited') throw error;
    const [field] = error.fields;
    const code = field?.code ?? error.code;
    const details = errorText(
      job.locale,
      code,
      field ? { field: fieldLabel(field.field), ...field.params } : error.params,
    );
    return rowFailed(job.job_type, row.row, idOf(row.input), code, details);
  }
}

function idOf(input: unknown): number | string | null {
  const id = (input as { id?: unknown } | null)?.id;
  if (typeof id === 'number') return Number.isSafeInteger(id) ? id : null;
  return typeof id === 'string' ? id : null;
}
