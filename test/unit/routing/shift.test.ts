import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { DAY, HOUR, MINUTE } from '../../../shared/kernel/clock.ts';
import { isOnShift, isTimeZone, nextShiftStart, Shift } from '../../../shared/routing/shift.ts';

const office = (time_zone: string): Shift => ({
  time_zone,
  intervals: {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ],
    tue: [['00:00', '24:00']],
  },
});

describe('a shift', () => {
  test('is by the clock on the wall where somebody is', () => {
    // Monday, 23 November 2026.
    const at = (hour: number, minute = 0) => Date.UTC(2026, 10, 23, hour, minute);
    expect(isOnShift(office('UTC'), at(9))).toBe(true);
    expect(isOnShift(office('UTC'), at(12))).toBe(false);
    expect(isOnShift(office('UTC'), at(16, 59))).toBe(true);
    expect(isOnShift(office('UTC'), at(17))).toBe(false);
    expect(isOnShift(office('Asia/Shanghai'), at(1))).toBe(true);
    expect(isOnShift(office('Asia/Shanghai'), at(9))).toBe(false);
    expect(isOnShift(office('America/New_York'), at(14))).toBe(true);
  });

  test('begins next where its next interval begins', () => {
    const monday = Date.UTC(2026, 10, 23);
    expect(nextShiftStart(office('UTC'), monday)).toBe(monday + 9 * HOUR);
    expect(nextShiftStart(office('UTC'), monday + 9 * HOUR)).toBe(monday + 13 * HOUR);
    expect(nextShiftStart(office('UTC'), monday + 13 * HOUR)).toBe(monday + DAY);
    expect(nextShiftStart(office('UTC'), monday + DAY)).toBe(monday + 7 * DAY + 9 * HOUR);
    expect(nextShiftStart({ time_zone: 'UTC', intervals: {} }, monday)).toBeUndefined();
  });

  test('begins at the same time on the wall before and after the clocks are changed', () => {
    const sundays: Shift = { time_zone: 'Europe/Berlin', intervals: { sun: [['09:00', '17:00']] } };
    // On 25 October 2026 the clocks are put back at 3 o'clock, on 28 March 2027 forward at 2.
    expect(nextShiftStart(sundays, Date.UTC(2026, 9, 18, 12))).toBe(Date.UTC(2026, 9, 25, 8));
    expect(nextShiftStart(sundays, Date.UTC(2026, 9, 11, 12))).toBe(Date.UTC(2026, 9, 18, 7));
    expect(nextShiftStart(sundays, Date.UTC(2027, 2, 22, 12))).toBe(Date.UTC(2027, 2, 28, 7));
  });

  test('is on at the start that was foretold, and at no minute before it since', () => {
    const zones = ['UTC', 'Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'];
    const start = Date.UTC(2026, 9, 20);
    void fc.assert(
      fc.property(fc.constantFrom(...zones), fc.nat(20 * 24 * 60), (zone, minute) => {
        const shift: Shift = { time_zone: zone, intervals: { mon: [['08:15', '08:45']], fri: [['20:00', '24:00']] } };
        const from = start + minute * MINUTE;
        const next = nextShiftStart(shift, from) ?? 0;
        expect(next).toBeGreaterThan(from);
        expect(isOnShift(shift, next)).toBe(true);
        expect(isOnShift(shift, next - 1)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  test('has intervals that begin before they end, in a zone that there is', () => {
    expect(z.safeParse(Shift, office('UTC')).success).toBe(true);
    for (const interval of [
      ['17:00', '09:00'],
      ['9:00', '10:00'],
      ['09:00', '24:30'],
    ])
      expect(z.safeParse(Shift, { time_zone: 'UTC', intervals: { mon: [interval] } }).success).toBe(false);
    expect(isTimeZone('Asia/Shanghai')).toBe(true);
    expect(isTimeZone('Asia/Atlantis')).toBe(false);
  });
});
