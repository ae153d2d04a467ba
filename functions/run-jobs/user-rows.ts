import { type Job, type JobRow, type RowResult, rowDone } from '../../shared/jobs/job.ts';
import { rowKey } from '../../shared/jobs/row-key.ts';
import { parsedRow, rowChanges, rowTarget } from '../../shared/people/bulk-row.store.ts';
import { findUserByExternalId, getUser } from '../../shared/people/user.store.ts';
import { UserInput } from '../../shared/people/user-input.ts';
import {
  createOrUpdateUserAs,
  createUserAs,
  deleteUserAs,
  updateUserAs,
  type WriterContext,
} from '../../shared/people/write-user.store.ts';
import type { User as Caller } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import { deleteOnce } from './delete-once.ts';
import type { RunJobsDeps } from './run-job.ts';

/** What rows about people work with: `caller` is who asked for the job. */
export interface UserRowDeps extends RunJobsDeps {
  readonly caller: Caller;
  /** The language of people whose rows do not say theirs. */
  readonly defaultLocale: string;
}

/** Creates one person. */
export async function createUserRow(row: JobRow, job: Job, deps: UserRowDeps): Promise<RowResult> {
  const input = parsedRow(UserInput, row.input);
  const context = writer(deps);
  const id = await createOnce<number>(deps.table, rowKey(job, row), context.now, async (claim) => {
    return (await createUserAs(deps.table, input, context, claim)).id;
  });
  return rowDone(job.job_type, row.row, id);
}

/** Creates one person, or changes the one who is meant. */
export async function createOrUpdateUserRow(row: JobRow, job: Job, deps: UserRowDeps): Promise<RowResult> {
  const input = parsedRow(UserInput, row.input);
  const context = writer(deps);
  let did: 'create' | 'update' = 'create';
  const id = await createOnce<number>(deps.table, rowKey(job, row), context.now, async (claim) => {
    const { user, created } = await createOrUpdateUserAs(deps.table, input, context, claim);
    if (!created) did = 'update';
    return user.id;
  });
  return rowDone(job.job_type, row.row, id, did);
}

/** Changes one person; doing it twice is the same change. */
export async function updateUserRow(row: JobRow, job: Job, deps: UserRowDeps): Promise<RowResult> {
  const input = rowChanges(row.input, parsedRow(UserInput, row.input));
  const id = await target(row, job, deps);
  await updateUserAs(deps.table, id, input, writer(deps));
  return rowDone(job.job_type, row.row, id);
}

/** Deletes one person. */
export async function deleteUserRow(row: JobRow, job: Job, deps: UserRowDeps): Promise<RowResult> {
  const id = await target(row, job, deps);
  const remove = () => deleteUserAs(deps.table, id, writer(deps));
  await deleteOnce(job, remove, async () => {
    const user = await getUser(deps.table, id);
    return user?.active === false ? user.updated_at : undefined;
  });
  return rowDone(job.job_type, row.row, id);
}

function target(row: JobRow, job: Job, { table, now }: UserRowDeps): Promise<number> {
  return rowTarget(table, row.input, rowKey(job, row), now(), findUserByExternalId);
}

function writer({ caller, now, newId, defaultLocale }: UserRowDeps): WriterContext {
  return { principal: caller, now: now(), newId, defaultLocale };
}
