import { notFound } from '../../shared/kernel/errors.ts';
import { getUsers } from '../../shared/people/user.store.ts';
import { agentView } from '../../shared/people/user.view.ts';
import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import type { ticketsApi } from '../../shared/tickets/tickets.api.ts';

type Routes = typeof ticketsApi.routes;

export const listCollaborators: UseCase<Routes['listCollaborators'], TicketDeps> = (request, deps) =>
  list(request, deps, (ticket) => [...ticket.email_cc_ids, ...ticket.follower_ids]);

export const listEmailCcs: UseCase<Routes['listEmailCcs'], TicketDeps> = (request, deps) =>
  list(request, deps, (ticket) => ticket.email_cc_ids);

export const listFollowers: UseCase<Routes['listFollowers'], TicketDeps> = (request, deps) =>
  list(request, deps, (ticket) => ticket.follower_ids);

async function list(request: Request<{ id: number }>, deps: TicketDeps, idsOf: (ticket: Ticket) => readonly number[]) {
  const ticket = await getTicket(deps.table, request.params.id);
  if (!ticket) throw notFound('ticket');
  const found = await getUsers(deps.table, [...new Set(idsOf(ticket))]);
  const users = [...found.values()].map((user) => agentView(user, request.baseUrl));
  return { body: { users, count: users.length, next_page: null, previous_page: null } };
}

/** What a ticket is connected with. */
export const showRelated: UseCase<Routes['showRelated'], TicketDeps> = async ({ params, baseUrl }, deps) => {
  const ticket = await getTicket(deps.table, params.id);
  if (!ticket) throw notFound('ticket');
  const { id, followup_source_id } = ticket;
  return {
    body: {
      ticket_related: {
        url: `${baseUrl}/tickets/${id}/related.json`,
        incidents: 0,
        followup_source_ids: followup_source_id === null ? [] : [String(followup_source_id)],
        from_archive: false,
      },
    },
  };
};
