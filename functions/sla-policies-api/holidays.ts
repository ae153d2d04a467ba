import { invalid, notFound } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import type { Write } from '../../shared/platform/table/table-input.ts';
import { dayText } from '../../shared/sla/calendar-day.ts';
import { putSchedule } from '../../shared/sla/schedule.store.ts';
import type { slaPoliciesApi } from '../../shared/sla/sla-policies.api.ts';
import { listPolicies } from '../../shared/sla/sla-policy.store.ts';
import { changedSchedule, checkHoliday, type Holiday, type SlaSchedule } from '../../shared/sla/sla-schedule.ts';
import type { SlaPoliciesDeps } from './deps.ts';
import { theSchedule } from './schedules.ts';
import { withFreshPolicies } from './with-fresh-policies.ts';

type Routes = typeof slaPoliciesApi.routes;
type Use<R extends keyof Routes> = UseCase<Routes[R], SlaPoliciesDeps>;

/** A calendar's holidays are taken in from last year until so many years ahead. */
const YEARS_AHEAD = 5;

export const listHolidays: Use<'listHolidays'> = async ({ params }, { table }) => {
  const schedule = theSchedule(await listPolicies(table, { consistent: true }), params.id);
  return { body: { holidays: inOrder(schedule.holidays) } };
};

export const showHoliday: Use<'showHoliday'> = async ({ params }, { table }) => {
  const schedule = theSchedule(await listPolicies(table, { consistent: true }), params.id);
  return { body: { holiday: theHoliday(schedule, params.holiday_id) } };
};

/** A repeated request with the same `Idempotency-Key` gets the holiday of the first, as it is now. */
export const createHoliday: Use<'createHoliday'> = async ({ params, body, idempotency }, deps) => {
  const { table } = deps;
  const holiday: Holiday = { id: deps.newId(), ...body.holiday };
  checkHoliday(holiday);
  const id = await createOnce<number>(table, idempotency, deps.now(), async (claim) => {
    await changeHolidays(params.id, deps, (holidays) => [...holidays, holiday], claim(holiday.id));
    return holiday.id;
  });
  if (id === holiday.id) return { body: { holiday } };
  const schedule = theSchedule(await listPolicies(table, { consistent: true }), params.id);
  return { body: { holiday: theHoliday(schedule, id) } };
};

/** What is there already, by name and dates, is not added again: a calendar may be taken in every year. */
export const importHolidays: Use<'importHolidays'> = async ({ params, body }, deps) => {
  const year = new Date(deps.now()).getUTCFullYear();
  const [from, to] = [year - 1, year + YEARS_AHEAD];
  // Loaded with the first calendar.
  const { holidaysFromIcal } = await import('../../shared/sla/schedule-ical.ts');
  const found = holidaysFromIcal(body.calendar, { from, to }).map(({ name, days }) => {
    return { name: name.slice(0, 255), start_date: dayText(days.first), end_date: dayText(days.last) };
  });
  const wanted = found.filter(({ end_date }) => end_date >= `${from}-01-01`);
  if (wanted.length === 0) throw invalid('calendar', 'sla.calendar_empty');
  const schedule = await changeHolidays(params.id, deps, (holidays) => {
    const known = new Set(holidays.map(sameness));
    const added: Holiday[] = [];
    for (const holiday of wanted) {
      if (known.has(sameness(holiday))) continue;
      known.add(sameness(holiday));
      added.push({ id: deps.newId(), ...holiday });
    }
    return [...holidays, ...added];
  });
  return { body: { holidays: inOrder(schedule.holidays) } };
};

export const updateHoliday: Use<'updateHoliday'> = async ({ params, body }, deps) => {
  const { name, start_date, end_date } = body.holiday;
  const schedule = await changeHolidays(params.id, deps, (holidays, before) => {
    const was = theHoliday(before, params.holiday_id);
    const is = {
      id: was.id,
      name: name ?? was.name,
      start_date: start_date ?? was.start_date,
      end_date: end_date ?? was.end_date,
    };
    checkHoliday(is);
    return holidays.map((each) => (each === was ? is : each));
  });
  return { body: { holiday: theHoliday(schedule, params.holiday_id) } };
};

export const removeHoliday: Use<'removeHoliday'> = async ({ params }, deps) => {
  await changeHolidays(params.id, deps, (holidays, before) => {
    const gone = theHoliday(before, params.holiday_id);
    return holidays.filter((each) => each !== gone);
  });
  return {};
};

function changeHolidays(
  scheduleId: number,
  deps: SlaPoliciesDeps,
  change: (holidays: readonly Holiday[], before: SlaSchedule) => Holiday[],
  also: readonly Write[] = [],
): Promise<SlaSchedule> {
  return withFreshPolicies(deps.table, async (rules) => {
    const before = theSchedule(rules, scheduleId);
    const after = changedSchedule(before, { holidays: change(before.holidays, before) }, deps.now());
    await putSchedule(deps.table, rules, before, after, undefined, also);
    return after;
  });
}

function theHoliday({ holidays }: SlaSchedule, id: number): Holiday {
  const found = holidays.find((each) => each.id === id);
  if (!found) throw notFound('holiday');
  return found;
}

function sameness({ name, start_date, end_date }: Omit<Holiday, 'id'>): string {
  return `${start_date} ${end_date} ${name}`;
}

function inOrder(holidays: readonly Holiday[]): Holiday[] {
  return [...holidays].sort((a, b) =>
    a.start_date < b.start_date ? -1 : a.start_date > b.start_date ? 1 : a.id - b.id,
  );
}
