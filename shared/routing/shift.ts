import * as z from 'zod/mini';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
type Weekday = (typeof WEEKDAYS)[number];

const MAX_INTERVALS = 12;
const TimeOfDay = z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/));
const Interval = onFirstUse(() =>
  z.tuple([TimeOfDay, TimeOfDay]).check(z.refine<[string, string]>(([from, to]) => from < to)),
);
const Intervals = onFirstUse(() => z.optional(z.array(Interval).check(z.maxLength(MAX_INTERVALS))));
const Week = onFirstUse(() =>
  z.object({
    sun: Intervals,
    mon: Intervals,
    tue: Intervals,
    wed: Intervals,
    thu: Intervals,
    fri: Intervals,
    sat: Intervals,
  }),
);

/** When somebody works, by the clock on the wall where they are: intervals of a day that begin and end on it. */
export const Shift = onFirstUse(() => z.object({ time_zone: z.string().check(z.maxLength(64)), intervals: Week }));
export type Shift = z.output<typeof Shift>;

/** Whether there is a time zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    return offsetFormat(name) !== undefined;
  } catch {
    return false;
  }
}

/** Whether somebody works at an instant. */
export function isOnShift(shift: Shift, at: Instant): boolean {
  const wall = at + offsetAt(shift.time_zone, at);
  const sinceMidnight = wall - Math.floor(wall / DAY) * DAY;
  return intervalsOf(shift, wall).some(([from, to]) => from <= sinceMidnight && sinceMidnight < to);
}

/** The first instant after this one at which an interval of work begins; undefined when none ever does. */
export function nextShiftStart(shift: Shift, after: Instant): Instant | undefined {
  const wall = after + offsetAt(shift.time_zone, after);
  const today = Math.floor(wall / DAY) * DAY;
  // A week and a day: what began earlier today comes again in seven days.
  const starts = Array.from({ length: 8 }, (_, day) => today + day * DAY).flatMap((midnight) =>
    intervalsOf(shift, midnight).map(([from]) => whenShown(shift.time_zone, midnight + from)),
  );
  const later = starts.filter((start) => start > after);
  return later.length === 0 ? undefined : Math.min(...later);
}

/** The intervals of the day that a wall clock shows, in milliseconds since midnight. */
function intervalsOf({ intervals }: Shift, wall: number): [number, number][] {
  const day: Weekday = WEEKDAYS[new Date(wall).getUTCDay()] ?? 'sun';
  return (intervals[day] ?? []).map(([from, to]) => [sinceMidnightAt(from), sinceMidnightAt(to)]);
}

function sinceMidnightAt(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * HOUR + minutes * MINUTE;
}

/** When a wall clock shows a time; where it is put forward over it, an hour off at most. */
function whenShown(zone: string, wall: number): Instant {
  const near = wall - offsetAt(zone, wall);
  return wall - offsetAt(zone, near);
}

function offsetAt(zone: string, at: Instant): number {
  const [, sign, hours, minutes, seconds] =
    /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(offsetFormat(zone).format(at)) ?? [];
  const size = Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE + Number(seconds ?? 0) * SECOND;
  return sign === '-' ? -size : size;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes far longer than using it. Throws RangeError for a zone that is none. */
function offsetFormat(zone: string): Intl.DateTimeFormat {
  const found = formats.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, found);
  return found;
}
