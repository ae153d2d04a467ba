import { DAY } from '../kernel/clock.ts';

/** A day of the calendar, in days since 1970-01-01; no time zone is meant. */
export type DayNumber = number;

/** Days of the calendar, both ends included. */
export interface DayRange {
  readonly first: DayNumber;
  readonly last: DayNumber;
}

/** The day that `2026-01-31` names, or undefined when there is no such day. */
export function dayOf(text: string): DayNumber | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text.trim()) ?? [];
  return day === undefined ? undefined : dayOfDate(Number(year), Number(month), Number(day));
}

/** The day of a date (January is 1), or undefined when there is no such day. */
export function dayOfDate(year: number, month: number, day: number): DayNumber | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / DAY : undefined;
}

/** A day as `2026-01-31`. */
export function dayText(day: DayNumber): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The day of the week, Sunday is 0. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** The same days, in order, each once. */
export function mergedDays(ranges: readonly DayRange[]): DayRange[] {
  const merged: DayRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    const before = merged.at(-1);
    if (before && range.first <= before.last + 1)
      merged[merged.length - 1] = { first: before.first, last: Math.max(before.last, range.last) };
    else merged.push(range);
  }
  return merged;
}
