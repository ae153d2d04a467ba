import { DAY, type Instant, SECOND } from '../kernel/clock.ts';
import { type DayNumber, weekdayOf } from './calendar-day.ts';
import type { Hours, Schedule } from './schedule.ts';

/** Time that counts only while a team works. */
export interface BusinessTime {
  /**
   * The instant at which so many open milliseconds have passed. Used up exactly at the end of the hours, it is that end and
   * not the next opening; backwards (negative), the start of the hours and not the last closing. None at all is the instant
   * itself while open, and the next opening while closed. Null when it never comes: not within 400 years.
   */
  add(start: Instant, milliseconds: number): Instant | null;
  /** The open milliseconds between two instants; negative when the second comes first. */
  between(start: Instant, end: Instant): number;
  /** Whether it is open at an instant. Hours hold their first instant, not their last. */
  open(at: Instant): boolean;
}

/** Around the clock, every day. */
export const ALWAYS_OPEN: BusinessTime = {
  add: (start, milliseconds) => start + milliseconds,
  between: (start, end) => end - start,
  open: () => true,
};

/** After 400 years the calendar begins anew, on the same day of the week. */
const CALENDAR_DAYS = 146_097;
/** So many days are laid out at once: whole weeks, and a whole number of them makes a calendar. */
const BLOCK_DAYS = 21;
const BLOCK = BLOCK_DAYS * DAY;
const CALENDAR_BLOCKS = CALENDAR_DAYS / BLOCK_DAYS;
/** How far ahead or back a search goes: 400 years. */
const MAX_BLOCKS = CALENDAR_BLOCKS;
/** From this block on clocks are changed by the rules of today, which go by the calendar: nobody knows better. */
const FIRST_BY_RULE = Math.ceil(Date.UTC(2100, 0, 2) / BLOCK);
/** Before this block no clock was ever changed. */
const FIRST_CHANGED = Math.floor(Date.UTC(1799, 11, 30) / BLOCK);

/** The openings of some days: from when until when, and how long it was open before each. */
interface Block {
  readonly index: number;
  readonly from: Instant;
  readonly until: Instant;
  readonly opens: readonly Instant[];
  readonly closes: readonly Instant[];
  readonly ran: readonly number[];
  readonly total: number;
}

/**
 * The time of a schedule. Hours are read off the wall clock: those that begin or end in an hour that is skipped do so as
 * much later as the clock is put forward, and where an hour is repeated they begin and end at its first showing. Hours that
 * lie wholly in a skipped hour (or day) do not happen; wholly in a repeated one, they happen twice.
 */
export function businessTime(schedule: Schedule): BusinessTime {
  const blocks = new Map<number, Block>();
  const totals = new Map<number, number>();
  const withoutHolidays = { ...schedule, holidays: [] };
  const block = (index: number): Block => {
    const found = blocks.get(index) ?? layOut(schedule, index);
    blocks.set(index, found);
    return found;
  };
  let recent = block(0);
  const blockAt = (at: Instant): Block => {
    if (at >= recent.from && at < recent.until) return recent;
    const index = Math.floor(at / BLOCK);
    const near = block(index);
    recent = at < near.from ? block(index - 1) : at < near.until ? near : block(index + 1);
    return recent;
  };
  /** The open time of a block. Without a holiday, centuries from now, it is that of one a calendar before. */
  const totalOf = (index: number): number => {
    const known = blocks.get(index);
    if (known) return known.total;
    const [from, until] = [index * BLOCK_DAYS, (index + 1) * BLOCK_DAYS - 1];
    const closed = schedule.holidays.find(({ first, last }) => first <= until && from <= last);
    if (closed) return closed.first <= from && until <= closed.last ? 0 : block(index).total;
    const like = firstLike(index);
    if (like === undefined) return block(index).total;
    const total = totals.get(like) ?? layOut(withoutHolidays, like).total;
    totals.set(like, total);
    return total;
  };
  const neverOpens = schedule.week.every((hours) => hours.length === 0);

  /** Forwards: the first instant by which a block and those after it were open for so long, counted from its beginning. */
  const reach = (from: number, open: number): Instant | null => {
    let left = open;
    for (let index = from; index < from + MAX_BLOCKS; index++) {
      const total = totalOf(index);
      if (left <= total) {
        const { opens, ran } = block(index);
        const at = lastBelow(ran, left);
        return (opens[at] ?? 0) + left - (ran[at] ?? 0);
      }
      left -= total;
    }
    return null;
  };
  /** Backwards: the last instant before which a block, and those before it, were open for so long; negative: in those. */
  const reachBack = (from: number, open: number): Instant | null => {
    let left = open;
    for (let index = from; index > from - MAX_BLOCKS; index--) {
      if (left >= 0) {
        const { opens, ran } = block(index);
        const at = lastNotAbove(ran, left);
        return (opens[at] ?? 0) + left - (ran[at] ?? 0);
      }
      left += totalOf(index - 1);
    }
    return null;
  };
  const nextOpen = (at: Instant): Instant | null => {
    const first = blockAt(at).index;
    for (let index = first; index < first + MAX_BLOCKS; index++) {
      const { opens, closes } = block(index);
      const next = closes.findIndex((close) => close > at);
      if (next >= 0) return Math.max(opens[next] ?? 0, at);
    }
    return null;
  };

  return {
    add(start, milliseconds) {
      if (neverOpens) return null;
      if (milliseconds === 0) return nextOpen(start);
      const first = blockAt(start);
      const open = openUntil(first, start) + milliseconds;
      return milliseconds > 0 ? reach(first.index, open) : reachBack(first.index, open);
    },
    between(start, end) {
      if (neverOpens) return 0;
      const [from, to] = start <= end ? [start, end] : [end, start];
      const first = blockAt(from);
      const last = blockAt(to);
      let open = openUntil(last, to) - openUntil(first, from);
      for (let index = first.index; index < last.index; index++) open += totalOf(index);
      return start <= end ? open : -open;
    },
    open(at) {
      const { opens, closes } = blockAt(at);
      const index = lastNotAbove(opens, at);
      return index >= 0 && at < (closes[index] ?? at);
    },
  };
}

