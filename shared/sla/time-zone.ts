import { DAY, type Instant, SECOND } from '../kernel/clock.ts';

/** What a clock on the wall shows, in milliseconds since it showed 1970-01-01T00:00:00. */
export type WallTime = number;

/** When a wall clock shows a time: once, twice where the clock is put back, or never where it is put forward. */
export interface Shown {
  readonly first: Instant;
  readonly last: Instant;
  /** It is never shown: both instants are those of the time moved forward by as much as the clock is. */
  readonly skipped: boolean;
}

/** The clock of an IANA time zone. */
export interface TimeZone {
  readonly name: string;
  /** Milliseconds by which its clocks are ahead of UTC at an instant. */
  offsetAt(at: Instant): number;
  whenShown(wall: WallTime): Shown;
}

/** Offsets are looked up once a day, for so many days at a time. */
const CHUNK = 32 * DAY;

const known = new Map<string, TimeZone>();

/** The time zone of that name, or undefined when there is none. */
export function timeZone(name: string): TimeZone | undefined {
  const found = known.get(name);
  if (found) return found;
  const offsetNow = offsetReader(name);
  if (!offsetNow) return undefined;
  const opened = openZone(name, offsetNow);
  known.set(name, opened);
  return opened;
}

function offsetReader(name: string): ((at: Instant) => number) | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    return (at) => {
      const [, sign, hours, minutes, seconds] =
        /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(at)) ?? [];
      const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0);
      return (sign === '-' ? -size : size) * SECOND;
    };
  } catch {
    return undefined;
  }
}

/** From an instant on, an offset. */
type Offset = readonly [from: Instant, offset: number];

function openZone(name: string, offsetNow: (at: Instant) => number): TimeZone {
  const chunks = new Map<number, readonly Offset[]>();
  const chunk = (index: number) => {
    const found = chunks.get(index) ?? offsetsIn(index * CHUNK, offsetNow);
    chunks.set(index, found);
    return found;
  };
  const offsetAt = (at: Instant) => {
    const offsets = chunk(Math.floor(at / CHUNK));
    let offset = offsets[0]?.[1] ?? 0;
    for (let i = 1; i < offsets.length; i++) {
      const next = offsets[i];
      if (next && next[0] <= at) offset = next[1];
    }
    return offset;
  };
  return {
    name,
    offsetAt,
    whenShown(wall) {
      // No clock is further than a day from UTC, and none is changed twice within two days.
      const before = offsetAt(wall - DAY);
      const after = offsetAt(wall + DAY);
      const early = wall - before;
      if (before === after) return { first: early, last: early, skipped: false };
      const late = wall - after;
      const isEarly = offsetAt(early) === before;
      const isLate = offsetAt(late) === after;
      if (isEarly && isLate) return { first: Math.min(early, late), last: Math.max(early, late), skipped: false };
      const only = isLate ? late : early;
      return { first: only, last: only, skipped: !isEarly && !isLate };
    },
  };
}

function offsetsIn(start: Instant, offsetNow: (at: Instant) => number): Offset[] {
  const offsets: Offset[] = [[start, offsetNow(start)]];
  let [from, offset] = offsets[0] ?? [start, 0];
  for (let to = start + DAY; to <= start + CHUNK; to += DAY) {
    const then = offsetNow(to);
    while (offset !== then) {
      from = changeBetween(from, to, offset, offsetNow);
      offset = offsetNow(from);
      offsets.push([from, offset]);
    }
    from = to;
  }
  return offsets;
}

/** The first instant after `from` that does not have its offset; `to` does not. */
function changeBetween(from: Instant, to: Instant, offset: number, offsetNow: (at: Instant) => number): Instant {
  let same = from;
  let other = to;
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetNow(middle) === offset) same = middle;
    else other = middle;
  }
  return other;
}
