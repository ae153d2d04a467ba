import * as z from 'zod/mini';
import { DAY, SECOND } from '../../kernel/clock.ts';
import { onFirstUse } from '../../kernel/on-first-use.ts';
import { EXPIRY } from '../table/schema.ts';
import type { Key } from '../table/table-input.ts';

/**
 * One fact that happened to a record, as consumers get it. `name` is versioned and in the past tense
 * (`ticket.solved.v1`). It says which record changed and at which version; consumers re-read what they need, so late,
 * repeated and reordered events do no harm.
 */
export const EventMessage = onFirstUse(() =>
  z.object({
    /** Id of the record that committed the facts (an audit, a delivery, a job): what consumers remember as done. */
    id: z.string(),
    /** Every fact of that commit. */
    names: z.array(z.string()),
    /** The record's id, as text. */
    subject: z.string(),
    /** When it was committed, in milliseconds. */
    at: z.number(),
    /** It is about something urgent: consumers that have a queue for that get it there. */
    urgent: z.optional(z.literal(true)),
    /** Small facts a consumer would otherwise have to read; declared by the event's schema in `x.events.ts`. */
    data: z.record(z.string(), z.unknown()),
  }),
);
export type EventMessage = z.output<typeof EventMessage>;

/** The attribute of an item under which a store commits its event; the relay sends what it finds there. */
export const EVENT_ATTRIBUTE = 'event';

/** Twice as long as a message can wait in any queue. */
const KEPT = 30 * DAY;

/**
 * An item that does nothing but carry an event. Only the stream reads it; it is kept for a month for people who look for
 * what happened.
 */
export function eventItem(key: Key, entity: string, event: EventMessage): Record<string, unknown> {
  return { ...key, entity, [EXPIRY]: Math.ceil((event.at + KEPT) / SECOND), [EVENT_ATTRIBUTE]: event };
}
