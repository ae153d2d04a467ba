import type { Instant } from '../kernel/clock.ts';
import { slaScheduleKey } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { rulesChanged } from './sla-policy.store.ts';
import type { StoredRules } from './sla-rules.ts';
import type { SlaSchedule } from './sla-schedule.ts';

/**
 * Commits a schedule. `before` is its state as it was read, undefined for a new one; `isDefault` makes it the deployment's,
 * or takes that from it. Throws ConditionFailed when it or any other rule was changed meanwhile.
 */
export async function putSchedule(
  table: Table,
  rules: StoredRules,
  before: SlaSchedule | undefined,
  schedule: SlaSchedule,
  isDefault: boolean | undefined,
  also: readonly Write[] = [],
): Promise<void> {
  const put = { ...slaScheduleKey(schedule.id), entity: 'sla_schedule', ...schedule };
  const condition = before ? { version: before.version } : 'absent';
  const order = defaultAfter(rules, schedule.id, isDefault);
  await table.transact([{ put, condition }, ...rulesChanged(rules.orderVersion, schedule.updated_at, order), ...also]);
}

/** Removes a schedule. Throws ConditionFailed when it or any other rule was changed meanwhile. */
export async function deleteSchedule(
  table: Table,
  rules: StoredRules,
  schedule: SlaSchedule,
  now: Instant,
): Promise<void> {
  await table.transact([
    { delete: slaScheduleKey(schedule.id), condition: { version: schedule.version } },
    ...rulesChanged(rules.orderVersion, now, defaultAfter(rules, schedule.id, false)),
  ]);
}

function defaultAfter({ default_schedule_id: was }: StoredRules, id: number, isDefault: boolean | undefined) {
  if (isDefault === undefined || isDefault === (was === id)) return {};
  return { default_schedule_id: isDefault ? id : null };
}
