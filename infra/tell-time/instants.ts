import { type Instant, MINUTE } from '../../shared/kernel/clock.ts';
import type { TimeZone } from '../../shared/sla/time-zone.ts';
import { QuestionError } from './question-error.ts';

const ISO =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?(?:\[[\w/+-]+\])?)?$/i;

/** An instant from ISO 8601; without an offset it is read off the clocks of the zone. Throws QuestionError. */
export function instantFrom(name: string, given: unknown, zone: TimeZone): Instant {
  const [, date = '', time = '00:00', seconds = '00', fraction = '', offset] = partsOf(given);
  const wall = Date.parse(`${date}T${time}:${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}Z`);
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 10) !== nextDayIf(time === '24:00', date))
    throw new QuestionError(
      `${name}: ${JSON.stringify(given) ?? 'nothing'} is not an instant such as 2026-01-02T09:00:00+08:00`,
    );
  return offset === undefined ? zone.whenShown(wall).first : wall - aheadOf(offset);
}

/** Writes an instant: UTC, to the second, or to the millisecond where there is a fraction. */
export function instantText(at: Instant): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/**
 * How to write the answer to a question about an instant: as that was written. `Z` gives `Z`; an offset that is the one of
 * the zone's clocks, or none at all, gives what those clocks show at the answer; any other offset stays. A fraction that
 * was written, if of zeros, is written again.
 */
export function writtenLike(given: unknown, asked: Instant, zone: TimeZone): (at: Instant) => string {
  const [, , , , fraction, offset] = partsOf(given);
  const isFixed = offset !== undefined && (/z/i.test(offset) || aheadOf(offset) !== zone.offsetAt(asked));
  return (at) => {
    const ahead = isFixed ? aheadOf(offset) : zone.offsetAt(at);
    // Clocks of the 19th century were ahead by odd seconds, which no offset can say.
    const isUtc = ahead % MINUTE !== 0 || (ahead === 0 && !/\d/.test(offset ?? ''));
    const wall = new Date(isUtc ? at : at + ahead).toISOString().slice(0, -1);
    return `${fraction === undefined ? wall.replace('.000', '') : wall}${isUtc ? 'Z' : offsetText(ahead)}`;
  };
}

function partsOf(given: unknown): RegExpExecArray | readonly string[] {
  return ISO.exec(typeof given === 'string' ? given.trim() : '') ?? [];
}

/** Milliseconds by which clocks of an offset are ahead of UTC. */
function aheadOf(offset: string): number {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? [];
  const ahead = (Number(hours ?? 0) * 60 + Number(minutes)) * MINUTE;
  return sign === '-' ? -ahead : ahead;
}

/** An offset as `+05:45`. */
export function offsetText(ahead: number): string {
  const minutes = Math.abs(Math.round(ahead / MINUTE));
  const parts = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${ahead < 0 ? '-' : '+'}${parts.join(':')}`;
}

function nextDayIf(next: boolean, date: string): string {
  return next ? new Date(Date.parse(date) + 24 * 60 * MINUTE).toISOString().slice(0, 10) : date;
}
