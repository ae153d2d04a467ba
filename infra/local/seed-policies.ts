import type { Instant } from '../../shared/kernel/clock.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import type { EscalationAction, EscalationStep } from '../../shared/sla/ladder.ts';
import type { PolicyTarget, SlaPolicy } from '../../shared/sla/sla-policy.ts';
import { SECURITY } from './seed-people.ts';

const MINUTES = 60;
const HOURS = 60 * MINUTES;

/** Seconds to the first reply and to the solution, by priority, for every ticket. */
const USUAL = {
  urgent: { first_reply_time: 15 * MINUTES, requester_wait_time: 4 * HOURS },
  high: { first_reply_time: HOURS, requester_wait_time: 8 * HOURS },
  normal: { first_reply_time: 4 * HOURS, requester_wait_time: 24 * HOURS },
  low: { first_reply_time: 8 * HOURS, requester_wait_time: 72 * HOURS },
} as const;

const QUICK = { first_reply_time: 15 * MINUTES, next_reply_time: 30 * MINUTES, requester_wait_time: 4 * HOURS };
/** Whoever's funds or account are at risk is answered at once, whatever the priority. */
const AT_RISK = { urgent: QUICK, high: QUICK, normal: QUICK, low: QUICK } as const;

/** The number of the field that says what is at risk, and what it may say. */
const RISK_FIELD = 14;
const RISKS = ['funds_at_risk', 'access_lost', 'legal', 'self_harm'];

/** Policies to work with, in order: one for tickets at risk, whose ladder ends with the security group, and one for all. */
export function seedPolicies(groups: ReadonlyMap<string, number>, now: Instant, newId: NewId): SlaPolicy[] {
  const made = { version: 1, schedule_id: null, created_at: now, updated_at: now };
  const risk = { field: `custom_fields_${RISK_FIELD}`, operator: 'includes', value: RISKS };
  return [
    {
      ...made,
      id: newId(),
      title: 'Tickets at risk',
      description: 'Funds, access, the law or a life are at risk.',
      filter: { all: [risk], any: [] },
      targets: targetsOf(AT_RISK),
      escalations: [{ metric: null, steps: riskSteps(groups.get(SECURITY)) }],
    },
    {
      ...made,
      id: newId(),
      title: 'Every ticket',
      description: 'What every customer may expect, day and night.',
      filter: { all: [], any: [] },
      targets: targetsOf(USUAL),
      escalations: null,
    },
  ];
}

function targetsOf(promises: Readonly<Record<string, Readonly<Record<string, number>>>>): PolicyTarget[] {
  return Object.entries(promises).flatMap(([priority, metrics]) =>
    Object.entries(metrics).map(([metric, seconds]) => {
      return { priority, metric, seconds, business_hours: false } as PolicyTarget;
    }),
  );
}

function riskSteps(security: number | undefined): EscalationStep[] {
  const tell = (to: 'assignee' | 'group' | 'supervisors' | 'admins'): EscalationAction => ({ type: 'notify', to });
  const handed: EscalationAction[] = security === undefined ? [] : [{ type: 'assign_group', group_id: security }];
  return [
    { at: { percent: 50 }, actions: [tell('assignee'), tell('group')] },
    {
      at: { seconds: 0 },
      actions: [{ type: 'add_tags', tags: ['sla_breached'] }, { type: 'raise_priority' }, tell('supervisors')],
    },
    { at: { seconds: 10 * MINUTES }, actions: [...handed, tell('group'), tell('supervisors')] },
    { at: { seconds: 30 * MINUTES }, actions: [tell('admins')] },
  ];
}
