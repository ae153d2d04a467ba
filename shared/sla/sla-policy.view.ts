import { toIso } from '../kernel/clock.ts';
import { ladderView } from './ladder-wire.ts';
import type { SlaPolicy, SlaPolicyWire } from './sla-policy.ts';

/** A policy as the wire shows it; `position` counts from 1. */
export function slaPolicyView(policy: SlaPolicy, position: number, baseUrl: string): SlaPolicyWire {
  const { id, title, description, filter } = policy;
  return {
    url: `${baseUrl}/slas/policies/${id}.json`,
    id,
    title,
    description,
    position,
    filter,
    policy_metrics: policy.targets.map(({ priority, metric, seconds, business_hours }) => ({
      priority,
      metric,
      target: Math.ceil(seconds / 60),
      target_in_seconds: seconds,
      business_hours,
    })),
    schedule_id: policy.schedule_id,
    escalations: policy.escalations?.map(ladderView) ?? null,
    created_at: toIso(policy.created_at),
    updated_at: toIso(policy.updated_at),
  };
}
