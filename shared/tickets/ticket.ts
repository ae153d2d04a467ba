import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { Assurance } from '../kernel/principal.ts';

/** Ticket statuses in the order of a ticket's life. `closed` is final. */
export const STATUSES = ['new', 'open', 'pending', 'hold', 'solved', 'closed'] as const;
export const Status = z.enum(STATUSES);
export type Status = z.output<typeof Status>;

/** Priorities from lowest to highest. */
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export const Priority = z.enum(PRIORITIES);
export type Priority = z.output<typeof Priority>;

export const TICKET_TYPES = ['problem', 'incident', 'question', 'task'] as const;
export const TicketType = z.enum(TICKET_TYPES);
export type TicketType = z.output<typeof TicketType>;

export const CHANNELS = ['web', 'email', 'api', 'system', 'survey'] as const;

/** How something reached us. */
export const Via = onFirstUse(() =>
  z.object({
    channel: z.enum(CHANNELS),
    source: z.object({
      from: z.record(z.string(), z.unknown()),
      to: z.record(z.string(), z.unknown()),
      rel: z.nullable(z.string()),
    }),
  }),
);
export type Via = z.output<typeof Via>;

/** A via without addresses: `via('api')`. */
export function via(channel: Via['channel'], source: Partial<Via['source']> = {}): Via {
  return { channel, source: { from: {}, to: {}, rel: null, ...source } };
}

/** From least to most sure. */
export const ASSURANCES = ['unverified', 'verified_mail', 'signed_in'] as const satisfies readonly Assurance[];

export const CustomFieldValue = onFirstUse(() =>
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
);

/**
 * A ticket as it is kept. Field names are the wire's, since audits name them too; instants are milliseconds. `version`
 * rises by one with each commit. `description` holds the first comment's text up to `DESCRIPTION_KEPT` characters.
 */
export const Ticket = onFirstUse(() =>
  z.object({
    id: z.int(),
    version: z.int(),
    subject: z.string(),
    description: z.string(),
    description_more: z.boolean(),
    first_comment_id: z.int(),
    status: Status,
    priority: z.nullable(Priority),
    type: z.nullable(TicketType),
    requester_id: z.int(),
    submitter_id: z.int(),
    assignee_id: z.nullable(z.int()),
    group_id: z.nullable(z.int()),
    organization_id: z.nullable(z.int()),
    tags: z.array(z.string()),
    custom_fields: z.array(z.object({ id: z.int(), value: CustomFieldValue })),
    external_id: z.nullable(z.string()),
    recipient: z.nullable(z.string()),
    via: Via,
    email_cc_ids: z.array(z.int()),
    follower_ids: z.array(z.int()),
    due_at: z.nullable(z.number()),
    /** The form it was opened with; kept tickets may be older than forms. */
    ticket_form_id: z._default(z.nullable(z.int()), null),
    problem_id: z.nullable(z.int()),
    followup_source_id: z.nullable(z.int()),
    /** The ticket in which this one goes on, which was closed when it was merged; kept tickets may be older than that. */
    merged_into_id: z._default(z.nullable(z.int()), null),
    /** Whether the requester may see it: it has or had something public. */
    is_public: z.boolean(),
    /** Whether the first comment, and with it the description, is public. */
    description_public: z.boolean(),
    comment_count: z.int(),
    public_comment_count: z.int(),
    /** How sure we are that the requester is who they say. Rises with proof, never falls by a change. */
    requester_assurance: z.enum(ASSURANCES),
    /** Language the requester is answered in (BCP 47). */
    locale: z.string(),
    /** How many times it has been solved: each resolution has its own survey and rating. */
    resolution: z.int(),
    satisfaction: z.nullable(
      z.object({ id: z.int(), score: z.enum(['offered', 'good', 'bad']), comment: z.nullable(z.string()) }),
    ),
    created_at: z.number(),
    updated_at: z.number(),
    solved_at: z.nullable(z.number()),
    deleted_at: z.nullable(z.number()),
  }),
);
export type Ticket = z.output<typeof Ticket>;

/** Characters of the first comment that a ticket carries along; longer ones are completed from the comment when shown. */
export const DESCRIPTION_KEPT = 1_024;
export const MAX_TAGS = 100;
export const MAX_RECIPIENTS = 20;
export const MAX_COMMENT_LENGTH = 65_536;
export const MAX_HTML_LENGTH = 4 * MAX_COMMENT_LENGTH;
export const MAX_SUBJECT_LENGTH = 500;

/** Fields an agent or rule may set directly and whose every value an audit records under the field's own name. */
export const PLAIN_FIELDS = [
  'subject',
  'status',
  'priority',
  'type',
  'requester_id',
  'assignee_id',
  'group_id',
  'organization_id',
  'tags',
  'external_id',
  'email_cc_ids',
  'follower_ids',
  'due_at',
  'problem_id',
  'ticket_form_id',
] as const satisfies readonly (keyof Ticket)[];

/** The field values an agent or rule may set directly. */
export type EditableField = (typeof PLAIN_FIELDS)[number] | 'custom_fields';

/** Whether lists count a ticket as work still to do. */
export function statusClass(status: Status): 'live' | 'done' {
  return status === 'solved' || status === 'closed' ? 'done' : 'live';
}

/** One step up; `urgent` stays. A ticket without a priority counts as normal. */
export function raisedPriority(priority: Priority | null): Priority {
  const at = PRIORITIES.indexOf(priority ?? 'normal');
  return PRIORITIES[Math.min(at + 1, PRIORITIES.length - 1)] ?? 'urgent';
}
