import { notFound } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import type { slaPoliciesApi } from '../../shared/sla/sla-policies.api.ts';
import { deletePolicy } from '../../shared/sla/sla-policy.store.ts';
import type { SlaPoliciesDeps } from './deps.ts';
import { withFreshPolicies } from './with-fresh-policies.ts';

export const deleteSlaPolicy: UseCase<typeof slaPoliciesApi.routes.remove, SlaPoliciesDeps> = async (request, deps) =>
  withFreshPolicies(deps.table, async ({ policies, orderVersion }) => {
    const policy = policies.find((each) => each.id === request.params.id);
    if (!policy) throw notFound('sla_policy');
    const left = policies.filter((each) => each !== policy).map((each) => each.id);
    await deletePolicy(deps.table, policy, left, orderVersion, deps.now());
    return {};
  });
