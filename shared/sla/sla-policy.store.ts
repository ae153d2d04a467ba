import * as z from 'zod/mini';
import { type Clock, type Instant, SECOND } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { slaPolicyKey, slaPolicyOrderKey } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { SlaPolicy } from './sla-policy.ts';

const Order = onFirstUse(() => z.object({ ids: z.array(z.int()), version: z.int() }));

/** All policies in the order in which they are tried, and the version of that order (0: there is none yet). */
export interface PolicyList {
  readonly policies: readonly SlaPolicy[];
  readonly orderVersion: number;
}

/** Reads all policies; they are few and share one partition. */
export async function listPolicies(table: Table, options: { consistent: boolean }): Promise<PolicyList> {
  const { items } = await table.query({ partition: slaPolicyOrderKey.pk, consistent: options.consistent });
  const stored = items.find((item) => item['sk'] === slaPolicyOrderKey.sk);
  const { ids, version } = stored ? z.parse(Order, stored) : { ids: [], version: 0 };
  const policies = items.filter((item) => item !== stored).map((item) => z.parse(SlaPolicy, item));
  const place = (policy: SlaPolicy) => (ids.includes(policy.id) ? ids.indexOf(policy.id) : ids.length);
  return { policies: policies.sort((a, b) => place(a) - place(b) || a.id - b.id), orderVersion: version };
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
  await table.transact([{ put, condition }, orderWrite(order.ids, order.version), ...also]);
}

/** Removes a policy and its place in the order. Throws ConditionFailed when either was changed meanwhile. */
export async function deletePolicy(table: Table, policy: SlaPolicy, ids: readonly number[], orderVersion: number) {
  const condition = { version: policy.version };
  await table.transact([{ delete: slaPolicyKey(policy.id), condition }, orderWrite(ids, orderVersion)]);
}

/** Puts the policies in another order. Throws ConditionFailed when the order was changed meanwhile. */
export async function orderPolicies(table: Table, ids: readonly number[], orderVersion: number): Promise<void> {
  await table.transact([orderWrite(ids, orderVersion)]);
}

function orderWrite(ids: readonly number[], version: number): Write {
  return {
    put: { ...slaPolicyOrderKey, entity: 'sla_policy_order', ids, version: version + 1 },
    condition: version === 0 ? 'absent' : { version },
  };
}

/** The policies as of an instant. */
export type PolicySource = (asOf: Instant) => Promise<readonly SlaPolicy[]>;

/** A policy counts for what happens from this long after it was saved: it spares a read for every ticket of a busy second. */
const MAY_MISS = SECOND;
const KEPT = 30 * SECOND;

/** Reads the policies and keeps them for what happened before, or within a second after they were read. */
export function policySource(table: Table, now: Clock): PolicySource {
  let kept: { policies: Promise<readonly SlaPolicy[]>; at: Instant } | undefined;
  return (asOf) => {
    const at = now();
    if (!kept || kept.at + KEPT <= at || kept.at + MAY_MISS <= asOf) {
      const policies = listPolicies(table, { consistent: true }).then((list) => list.policies);
      const reading = { policies, at };
      policies.catch(() => {
        if (kept === reading) kept = undefined;
      });
      kept = reading;
    }
    return kept.policies;
  };
}
