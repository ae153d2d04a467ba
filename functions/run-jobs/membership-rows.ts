import * as z from 'zod/mini';
import { type Job, type JobRow, type RowResult, rowDone } from '../../shared/jobs/job.ts';
import { rowKey } from '../../shared/jobs/row-key.ts';
import { onFirstUse } from '../../shared/kernel/on-first-use.ts';
import { parsedRow } from '../../shared/people/bulk-row.store.ts';
import { assertMayChangeGroupMembers } from '../../shared/people/group.policy.ts';
import { GroupMemberInput, OrganizationMemberInput } from '../../shared/people/membership-input.ts';
import { joinGroup, leaveGroup } from '../../shared/people/write-group.store.ts';
import { joinOrganizationAs, leaveOrganizationAs } from '../../shared/people/write-organization-membership.store.ts';
import type { User as Caller } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import type { Write } from '../../shared/platform/table/table-input.ts';
import type { RunJobsDeps } from './run-job.ts';

/** What rows about memberships work with: `caller` is who asked for the job. */
export interface MembershipRowDeps extends RunJobsDeps {
  readonly caller: Caller;
}

const Numbered = onFirstUse(() => z.object({ id: z.int() }));

/** Puts one agent into a group. */
export async function createGroupMembershipRow(row: JobRow, job: Job, deps: MembershipRowDeps): Promise<RowResult> {
  const { table, now, newId, caller } = deps;
  assertMayChangeGroupMembers(caller);
  const input = parsedRow(GroupMemberInput, row.input);
  return once(row, job, deps, async (claim) => (await joinGroup(table, input, { now: now(), newId }, claim)).id);
}

/** Takes one agent out of a group. */
export async function deleteGroupMembershipRow(row: JobRow, job: Job, deps: MembershipRowDeps): Promise<RowResult> {
  const { table, now, newId, caller } = deps;
  assertMayChangeGroupMembers(caller);
  const { id } = parsedRow(Numbered, row.input);
  return once(row, job, deps, async (claim) => {
    await leaveGroup(table, id, { now: now(), newId }, claim(id));
    return id;
  });
}

/** Puts one person into an organization. */
export async function createOrganizationMembershipRow(
  row: JobRow,
  job: Job,
  deps: MembershipRowDeps,
): Promise<RowResult> {
  const { table, now, newId, caller: principal } = deps;
  const input = parsedRow(OrganizationMemberInput, row.input);
  const context = { principal, now: now(), newId };
  return once(row, job, deps, async (claim) => (await joinOrganizationAs(table, input, context, claim)).id);
}

/** Takes one person out of an organization. */
export async function deleteOrganizationMembershipRow(
  row: JobRow,
  job: Job,
  deps: MembershipRowDeps,
): Promise<RowResult> {
  const { table, now, newId, caller: principal } = deps;
  const { id } = parsedRow(Numbered, row.input);
  const context = { principal, now: now(), newId };
  return once(row, job, deps, async (claim) => {
    await leaveOrganizationAs(table, id, undefined, context, claim(id));
    return id;
  });
}

/** Nothing is left of a membership that ended: only the marker committed with it tells that this row has ended it. */
async function once(
  row: JobRow,
  job: Job,
  { table, now }: MembershipRowDeps,
  work: (claim: (id: number) => Write[]) => Promise<number>,
): Promise<RowResult> {
  const id = await createOnce<number>(table, rowKey(job, row), now(), work);
  return rowDone(job.job_type, row.row, id);
}
