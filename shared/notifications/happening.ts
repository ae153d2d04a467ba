import type { Audit } from '../tickets/audit.ts';
import type { Comment } from '../tickets/comment.ts';
import type { Ticket } from '../tickets/ticket.ts';

/** Something that happened to a ticket and that people may have to be told: the facts, and the state as it is now. */
export interface Happening {
  /** Id of the record that committed it. */
  readonly id: string;
  readonly names: readonly string[];
  readonly ticket: Ticket;
  /** What was changed; undefined for an event that is not about a change of the ticket. */
  readonly audit: Audit | undefined;
  readonly comment: Comment | undefined;
  readonly survey: { readonly good: string; readonly bad: string } | undefined;
}

/** The people of a ticket's group, as far as a happening asks for them. */
export interface GroupPeople {
  readonly members: readonly number[];
  readonly supervisors: readonly number[];
  readonly admins: readonly number[];
}

/** Step of escalation from which administrators are told too. */
const ADMINS_FROM_STEP = 2;

/** The broken promises that a happening reports. */
export function breachesOf({ names, audit }: Happening) {
  if (!names.includes('ticket.escalated.v1')) return [];
  return (audit?.events ?? []).flatMap((event) => (event.type === 'SlaBreach' ? [event] : []));
}

/** Whose names must be known before it can be decided who is told. */
export function peopleNeeded(happening: Happening): { members: boolean; supervisors: boolean; admins: boolean } {
  const { names, ticket } = happening;
  const breaches = breachesOf(happening);
  return {
    members: names.includes('ticket.assigned.v1') && ticket.assignee_id === null && ticket.group_id !== null,
    supervisors: breaches.length > 0 && ticket.group_id !== null,
    admins: breaches.length > 0 && (ticket.group_id === null || breaches.some((each) => each.step >= ADMINS_FROM_STEP)),
  };
}
