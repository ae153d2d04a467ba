import { DAY, type Instant, SECOND } from '../../shared/kernel/clock.ts';
import type { BusinessTime } from '../../shared/sla/business-time.ts';
import { type DayNumber, dayText } from '../../shared/sla/calendar-day.ts';
import type { TimeZone } from '../../shared/sla/time-zone.ts';

/** How long it is open on a day, between two instants. */
export interface OpenDay {
  readonly date: string;
  readonly seconds: number;
}

/** Who waits for longer does not count the days one by one. */
const MOST_DAYS = 10;

/** The days from one instant to another with what counts of each, also those that are closed; none when there are many. */
export function openDays(hours: BusinessTime, zone: TimeZone, from: Instant, until: Instant): OpenDay[] {
  const [first, last] = [dayAt(zone, from), dayAt(zone, until)];
  if (until < from || last - first >= MOST_DAYS) return [];
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const [start, end] = [first + index, first + index + 1].map((day) => zone.whenShown(day * DAY).first);
    const open = hours.between(Math.max(start ?? from, from), Math.min(end ?? until, until));
    return { date: dayText(first + index), seconds: Math.max(open, 0) / SECOND };
  });
}

function dayAt(zone: TimeZone, at: Instant): DayNumber {
  return Math.floor((at + zone.offsetAt(at)) / DAY);
}
