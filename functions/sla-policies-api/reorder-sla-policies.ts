import type { UseCase } from '../../shared/platform/http/contract.ts';
import { reordered } from '../../shared/sla/policy-order.ts';
import type { slaPoliciesApi } from '../../shared/sla/sla-policies.api.ts';
import { orderPolicies } from '../../shared/sla/sla-policy.store.ts';
import { slaPolicyView } from '../../shared/sla/sla-policy.view.ts';
import type { SlaPoliciesDeps } from './deps.ts';
import { withFreshPolicies } from './with-fresh-policies.ts';

export const reorderSlaPolicies: UseCase<typeof slaPoliciesApi.routes.reorder, SlaPoliciesDeps> = async (
  request,
  deps,
) =>
  withFreshPolicies(deps.table, async ({ policies, orderVersion }) => {
    const byId = new Map(policies.map((policy) => [policy.id, policy]));
    const ids = reordered([...byId.keys()], request.body.sla_policy_ids);
    await orderPolicies(deps.table, ids, orderVersion, deps.now());
    const ordered = ids.flatMap((id) => byId.get(id) ?? []);
    return { body: { sla_policies: ordered.map((policy, at) => slaPolicyView(policy, at + 1, request.baseUrl)) } };
  });
