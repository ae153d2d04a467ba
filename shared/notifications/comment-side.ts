import { statusClass, type Ticket } from '../tickets/ticket.ts';
import type { Happening } from './happening.ts';

/** On whose side the words were spoken: `nobody` for internal notes and for what a machine wrote. */
export type Side = 'customer' | 'staff' | 'nobody';

/** Who spoke in the comment of a happening. An agent who asks for something is a customer on that ticket. */
export function sideOf({ comment, ticket }: Pick<Happening, 'comment' | 'ticket'>): Side {
  if (!comment?.public || comment.origin !== 'person') return 'nobody';
  const asStaff = comment.author_role !== 'end-user' && comment.author_id !== ticket.requester_id;
  return asStaff ? 'staff' : 'customer';
}

/** Whether a ticket needs nobody's work any more. */
export function isDone(ticket: Pick<Ticket, 'status'>): boolean {
  return statusClass(ticket.status) === 'done';
}
