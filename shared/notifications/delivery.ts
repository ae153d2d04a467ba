import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** The mails we write; `shared/mail/render` has a page for each. */
const TEMPLATES = [
  'acknowledgement',
  'answer',
  'asked',
  'assigned',
  'customer-commented',
  'escalated',
  'followed',
  'survey',
  'unsent',
] as const;
export const Template = z.enum(TEMPLATES);
export type Template = z.output<typeof Template>;

/** For people at work on a ticket: they say what no customer may read. All others are for customers. */
const FOR_STAFF: readonly Template[] = ['assigned', 'customer-commented', 'escalated', 'followed', 'unsent'];

/** Whether a mail is for staff alone. */
export function isForStaff(template: Template): boolean {
  return FOR_STAFF.includes(template);
}

export const Params = onFirstUse(() => z.record(z.string(), z.union([z.string(), z.number()])));
export type Params = z.output<typeof Params>;

/**
 * One mail to one person: decided, to be sent once. It carries what the mail needs except for the texts of comments,
 * which are read when it is sent, so that what was taken out of a ticket meanwhile does not go out.
 *
 * `queued` -> `sending` (leased) -> `sent`, or `failed` for good. `doubts` counts attempts of which nobody knows whether
 * the mail went out: the copies there can be.
 */
export const Delivery = onFirstUse(() =>
  z.object({
    id: z.string(),
    template: Template,
    ticket_id: z.int(),
    /** What it was decided for; null for what is no change of the ticket. */
    audit_id: z._default(z.nullable(z.int()), null),
    ticket_subject: z.string(),
    /** The comment that the mail is about; for a mail about none, the ticket's first. */
    comment_id: z.int(),
    /** The ticket's first comment: every mail of the ticket refers to it, by which clients keep them together. */
    root_comment_id: z.int(),
    recipient_id: z.int(),
    address: z.string(),
    name: z.string(),
    locale: z.string(),
    time_zone: z._default(z.string(), 'UTC'),
    /** Whom the mail names as its recipients, where several customers get one message; each has a delivery of their own. */
    addressed: z.optional(z.object({ to: z.string(), cc: z.array(z.string()) })),
    /** Which of our addresses the customer wrote to; null for the default one. */
    support_address: z.nullable(z.string()),
    author_name: z.nullable(z.string()),
    params: Params,
    /** The customer's last mail and those before it, oldest first. */
    in_reply_to: z.nullable(z.string()),
    references: z.array(z.string()),
    state: z.enum(['queued', 'sending', 'sent', 'failed']),
    attempts: z.int(),
    doubts: z.int(),
    lease_until: z.number(),
    ses_message_id: z.nullable(z.string()),
    error: z.nullable(z.string()),
    created_at: z.number(),
    /** When it was sent, or given up. */
    closed_at: z.optional(z.number()),
    /** What became of it afterwards, as SES tells. */
    delivered_at: z.optional(z.number()),
    delayed_at: z.optional(z.number()),
    bounced_at: z.optional(z.number()),
    complained_at: z.optional(z.number()),
  }),
);
export type Delivery = z.output<typeof Delivery>;

/** Attempts without a known end after which no other is made: at most so many copies can reach the recipient. */
export const MAX_DOUBTS = 2;
