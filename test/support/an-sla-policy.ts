import type { Table } from '../../shared/platform/table/table.ts';
import type { PolicyFilter } from '../../shared/sla/policy-filter.ts';
import { listPolicies, putPolicy } from '../../shared/sla/sla-policy.store.ts';
import type { PolicyTarget, SlaPolicy } from '../../shared/sla/sla-policy.ts';
import { PRIORITIES } from '../../shared/tickets/ticket.ts';

/** Promises in minutes for a metric, from low to urgent. */
export function promised(
  metric: PolicyTarget['metric'],
  minutes: readonly [number, number, number, number],
): PolicyTarget[] {
  return PRIORITIES.map((priority, at) => ({
    priority,
    metric,
    seconds: (minutes[at] ?? 0) * 60,
    business_hours: false,
  }));
}

const EVERYTHING: PolicyFilter = { all: [], any: [] };
let made = 0;

/** A policy for every ticket: first reply within 4, 2, 1 or half an hour, resolution within 4, 2, 1 or half a day. */
export function anSlaPolicy(changes: Partial<SlaPolicy> = {}): SlaPolicy {
  const id = ++made;
  return {
    id,
    version: 1,
    title: `Policy ${id}`,
    description: null,
    filter: EVERYTHING,
    targets: [
      ...promised('first_reply_time', [240, 120, 60, 30]),
      ...promised('requester_wait_time', [5760, 2880, 1440, 720]),
    ],
    schedule_id: null,
    escalations: null,
    created_at: 0,
    updated_at: 0,
    ...changes,
  };
}

/** A policy in the table, last in order. */
export async function aStoredSlaPolicy(table: Table, changes: Partial<SlaPolicy> = {}): Promise<SlaPolicy> {
  const policy = anSlaPolicy(changes);
  const { policies, orderVersion } = await listPolicies(table, { consistent: true });
  const ids = [...policies.map((each) => each.id), policy.id];
  await putPolicy(table, undefined, policy, { ids, version: orderVersion });
  return policy;
}
