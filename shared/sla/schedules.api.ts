import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { Id, IdParams, text } from '../people/wire-fields.ts';
import { route } from '../platform/http/contract.ts';

const STAFF = ['agent', 'admin'] as const;
const ADMIN = ['admin'] as const;
const WEEK_MINUTES = 7 * 24 * 60;
/** A calendar of all holidays of some countries for years is some 100 kB. */
const MAX_CALENDAR = 500_000;

const Minute = z.int().check(z.minimum(0), z.maximum(WEEK_MINUTES));
/** Open hours in minutes since Sunday, on the clocks of the schedule's time zone. */
const Intervals = onFirstUse(() => z.array(z.object({ start_time: Minute, end_time: Minute })).check(z.maxLength(70)));
const Name = text(255).check(z.trim(), z.minLength(1));

/** When a team works, as the wire shows it. `default` is ours: the schedule of promises whose policy names none. */
const ScheduleWire = onFirstUse(() =>
  z.object({
    id: z.int(),
    name: z.string(),
    time_zone: z.string(),
    intervals: z.array(z.object({ start_time: z.int(), end_time: z.int() })),
    default: z.boolean(),
    created_at: z.string(),
    updated_at: z.string(),
  }),
);
const HolidayWire = onFirstUse(() =>
  z.object({ id: z.int(), name: z.string(), start_date: z.string(), end_date: z.string() }),
);

const One = onFirstUse(() => z.object({ schedule: ScheduleWire }));
const OneHoliday = onFirstUse(() => z.object({ holiday: HolidayWire }));
const Holidays = onFirstUse(() => z.object({ holidays: z.array(HolidayWire) }));
const Day = text(10);
const HolidayParams = onFirstUse(() => z.object({ id: Id, holiday_id: Id }));
const SCHEDULES = '/api/v2/business_hours/schedules';

/** When people work: hours of the week in a time zone, and holidays. Part of the resource of policies, which go by them. */
export const scheduleRoutes = {
  listSchedules: route({
    method: 'GET',
    path: SCHEDULES,
    summary: 'List the schedules',
    allow: STAFF,
    response: () => z.object({ schedules: z.array(ScheduleWire) }),
  }),
  showSchedule: route({
    method: 'GET',
    path: `${SCHEDULES}/{id}`,
    summary: 'Show a schedule',
    allow: STAFF,
    params: IdParams,
    response: One,
  }),
  createSchedule: route({
    method: 'POST',
    path: SCHEDULES,
    summary: 'Create a schedule; Monday to Friday from nine to five unless it has hours',
    allow: ADMIN,
    body: () =>
      z.object({
        schedule: z.object({
          name: Name,
          time_zone: text(100),
          intervals: z.optional(Intervals),
          default: z.optional(z.boolean()),
        }),
      }),
    status: 201,
    response: One,
  }),
  updateSchedule: route({
    method: 'PUT',
    path: `${SCHEDULES}/{id}`,
    summary: 'Change a schedule; open tickets are measured by it from then on',
    allow: ADMIN,
    params: IdParams,
    body: () =>
      z.object({
        schedule: z.object({
          name: z.optional(Name),
          time_zone: z.optional(text(100)),
          intervals: z.optional(Intervals),
          default: z.optional(z.boolean()),
        }),
      }),
    response: One,
  }),
  removeSchedule: route({
    method: 'DELETE',
    path: `${SCHEDULES}/{id}`,
    summary: 'Delete a schedule that no policy names',
    allow: ADMIN,
    params: IdParams,
    status: 204,
  }),
  updateWorkweek: route({
    method: 'PUT',
    path: `${SCHEDULES}/{id}/workweek`,
    summary: 'Replace the hours of a schedule',
    allow: ADMIN,
    params: IdParams,
    body: () => z.object({ workweek: z.object({ intervals: Intervals }) }),
    response: () =>
      z.object({ workweek: z.object({ intervals: z.array(z.object({ start_time: z.int(), end_time: z.int() })) }) }),
  }),
  listHolidays: route({
    method: 'GET',
    path: `${SCHEDULES}/{id}/holidays`,
    summary: 'List the holidays of a schedule, in order of time',
    allow: STAFF,
    params: IdParams,
    response: Holidays,
  }),
  showHoliday: route({
    method: 'GET',
    path: `${SCHEDULES}/{id}/holidays/{holiday_id}`,
    summary: 'Show a holiday',
    allow: STAFF,
    params: HolidayParams,
    response: OneHoliday,
  }),
  createHoliday: route({
    method: 'POST',
    path: `${SCHEDULES}/{id}/holidays`,
    summary: 'Add a holiday; both of its dates are closed',
    allow: ADMIN,
    params: IdParams,
    body: () => z.object({ holiday: z.object({ name: Name, start_date: Day, end_date: Day }) }),
    status: 201,
    response: OneHoliday,
  }),
  importHolidays: route({
    method: 'POST',
    path: `${SCHEDULES}/{id}/holidays/import`,
    summary: 'Add the holidays of a calendar in iCal format, of last year and the five after it; those there are stay',
    allow: ADMIN,
    params: IdParams,
    body: () => z.object({ calendar: text(MAX_CALENDAR).check(z.minLength(1)) }),
    response: Holidays,
  }),
  updateHoliday: route({
    method: 'PUT',
    path: `${SCHEDULES}/{id}/holidays/{holiday_id}`,
    summary: 'Change a holiday',
    allow: ADMIN,
    params: HolidayParams,
    body: () =>
      z.object({
        holiday: z.object({
          name: z.optional(Name),
          start_date: z.optional(Day),
          end_date: z.optional(Day),
        }),
      }),
    response: OneHoliday,
  }),
  removeHoliday: route({
    method: 'DELETE',
    path: `${SCHEDULES}/{id}/holidays/{holiday_id}`,
    summary: 'Remove a holiday',
    allow: ADMIN,
    params: HolidayParams,
    status: 204,
  }),
};
