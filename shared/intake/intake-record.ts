import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { ABOUT_AXES } from '../tickets/about-fields.ts';
import { Priority } from '../tickets/ticket.ts';

/** A fact as it was written, and where it stands: in a comment, or in the subject (null). */
export const FoundFact = onFirstUse(() =>
  z.object({
    name: z.string(),
    value: z.string(),
    comment_id: z.nullable(z.int()),
    start: z.int(),
    end: z.int(),
    /** Why it looks like one and cannot be used. */
    flaw: z.optional(z.enum(['checksum', 'incomplete'])),
    /** The chain whose form it has. */
    form: z.optional(z.string()),
  }),
);
export type FoundFact = z.output<typeof FoundFact>;

/**
 * What a customer was asked for. `waiting`: the ticket is pending for it, until the deadline. `answered`: all of it came.
 * `overdue`: the deadline passed. `at_work`: nobody waits for it, help is on its way.
 */
export const Asked = onFirstUse(() =>
  z.object({
    /** How many times a customer of this ticket was asked, reminders not counted. */
    round: z.int(),
    needs: z.array(z.string()),
    at: z.number(),
    deadline: z.number(),
    reminded_at: z.nullable(z.number()),
    state: z.enum(['waiting', 'answered', 'overdue', 'at_work']),
  }),
);
export type Asked = z.output<typeof Asked>;

/** What was read out of a ticket: kept beside it, for those who ask. What the desk sorts by stands on the ticket itself. */
export const IntakeRecord = onFirstUse(() =>
  z.object({
    ticket_id: z.int(),
    version: z.int(),
    about: z.object({ kind: z.string(), category: z.string(), reason: z.string(), risk: z.string() }),
    /** What of that a person said: the rules do not touch it any more. */
    corrected: z.array(z.enum(ABOUT_AXES)),
    language: z.enum(['zh-CN', 'en']),
    confidence: z.object({ kind: z.number(), category: z.number(), risk: z.number() }),
    /** The words that decided, as they were written. */
    why: z.array(z.string()),
    /** The highest that the rules have found so far, and by which of them. */
    priority: Priority,
    priority_why: z.array(z.string()),
    facts: z.array(FoundFact),
    /** Kinds of secrets that were sent; never their text. */
    secrets: z.array(z.string()),
    missing: z.array(z.string()),
    asked: z.nullable(Asked),
    created_at: z.number(),
    updated_at: z.number(),
  }),
);
export type IntakeRecord = z.output<typeof IntakeRecord>;

/** What changes when the same is looked at again, and tells nothing new. */
type Bookkeeping = 'version' | 'created_at' | 'updated_at';

/** Whether two records say the same. */
export function saysTheSame(a: Omit<IntakeRecord, Bookkeeping>, b: Omit<IntakeRecord, Bookkeeping>): boolean {
  return JSON.stringify(said(a)) === JSON.stringify(said(b));
}

function said(record: Omit<IntakeRecord, Bookkeeping>) {
  const { ticket_id, about, corrected, language, confidence, why, priority, priority_why, facts, secrets, missing } =
    record;
  const { kind, category, reason, risk } = about;
  return [
    [ticket_id, kind, category, reason, risk, [...corrected].sort(), language],
    [confidence.kind, confidence.category, confidence.risk, why, priority, priority_why],
    facts.map(({ name, value, comment_id, start, end, flaw, form }) => [
      name,
      value,
      comment_id,
      start,
      end,
      flaw,
      form,
    ]),
    [secrets, missing],
    record.asked && Object.entries(record.asked).sort(([one], [other]) => (one < other ? -1 : 1)),
  ];
}
