import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../shared/kernel/clock.ts';
import { timeZone } from '../../../shared/sla/time-zone.ts';
import { holds, hoursOf, someSchedule } from '../../support/a-schedule.ts';

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The hours that a day has open, when its weekday is open at these hours and the others are closed. */
function hoursOn(zone: string, date: string, ...hours: [string, string][]): number {
  const noon = Date.parse(`${date}T12:00:00Z`);
  const weekday = WEEKDAYS[new Date(noon).getUTCDay()] ?? '';
  return hoursOf({ time_zone: zone, intervals: { [weekday]: hours } }).between(noon - 3 * DAY, noon + 3 * DAY) / HOUR;
}

describe('a day on which the clock changes', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Africa/Cairo', '2026-04-24', 23],
    ['Africa/Cairo', '2026-10-29', 25],
    ['Antarctica/Troll', '2026-03-29', 22],
    ['Antarctica/Troll', '2026-10-25', 26],
    ['America/Sao_Paulo', '2015-10-18', 23],
    ['America/Sao_Paulo', '2016-02-20', 25],
    ['America/Havana', '2026-11-01', 25],
    ['America/Caracas', '2007-12-09', 24.5],
    ['Asia/Pyongyang', '2018-05-04', 23.5],
    ['Africa/Casablanca', '2025-02-23', 25],
    ['Pacific/Apia', '2011-12-29', 24],
    ['Pacific/Apia', '2011-12-30', 0],
    ['Pacific/Apia', '2011-12-31', 24],
  ])('in %s, %s, has %s hours', (zone, date, hours) => {
    expect(hoursOn(zone, date, ['00:00', '24:00'])).toBe(hours);
  });

  test.each<[string, string, [string, string], number]>([
    ['hours around a skipped hour are fewer', '2026-03-08', ['01:00', '04:00'], 2],
    ['hours wholly in it do not happen', '2026-03-08', ['02:10', '02:50'], 0],
    ['hours that begin in it begin as much later', '2026-03-08', ['02:30', '05:00'], 1.5],
    ['hours that end in it end as much later', '2026-03-08', ['01:00', '02:30'], 1.5],
    ['and come to nothing when they end before', '2026-03-08', ['02:30', '03:15'], 0],
    ['hours around a repeated hour are more', '2026-11-01', ['00:00', '03:00'], 4],
    ['exactly the repeated hour counts twice', '2026-11-01', ['01:00', '02:00'], 2],
    ['hours wholly in it happen twice', '2026-11-01', ['01:15', '01:45'], 1],
    ['hours that begin in it begin at its first showing', '2026-11-01', ['01:30', '03:00'], 2.5],
    ['hours that end in it end at its first showing', '2026-11-01', ['00:30', '01:30'], 1],
  ])('%s', (_, date, hours, open) => {
    expect(hoursOn('America/New_York', date, hours)).toBe(open);
  });

  test('never counts twice what two hours share after a shift', () => {
    expect(hoursOn('America/New_York', '2026-03-08', ['01:00', '02:30'], ['03:00', '04:00'])).toBe(2);
  });

  test('adds by the seconds that pass, not by what the clock shows', () => {
    const night = hoursOf({ time_zone: 'Europe/Berlin', intervals: { sat: [['22:00', '06:00']] } });
    const start = Date.parse('2026-03-28T22:00:00+01:00');
    expect(night.add(start, 7 * HOUR)).toBe(Date.parse('2026-03-29T06:00:00+02:00'));
    const autumn = Date.parse('2026-10-24T22:00:00+02:00');
    expect(night.add(autumn, 9 * HOUR)).toBe(Date.parse('2026-10-25T06:00:00+01:00'));
  });
});

describe('the clock of a time zone', () => {
  test('is unknown where there is none of that name', () => {
    expect(timeZone('Nowhere/Land')).toBeUndefined();
    expect(timeZone('')).toBeUndefined();
  });

  test('knows offsets to the second, far back and far ahead', () => {
    const newYork = timeZone('America/New_York');
    expect(newYork?.offsetAt(Date.UTC(1880, 0, 1))).toBe(-(4 * HOUR + 56 * MINUTE + 2_000));
    expect(newYork?.offsetAt(Date.UTC(2400, 6, 1))).toBe(-4 * HOUR);
  });
});

/** The dates of clock changes that the oracle looks at, each with its zone. */
const CHANGES = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Africa/Cairo', '2026-04-24'],
  ['Africa/Cairo', '2026-10-29'],
  ['America/Sao_Paulo', '2015-10-18'],
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Shanghai', '2026-01-05'],
] as const;

/** What the wall clock shows in the days around a change, each quarter of an hour. */
const SHOWN = new Map(CHANGES.map(([zone, date]) => [`${zone} ${date}`, quartersShown(zone, date)]));

interface Quarter {
  readonly at: number;
  readonly date: string;
  readonly weekday: string;
  readonly yesterday: string;
  readonly now: string;
}

function quartersShown(timeZone: string, date: string): Quarter[] {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', weekday: 'short' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  const noon = Date.parse(`${date}T12:00:00Z`);
  return Array.from({ length: 4 * 96 }, (_, index) => {
    const at = noon - 2 * DAY + index * 15 * MINUTE;
    const shown = new Map(format.formatToParts(at).map(({ type, value }) => [type as string, value]));
    const weekday = (shown.get('weekday') ?? '').toLowerCase().slice(0, 3);
    return {
      at,
      date: `${shown.get('year')}-${shown.get('month')}-${shown.get('day')}`,
      weekday,
      yesterday: WEEKDAYS[(WEEKDAYS.indexOf(weekday) + 6) % 7] ?? '',
      now: `${shown.get('hour')}:${shown.get('minute')}`,
    };
  });
}

describe('business time', () => {
  // The oracle knows nothing of offsets: it reads the wall clock of every quarter of an hour, as the platform shows it.
  test('on days of a clock change is what a wall clock shows, for hours that begin and end on the hour', () => {
    const change = fc
      .constantFrom(...CHANGES)
      .chain(([zone, date]) => fc.tuple(fc.constant(`${zone} ${date}`), someSchedule([date], 60, [zone])));
    holds(
      fc.property(change, ([which, schedule]) => {
        const time = hoursOf(schedule);
        const quarters = SHOWN.get(which) ?? [];
        const open = quarters.filter((each) => shownOpen(schedule, each));
        const wrong = quarters.filter(({ at }) => time.open(at)).length !== open.length;
        if (wrong || !open.every(({ at }) => time.open(at))) return false;
        const [start, end] = [quarters[0]?.at ?? 0, (quarters.at(-1)?.at ?? 0) + 15 * MINUTE];
        return time.between(start, end) === open.length * 15 * MINUTE;
      }),
    );
  });
});

function shownOpen(
  { intervals, holidays }: { intervals: Readonly<Record<string, [string, string][]>>; holidays: readonly string[] },
  { date, weekday, yesterday, now }: Quarter,
): boolean {
  if (holidays.includes(date)) return false;
  const today = (intervals[weekday] ?? []).some(([from, until]) => from <= now && (until <= from || now < until));
  return today || (intervals[yesterday] ?? []).some(([from, until]) => until < from && now < until);
}
