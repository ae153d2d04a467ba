import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { Via } from './ticket.ts';

const FieldValue = z.unknown();

function escalationLine() {
  return {
    metric: z.string(),
    step: z.int(),
    /** When the promise falls due, or fell. */
    due_at: z.number(),
    /** Which step of the escalation it is: at a part of the target (`80%`), or seconds from when it is broken (`0s`). */
    at: z.optional(z.string()),
    /** Who is told of it: `assignee`, `group`, `supervisors`, `admins`, or `group:` and a number. */
    notify: z.optional(z.array(z.string())),
  };
}

/** One line of an audit; the names are the wire's. */
export const AuditEvent = onFirstUse(() =>
  z.discriminatedUnion('type', [
    z.object({ id: z.int(), type: z.literal('Create'), field_name: z.string(), value: FieldValue }),
    z.object({
      id: z.int(),
      type: z.literal('Change'),
      field_name: z.string(),
      value: FieldValue,
      previous_value: FieldValue,
    }),
    z.object({
      id: z.int(),
      type: z.literal('Comment'),
      comment_id: z.int(),
      public: z.boolean(),
      author_id: z.int(),
      /** Whose words they are: what figures about answers go by. */
      by: z.enum(['customer', 'agent', 'machine']),
    }),
    z.object({ id: z.int(), type: z.literal('CommentPrivacyChange'), comment_id: z.int(), public: z.boolean() }),
    z.object({
      id: z.int(),
      type: z.literal('Notification'),
      recipients: z.array(z.int()),
      subject: z.string(),
      state: z.string(),
    }),
    z.object({
      id: z.int(),
      type: z.literal('SatisfactionRating'),
      score: z.string(),
      assignee_id: z.nullable(z.int()),
      body: z.nullable(z.string()),
    }),
    /** Ours: a promise about time was broken, or a further step of its escalation was taken. */
    z.object({ id: z.int(), type: z.literal('SlaBreach'), ...escalationLine() }),
    /** Ours: a promise is about to be broken. */
    z.object({ id: z.int(), type: z.literal('SlaWarning'), ...escalationLine() }),
    /** Ours: somebody has taken up what was escalated. */
    z.object({ id: z.int(), type: z.literal('SlaAcknowledgement') }),
  ]),
);
export type AuditEvent = z.output<typeof AuditEvent>;

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
export type NewAuditEvent = WithoutId<AuditEvent>;

/** What one commit did to a ticket: never changed afterwards. `version` is the ticket's version after it. */
export const Audit = onFirstUse(() =>
  z.object({
    id: z.int(),
    ticket_id: z.int(),
    version: z.int(),
    /** -1 for the system itself. */
    author_id: z.int(),
    via: Via,
    /** Why it was done, in words for agents, where nobody could tell otherwise. */
    reason: z.nullable(z.string()),
    events: z.array(AuditEvent),
    created_at: z.number(),
  }),
);
export type Audit = z.output<typeof Audit>;

/** The author of what the system does by itself. */
export const SYSTEM_AUTHOR = -1;
