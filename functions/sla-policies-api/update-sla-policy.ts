import { notFound } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { placed } from '../../shared/sla/policy-order.ts';
import type { slaPoliciesApi } from '../../shared/sla/sla-policies.api.ts';
import { putPolicy } from '../../shared/sla/sla-policy.store.ts';
import { checkFilter, type SlaPolicy, targetsFrom } from '../../shared/sla/sla-policy.ts';
import { slaPolicyView } from '../../shared/sla/sla-policy.view.ts';
import type { SlaPoliciesDeps } from './deps.ts';
import { checkScheduleId, escalationsFrom } from './escalations-from.ts';
import { filterFrom } from './filter-from.ts';
import { withFreshPolicies } from './with-fresh-policies.ts';

/** Changes a policy. Open tickets are measured by it from then on. */
export const updateSlaPolicy: UseCase<typeof slaPoliciesApi.routes.update, SlaPoliciesDeps> = async (request, deps) => {
  const asked = request.body.sla_policy;
  const filter = asked.filter && filterFrom(asked.filter);
  if (filter) checkFilter(filter);
  const targets = asked.policy_metrics === undefined ? undefined : targetsFrom(asked.policy_metrics ?? []);
  const escalations =
    asked.escalations === undefined ? undefined : await escalationsFrom(asked.escalations, deps.table);
  const { id } = request.params;
  return withFreshPolicies(deps.table, async ({ policies, orderVersion, schedules }) => {
    const before = policies.find((policy) => policy.id === id);
    if (!before) throw notFound('sla_policy');
    const after: SlaPolicy = {
      ...before,
      title: asked.title ?? before.title,
      description: asked.description === undefined ? before.description : asked.description,
      filter: filter ?? before.filter,
      targets: targets ?? before.targets,
      schedule_id: asked.schedule_id === undefined ? before.schedule_id : asked.schedule_id,
      escalations: escalations === undefined ? before.escalations : escalations,
      version: before.version + 1,
      updated_at: deps.now(),
    };
    if (asked.schedule_id !== undefined) checkScheduleId(asked.schedule_id, schedules);
    const order = policies.map((policy) => policy.id);
    const ids = placed(order, id, asked.position ?? undefined);
    await putPolicy(deps.table, before, after, { ids, version: orderVersion });
    return { body: { sla_policy: slaPolicyView(after, ids.indexOf(id) + 1, request.baseUrl) } };
  });
};
