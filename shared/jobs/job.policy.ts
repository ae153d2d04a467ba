import type { Principal } from '../kernel/principal.ts';
import type { Job } from './job.ts';

/** A job's results name records, so only who asked for it and administrators see it. */
export function maySeeJob(principal: Principal, job: Job): boolean {
  return principal.kind === 'user' && (principal.role === 'admin' || principal.userId === job.requested_by);
}
