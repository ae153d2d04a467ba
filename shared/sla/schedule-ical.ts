import { type DayNumber, type DayRange, dayOfDate, dayText, weekdayOf } from './calendar-day.ts';

/** A holiday of a calendar file, with its name. */
export interface NamedHoliday {
  readonly name: string;
  readonly days: DayRange;
}

/** Days that repeat every year are written out for these years, unless others are asked for. */
const YEARS = { from: 2000, to: 2050 };

/**
 * The holidays of a calendar in iCal format (RFC 5545): its all-day events, those that repeat every year (or every few) by
 * date, or by the first, second ... or last such weekday of a month, once for each year. Events at a time of day, cancelled
 * ones and other repetitions are left out.
 */
export function holidaysFromIcal(text: string, years: { from: number; to: number } = YEARS): NamedHoliday[] {
  return eventsOf(text)
    .flatMap((event) => holidaysOf(event, years))
    .sort((a, b) => a.days.first - b.days.first);
}

/** A property's value with its parameters. */
interface Property {
  readonly params: string;
  readonly value: string;
}
type Event = ReadonlyMap<string, readonly Property[]>;

function eventsOf(text: string): Event[] {
  const events: Event[] = [];
  let open: Map<string, Property[]> | undefined;
  let nested = 0;
  // A line that begins with a space goes on from the one before (section 3.1).
  for (const line of text
    .replace(/^\uFEFF/, '')
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)) {
    const [, name = '', params = '', value = ''] = /^([A-Za-z-]+)((?:;(?:"[^"]*"|[^:"])*)?):(.*)$/.exec(line) ?? [];
    const key = name.toUpperCase();
    const part = value.trim().toUpperCase();
    if (key === 'BEGIN' && part === 'VEVENT') open = new Map();
    else if (key === 'BEGIN') nested += open ? 1 : 0;
    else if (key === 'END' && part === 'VEVENT') {
      if (open) events.push(open);
      open = undefined;
      nested = 0;
    } else if (key === 'END') nested -= open ? 1 : 0;
    else if (open && nested === 0 && name !== '')
      open.set(key, [...(open.get(key) ?? []), { params: params.toUpperCase(), value: value.trim() }]);
  }
  return events;
}

function holidaysOf(event: Event, years: { from: number; to: number }): NamedHoliday[] {
  const first = dayIn(event.get('DTSTART')?.[0]);
  if (first === undefined || event.get('STATUS')?.[0]?.value.toUpperCase() === 'CANCELLED') return [];
  const name = unescaped(event.get('SUMMARY')?.[0]?.value ?? '');
  const length = lengthOf(event, first);
  const rule = event.get('RRULE')?.[0]?.value;
  const except = new Set((event.get('EXDATE') ?? []).flatMap((each) => daysIn(each)));
  const also = (event.get('RDATE') ?? []).flatMap((each) => daysIn(each));
  const starts = [...(rule === undefined ? [first] : yearly(rule, first, years)), ...also];
  return [...new Set(starts)]
    .filter((day) => !except.has(day))
    .map((day) => ({ name, days: { first: day, last: day + length - 1 } }));
}

/** A date; a time of day only if it is a midnight, as some programs write whole days. */
function dayIn(property: Property | undefined): DayNumber | undefined {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)(?:T000000)?$/.exec(property?.value ?? '') ?? [];
  return day === undefined ? undefined : dayOfDate(Number(year), Number(month), Number(day));
}

function daysIn({ params, value }: Property): DayNumber[] {
  return value.split(',').flatMap((each) => dayIn({ params, value: each.trim().slice(0, 8) }) ?? []);
}

