import {
  createGroupMembershipRow,
  createOrganizationMembershipRow,
  deleteGroupMembershipRow,
  deleteOrganizationMembershipRow,
} from '../../functions/run-jobs/membership-rows.ts';
import {
  createOrganizationRow,
  deleteOrganizationRow,
  updateOrganizationRow,
} from '../../functions/run-jobs/organization-rows.ts';
import { type RowWork, runJob } from '../../functions/run-jobs/run-job.ts';
import {
  createOrUpdateUserRow,
  createUserRow,
  deleteUserRow,
  type UserRowDeps,
  updateUserRow,
} from '../../functions/run-jobs/user-rows.ts';
import { getJob, getJobRows, queueJob } from '../../shared/jobs/job.store.ts';
import type { Job, JobRow, JobType, RowResult } from '../../shared/jobs/job.ts';
import { jobRowKey } from '../../shared/platform/table/keys.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { TestClock } from './clock.ts';

const notHere: RowWork<UserRowDeps> = async () => {
  throw new Error('This test is not about tickets');
};

/** What is done with rows about people, organizations and memberships. */
export const PEOPLE_WORK: Readonly<Record<JobType, RowWork<UserRowDeps>>> = {
  'tickets.create': notHere,
  'tickets.update': notHere,
  'tickets.delete': notHere,
  'tickets.merge': notHere,
  'users.create': createUserRow,
  'users.create_or_update': createOrUpdateUserRow,
  'users.update': updateUserRow,
  'users.delete': deleteUserRow,
  'organizations.create': createOrganizationRow,
  'organizations.update': updateOrganizationRow,
  'organizations.delete': deleteOrganizationRow,
  'group_memberships.create': createGroupMembershipRow,
  'group_memberships.delete': deleteGroupMembershipRow,
  'organization_memberships.create': createOrganizationMembershipRow,
  'organization_memberships.delete': deleteOrganizationMembershipRow,
};

let made = 0;

/** A bulk request that somebody made. */
export function aJob(
  table: Table,
  clock: TestClock,
  job: { readonly job_type: JobType; readonly rows: readonly unknown[]; readonly requested_by: number },
): Promise<Job> {
  return queueJob(table, { id: `job-${++made}`, locale: 'en', ...job }, clock.now());
}

/** Works through a job as its message would; answers the results of its rows. */
export async function workThrough(table: Table, clock: TestClock, id: string): Promise<RowResult[]> {
  await runJob(id, PEOPLE_WORK, { table, now: clock.now, newId: clock.newId, defaultLocale: 'en' });
  return (await getJob(table, id, clock.now()))?.results ?? [];
}

/** Puts a job back to where it was after its rows were carried out, but before that was recorded. */
export async function forgetResults(table: Table, job: Job): Promise<void> {
  const rows: JobRow[] = await getJobRows(table, job.id);
  for (const { row } of rows) await table.update({ key: jobRowKey(job.id, row), set: { result: null } });
  const current = await table.get({ pk: `JOB#${job.id}`, sk: 'META' });
  await table.put({ ...current, status: 'working', progress: 0, results: null });
}
