import { withWholeDescriptions } from '../../shared/tickets/description.store.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';

/** Tickets with their whole descriptions, or none where the first comment is an internal note. */
export function withPublicDescriptions(deps: TicketDeps, tickets: readonly Ticket[]): Promise<Ticket[]> {
  const open = tickets.map((ticket) =>
    ticket.description_public ? ticket : { ...ticket, description: '', description_more: false },
  );
  return withWholeDescriptions(deps, open);
}
