import { type Job, type JobRow, type RowResult, rowDone } from '../../shared/jobs/job.ts';
import { rowKey } from '../../shared/jobs/row-key.ts';
import { parsedRow, rowChanges, rowTarget } from '../../shared/people/bulk-row.store.ts';
import { findOrganizationByExternalId, getOrganizationRecord } from '../../shared/people/organization.store.ts';
import { OrganizationInput } from '../../shared/people/organization-input.ts';
import {
  createOrganizationAs,
  deleteOrganizationAs,
  type OrganizationWriter,
  updateOrganizationAs,
} from '../../shared/people/write-organization.store.ts';
import type { User as Caller } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import { deleteOnce } from './delete-once.ts';
import type { RunJobsDeps } from './run-job.ts';

/** What rows about organizations work with: `caller` is who asked for the job. */
export interface OrganizationRowDeps extends RunJobsDeps {
  readonly caller: Caller;
}

/** Creates one organization. */
export async function createOrganizationRow(row: JobRow, job: Job, deps: OrganizationRowDeps): Promise<RowResult> {
  const input = parsedRow(OrganizationInput, row.input);
  const context = writer(deps);
  const id = await createOnce<number>(deps.table, rowKey(job, row), context.now, async (claim) => {
    return (await createOrganizationAs(deps.table, input, context, claim)).id;
  });
  return rowDone(job.job_type, row.row, id);
}

/** Changes one organization; doing it twice is the same change. */
export async function updateOrganizationRow(row: JobRow, job: Job, deps: OrganizationRowDeps): Promise<RowResult> {
  const input = rowChanges(row.input, parsedRow(OrganizationInput, row.input));
  const id = await target(row, job, deps);
  await updateOrganizationAs(deps.table, id, input, writer(deps));
  return rowDone(job.job_type, row.row, id);
}

/** Deletes one organization. */
export async function deleteOrganizationRow(row: JobRow, job: Job, deps: OrganizationRowDeps): Promise<RowResult> {
  const id = await target(row, job, deps);
  const remove = () => deleteOrganizationAs(deps.table, id, writer(deps));
  await deleteOnce(job, remove, async () => {
    const record = await getOrganizationRecord(deps.table, id);
    return record?.deleted ? record.updated_at : undefined;
  });
  return rowDone(job.job_type, row.row, id);
}

function target(row: JobRow, job: Job, { table, now }: OrganizationRowDeps): Promise<number> {
  return rowTarget(table, row.input, rowKey(job, row), now(), findOrganizationByExternalId);
}

function writer({ caller, now, newId }: OrganizationRowDeps): OrganizationWriter {
  return { principal: caller, now: now(), newId };
}
