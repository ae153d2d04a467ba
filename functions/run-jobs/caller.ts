import type { Job } from '../../shared/jobs/job.ts';
import { forbidden } from '../../shared/kernel/errors.ts';
import { getUser } from '../../shared/people/user.store.ts';
import type { User as Caller } from '../../shared/platform/http/contract.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** Who asked for a job, with the rights they have now. Throws `forbidden` when they have lost them meanwhile. */
export async function callerOfJob(table: Table, job: Job): Promise<Caller> {
  const user = await getUser(table, job.requested_by);
  if (!user?.active || user.suspended || user.role === 'end-user') throw forbidden();
  const { id: userId, role, name, email, locale } = user;
  return { kind: 'user', userId, role, name, email, locale, assurance: 'signed_in' };
}
