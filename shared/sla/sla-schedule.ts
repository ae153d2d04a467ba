import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { invalid } from '../kernel/errors.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { dayOf } from './calendar-day.ts';
import { scheduleFrom } from './schedule.ts';

const Interval = onFirstUse(() => z.object({ start_time: z.int(), end_time: z.int() }));
export type Interval = z.output<typeof Interval>;

/** Days on which nobody works, both ends included, as dates. */
export const Holiday = onFirstUse(() =>
  z.object({ id: z.int(), name: z.string(), start_date: z.string(), end_date: z.string() }),
);
export type Holiday = z.output<typeof Holiday>;

/** When a team works, as it is kept: intervals in minutes since Sunday on the clocks of a time zone, and holidays. */
export const SlaSchedule = onFirstUse(() =>
  z.object({
    id: z.int(),
    version: z.int(),
    name: z.string(),
    time_zone: z.string(),
    intervals: z.array(Interval),
    holidays: z.array(Holiday),
    created_at: z.number(),
    updated_at: z.number(),
  }),
);
export type SlaSchedule = z.output<typeof SlaSchedule>;

export const MAX_SCHEDULES = 50;
const MAX_HOLIDAYS = 500;

/** Monday to Friday, nine to five: what a new schedule starts with. */
export const OFFICE_HOURS: readonly Interval[] = [1, 2, 3, 4, 5].map((day) => {
  return { start_time: (day * 24 + 9) * 60, end_time: (day * 24 + 17) * 60 };
});

/** Throws `invalid` when a schedule has no such time zone, or hours that are none. */
export function checkSchedule({ time_zone, intervals, holidays }: SlaSchedule): void {
  scheduleFrom({ time_zone, intervals, holidays });
  if (holidays.length > MAX_HOLIDAYS) throw invalid('holidays', 'sla.too_many_holidays', { limit: MAX_HOLIDAYS });
}

/** A changed schedule, one version on. Throws `invalid` when it cannot be kept. */
export function changedSchedule(
  before: SlaSchedule,
  change: Partial<Pick<SlaSchedule, 'name' | 'time_zone' | 'intervals' | 'holidays'>>,
  now: Instant,
): SlaSchedule {
  const after = { ...before, ...change, version: before.version + 1, updated_at: now };
  checkSchedule(after);
  return after;
}

/** Throws `invalid` when a holiday's dates are none, or in the wrong order. */
export function checkHoliday({ start_date, end_date }: Holiday): void {
  const [first, last] = [dayOf(start_date), dayOf(end_date)];
  if (first === undefined) throw invalid('start_date', 'sla.holiday_invalid', { value: start_date });
  if (last === undefined || last < first) throw invalid('end_date', 'sla.holiday_invalid', { value: end_date });
}