/** The block that is laid out for all that are like it; undefined in the centuries in which people change their minds. */
function firstLike(index: number): number | undefined {
  if (index >= FIRST_BY_RULE) return FIRST_BY_RULE + ((index - FIRST_BY_RULE) % CALENDAR_BLOCKS);
  return index < FIRST_CHANGED ? FIRST_CHANGED - 1 : undefined;
}

function openUntil({ opens, closes, ran }: Block, at: Instant): number {
  const index = lastNotAbove(opens, at);
  return index < 0 ? 0 : (ran[index] ?? 0) + Math.min(at, closes[index] ?? at) - (opens[index] ?? at);
}

function lastNotAbove(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function lastBelow(sorted: readonly number[], limit: number): number {
  const index = lastNotAbove(sorted, limit);
  return sorted[index] === limit ? index - 1 : index;
}

function layOut(schedule: Schedule, index: number): Block {
  const firstDay: DayNumber = index * BLOCK_DAYS;
  const opens: Instant[] = [];
  const closes: Instant[] = [];
  const ran: number[] = [];
  let total = 0;
  const from = dayStart(schedule, firstDay);
  let start = from;
  for (let day = firstDay; day < firstDay + BLOCK_DAYS; day++) {
    const end = dayStart(schedule, day + 1);
    for (const [opening, closing] of openingsOf(schedule, day, start, end)) {
      opens.push(opening);
      closes.push(closing);
      ran.push(total);
      total += closing - opening;
    }
    start = end;
  }
  return { index, from, until: start, opens, closes, ran, total };
}

function dayStart({ zone }: Schedule, day: DayNumber): Instant {
  return zone.whenShown(day * DAY).first;
}

type Opening = readonly [from: Instant, until: Instant];

function openingsOf(schedule: Schedule, day: DayNumber, start: Instant, end: Instant): readonly Opening[] {
  const hours = schedule.week[weekdayOf(day)] ?? [];
  if (hours.length === 0 || schedule.holidays.some(({ first, last }) => first <= day && day <= last)) return [];
  const { zone } = schedule;
  if (end - start === DAY && zone.offsetAt(start) === zone.offsetAt(end - 1))
    return hours.map(([from, until]) => [start + from * SECOND, start + until * SECOND]);
  return openingsOfOddDay(schedule, day, hours, start, end);
}

function openingsOfOddDay(
  { zone }: Schedule,
  day: DayNumber,
  hours: readonly Hours[],
  start: Instant,
  end: Instant,
): readonly Opening[] {
  const openings = hours.flatMap(([from, until]): Opening[] => {
    const opens = zone.whenShown(day * DAY + from * SECOND);
    const closes = zone.whenShown(day * DAY + until * SECOND);
    if (opens.skipped && closes.skipped) return [];
    if (opens.last > opens.first && closes.last > closes.first)
      return [
        [opens.first, closes.first],
        [opens.last, closes.last],
      ];
    return [[opens.first, closes.first]];
  });
  const apart: Opening[] = [];
  for (const [from, until] of openings.sort((a, b) => a[0] - b[0])) {
    const opening = [Math.max(from, start, apart.at(-1)?.[1] ?? start), Math.min(until, end)] as const;
    if (opening[0] < opening[1]) apart.push(opening);
  }
  return apart;
}
