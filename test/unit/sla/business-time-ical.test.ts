import { describe, expect, test } from 'vitest';
import { dayText } from '../../../shared/sla/calendar-day.ts';
import { holidaysFromIcal } from '../../../shared/sla/schedule-ical.ts';

const calendar = (...events: string[][]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const days = (text: string) =>
  holidaysFromIcal(text, { from: 2026, to: 2028 }).map(({ days: { first, last } }) =>
    first === last ? dayText(first) : `${dayText(first)}/${dayText(last)}`,
  );

describe('holidays of a calendar file', () => {
  test('are its all-day events, until the day before their end', () => {
    const text = calendar(
      ['UID:1', 'DTSTART;VALUE=DATE:20261001', 'DTEND;VALUE=DATE:20261008', 'SUMMARY:国庆节'],
      ['UID:2', 'DTSTART;VALUE=DATE:20260101', 'SUMMARY:New Year\\, of cou', ' rse'],
      ['UID:3', 'DTSTART;VALUE=DATE:20260501', 'DURATION:P3D'],
      ['UID:4', 'DTSTART;TZID="Asia/Shanghai":20260612T000000', 'DTEND;TZID="Asia/Shanghai":20260613T000000'],
    );
    expect(days(text)).toEqual(['2026-01-01', '2026-05-01/2026-05-03', '2026-06-12', '2026-10-01/2026-10-07']);
    expect(holidaysFromIcal(text).map(({ name }) => name)).toEqual(['New Year, of course', '', '', '国庆节']);
  });

  test('leave out meetings, what was cancelled, and what belongs to an alarm', () => {
    const text = calendar(
      ['DTSTART:20260105T090000Z', 'DTEND:20260105T100000Z'],
      ['DTSTART;VALUE=DATE:20260106', 'STATUS:CANCELLED'],
      ['DTSTART;VALUE=DATE:20260107', 'BEGIN:VALARM', 'DURATION:P9D', 'END:VALARM'],
      ['SUMMARY:nothing'],
    );
    expect(days(text)).toEqual(['2026-01-07']);
  });

  test.each([
    ['by date', '20201225', 'FREQ=YEARLY', ['2026-12-25', '2027-12-25', '2028-12-25']],
    ['by month and date', '20200704', 'FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=4', ['2026-07-04', '2027-07-04', '2028-07-04']],
    ['on leap days', '20240229', 'FREQ=YEARLY', ['2028-02-29']],
    [
      'on the fourth Thursday',
      '20201126',
      'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
      ['2026-11-26', '2027-11-25', '2028-11-23'],
    ],
    ['on the last Monday', '20200525', 'FREQ=YEARLY;BYDAY=-1MO;BYMONTH=5', ['2026-05-25', '2027-05-31', '2028-05-29']],
    [
      'on the Monday of certain dates',
      '20200120',
      'FREQ=YEARLY;BYMONTH=1;BYDAY=MO;BYMONTHDAY=15,16,17,18,19,20,21',
      ['2026-01-19', '2027-01-18', '2028-01-17'],
    ],
    ['until a day', '20200501', 'FREQ=YEARLY;UNTIL=20270430', ['2026-05-01']],
    ['so many times', '20250501', 'FREQ=YEARLY;COUNT=2', ['2026-05-01']],
    ['every other year', '20240501', 'FREQ=YEARLY;INTERVAL=2', ['2026-05-01', '2028-05-01']],
    ['weekly: the first only', '20260105', 'FREQ=WEEKLY', ['2026-01-05']],
  ])('repeat %s', (_, start, rule, expected) => {
    expect(days(calendar([`DTSTART;VALUE=DATE:${start}`, `RRULE:${rule}`]))).toEqual(expected);
  });

  test('are those of a rule but for its exceptions, and those added to it', () => {
    const lines = [
      'DTSTART;VALUE=DATE:20260101',
      'RRULE:FREQ=YEARLY',
      'EXDATE;VALUE=DATE:20270101',
      'RDATE;VALUE=DATE:20270104',
    ];
    expect(days(calendar(lines))).toEqual(['2026-01-01', '2027-01-04', '2028-01-01']);
  });

  test('of no calendar are none', () => {
    expect(holidaysFromIcal('')).toEqual([]);
    expect(holidaysFromIcal('BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101')).toEqual([]);
  });
});
