import { getComments } from './comment.store.ts';
import type { Comment } from './comment.ts';
import { withWholeTexts } from './comment-text.store.ts';
import type { TicketDeps } from './ticket.deps.ts';
import type { Ticket } from './ticket.ts';

/**
 * Tickets with their whole descriptions. A ticket carries the beginning of its first comment along, so only those with
 * a long one need their comment read, if it is not `known` anyway.
 */
export async function withWholeDescriptions(
  deps: Pick<TicketDeps, 'table' | 'objects'>,
  tickets: readonly Ticket[],
  known: ReadonlyMap<number, Comment> = new Map(),
): Promise<Ticket[]> {
  const cut = tickets.filter((ticket) => ticket.description_more);
  if (cut.length === 0) return [...tickets];
  const missing = cut.filter((ticket) => !known.has(ticket.first_comment_id));
  const read = await getComments(
    deps.table,
    missing.map((ticket) => ({ ticket_id: ticket.id, id: ticket.first_comment_id })),
  );
  const whole = await withWholeTexts(deps.objects, [...known.values(), ...read.values()]);
  const bodies = new Map(whole.map((comment) => [comment.id, comment.body]));
  return tickets.map((ticket) => {
    const body = ticket.description_more ? bodies.get(ticket.first_comment_id) : undefined;
    return body === undefined ? ticket : { ...ticket, description: body };
  });
}
