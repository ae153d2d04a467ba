import type { Request } from './contract.ts';

/** Whether a client would rather have a table than JSON. */
export function asksForCsv({ headers }: Pick<Request, 'headers'>): boolean {
  return /^\s*text\/csv\b/i.test(headers['accept'] ?? '');
}
