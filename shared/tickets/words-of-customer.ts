import type { Comment } from './comment.ts';
import type { Ticket } from './ticket.ts';

/** Whether a customer wrote a comment of a ticket themselves. An agent who asks for something is a customer on that ticket. */
export function isByCustomer(
  ticket: Pick<Ticket, 'requester_id'>,
  { origin, author_role, author_id }: Pick<Comment, 'origin' | 'author_role' | 'author_id'>,
): boolean {
  return origin === 'person' && (author_role === 'end-user' || author_id === ticket.requester_id);
}
