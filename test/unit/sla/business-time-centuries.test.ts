import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../../shared/kernel/clock.ts';
import { businessTime } from '../../../shared/sla/business-time.ts';
import { dayOf, weekdayOf } from '../../../shared/sla/calendar-day.ts';
import { scheduleFrom } from '../../../shared/sla/schedule.ts';
import { type TimeZone, timeZone } from '../../../shared/sla/time-zone.ts';
import { CASES, holds, ZONES } from '../../support/a-schedule.ts';

const at = (text: string) => Date.parse(text);
const day = (text: string) => dayOf(text) ?? Number.NaN;
const OFFICE = { mon: [['09:00', '17:00']], tue: [['09:00', '17:00']], thu: [['09:00', '17:00']] };

function zoneNamed(name: string): TimeZone {
  const zone = timeZone(name);
  if (!zone) throw new Error(`There is no ${name}`);
  return zone;
}

/** A schedule's hours, and how often the clocks of its zone were looked at for them. */
function watched(time_zone: string, holidays: readonly string[] = []) {
  const zone = zoneNamed(time_zone);
  let looks = 0;
  const whenShown = (wall: number) => {
    looks++;
    return zone.whenShown(wall);
  };
  const schedule = scheduleFrom({ time_zone, intervals: OFFICE, holidays });
  return { time: businessTime({ ...schedule, zone: { ...zone, whenShown } }), looks: () => looks };
}

/** Days of so many years. */
const years = (many: number) => many * 366;

describe('business time over centuries', () => {
  test('is counted without looking at each of their days', () => {
    const { time, looks } = watched('America/New_York', ['2026-01-01', '4000-05-01', '9000-05-01']);
    const seconds = time.between(at('2000-01-01T00:00:00Z'), at('9999-12-31T00:00:00Z')) / 1_000;
    // 20 calendars of 400 years with 20,871 weeks of 24 hours each; the holidays are a Thursday, a Monday and a Thursday.
    const whole = time.between(at('2100-01-01T05:00:00Z'), at('9700-01-01T05:00:00Z')) / HOUR;
    expect(whole).toBe(19 * 20_871 * 24 - 16);
    expect(seconds).toBeGreaterThan((whole * HOUR) / 1_000);
    expect(looks()).toBeLessThan(years(600));
  });

  test('is the same before clocks were ever changed', () => {
    const { time, looks } = watched('Europe/Berlin');
    const start = zoneNamed('Europe/Berlin').whenShown(at('0100-01-01T00:00:00Z')).first;
    const end = zoneNamed('Europe/Berlin').whenShown(at('1700-01-01T00:00:00Z')).first;
    expect(time.between(start, end)).toBe(4 * 20_871 * 24 * HOUR);
    expect(looks()).toBeLessThan(years(1));
  });

  test('is none while closed, without looking at the days of that', () => {
    const { time, looks } = watched('Europe/Berlin', ['2026-02-01/9999-12-31']);
    const [start, end] = [at('2026-01-26T00:00:00Z'), at('9999-12-31T00:00:00Z')];
    expect(time.between(start, end)).toBe(24 * HOUR);
    expect(time.add(start, 25 * HOUR)).toBeNull();
    expect(looks()).toBeLessThan(years(1));
  });

  test('is what the days say one by one, in any century', () => {
    const HOLIDAYS = ['2123-03-01/2123-03-20', '5000-01-01/5000-12-31', '8000-02-07'];
    const someday = fc.oneof(
      fc.integer({ min: day('0010-01-01'), max: day('9990-01-01') }),
      fc.constantFrom(...['1800-01-01', '2100-01-01', '2123-02-20', '4999-06-01', '8000-01-20'].map(day)),
    );
    holds(
      fc.property(fc.constantFrom(...ZONES), someday, fc.integer({ min: 1, max: 200 }), (name, first, many) => {
        const zone = zoneNamed(name);
        const schedule = scheduleFrom({ time_zone: name, intervals: OFFICE, holidays: HOLIDAYS });
        let open = 0;
        for (let each = first; each < first + many; each++) {
          const closed = schedule.holidays.some((range) => range.first <= each && each <= range.last);
          if (!closed && [1, 2, 4].includes(weekdayOf(each)))
            open += zone.whenShown(each * DAY + 17 * HOUR).first - zone.whenShown(each * DAY + 9 * HOUR).first;
        }
        const [start, end] = [first, first + many].map((each) => zone.whenShown(each * DAY).first);
        return businessTime(schedule).between(start ?? 0, end ?? 0) === open;
      }),
      Math.min(CASES, 300),
    );
  });
});
