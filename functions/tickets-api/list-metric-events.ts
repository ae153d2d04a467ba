import { notFound } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { listAudits } from '../../shared/tickets/audit.store.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import type { ticketsApi } from '../../shared/tickets/tickets.api.ts';

type Route = typeof ticketsApi.routes.listMetricEvents;

/** More than any ticket has; of one that has more, the latest events are left out. */
const MAX_AUDITS = 5_000;

/** What became of a ticket's promises: told from its audits, as nothing else of it is kept. */
export const listMetricEvents: UseCase<Route, TicketDeps> = async ({ params }, deps) => {
  const [ticket, audits] = await Promise.all([
    getTicket(deps.table, params.id),
    listAudits(deps.table, params.id, { descending: false, limit: MAX_AUDITS }),
  ]);
  if (!ticket) throw notFound('ticket');
  const { slaHistory } = await import('./live-slas.ts');
  return { body: { ticket_metric_events: await slaHistory(deps.table, audits, deps.now()) } };
};
