import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** What consumers learn from the message itself; the rest they read. */
export const TicketEventData = onFirstUse(() =>
  z.object({
    ticket_id: z.int(),
    audit_id: z.int(),
    version: z.int(),
    /** The comment made in that commit, if any. */
    comment_id: z.nullable(z.int()),
    /** True when a machine wrote it: nobody is answered and no clock stops. */
    automatic: z.boolean(),
  }),
);
export type TicketEventData = z.output<typeof TicketEventData>;

/** Facts a commit of a ticket can state. */
const TICKET_EVENTS = [
  'ticket.created.v1',
  'ticket.commented.v1',
  'ticket.status_changed.v1',
  'ticket.solved.v1',
  'ticket.reopened.v1',
  'ticket.closed.v1',
  'ticket.assigned.v1',
  'ticket.priority_changed.v1',
  /** It stands in other lists than before: status class, group, assignee, requester or organization changed. */
  'ticket.moved.v1',
  /** It was read what it is about: the fields that say so were set. */
  'ticket.examined.v1',
  /** A person says that it is about something else. */
  'ticket.reclassified.v1',
  /** The requester was asked for what is missing, or reminded of it. */
  'ticket.information_asked.v1',
  'ticket.escalated.v1',
  'ticket.escalation_acknowledged.v1',
  /** Its type, tags or a field of the company's own changed: what policies may ask about beside what has a fact already. */
  'ticket.fields_changed.v1',
  'ticket.rated.v1',
  'ticket.survey_offered.v1',
  'ticket.deleted.v1',
] as const;
export type TicketEventName = (typeof TICKET_EVENTS)[number];
