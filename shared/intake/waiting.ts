import type { Instant } from '../kernel/clock.ts';
import { text } from '../platform/i18n/text.ts';
import type { TicketChange } from '../tickets/change-ticket.ts';
import type { TicketField } from '../tickets/ticket-field.ts';
import { askable, askFor, type Lacking, namesOfNeeds, type Tone } from './ask-for.ts';
import { askedNow, stillAwaited } from './asking.ts';
import type { IntakeRecord } from './intake-record.ts';

/** A step of waiting for a customer: what changes on the ticket, the record after it, and why, in words for agents. */
interface Step {
  readonly record: IntakeRecord;
  readonly change: TicketChange;
  readonly reason: string;
}

/** The fields tickets have, and the language of what agents read. */
interface Desk {
  readonly fields: readonly TicketField[];
  readonly locale: string;
}

/**
 * What to do about a customer who has not answered: a reminder, at the deadline going on without. Nobody waits for what
 * nobody can be asked for any more, since its field is gone.
 */
export function waitOn(record: IntakeRecord, now: Instant, desk: Desk): Step {
  if (askable({ missing: stillAwaited(record), fields: desk.fields }).length === 0)
    return goOnWithNothingToWaitFor(record, now, desk);
  return (record.asked?.reminded_at === null ? remind : goOnWithout)(record, now, desk);
}

function goOnWithNothingToWaitFor(record: IntakeRecord, now: Instant, { locale }: Desk): Step {
  return {
    record: rest(record, now),
    change: {
      fields: { status: 'open' },
      comment: { body: text(locale, 'intake.not_needed.note'), public: false, origin: 'system' },
    },
    reason: text(locale, 'intake.reason.not_needed'),
  };
}

/** Asks once more for what has not come. */
function remind(record: IntakeRecord, now: Instant, { fields, locale }: Desk): Step {
  const lacking = { missing: stillAwaited(record), fields };
  return {
    record: after(record, { reminded_at: now }, now),
    change: question(record, lacking, 'opening_again'),
    reason: text(locale, 'intake.reason.reminded', { names: namesOfNeeds(lacking, locale) }),
  };
}

/** Waits no longer: the ticket is open again, for somebody to decide how to go on. */
function goOnWithout(record: IntakeRecord, now: Instant, { fields, locale }: Desk): Step {
  const names = namesOfNeeds({ missing: stillAwaited(record), fields }, locale);
  return {
    record: after(record, { state: 'overdue' }, now),
    change: {
      fields: { status: 'open' },
      comment: { body: text(locale, 'intake.overdue.note', { names }), public: false, origin: 'system' },
    },
    reason: text(locale, 'intake.reason.overdue'),
  };
}

/** Waits no longer, because one of us has gone on: what has not come may be asked for again. */
export function rest(record: IntakeRecord, now: Instant): IntakeRecord {
  return after(record, { state: 'at_work' }, now);
}

/** Whether all that is missing has been asked for, and is awaited. */
export function isAwaited({ asked, missing }: IntakeRecord): boolean {
  return asked?.state === 'waiting' && missing.length > 0 && missing.every((need) => asked.needs.includes(need));
}

/** Asks for all that is missing now, because one of us wants it. */
export function askAgain(
  record: IntakeRecord,
  now: Instant,
  { fields, deadline }: Pick<Desk, 'fields'> & { readonly deadline: number },
): Omit<Step, 'reason'> {
  const asked = askedNow(record, 'waiting', { now, deadline });
  return {
    record: { ...record, asked, version: record.version + 1, updated_at: now },
    change: {
      ...question(record, { missing: record.missing, fields }, record.asked === null ? 'opening' : 'opening_again'),
      fields: { status: 'pending' },
    },
  };
}

function question(record: IntakeRecord, lacking: Lacking, tone: Tone): TicketChange {
  const body = askFor(lacking, record.language, tone) ?? '';
  return { comment: { body, public: true, origin: 'system' }, facts: ['ticket.information_asked.v1'] };
}

function after(record: IntakeRecord, changed: Partial<NonNullable<IntakeRecord['asked']>>, now: Instant): IntakeRecord {
  const { asked } = record;
  return { ...record, version: record.version + 1, updated_at: now, asked: asked && { ...asked, ...changed } };
}
