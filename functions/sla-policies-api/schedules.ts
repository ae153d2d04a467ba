import { toIso } from '../../shared/kernel/clock.ts';
import { DomainError, notFound } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import { deleteSchedule, putSchedule } from '../../shared/sla/schedule.store.ts';
import type { slaPoliciesApi } from '../../shared/sla/sla-policies.api.ts';
import { listPolicies } from '../../shared/sla/sla-policy.store.ts';
import type { StoredRules } from '../../shared/sla/sla-rules.ts';
import {
  changedSchedule,
  checkSchedule,
  MAX_SCHEDULES,
  OFFICE_HOURS,
  type SlaSchedule,
} from '../../shared/sla/sla-schedule.ts';
import type { SlaPoliciesDeps } from './deps.ts';
import { withFreshPolicies } from './with-fresh-policies.ts';

type Routes = typeof slaPoliciesApi.routes;
type Use<R extends keyof Routes> = UseCase<Routes[R], SlaPoliciesDeps>;

/** The schedule of that number. Throws `not_found`. */
export function theSchedule({ schedules }: StoredRules, id: number): SlaSchedule {
  const found = schedules.find((each) => each.id === id);
  if (!found) throw notFound('schedule');
  return found;
}

export const listSchedules: Use<'listSchedules'> = async (_, { table }) => {
  const rules = await listPolicies(table, { consistent: true });
  return { body: { schedules: rules.schedules.map((each) => view(each, rules.default_schedule_id)) } };
};

export const showSchedule: Use<'showSchedule'> = async ({ params }, { table }) => {
  const rules = await listPolicies(table, { consistent: true });
  return { body: { schedule: view(theSchedule(rules, params.id), rules.default_schedule_id) } };
};

export const createSchedule: Use<'createSchedule'> = async ({ body, idempotency, baseUrl }, deps) => {
  const { name, time_zone, intervals = OFFICE_HOURS, default: isDefault } = body.schedule;
  const now = deps.now();
  const made = { version: 1, holidays: [], created_at: now, updated_at: now };
  const schedule: SlaSchedule = { id: deps.newId(), name, time_zone, intervals: [...intervals], ...made };
  checkSchedule(schedule);
  const id = await createOnce(deps.table, idempotency, now, async (claim) => {
    await withFreshPolicies(deps.table, async (rules) => {
      if (rules.schedules.length >= MAX_SCHEDULES)
        throw new DomainError('invalid', 'sla.too_many_schedules', { params: { limit: MAX_SCHEDULES } });
      await putSchedule(deps.table, rules, undefined, schedule, isDefault, claim(schedule.id));
    });
    return schedule.id;
  });
  const rules = await listPolicies(deps.table, { consistent: true });
  return {
    body: { schedule: view(theSchedule(rules, Number(id)), rules.default_schedule_id) },
    headers: { location: `${baseUrl}/business_hours/schedules/${id}` },
  };
};

export const updateSchedule: Use<'updateSchedule'> = async ({ params, body }, deps) => {
  const { name, time_zone, intervals, default: isDefault } = body.schedule;
  const change = {
    ...(name === undefined ? {} : { name }),
    ...(time_zone === undefined ? {} : { time_zone }),
    ...(intervals === undefined ? {} : { intervals }),
  };
  return withFreshPolicies(deps.table, async (rules) => {
    const before = theSchedule(rules, params.id);
    const after = changedSchedule(before, change, deps.now());
    await putSchedule(deps.table, rules, before, after, isDefault);
    const was = rules.default_schedule_id;
    const is = isDefault === undefined ? was : isDefault ? after.id : was === after.id ? null : was;
    return { body: { schedule: view(after, is) } };
  });
};

export const removeSchedule: Use<'removeSchedule'> = async ({ params }, deps) =>
  withFreshPolicies(deps.table, async (rules) => {
    const schedule = theSchedule(rules, params.id);
    const user = rules.policies.find((policy) => policy.schedule_id === schedule.id);
    if (user) throw new DomainError('conflict', 'sla.schedule_in_use', { params: { policy: user.title } });
    await deleteSchedule(deps.table, rules, schedule, deps.now());
    return {};
  });

export const updateWorkweek: Use<'updateWorkweek'> = async ({ params, body }, deps) =>
  withFreshPolicies(deps.table, async (rules) => {
    const before = theSchedule(rules, params.id);
    const { intervals } = body.workweek;
    await putSchedule(deps.table, rules, before, changedSchedule(before, { intervals }, deps.now()), undefined);
    return { body: { workweek: { intervals } } };
  });

function view({ id, name, time_zone, intervals, created_at, updated_at }: SlaSchedule, defaultId: number | null) {
  const times = { created_at: toIso(created_at), updated_at: toIso(updated_at) };
  return { id, name, time_zone, intervals, default: id === defaultId, ...times };
}
