import type { UseCase } from '../../shared/platform/http/contract.ts';
import type { slaPoliciesApi } from '../../shared/sla/sla-policies.api.ts';
import { listPolicies } from '../../shared/sla/sla-policy.store.ts';
import { slaPolicyView } from '../../shared/sla/sla-policy.view.ts';
import type { SlaPoliciesDeps } from './deps.ts';

/** All policies: they are few, and their order only means something as a whole. */
export const listSlaPolicies: UseCase<typeof slaPoliciesApi.routes.list, SlaPoliciesDeps> = async (request, deps) => {
  const { policies } = await listPolicies(deps.table, { consistent: true });
  const sla_policies = policies.map((policy, at) => slaPolicyView(policy, at + 1, request.baseUrl));
  return { body: { sla_policies, count: sla_policies.length, next_page: null, previous_page: null } };
};
