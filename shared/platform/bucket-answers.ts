import { DomainError } from '../kernel/errors.ts';

/** Whether the bucket had what was asked for. Throws `unavailable` for anything but success and 404. */
export async function found(method: string, response: Response): Promise<boolean> {
  if (response.ok) return true;
  if (response.status === 404) return false;
  throw refusedByBucket(method, response.status, await response.text());
}

/** For what must exist, such as the bucket itself. Throws `unavailable` when it does not. */
export async function expectFound(method: string, response: Response): Promise<void> {
  if (!(await found(method, response))) throw refusedByBucket(method, response.status, await response.text());
}

/** The fault to report when the bucket refuses what it should do. */
export function refusedByBucket(method: string, status: number, problem: string): DomainError {
  const cause = new Error(`S3 ${method} answered ${status}: ${problem.slice(0, 200)}`);
  return new DomainError('unavailable', 'try_again', { cause });
}
