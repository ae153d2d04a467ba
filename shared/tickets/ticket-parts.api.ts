import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { UserWire } from '../people/user.view.ts';
import { CountResponse, Id, IdParams } from '../people/wire-fields.ts';
import { route } from '../platform/http/contract.ts';
import { PAGE_ENVELOPE, PAGE_QUERY } from '../platform/http/paging.ts';
import { COMMENT_ORDER_QUERY } from './comment-order.ts';
import { TagsInput, Time } from './ticket-input.ts';
import { TicketMetricWire } from './ticket-metric-wire.ts';
import { AuditWire, CommentWire, TicketWire } from './ticket-wire.ts';

const STAFF = ['agent', 'admin'] as const;

const TagList = onFirstUse(() => z.object({ tags: z.array(z.string()) }));
const TagsBody = onFirstUse(() =>
  z.object({
    tags: TagsInput,
    safe_update: z.optional(z.boolean()),
    updated_stamp: z.optional(Time),
  }),
);
const OneMetric = onFirstUse(() => z.object({ ticket_metric: TicketMetricWire }));
const Users = onFirstUse(() => z.object({ users: z.array(UserWire), ...PAGE_ENVELOPE }));

/** What belongs to one ticket: comments, audits, tags, people, figures. Part of the tickets' resource. */
export const ticketPartRoutes = {
  listComments: route({
    method: 'GET',
    path: '/api/v2/tickets/{id}/comments',
    summary: 'Comments of a ticket, internal notes too, in order of time',
    allow: STAFF,
    params: IdParams,
    query: () =>
      z.object({
        ...PAGE_QUERY,
        ...COMMENT_ORDER_QUERY,
        include: z.optional(z.string().check(z.maxLength(200))),
        include_inline_images: z.optional(z.string()),
      }),
    response: () =>
      z.object({ comments: z.array(CommentWire), users: z.optional(z.array(UserWire)), ...PAGE_ENVELOPE }),
  }),
  countComments: route({
    method: 'GET',
    path: '/api/v2/tickets/{id}/comments/count',
    summary: 'The number of comments of a ticket',
    allow: STAFF,
    params: IdParams,
    response: CountResponse,
  }),
  makeCommentPrivate: route({
    method: 'PUT',
    path: '/api/v2/tickets/{id}/comments/{comment_id}/make_private',
    summary: 'Turn a public comment into an internal note',
    allow: STAFF,
    params: () => z.object({ id: Id, comment_id: Id }),
    response: () => z.object({ comment: CommentWire }),
  }),
  listAudits: route({
    method: 'GET',
    path: '/api/v2/tickets/{id}/audits',
    summary: 'Everything that was done to a ticket, in order of time',
    allow: STAFF,
    params: IdParams,
    query: () => z.object({ ...PAGE_QUERY, sort_order: z.optional(z.enum(['asc', 'desc'])) }),
    response: () => z.object({ audits: z.array(AuditWire), ...PAGE_ENVELOPE }),
  }),
  countAudits: route({
    method: 'GET',
    path: '/api/v2/tickets/{id}/audits/count',
    summary: 'The number of audits of a ticket',
    allow: STAFF,
    params: IdParams,
    response: CountResponse,
  }),
  showAudit: route({
    method: 'GET',
    path: '/api/v2/tickets/{id}/audits/{audit_id}',
    summary: 'One audit of a ticket',
    allow: STAFF,
    params: () => z.object({ id: Id, audit_id: Id }),
    response: () => z.object({ audit: AuditWire }),
  }),
  makeAuditPrivate: route({
    method: 'PUT',
    path: '/api/v2/tickets/{id}/audits/{audit_id}/make_private',
    summary: 'Turn the public comment of an audit into an internal note',
    allow: STAFF,
    params: () => z.object({ id: Id, audit_id: Id }),
    response: () => z.object({ audit: AuditWire }),
  }),
  acknowledgeEscalation: route({
    method: 'POST',
    path: '/api/v2/tickets/{id}/acknowledge_escalation',
    summary: 'Take up what is being escalated: no further steps until the next promise',
    allow: STAFF,
    params: IdParams,
    response: () => z.object({ ticket: TicketWire, audit: z.optional(AuditWire) }),
  }),
  listTags: route({
    method: 'GET',
    path: '/api/v2/tickets/{id}/tags',
    summary: 'Tags of a ticket',
    allow: STAFF,
    params: IdParams,
    response: TagList,
  }),
  setTags: route({
    method: 'POST',
    path: '/api/v2/tickets/{id}/tags',
    summary: 'Replace the tags of a ticket',
    allow: STAFF,
    params: IdParams,
    body: TagsBody,
    status: 201,
    response: TagList,
  }),
  addTags: route({
    method: 'PUT',
    path: '/api/v2/tickets/{id}/tags',
    summary: 'Add tags to a ticket',
    allow: STAFF,
    params: IdParams,
    body: TagsBody,
    response: TagList,
  }),
  removeTags: route({
    method: 'DELETE',
    path: '/api/v2/tickets/{id}/tags',
    summary: 'Take tags off a ticket',
    allow: STAFF,
    params: IdParams,
    body: TagsBody,
    response: TagList,
  }),
  showMetrics: route({
    method: 'GET',
    path: '/api/v2/tickets/{id}/metrics',
    summary: 'Figures about the course of a ticket',
    allow: STAFF,
    params: IdParams,
    response: OneMetric,
  }),
  listTicketMetrics: route({
    method: 'GET',
    path: '/api/v2/ticket_metrics',
    summary: 'Figures about the course of each ticket, the newest first',
    allow: STAFF,
    query: () => z.object(PAGE_QUERY),
    response: () => z.object({ ticket_metrics: z.array(TicketMetricWire), ...PAGE_ENVELOPE }),
  }),
  showTicketMetric: route({
    method: 'GET',
    path: '/api/v2/ticket_metrics/{id}',
    summary: 'Figures about the course of a ticket; they have its number',
    allow: STAFF,
    params: IdParams,
    response: OneMetric,
  }),
  listMetricEvents: route({
    method: 'GET',
    path: '/api/v2/tickets/{id}/metric_events',
    summary: 'What became of the promises of a ticket, in order of time',
    allow: STAFF,
    params: IdParams,
    response: () => z.object({ ticket_metric_events: z.array(z.record(z.string(), z.unknown())) }),
  }),
  showRelated: route({
    method: 'GET',
    path: '/api/v2/tickets/{id}/related',
    summary: 'What a ticket is connected with',
    allow: STAFF,
    params: IdParams,
    response: () =>
      z.object({
        ticket_related: z.object({
          url: z.string(),
          incidents: z.int(),
          followup_source_ids: z.array(z.string()),
          from_archive: z.boolean(),
        }),
      }),
  }),
  listCollaborators: route({
    method: 'GET',
    path: '/api/v2/tickets/{id}/collaborators',
    summary: 'Everybody who hears of a ticket besides its requester and assignee',
    allow: STAFF,
    params: IdParams,
    response: Users,
  }),
  listEmailCcs: route({
    method: 'GET',
    path: '/api/v2/tickets/{id}/email_ccs',
    summary: 'People who get copies of the mails of a ticket',
    allow: STAFF,
    params: IdParams,
    response: Users,
  }),
  listFollowers: route({
    method: 'GET',
    path: '/api/v2/tickets/{id}/followers',
    summary: 'Agents who follow a ticket',
    allow: STAFF,
    params: IdParams,
    response: Users,
  }),
};
