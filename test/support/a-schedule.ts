import * as fc from 'fast-check';
import { type BusinessTime, businessTime } from '../../shared/sla/business-time.ts';
import { scheduleFrom } from '../../shared/sla/schedule.ts';

/** Business time of a schedule as it is written down. */
export function hoursOf(schedule: Readonly<Record<string, unknown>>): BusinessTime {
  return businessTime(scheduleFrom(schedule));
}

/** How many cases a property is tried with: `CASES=100000` for a long run. */
export const CASES = Number(process.env['CASES'] ?? 2_000);

/** All properties are tried with the same cases every time. */
export const SEED = 20_260_105;

/** Tries a property with the same cases every time. */
export function holds<T>(property: fc.IProperty<T>, numRuns = CASES): void {
  void fc.assert(property, { numRuns, seed: SEED });
}

/** Zones with all kinds of clock changes: an hour, half an hour, two hours, at midnight, a skipped day, none. */
export const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'Africa/Cairo',
  'America/Sao_Paulo',
  'America/Havana',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Asia/Shanghai',
  'Asia/Kathmandu',
  'Etc/UTC',
] as const;

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Hours of a day that begin and end at a multiple of so many minutes; some go on over midnight. */
function someHours(step: number): fc.Arbitrary<[string, string]> {
  const last = (24 * 60) / step;
  return fc
    .tuple(fc.integer({ min: 0, max: last - 1 }), fc.integer({ min: 1, max: last }))
    .filter(([from, until]) => from !== until)
    .map(([from, until]) => [clockText(from * step), clockText(until * step)]);
}

/** Schedules as people write them, with some holidays around some dates; they may never open. */
export function someSchedule(dates: readonly string[], step = 15, zones: readonly string[] = ZONES) {
  const week = fc.dictionary(fc.constantFrom(...DAYS), fc.array(someHours(step), { maxLength: 3 }), { maxKeys: 7 });
  const holidays = fc.subarray([...dates]);
  return fc.record({ time_zone: fc.constantFrom(...zones), intervals: week, holidays });
}
