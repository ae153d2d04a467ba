import { invalid } from '../kernel/errors.ts';
import { type DayRange, dayOf, mergedDays } from './calendar-day.ts';
import { type TimeZone, timeZone } from './time-zone.ts';

/** Hours of one day, in seconds of its wall clock: from, until. 86,400 is midnight at its end. */
export type Hours = readonly [from: number, until: number];

/** When a team works: hours of each weekday on the clocks of a time zone, and days on which it does not work at all. */
export interface Schedule {
  readonly zone: TimeZone;
  /** The hours of the weekdays from Sunday, in order, apart from each other. */
  readonly week: readonly (readonly Hours[])[];
  readonly holidays: readonly DayRange[];
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const DAY_SECONDS = 24 * 60 * 60;
const WHOLE_DAY: Hours = [0, DAY_SECONDS];

/**
 * A schedule from what was written down: `{time_zone, intervals, holidays}`. Without a time zone it is UTC's; without
 * intervals every day is whole, and a weekday that is left out is closed. Intervals are `{"mon": [["09:00","17:00"]]}` or,
 * as the wire has them, `[{"start_time": 1980, "end_time": 2460}]` in minutes since Sunday. Hours that end before they begin
 * go on into the next day. Holidays are dates, `{"date"}`, `{"start_date","end_date"}` or `2026-10-01/2026-10-07`, both ends
 * included. Throws `invalid` for what it cannot read.
 */
export function scheduleFrom(given: unknown): Schedule {
  const { time_zone: name, intervals, holidays } = recordOf(given) ?? refused('schedule', given);
  const zone = timeZone(typeof name === 'string' ? name : 'Etc/UTC');
  if (!zone || (name !== undefined && name !== null && typeof name !== 'string'))
    throw invalid('time_zone', 'sla.time_zone_unknown', { value: short(name) });
  const week: Hours[][] = WEEKDAYS.map(() => []);
  if (intervals === undefined || intervals === null) for (const day of week) day.push(WHOLE_DAY);
  else if (Array.isArray(intervals)) for (const each of intervals) addWeekMinutes(week, each);
  else
    for (const [day, hours] of Object.entries(recordOf(intervals) ?? refused('intervals', intervals))) {
      const index = weekdayNamed(day);
      for (const each of listOfHours(hours)) addHours(week, index, each);
    }
  return { zone, week: week.map(apart), holidays: holidaysFrom(holidays) };
}

function holidaysFrom(given: unknown): DayRange[] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) throw invalid('holidays', 'sla.holiday_invalid', { value: short(given) });
  return mergedDays(given.map(holiday));
}

function holiday(given: unknown): DayRange {
  const record = recordOf(given);
  const [from, to] =
    typeof given === 'string'
      ? given.split('/')
      : [record?.['date'] ?? record?.['start_date'] ?? record?.['start'], record?.['end_date'] ?? record?.['end']];
  const first = typeof from === 'string' ? dayOf(from) : undefined;
  const last = to === undefined || to === null ? first : typeof to === 'string' ? dayOf(to) : undefined;
  if (first === undefined || last === undefined || last < first)
    throw invalid('holidays', 'sla.holiday_invalid', { value: short(given) });
  return { first, last };
}

function weekdayNamed(name: string): number {
  const wanted = name.trim().toLowerCase();
  const index = WEEKDAYS.findIndex((day) => wanted.length >= 3 && day.startsWith(wanted));
  if (index < 0) throw invalid('intervals', 'sla.weekday_unknown', { value: short(name) });
  return index;
}

/** The hours of a day as they may be written: a list of pairs or of `{start, end}`, one pair, or `{"09:00": "17:00"}`. */
function listOfHours(given: unknown): (readonly [unknown, unknown])[] {
  if (given === null) return [];
  const record = recordOf(given);
  if (record) return Object.entries(record);
  if (!Array.isArray(given)) throw refused('intervals', given);
  if (given.length === 2 && given.every((each) => typeof each === 'string')) return [[given[0], given[1]]];
  return given.map((each: unknown) => {
    if (Array.isArray(each) && each.length === 2) return [each[0], each[1]];
    const { start, end } = recordOf(each) ?? {};
    return start === undefined ? refused('intervals', each) : [start, end];
  });
}

function addHours(week: Hours[][], day: number, [start, end]: readonly [unknown, unknown]): void {
  const from = secondsOf(start);
  const until = secondsOf(end);
  if (from === undefined || until === undefined || from === DAY_SECONDS || (from === until && from !== 0))
    throw refused('intervals', [start, end]);
  if (until > from) week[day]?.push([from, until]);
  else {
    week[day]?.push([from, DAY_SECONDS]);
    if (until > 0) week[(day + 1) % 7]?.push([0, until]);
  }
}

const MINUTES_A_DAY = 24 * 60;

function addWeekMinutes(week: Hours[][], given: unknown): void {
  const { start_time: start, end_time: end } = recordOf(given) ?? {};
  if (!isMinute(start) || !isMinute(end) || end <= start) throw refused('intervals', given);
  for (let day = Math.floor(start / MINUTES_A_DAY); day * MINUTES_A_DAY < end; day++) {
    const midnight = day * MINUTES_A_DAY;
    const until = Math.min(end - midnight, MINUTES_A_DAY);
    week[day]?.push([Math.max(start - midnight, 0) * 60, until * 60]);
  }
}

function isMinute(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 7 * MINUTES_A_DAY;
}

function secondsOf(time: unknown): number | undefined {
  const [, hours, minutes, seconds = '0'] =
    /^(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(typeof time === 'string' ? time.trim() : '') ?? [];
  if (minutes === undefined || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const all = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return all <= DAY_SECONDS ? all : undefined;
}

function apart(hours: readonly Hours[]): Hours[] {
  const merged: Hours[] = [];
  for (const each of [...hours].sort((a, b) => a[0] - b[0])) {
    const before = merged.at(-1);
    if (before && each[0] <= before[1]) merged[merged.length - 1] = [before[0], Math.max(before[1], each[1])];
    else merged.push(each);
  }
  return merged;
}

function recordOf(given: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
    ? (given as Readonly<Record<string, unknown>>)
    : undefined;
}

function refused(field: string, given: unknown): never {
  throw invalid(field, 'sla.interval_invalid', { value: short(given) });
}

function short(given: unknown): string {
  return (typeof given === 'string' ? given : (JSON.stringify(given) ?? 'nothing')).slice(0, 60);
}
