import { MINUTE } from '../../shared/kernel/clock.ts';
import { businessTime } from '../../shared/sla/business-time.ts';
import { scheduleFrom } from '../../shared/sla/schedule.ts';
import type { SlaPolicy } from '../../shared/sla/sla-policy.ts';
import { rulesFrom, type SlaRules, type StoredRules } from '../../shared/sla/sla-rules.ts';
import { OFFICE_HOURS, type SlaSchedule } from '../../shared/sla/sla-schedule.ts';

/** Rules over some policies, with half an hour between the usual steps of an escalation. */
export function slaRules(policies: readonly SlaPolicy[], more: Partial<StoredRules> = {}): SlaRules {
  const stored = { policies, schedules: [], default_schedule_id: null, orderVersion: 1, changed_at: 0, ...more };
  return rulesFrom(stored, 30 * MINUTE, ({ time_zone, intervals, holidays }) =>
    businessTime(scheduleFrom({ time_zone, intervals, holidays })),
  );
}

/** Monday to Friday from nine to five in UTC, unless the changes say otherwise. */
export function anSlaSchedule(changes: Partial<SlaSchedule> = {}): SlaSchedule {
  return {
    id: 9,
    version: 1,
    name: 'Office',
    time_zone: 'Etc/UTC',
    intervals: [...OFFICE_HOURS],
    holidays: [],
    created_at: 0,
    updated_at: 0,
    ...changes,
  };
}
