import type { UseCase } from '../../shared/platform/http/contract.ts';
import { deleteTicket, editTicket } from '../../shared/tickets/edit-ticket.store.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import type { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import { callerOf } from './caller.ts';
import { presentWritten } from './present-written.ts';

/** Changes a ticket. An update that changes nothing answers the ticket as it is, without an audit. */
export const updateTicket: UseCase<typeof ticketsApi.routes.update, TicketDeps> = async (request, deps) => {
  const { ticket, commit } = await editTicket(deps, request.params.id, request.body.ticket, callerOf(request));
  return { body: await presentWritten(deps, ticket, commit, request) };
};

/** Deletes a ticket. */
export const removeTicket: UseCase<typeof ticketsApi.routes.remove, TicketDeps> = async (request, deps) => {
  await deleteTicket(deps, request.params.id, callerOf(request));
  return {};
};
