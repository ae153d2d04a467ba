import { DomainError, notFound } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import { agentContext } from '../../shared/tickets/edit-ticket.store.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import type { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import { type TicketUpdate, updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import { callerOf } from './caller.ts';
import { presentWritten } from './present-written.ts';

type Route = typeof ticketsApi.routes.acknowledgeEscalation;

/**
 * Takes up what is being escalated without answering the customer yet: no further steps until the next promise. Throws
 * `conflict` when nothing is. Asked again with the client's key, it answers the ticket as it is then.
 */
export const acknowledgeEscalation: UseCase<Route, TicketDeps> = async (request, deps) => {
  const { table } = deps;
  const { id } = request.params;
  let update: TicketUpdate | undefined;
  await createOnce<number>(table, request.idempotency, deps.now(), async (claim) => {
    update = await updateTicket(
      table,
      id,
      async (ticket) => {
        const { isEscalated } = await import('./live-slas.ts');
        if (!(await isEscalated(table, ticket))) throw new DomainError('conflict', 'sla.nothing_escalated');
        return {
          change: { events: [{ type: 'SlaAcknowledgement' }], facts: ['ticket.escalation_acknowledged.v1'] },
          also: () => claim(id),
        };
      },
      () => agentContext(deps, callerOf(request)),
    );
    if (!update) throw notFound('ticket');
    return id;
  });
  const ticket = update?.ticket ?? (await getTicket(table, id));
  if (!ticket) throw notFound('ticket');
  return { body: await presentWritten(deps, ticket, update?.commit, request) };
};
