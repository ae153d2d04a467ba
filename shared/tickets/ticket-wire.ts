import * as z from 'zod/mini';
import { AttachmentWire } from '../attachments/attachment.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { ASSURANCES, CustomFieldValue, Priority, Status, TicketType, Via } from './ticket.ts';

/*
 * Shapes of answers about tickets, as clients of this API know them. Times are texts (ISO 8601, UTC, whole seconds).
 */

const Time = z.string();
const nullableId = z.nullable(z.int());
const FieldValues = onFirstUse(() => z.array(z.object({ id: z.int(), value: CustomFieldValue })));

/** A ticket as agents see it. */
export const TicketWire = onFirstUse(() =>
  z.object({
    url: z.string(),
    id: z.int(),
    external_id: z.nullable(z.string()),
    via: Via,
    created_at: Time,
    updated_at: Time,
    generated_timestamp: z.int(),
    type: z.nullable(TicketType),
    subject: z.string(),
    raw_subject: z.string(),
    description: z.string(),
    priority: z.nullable(Priority),
    status: Status,
    recipient: z.nullable(z.string()),
    requester_id: z.int(),
    submitter_id: z.int(),
    assignee_id: nullableId,
    organization_id: nullableId,
    group_id: nullableId,
    collaborator_ids: z.array(z.int()),
    follower_ids: z.array(z.int()),
    email_cc_ids: z.array(z.int()),
    forum_topic_id: nullableId,
    problem_id: nullableId,
    has_incidents: z.boolean(),
    is_public: z.boolean(),
    due_at: z.nullable(Time),
    tags: z.array(z.string()),
    custom_fields: FieldValues,
    fields: FieldValues,
    satisfaction_rating: z.object({
      score: z.enum(['unoffered', 'offered', 'good', 'bad']),
      id: z.optional(z.int()),
      comment: z.optional(z.nullable(z.string())),
    }),
    sharing_agreement_ids: z.array(z.int()),
    followup_source_id: nullableId,
    followup_ids: z.array(z.int()),
    custom_status_id: nullableId,
    ticket_form_id: nullableId,
    brand_id: nullableId,
    allow_channelback: z.boolean(),
    allow_attachments: z.boolean(),
    from_messaging_channel: z.boolean(),
    /** Ours: how sure we are that the requester is who they say. */
    requester_assurance: z.enum(ASSURANCES),
    /** Ours: the ticket it was merged into. */
    merged_into_id: nullableId,
    /** With `include=comment_count`. */
    comment_count: z.optional(z.int()),
    /** With `include=slas`. */
    slas: z.optional(z.object({ policy_metrics: z.array(z.record(z.string(), z.unknown())) })),
  }),
);
export type TicketWire = z.input<typeof TicketWire>;

const Metadata = onFirstUse(() =>
  z.object({
    system: z.record(z.string(), z.unknown()),
    custom: z.record(z.string(), z.unknown()),
    /** There when it is false: the author of a comment is not proven. */
    trusted: z.optional(z.boolean()),
  }),
);

/** Something said on a ticket. */
export const CommentWire = onFirstUse(() =>
  z.object({
    id: z.int(),
    type: z.literal('Comment'),
    author_id: z.int(),
    body: z.string(),
    html_body: z.string(),
    plain_body: z.string(),
    public: z.boolean(),
    attachments: z.array(AttachmentWire),
    audit_id: z.int(),
    via: Via,
    created_at: Time,
    metadata: Metadata,
  }),
);
export type CommentWire = z.input<typeof CommentWire>;

/** Ours: a mail to one person, and what became of it. */
const DeliveryWire = onFirstUse(() =>
  z.object({
    id: z.string(),
    recipient_id: z.int(),
    address: z.string(),
    /** What kind of mail: an answer, an acknowledgement, a notice for staff ... */
    kind: z.string(),
    state: z.enum(['queued', 'sent', 'delivered', 'delayed', 'bounced', 'complained', 'failed']),
    /** Since when it stands so. */
    at: Time,
    /** Why it was never sent. */
    error: z.nullable(z.string()),
  }),
);
export type DeliveryWire = z.input<typeof DeliveryWire>;

/** What one commit did to a ticket. */
export const AuditWire = onFirstUse(() =>
  z.object({
    id: z.int(),
    ticket_id: z.int(),
    created_at: Time,
    author_id: z.int(),
    metadata: Metadata,
    events: z.array(z.record(z.string(), z.unknown())),
    via: Via,
    /** Where audits are read: the mails that were sent because of it. */
    deliveries: z.optional(z.array(DeliveryWire)),
  }),
);
export type AuditWire = z.input<typeof AuditWire>;

/** Customers learn by which kind of channel something came, not from or to whom. */
const Nothing = onFirstUse(() => z.object({ from: z.object({}), to: z.object({}), rel: z.null() }));

/** Ours: how far a request is, in the words of whoever reads it. */
const RequestProgressWire = onFirstUse(() =>
  z.object({
    state: z.enum(['received', 'waiting_for_you', 'being_examined', 'being_solved', 'solved']),
    text: z.string(),
    /** Whose turn it is; null once it is solved. */
    next: z.nullable(z.enum(['you', 'us'])),
    next_text: z.nullable(z.string()),
    /** What we promised to do by when, where we did. */
    promised: z.nullable(z.object({ what: z.enum(['answer', 'solution']), at: Time, text: z.string() })),
    /** How long people lately waited for a first answer; null once there is one, or when nobody can tell. */
    expected_wait: z.nullable(z.object({ typical_minutes: z.int(), most_minutes: z.int(), text: z.string() })),
  }),
);
export type RequestProgressWire = z.input<typeof RequestProgressWire>;

/** A request: a ticket as its requester sees it. */
export const RequestWire = onFirstUse(() =>
  z.object({
    url: z.string(),
    id: z.int(),
    status: Status,
    priority: z.nullable(Priority),
    type: z.nullable(TicketType),
    subject: z.string(),
    description: z.string(),
    organization_id: nullableId,
    via: z.object({ channel: Via.shape.channel, source: Nothing }),
    custom_fields: FieldValues,
    fields: FieldValues,
    requester_id: nullableId,
    collaborator_ids: z.array(z.int()),
    email_cc_ids: z.array(z.int()),
    is_public: z.boolean(),
    due_at: z.nullable(Time),
    can_be_solved_by_me: z.boolean(),
    solved: z.boolean(),
    created_at: Time,
    updated_at: Time,
    recipient: z.nullable(z.string()),
    followup_source_id: nullableId,
    assignee_id: nullableId,
    group_id: nullableId,
    ticket_form_id: nullableId,
    custom_status_id: nullableId,
    /** Ours. */
    progress: RequestProgressWire,
  }),
);
export type RequestWire = z.input<typeof RequestWire>;

/** What a customer learns of a comment: nothing of how it reached us. */
export const RequestCommentWire = onFirstUse(() => z.omit(CommentWire, { audit_id: true, via: true, metadata: true }));
export type RequestCommentWire = z.input<typeof RequestCommentWire>;

/** What a customer learns of somebody who wrote on their request. */
export const CommentAuthorWire = onFirstUse(() =>
  z.object({
    id: z.int(),
    name: z.string(),
    photo: z.null(),
    agent: z.boolean(),
    organization_id: z.null(),
  }),
);
export type CommentAuthorWire = z.input<typeof CommentAuthorWire>;
