import { notFound } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import type { TicketCommit } from '../../shared/tickets/change-ticket.ts';
import { createTicket as open } from '../../shared/tickets/create-ticket.store.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import type { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import { callerOf } from './caller.ts';
import { presentWritten } from './present-written.ts';

/** Opens a ticket. The same `Idempotency-Key` again answers with the ticket that the first request opened. */
export const createTicket: UseCase<typeof ticketsApi.routes.create, TicketDeps> = async (request, deps) => {
  let commit: TicketCommit | undefined;
  const id = await createOnce<number>(deps.table, request.idempotency, deps.now(), async (claim) => {
    commit = await open(deps, request.body.ticket, callerOf(request), claim);
    return commit.ticket.id;
  });
  const ticket = commit?.ticket ?? (await getTicket(deps.table, id));
  if (!ticket) throw notFound('ticket');
  const body = await presentWritten(deps, ticket, commit, request);
  return { body, headers: { location: `${request.baseUrl}/tickets/${id}` } };
};
