import { DAY, type Instant } from '../kernel/clock.ts';

/** A day of the reports as `2026-01-31`. */
export type ReportDay = string;

/** The time zone in which reports begin their days. Rows and buckets are kept by it: another one needs them made anew. */
export const REPORT_ZONE = 'Etc/UTC';

/** The day an instant lies in. */
export function reportDay(at: Instant): ReportDay {
  return new Date(at).toISOString().slice(0, 10);
}

/** The day that comes so many days after another, or before it when negative. */
export function dayAfter(day: ReportDay, days: number): ReportDay {
  return reportDay(Date.parse(day) + days * DAY);
}

/** The days from one to another, both included; none when the second comes first. */
export function daysFrom(from: ReportDay, to: ReportDay): ReportDay[] {
  const count = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1);
  return Array.from({ length: count }, (_, at) => dayAfter(from, at));
}

/** Whether a text is a day of the calendar. */
export function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(at) && reportDay(at) === text;
}