/** How many days an event lasts: until before its end, or as long as it says (section 3.6.1); one otherwise. */
function lengthOf(event: Event, first: DayNumber): number {
  const end = dayIn(event.get('DTEND')?.[0]);
  if (end !== undefined) return Math.max(1, end - first);
  const [, weeks, days] = /^\+?P(?:(\d+)W)?(?:(\d+)D)?/i.exec(event.get('DURATION')?.[0]?.value ?? '') ?? [];
  return Math.max(1, Number(weeks ?? 0) * 7 + Number(days ?? 0));
}

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** The days of a yearly rule, the first included; only the first for rules of other kinds. */
function yearly(rule: string, first: DayNumber, years: { from: number; to: number }): DayNumber[] {
  const parts = new Map(
    rule.split(';').map((part) => {
      const [key = '', value = ''] = part.toUpperCase().split('=');
      return [key, value] as const;
    }),
  );
  if (parts.get('FREQ') !== 'YEARLY') return [first];
  const [firstYear = 0, firstMonth = 1, firstDate = 1] = dayText(first).split('-').map(Number);
  const months = numbers(parts.get('BYMONTH')) ?? [firstMonth];
  const dates = numbers(parts.get('BYMONTHDAY'));
  const weekdays = parts.get('BYDAY') && [...new Set(parts.get('BYDAY')?.split(','))];
  const until = dayIn({ params: '', value: (parts.get('UNTIL') ?? '').slice(0, 8) }) ?? Number.POSITIVE_INFINITY;
  const count = Number(parts.get('COUNT') ?? Number.POSITIVE_INFINITY);
  const days: DayNumber[] = [first];
  const interval = Math.max(1, Math.trunc(Number(parts.get('INTERVAL') ?? 1)) || 1);
  // Only a rule that counts its days has to be followed from its beginning.
  const skipped = Number.isFinite(count) ? 0 : Math.max(0, Math.ceil((years.from - firstYear) / interval));
  for (let year = firstYear + skipped * interval; year <= years.to && days.length < count; year += interval) {
    const inYear = months.flatMap((month) => {
      if (weekdays) return weekdays.flatMap((each) => weekdayIn(year, month, each, dates));
      return (dates ?? [firstDate]).flatMap((date) => dateIn(year, month, date));
    });
    for (const day of inYear.sort((a, b) => a - b))
      if (day > first && day <= until && days.length < count) days.push(day);
  }
  return days.filter((day) => Number(dayText(day).slice(0, 4)) >= years.from);
}

function dateIn(year: number, month: number, date: number): DayNumber[] {
  const day = date > 0 ? dayOfDate(year, month, date) : lastDay(year, month) + date + 1;
  return day === undefined ? [] : [day];
}

/** `4TH` is the fourth Thursday of the month, `-1MO` its last Monday, `MO` each (of those on certain dates, if given). */
function weekdayIn(year: number, month: number, text: string, dates: readonly number[] | undefined): DayNumber[] {
  const [, nth, name = ''] = /^([+-]?\d+)?([A-Z]{2})$/.exec(text) ?? [];
  const start = dayOfDate(year, month, 1);
  const weekday = WEEKDAYS.indexOf(name);
  if (start === undefined || weekday < 0) return [];
  const all: DayNumber[] = [];
  for (let day = start; day <= lastDay(year, month); day++) if (weekdayOf(day) === weekday) all.push(day);
  const found = nth === undefined ? all : [all.at(Number(nth) > 0 ? Number(nth) - 1 : Number(nth))];
  return found.flatMap((day) => (day === undefined || (dates && !dates.includes(day - start + 1)) ? [] : day));
}

function lastDay(year: number, month: number): DayNumber {
  const next = month === 12 ? dayOfDate(year + 1, 1, 1) : dayOfDate(year, month + 1, 1);
  return (next ?? 0) - 1;
}

function numbers(text: string | undefined): number[] | undefined {
  return text === undefined ? undefined : [...new Set(text.split(',').map(Number))].filter(Number.isInteger);
}

function unescaped(text: string): string {
  return text.replace(/\\([nN,;\\])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? ' ' : sign));
}
