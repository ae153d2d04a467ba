import { DomainError } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import { placed } from '../../shared/sla/policy-order.ts';
import type { slaPoliciesApi } from '../../shared/sla/sla-policies.api.ts';
import { listPolicies, putPolicy } from '../../shared/sla/sla-policy.store.ts';
import { checkFilter, MAX_POLICIES, type SlaPolicy, targetsFrom } from '../../shared/sla/sla-policy.ts';
import { slaPolicyView } from '../../shared/sla/sla-policy.view.ts';
import type { SlaPoliciesDeps } from './deps.ts';
import { checkScheduleId, escalationsFrom } from './escalations-from.ts';
import { filterFrom } from './filter-from.ts';
import { withFreshPolicies } from './with-fresh-policies.ts';

export const createSlaPolicy: UseCase<typeof slaPoliciesApi.routes.create, SlaPoliciesDeps> = async (request, deps) => {
  const { title, description = null, filter: asked, policy_metrics, position, ...more } = request.body.sla_policy;
  const filter = filterFrom(asked);
  checkFilter(filter);
  const targets = targetsFrom(policy_metrics ?? []);
  const { schedule_id = null } = more;
  const escalations = await escalationsFrom(more.escalations ?? null, deps.table);
  const now = deps.now();
  const id = await createOnce(deps.table, request.idempotency, now, async (claim) => {
    const rest = { schedule_id, escalations, created_at: now, updated_at: now };
    const policy: SlaPolicy = { id: deps.newId(), version: 1, title, description, filter, targets, ...rest };
    await withFreshPolicies(deps.table, async ({ policies, orderVersion, schedules }) => {
      checkScheduleId(schedule_id, schedules);
      if (policies.length >= MAX_POLICIES)
        throw new DomainError('invalid', 'sla.too_many_policies', { params: { limit: MAX_POLICIES } });
      const ids = placed(
        policies.map((each) => each.id),
        policy.id,
        position ?? undefined,
      );
      await putPolicy(deps.table, undefined, policy, { ids, version: orderVersion }, claim(policy.id));
    });
    return policy.id;
  });
  const { policies } = await listPolicies(deps.table, { consistent: true });
  const at = policies.findIndex((each) => each.id === id);
  const created = policies[at];
  if (!created) throw new DomainError('conflict', 'changed_meanwhile');
  return {
    body: { sla_policy: slaPolicyView(created, at + 1, request.baseUrl) },
    headers: { location: `${request.baseUrl}/slas/policies/${id}` },
  };
};
