import { DomainError, notFound } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { agentContext } from '../../shared/tickets/edit-ticket.store.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import type { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import { callerOf } from './caller.ts';
import { presentWritten } from './present-written.ts';

type Route = typeof ticketsApi.routes.acknowledgeEscalation;

/**
 * Takes up what is being escalated without answering the customer yet: no further steps until the next promise. Throws
 * `conflict` when nothing is.
 */
export const acknowledgeEscalation: UseCase<Route, TicketDeps> = async (request, deps) => {
  const { id } = request.params;
  const update = await updateTicket(
    deps.table,
    id,
    async (ticket) => {
      const { isEscalated } = await import('./live-slas.ts');
      if (!(await isEscalated(deps.table, ticket))) throw new DomainError('conflict', 'sla.nothing_escalated');
      return {
        change: { events: [{ type: 'SlaAcknowledgement' }], facts: ['ticket.escalation_acknowledged.v1'] },
      };
    },
    () => agentContext(deps, callerOf(request)),
  );
  if (!update) throw notFound('ticket');
  return { body: await presentWritten(deps, update.ticket, update.commit, request) };
};
