import { notFound } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import type { slaPoliciesApi } from '../../shared/sla/sla-policies.api.ts';
import { listPolicies } from '../../shared/sla/sla-policy.store.ts';
import { slaPolicyView } from '../../shared/sla/sla-policy.view.ts';
import type { SlaPoliciesDeps } from './deps.ts';

export const showSlaPolicy: UseCase<typeof slaPoliciesApi.routes.show, SlaPoliciesDeps> = async (request, deps) => {
  const { policies } = await listPolicies(deps.table, { consistent: true });
  const at = policies.findIndex((policy) => policy.id === request.params.id);
  const policy = policies[at];
  if (!policy) throw notFound('sla_policy');
  return { body: { sla_policy: slaPolicyView(policy, at + 1, request.baseUrl) } };
};
