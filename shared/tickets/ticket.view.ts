import { SECOND, toIso, toIsoOrNull } from '../kernel/clock.ts';
import type { Ticket } from './ticket.ts';
import type { TicketWire } from './ticket-wire.ts';

/** A ticket as agents see it. `baseUrl` is the API's, with `/api/v2`. */
export function ticketView(ticket: Ticket, baseUrl: string): TicketWire {
  const { satisfaction, custom_fields } = ticket;
  return {
    url: `${baseUrl}/tickets/${ticket.id}.json`,
    id: ticket.id,
    external_id: ticket.external_id,
    via: ticket.via,
    created_at: toIso(ticket.created_at),
    updated_at: toIso(ticket.updated_at),
    generated_timestamp: Math.floor(ticket.updated_at / SECOND),
    type: ticket.type,
    subject: ticket.subject,
    raw_subject: ticket.subject,
    description: ticket.description,
    priority: ticket.priority,
    status: ticket.status,
    recipient: ticket.recipient,
    requester_id: ticket.requester_id,
    submitter_id: ticket.submitter_id,
    assignee_id: ticket.assignee_id,
    organization_id: ticket.organization_id,
    group_id: ticket.group_id,
    collaborator_ids: [...new Set([...ticket.email_cc_ids, ...ticket.follower_ids])],
    follower_ids: ticket.follower_ids,
    email_cc_ids: ticket.email_cc_ids,
    forum_topic_id: null,
    problem_id: ticket.problem_id,
    has_incidents: false,
    is_public: ticket.is_public,
    due_at: toIsoOrNull(ticket.due_at),
    tags: ticket.tags,
    custom_fields,
    fields: custom_fields,
    satisfaction_rating: satisfaction ?? { score: 'unoffered' },
    sharing_agreement_ids: [],
    followup_source_id: ticket.followup_source_id,
    followup_ids: [],
    custom_status_id: null,
    ticket_form_id: ticket.ticket_form_id,
    brand_id: null,
    allow_channelback: false,
    allow_attachments: true,
    from_messaging_channel: false,
    requester_assurance: ticket.requester_assurance,
    merged_into_id: ticket.merged_into_id,
  };
}
