import { DAY, type Instant, MINUTE } from '../../shared/kernel/clock.ts';

/** A schedule in the plainest form that the command takes: hours to the minute, holidays as dates. */
export interface PlainSchedule {
  readonly time_zone?: string;
  readonly intervals?: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  readonly holidays?: readonly string[];
}

/** How far the slow way looks for an opening. */
const FURTHEST = 3 * 366 * DAY;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * Business time the slow way, with nothing of the product in it: it looks at the wall clock, as the platform shows it, minute
 * by minute. It knows nothing of offsets, so it cannot tell of hours that begin or end within an hour that is skipped or repeated.
 */
export function slowBusinessTime({ time_zone = 'Etc/UTC', intervals, holidays = [] }: PlainSchedule) {
  const wallClock = new Intl.DateTimeFormat('en-US', {
    timeZone: time_zone,
    ...{ weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });

  const open = (at: Instant): boolean => {
    // Tue, 01/06/2026, 09:30
    const shown = wallClock.format(at);
    if (holidays.includes(`${shown.slice(11, 15)}-${shown.slice(5, 7)}-${shown.slice(8, 10)}`)) return false;
    if (!intervals) return true;
    const today = WEEKDAYS.indexOf(shown.slice(0, 3).toLowerCase());
    const now = shown.slice(17, 22);
    const hoursOf = (day: number) => intervals[WEEKDAYS[(day + 7) % 7] ?? ''] ?? [];
    return (
      hoursOf(today).some(([from, until]) => from <= now && (now < until || until <= from)) ||
      hoursOf(today - 1).some(([from, until]) => until <= from && now < until)
    );
  };

  const between = (start: Instant, end: Instant): number => {
    if (end < start) return -between(end, start);
    let milliseconds = 0;
    for (let at = start; at < end; ) {
      const next = Math.min(nextMinute(at), end);
      if (open(at)) milliseconds += next - at;
      at = next;
    }
    return milliseconds;
  };

  const forwards = (start: Instant, milliseconds: number): Instant | null => {
    let left = milliseconds;
    for (let at = start; at < start + FURTHEST; at = nextMinute(at)) {
      if (!open(at)) continue;
      if (left <= nextMinute(at) - at) return at + left;
      left -= nextMinute(at) - at;
    }
    return null;
  };

  const backwards = (start: Instant, milliseconds: number): Instant | null => {
    let left = milliseconds;
    for (let at = start; at > start - FURTHEST; at = minuteBefore(at)) {
      if (!open(minuteBefore(at))) continue;
      if (left <= at - minuteBefore(at)) return at - left;
      left -= at - minuteBefore(at);
    }
    return null;
  };

  const add = (start: Instant, milliseconds: number) =>
    milliseconds < 0 ? backwards(start, -milliseconds) : forwards(start, milliseconds);
  return { add, between, open };
}

function nextMinute(at: Instant): Instant {
  return (Math.floor(at / MINUTE) + 1) * MINUTE;
}

function minuteBefore(at: Instant): Instant {
  return (Math.ceil(at / MINUTE) - 1) * MINUTE;
}
