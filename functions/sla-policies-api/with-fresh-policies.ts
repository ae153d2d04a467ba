import type { Table } from '../../shared/platform/table/table.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { listPolicies, type PolicyList } from '../../shared/sla/sla-policy.store.ts';

const ATTEMPTS = 5;

/** Reads the policies and writes by them; when somebody else wrote in between, both are done again. */
export async function withFreshPolicies<T>(table: Table, write: (list: PolicyList) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const list = await listPolicies(table, { consistent: true });
    try {
      return await write(list);
    } catch (error) {
      if (!(error instanceof ConditionFailed) || attempt >= ATTEMPTS) throw error;
    }
  }
}
