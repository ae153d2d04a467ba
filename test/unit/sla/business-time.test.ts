import { describe, expect, test } from 'vitest';
import { HOUR, SECOND } from '../../../shared/kernel/clock.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { ALWAYS_OPEN } from '../../../shared/sla/business-time.ts';
import { scheduleFrom } from '../../../shared/sla/schedule.ts';
import { hoursOf } from '../../support/a-schedule.ts';

const at = (text: string) => Date.parse(text);
const iso = (instant: number | null) => instant && new Date(instant).toISOString().replace('.000Z', 'Z');

/** Monday to Saturday, of different length, in UTC; 2026-01-05 is a Monday. */
const office = hoursOf({
  time_zone: 'Etc/UTC',
  intervals: {
    mon: [['09:00', '17:00']],
    tue: [
      ['09:00', '12:00'],
      ['13:00', '17:30'],
    ],
    wed: [['09:00', '17:00']],
    thu: [['10:00', '16:00']],
    fri: [['09:00', '17:00']],
    sat: [['11:00', '14:30']],
  },
  holidays: ['2026-01-01', '2026-01-07'],
});

describe('adding business time', () => {
  test.each([
    ['within the hours', '2026-01-05T10:00:00Z', HOUR, '2026-01-05T11:00:00Z'],
    ['over a break', '2026-01-06T11:30:00Z', HOUR, '2026-01-06T13:30:00Z'],
    ['over a night and a holiday', '2026-01-06T17:00:00Z', HOUR, '2026-01-08T10:30:00Z'],
    ['from before the hours', '2026-01-05T03:00:00Z', HOUR, '2026-01-05T10:00:00Z'],
    ['over a Sunday', '2026-01-10T14:00:00Z', HOUR, '2026-01-12T09:30:00Z'],
    ['used up at the end of the hours: their end', '2026-01-05T09:00:00Z', 8 * HOUR, '2026-01-05T17:00:00Z'],
    ['used up at the end of a week: its end', '2026-01-12T09:00:00Z', 41 * HOUR, '2026-01-17T14:30:00Z'],
    ['a fraction of a second', '2026-01-05T16:59:59.500Z', 750, '2026-01-06T09:00:00.250Z'],
    ['nothing, while open', '2026-01-05T09:00:00Z', 0, '2026-01-05T09:00:00Z'],
    ['nothing, while closed: the next opening', '2026-01-05T17:00:00Z', 0, '2026-01-06T09:00:00Z'],
    ['backwards', '2026-01-05T11:00:00Z', -HOUR, '2026-01-05T10:00:00Z'],
    ['backwards over a night', '2026-01-06T09:30:00Z', -HOUR, '2026-01-05T16:30:00Z'],
    ['backwards, used up: the start of the hours', '2026-01-06T20:00:00Z', -4.5 * HOUR, '2026-01-06T13:00:00Z'],
    ['backwards over a holiday', '2026-01-08T10:00:00Z', -HOUR, '2026-01-06T16:30:00Z'],
    ['many weeks', '2026-01-12T09:00:00Z', 41 * HOUR * 500 + HOUR, '2035-08-13T10:00:00Z'],
  ])('%s', (_, start, milliseconds, result) => {
    expect(iso(office.add(at(start), milliseconds))).toBe(result);
  });

  test('never comes where nothing ever opens', () => {
    expect(hoursOf({ intervals: {} }).add(0, 1)).toBeNull();
    expect(hoursOf({ intervals: {} }).add(0, 0)).toBeNull();
    expect(hoursOf({ intervals: {} }).between(0, 1e12)).toBe(0);
    const closed = hoursOf({ intervals: { mon: [['09:00', '17:00']] }, holidays: ['1000-01-01/9999-12-31'] });
    expect(closed.add(at('2026-01-01T00:00:00Z'), SECOND)).toBeNull();
    expect(closed.add(at('2026-01-01T00:00:00Z'), -SECOND)).toBeNull();
  });

  test("waits for the end of a year's closure", () => {
    const closed = hoursOf({ intervals: { fri: [['09:00', '17:00']] }, holidays: ['2026-01-01/2026-12-31'] });
    expect(iso(closed.add(at('2025-12-26T16:00:00Z'), 2 * HOUR))).toBe('2027-01-01T10:00:00Z');
    expect(iso(closed.add(at('2027-01-01T10:00:00Z'), -2 * HOUR))).toBe('2025-12-26T16:00:00Z');
    expect(closed.between(at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z'))).toBe(0);
  });

  test('goes by the calendar without a schedule', () => {
    expect(ALWAYS_OPEN.add(5, 10)).toBe(15);
    expect(ALWAYS_OPEN.between(5, 15)).toBe(10);
    expect(ALWAYS_OPEN.open(5)).toBe(true);
  });
});

describe('business time between', () => {
  test.each([
    ['two instants within the hours', '2026-01-05T10:00:00Z', '2026-01-05T11:00:00Z', 1],
    ['two that are closed', '2026-01-05T18:00:00Z', '2026-01-06T08:00:00Z', 0],
    ['a day and a half', '2026-01-05T13:00:00Z', '2026-01-06T14:00:00Z', 8],
    ['a week with a holiday', '2026-01-04T00:00:00Z', '2026-01-11T00:00:00Z', 33],
    ['the same, told backwards', '2026-01-11T00:00:00Z', '2026-01-04T00:00:00Z', -33],
    ['an instant and itself', '2026-01-05T10:00:00Z', '2026-01-05T10:00:00Z', 0],
    ['ten years', '2026-01-12T00:00:00Z', '2036-01-14T00:00:00Z', 41 * 522],
  ])('%s', (_, start, end, hours) => {
    expect(office.between(at(start), at(end)) / HOUR).toBe(hours);
  });
});

describe('open', () => {
  test.each([
    ['2026-01-05T08:59:59Z', false],
    ['2026-01-05T09:00:00Z', true],
    ['2026-01-05T16:59:59.999Z', true],
    ['2026-01-05T17:00:00Z', false],
    ['2026-01-06T12:30:00Z', false],
    ['2026-01-07T12:00:00Z', false],
    ['2026-01-04T12:00:00Z', false],
  ])('at %s: %s', (instant, open) => {
    expect(office.open(at(instant))).toBe(open);
  });

  test('over midnight, by the date of each part when one is a holiday', () => {
    const night = hoursOf({
      time_zone: 'Asia/Tokyo',
      intervals: { mon: [['22:00', '06:00']] },
      holidays: ['2026-01-13'],
    });
    expect(night.open(at('2026-01-06T05:59:00+09:00'))).toBe(true);
    expect(night.open(at('2026-01-06T06:00:00+09:00'))).toBe(false);
    expect(night.between(at('2026-01-05T00:00:00+09:00'), at('2026-01-08T00:00:00+09:00'))).toBe(8 * HOUR);
    expect(night.between(at('2026-01-12T00:00:00+09:00'), at('2026-01-15T00:00:00+09:00'))).toBe(2 * HOUR);
  });
});

describe('a schedule', () => {
  const weekHours = (intervals: unknown) =>
    scheduleFrom({ intervals }).week.map((day) => day.map((each) => each.join('-')));
  const nine = [[], ['32400-61200'], [], [], [], [], []];

  test.each([
    ['pairs', { mon: [['09:00', '17:00']] }],
    ['one pair', { Monday: ['9:00', '17:00'] }],
    ['start and end', { MON: [{ start: '09:00:00', end: '17:00' }] }],
    ['a table', { monday: { '09:00': '17:00' } }],
    [
      'pairs that touch and overlap',
      {
        mon: [
          ['12:00', '17:00'],
          ['09:00', '12:00'],
          ['10:00', '11:00'],
        ],
      },
    ],
    ['minutes since Sunday', [{ start_time: 1980, end_time: 2460 }]],
  ])('reads %s', (_, intervals) => {
    expect(weekHours(intervals)).toEqual(nine);
  });

  test('reads whole days and those that go on', () => {
    expect(weekHours({ sat: [['00:00', '24:00']] })[6]).toEqual(['0-86400']);
    expect(weekHours({ sat: [['0:00', '0:00']] })[6]).toEqual(['0-86400']);
    expect(weekHours({ sat: [['18:00', '02:00']] })).toEqual([['0-7200'], [], [], [], [], [], ['64800-86400']]);
    expect(weekHours([{ start_time: 0, end_time: 10_080 }])).toEqual(Array.from({ length: 7 }, () => ['0-86400']));
    expect(scheduleFrom({}).week.flat()).toHaveLength(7);
  });

  test('reads holidays as days, ranges and records, each once', () => {
    const holidays = [
      '2026-01-01',
      { date: '2026-01-02' },
      { start_date: '2026-02-16', end_date: '2026-02-22' },
      '2026-02-20/2026-02-23',
    ];
    const read = scheduleFrom({ holidays }).holidays.map(({ first, last }) => last - first + 1);
    expect(read).toEqual([2, 8]);
  });

  test.each([
    [{ time_zone: 'Mars/Olympus' }, 'sla.time_zone_unknown'],
    [{ time_zone: 5 }, 'sla.time_zone_unknown'],
    [{ intervals: { someday: [] } }, 'sla.weekday_unknown'],
    [{ intervals: { mon: [['09:00', '25:00']] } }, 'sla.interval_invalid'],
    [{ intervals: { mon: [['09:60', '12:00']] } }, 'sla.interval_invalid'],
    [{ intervals: { mon: [['09:00', '09:00']] } }, 'sla.interval_invalid'],
    [{ intervals: { mon: [['09:00']] } }, 'sla.interval_invalid'],
    [{ intervals: { mon: 'all day' } }, 'sla.interval_invalid'],
    [{ intervals: [{ start_time: 60, end_time: 60 }] }, 'sla.interval_invalid'],
    [{ intervals: 'mon' }, 'sla.interval_invalid'],
    [{ holidays: ['2026-02-30'] }, 'sla.holiday_invalid'],
    [{ holidays: ['2026-02-03/2026-02-01'] }, 'sla.holiday_invalid'],
    [{ holidays: '2026-02-03' }, 'sla.holiday_invalid'],
    ['UTC', 'sla.interval_invalid'],
  ])('refuses %j', (given, code) => {
    const read = () => scheduleFrom(given);
    expect(read).toThrow(DomainError);
    expect(read).toThrow(code);
  });
});
