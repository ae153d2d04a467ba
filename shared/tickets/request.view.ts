import { toIso, toIsoOrNull } from '../kernel/clock.ts';
import type { Principal } from '../kernel/principal.ts';
import type { User } from '../people/user.ts';
import type { Comment } from './comment.ts';
import { canBeSolvedBy } from './request.policy.ts';
import { statusClass, type Ticket } from './ticket.ts';
import { type TicketField, valuesForCustomer } from './ticket-field.ts';
import type { CommentAuthorWire, RequestProgressWire, RequestWire } from './ticket-wire.ts';

/** For whom a request is shown, and the fields tickets have. */
export interface RequestViewContext {
  readonly principal: Principal;
  readonly baseUrl: string;
  readonly fields: readonly TicketField[];
}

/**
 * A ticket as its requester sees it. Tags, copies, ids of other systems and everything internal stay out; somebody who
 * did not sign in does not learn whether they were known, so nothing is said of a person.
 */
export function requestView(
  ticket: Ticket,
  progress: RequestProgressWire,
  { principal, baseUrl, fields }: RequestViewContext,
): RequestWire {
  const values = valuesForCustomer(ticket.custom_fields, fields);
  const isKnown = principal.kind === 'user';
  return {
    url: `${baseUrl}/requests/${ticket.id}.json`,
    id: ticket.id,
    status: ticket.status,
    priority: ticket.priority,
    type: ticket.type,
    subject: ticket.subject,
    description: ticket.description_public ? ticket.description : '',
    organization_id: isKnown ? ticket.organization_id : null,
    via: { channel: ticket.via.channel, source: { from: {}, to: {}, rel: null } },
    custom_fields: values,
    fields: values,
    requester_id: isKnown ? ticket.requester_id : null,
    collaborator_ids: [],
    email_cc_ids: [],
    is_public: ticket.is_public,
    due_at: toIsoOrNull(ticket.due_at),
    can_be_solved_by_me: canBeSolvedBy(principal, ticket),
    solved: statusClass(ticket.status) === 'done',
    created_at: toIso(ticket.created_at),
    updated_at: toIso(ticket.updated_at),
    recipient: null,
    followup_source_id: ticket.followup_source_id,
    assignee_id: ticket.assignee_id,
    group_id: ticket.group_id,
    ticket_form_id: ticket.ticket_form_id,
    custom_status_id: null,
    progress,
  };
}

/** What customers learn of those who wrote on their request: the name, and whether it is one of us. */
export function commentAuthorViews(comments: readonly Comment[], users: ReadonlyMap<number, User>) {
  const staff = new Set(comments.filter((each) => each.author_role !== 'end-user').map((each) => each.author_id));
  return [...new Set(comments.map((each) => each.author_id))].flatMap((id): CommentAuthorWire[] => {
    const user = users.get(id);
    return user ? [{ id, name: user.name, photo: null, agent: staff.has(id), organization_id: null }] : [];
  });
}
