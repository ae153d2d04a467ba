import * as z from 'zod/mini';
import { type Instant, SECOND } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { queryAll } from '../people/list-ids.store.ts';
import { slaPolicyKey, slaPolicyOrderKey } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { timerWrite } from '../timers/timer.store.ts';
import { SlaPolicy } from './sla-policy.ts';
import type { StoredRules } from './sla-rules.ts';
import { SlaSchedule } from './sla-schedule.ts';

const Order = onFirstUse(() =>
  z.object({
    ids: z._default(z.array(z.int()), []),
    version: z.int(),
    changed_at: z._default(z.number(), 0),
    default_schedule_id: z._default(z.nullable(z.int()), null),
  }),
);

/**
 * Reads all policies, in the order in which they are tried, and schedules: they are few and share one partition. Their
 * order's version (0: there is none yet) rises with every change of any of them.
 */
export async function listPolicies(table: Table, options: { consistent: boolean }): Promise<StoredRules> {
  const items = await queryAll(table, { partition: slaPolicyOrderKey.pk, consistent: options.consistent });
  const stored = items.find((item) => item['sk'] === slaPolicyOrderKey.sk);
  const { ids, version, ...order } = stored
    ? z.parse(Order, stored)
    : { ids: [], version: 0, changed_at: 0, default_schedule_id: null };
  const of = (entity: string) => items.filter((item) => item['entity'] === entity);
  const policies = of('sla_policy').map((item) => z.parse(SlaPolicy, item));
  const place = (policy: SlaPolicy) => (ids.includes(policy.id) ? ids.indexOf(policy.id) : ids.length);
  return {
    policies: policies.sort((a, b) => place(a) - place(b) || a.id - b.id),
    schedules: of('sla_schedule').map((item) => z.parse(SlaSchedule, item)),
    orderVersion: version,
    ...order,
  };
}

/**
 * Commits a policy together with the order of all. `before` is its state as it was read, undefined for a new one. Throws
 * ConditionFailed when the policy or the order was changed meanwhile.
 */
export async function putPolicy(
  table: Table,
  before: SlaPolicy | undefined,
  policy: SlaPolicy,
  order: { readonly ids: readonly number[]; readonly version: number },
  also: readonly Write[] = [],
): Promise<void> {
  const condition = before ? { version: before.version } : 'absent';
  const put = { ...slaPolicyKey(policy.id), entity: 'sla_policy', ...policy };
  await table.transact([
    { put, condition },
    ...rulesChanged(order.version, policy.updated_at, { ids: order.ids }),
    ...also,
  ]);
}

/** Removes a policy and its place in the order. Throws ConditionFailed when either was changed meanwhile. */
export async function deletePolicy(
  table: Table,
  policy: SlaPolicy,
  ids: readonly number[],
  orderVersion: number,
  now: Instant,
): Promise<void> {
  const condition = { version: policy.version };
  await table.transact([
    { delete: slaPolicyKey(policy.id), condition },
    ...rulesChanged(orderVersion, now, { ids: [...ids] }),
  ]);
}

/** Puts the policies in another order. Throws ConditionFailed when the order was changed meanwhile. */
export async function orderPolicies(
  table: Table,
  ids: readonly number[],
  orderVersion: number,
  now: Instant,
): Promise<void> {
  await table.transact(rulesChanged(orderVersion, now, { ids: [...ids] }));
}

/** By then every instance goes by the new rules: a ticket that is opened from now on starts under them. */
const HEARD_AFTER = 2 * SECOND;

/**
 * The writes that belong to every change of policies or schedules: the version that all of them have together rises, and a
 * timer is set that puts the clocks of open tickets under the new ones.
 */
export function rulesChanged(
  version: number,
  now: Instant,
  order: { readonly ids?: readonly number[]; readonly default_schedule_id?: number | null } = {},
): Write[] {
  const set = { entity: 'sla_policy_order', changed_at: now, ...order };
  return [
    {
      update: { key: slaPolicyOrderKey, set, add: { version: 1 } },
      condition: version === 0 ? 'absent' : { version },
    },
    timerWrite({ kind: 'sla.recompute', subject: 0, guard: version + 1, due_at: now + HEARD_AFTER, set_at: now }),
  ];
}
