import { toIso } from '../kernel/clock.ts';
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
    policy_metrics: policy.targets.map(({ priority, metric, seconds }) => ({
      priority,
      metric,
      target: Math.ceil(seconds / 60),
      target_in_seconds: seconds,
      business_hours: false,
    })),
    created_at: toIso(policy.created_at),
    updated_at: toIso(policy.updated_at),
  };
}
