import { notFound } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { withWholeDescriptions } from '../../shared/tickets/description.store.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import { getTicket, getTickets } from '../../shared/tickets/ticket.store.ts';
import type { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import { presentTickets } from './present-tickets.ts';

/** A ticket with its whole description, and what `include` asks for. */
export const showTicket: UseCase<typeof ticketsApi.routes.show, TicketDeps> = async (request, deps) => {
  const ticket = await getTicket(deps.table, request.params.id);
  if (!ticket) throw notFound('ticket');
  const [whole] = await withWholeDescriptions(deps, [ticket]);
  const { tickets, ...sideloads } = await presentTickets(deps, whole ? [whole] : [], request);
  const [shown] = tickets;
  if (!shown) throw notFound('ticket');
  return { body: { ticket: shown, ...sideloads } };
};

/** Several tickets in the order of their numbers in `ids`; those that do not exist are left out. */
export const showManyTickets: UseCase<typeof ticketsApi.routes.showMany, TicketDeps> = async (request, deps) => {
  const tickets = await withWholeDescriptions(deps, await getTickets(deps.table, request.query.ids));
  const shown = await presentTickets(deps, tickets, request);
  return { body: { ...shown, count: tickets.length, next_page: null, previous_page: null } };
};
