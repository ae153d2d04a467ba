import * as fc from 'fast-check';
import { describe, test } from 'vitest';
import { DAY, HOUR } from '../../../shared/kernel/clock.ts';
import type { BusinessTime } from '../../../shared/sla/business-time.ts';
import { timeZone } from '../../../shared/sla/time-zone.ts';
import { holds, hoursOf, someSchedule } from '../../support/a-schedule.ts';

/** Around these dates clocks change somewhere; holidays are drawn from them too. */
const DATES = [
  '2011-12-30',
  '2026-03-08',
  '2026-03-29',
  '2026-04-05',
  '2026-04-24',
  '2026-10-25',
  '2026-10-29',
  '2026-11-01',
];

const nearAChange = fc
  .tuple(fc.constantFrom(...DATES), fc.integer({ min: -3 * DAY, max: 3 * DAY }))
  .map(([date, offset]) => Date.parse(`${date}T00:00:00Z`) + offset);
const sometime = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2035, 0, 1) });
const instant = fc.oneof(nearAChange, sometime);
const span = fc.oneof(fc.integer({ min: 1, max: 3 * DAY }), fc.integer({ min: 1, max: 4_000 * HOUR }));
const closure = fc.option(fc.constant('2026-01-01/2026-12-31'), { nil: undefined, freq: 6 });
const calendar = fc.tuple(someSchedule(DATES), closure).map(([schedule, year]): BusinessTime => {
  return hoursOf({ ...schedule, holidays: [...schedule.holidays, ...(year ? [year] : [])] });
});

/** When a year begins on the clocks of a zone. */
function midnight(zone: string, year: number): number {
  return timeZone(zone)?.whenShown(Date.UTC(year, 0, 1)).first ?? Number.NaN;
}

describe('business time', () => {
  test('add and difference are inverse, forwards and backwards', () => {
    holds(
      fc.property(calendar, instant, span, fc.boolean(), (time, start, length, back) => {
        const added = back ? -length : length;
        const end = time.add(start, added);
        if (end === null) return time.between(start, start + 1_000 * DAY) === 0;
        return time.between(start, end) === added && time.between(end, start) === -added;
      }),
    );
  });

  test('between, added again, is the same time but for what is closed', () => {
    holds(
      fc.property(calendar, instant, instant, (time, one, other) => {
        const [start, end] = one < other ? [one, other] : [other, one];
        const open = time.between(start, end);
        const reached = time.add(start, open);
        if (open === 0) return reached === null || time.open(reached);
        return reached !== null && reached <= end && time.between(reached, end) === 0;
      }),
    );
  });

  test('lands within the hours: on their end forwards, on their start backwards', () => {
    holds(
      fc.property(calendar, instant, span, (time, start, length) => {
        const end = time.add(start, length);
        const back = time.add(start, -length);
        return (end === null || time.open(end - 1)) && (back === null || time.open(back));
      }),
    );
  });

  test('added in two parts is added at once', () => {
    holds(
      fc.property(calendar, instant, span, span, (time, start, first, second) => {
        const half = time.add(start, first);
        const whole = time.add(start, first + second);
        // The half may lie within the 400 years that are searched, and the whole beyond.
        return half === null || whole === null || time.add(half, second) === whole;
      }),
    );
  });

  test('sums up, never runs faster than the clock, and stands still exactly while closed', () => {
    holds(
      fc.property(calendar, instant, instant, instant, (time, ...three) => {
        const [a, b, c] = three.sort((x, y) => x - y) as [number, number, number];
        const sum = time.between(a, b) + time.between(b, c);
        return (
          sum === time.between(a, c) && sum >= 0 && sum <= c - a && time.open(b) === (time.between(b, b + 1) === 1)
        );
      }),
    );
  });

  test("over a year's closure stands still, and goes on after it as if there had been none", () => {
    const before = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2025, 11, 31) });
    holds(
      fc.property(someSchedule(DATES), before, span, (schedule, start, length) => {
        const open = hoursOf(schedule);
        const closed = hoursOf({ ...schedule, holidays: [...schedule.holidays, '2026-01-01/2026-12-31'] });
        const [first, after] = [2026, 2027].map((year) => midnight(schedule.time_zone, year)) as [number, number];
        const left = open.between(start, first);
        const expected = length <= left ? open.add(start, length) : open.add(after, length - left);
        const reached = closed.add(start, length);
        return (
          closed.between(first, after) === 0 &&
          closed.between(start, after + length) === left + open.between(after, after + length) &&
          // Beyond the 400 years that are searched the one may be found and the other not.
          (reached === expected || reached === null || expected === null)
        );
      }),
    );
  });

  test('opens next at the first instant that is open', () => {
    holds(
      fc.property(calendar, instant, (time, start) => {
        const next = time.add(start, 0);
        if (next === null) return time.add(start, 1) === null;
        return time.open(next) && next >= start && time.between(start, next) === 0;
      }),
    );
  });
});
