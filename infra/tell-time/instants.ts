import { type Instant, MINUTE } from '../../shared/kernel/clock.ts';
import type { TimeZone } from '../../shared/sla/time-zone.ts';
import { QuestionError } from './question-error.ts';

const ISO =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?(?:\[[\w/+-]+\])?)?$/i;

/** An instant from ISO 8601; without an offset it is read off the clocks of the zone. Throws QuestionError. */
export function instantFrom(name: string, given: unknown, zone: TimeZone): Instant {
  const [, date = '', time = '00:00', seconds = '00', fraction = '', offset] =
    ISO.exec(typeof given === 'string' ? given.trim() : '') ?? [];
  const wall = Date.parse(`${date}T${time}:${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}Z`);
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 10) !== nextDayIf(time === '24:00', date))
    throw new QuestionError(
      `${name}: ${JSON.stringify(given) ?? 'nothing'} is not an instant such as 2026-01-02T09:00:00+08:00`,
    );
  if (offset === undefined) return zone.whenShown(wall).first;
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? [];
  const ahead = (Number(hours ?? 0) * 60 + Number(minutes)) * MINUTE;
  return wall - (sign === '-' ? -ahead : ahead);
}

function nextDayIf(next: boolean, date: string): string {
  return next ? new Date(Date.parse(date) + 24 * 60 * MINUTE).toISOString().slice(0, 10) : date;
}

/** An instant as the command answers it: UTC, to the second, or to the millisecond where there is a fraction. */
export function instantText(at: Instant): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
