import { ALWAYS_OPEN, type BusinessTime, businessTime } from '../../shared/sla/business-time.ts';
import { type DayRange, mergedDays } from '../../shared/sla/calendar-day.ts';
import { scheduleFrom } from '../../shared/sla/schedule.ts';
import { type TimeZone, timeZone } from '../../shared/sla/time-zone.ts';
import { recordOf } from './given.ts';

/** Hours as a question means them, with the clocks that instants without an offset are on. */
export interface Hours {
  readonly time: BusinessTime;
  readonly zone: TimeZone;
}

/** Schedules are written out again on every line: so many of them are kept open. */
const KEPT = 200;

/** Reads schedules as they are written down; `holidays` close every one. No schedule is around the clock. */
export function hoursReader(holidays: readonly DayRange[]): (schedule: unknown) => Hours {
  const kept = new Map<string, Hours>();
  return (given) => {
    const key = JSON.stringify(given) ?? '';
    const known = kept.get(key);
    if (known) return known;
    if (kept.size >= KEPT) kept.clear();
    const opened = openHours(given, holidays);
    kept.set(key, opened);
    return opened;
  };
}

function openHours(given: unknown, holidays: readonly DayRange[]): Hours {
  const utc = timeZone('Etc/UTC');
  if ((given === undefined || given === null) && holidays.length === 0 && utc) return { time: ALWAYS_OPEN, zone: utc };
  const schedule = scheduleFrom(recordOf(given ?? {}, 'schedule'));
  const all = { ...schedule, holidays: mergedDays([...schedule.holidays, ...holidays]) };
  return { time: businessTime(all), zone: schedule.zone };
}
