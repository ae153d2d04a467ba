import type { Table } from '../../shared/platform/table/table.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { listPolicies } from '../../shared/sla/sla-policy.store.ts';
import type { StoredRules } from '../../shared/sla/sla-rules.ts';

const ATTEMPTS = 5;

/** Reads policies and schedules and writes by them; when somebody else wrote in between, both are done again. */
export async function withFreshPolicies<T>(table: Table, write: (rules: StoredRules) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const rules = await listPolicies(table, { consistent: true });
    try {
      return await write(rules);
    } catch (error) {
      if (!(error instanceof ConditionFailed) || attempt >= ATTEMPTS) throw error;
    }
  }
}
