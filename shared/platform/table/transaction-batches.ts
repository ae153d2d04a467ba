import { MAX_TRANSACTION } from './table.ts';
import type { Write } from './table-input.ts';

/** What is to be written, in batches: as many in each as fit together into one transaction, one at least. */
export function transactionBatches<T>(all: readonly T[], writesOf: (batch: readonly T[]) => readonly Write[]): T[][] {
  const batches: T[][] = [];
  let open: T[] = [];
  for (const each of all) {
    if (open.length > 0 && writesOf([...open, each]).length > MAX_TRANSACTION) {
      batches.push(open);
      open = [];
    }
    open.push(each);
  }
  if (open.length > 0) batches.push(open);
  return batches;
}
