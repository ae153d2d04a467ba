import { notFound } from '../../shared/kernel/errors.ts';
import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import { pageEnvelope, pagingOf, readPage } from '../../shared/platform/http/paging.ts';
import type { BusinessTime } from '../../shared/sla/business-time.ts';
import { listAudits } from '../../shared/tickets/audit.store.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import { getTicket, getTickets } from '../../shared/tickets/ticket.store.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import { listTicketIds, type TicketList } from '../../shared/tickets/ticket-list.store.ts';
import type { TicketMetricWire } from '../../shared/tickets/ticket-metric-wire.ts';
import type { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import { countList } from './count-tickets.ts';

type Routes = typeof ticketsApi.routes;

/** Figures about the course of a ticket, computed from its audits. */
export const showMetrics: UseCase<Routes['showMetrics'], TicketDeps> = show;

/** The same, by the figures' own number: a ticket's. */
export const showTicketMetric: UseCase<Routes['showTicketMetric'], TicketDeps> = show;

async function show({ params, baseUrl }: Request<{ readonly id: number }>, deps: TicketDeps) {
  const ticket = await getTicket(deps.table, params.id);
  if (!ticket) throw notFound('ticket');
  return { body: { ticket_metric: await metricsOf(ticket, await businessHours(deps), deps, baseUrl) } };
}

const ALL: TicketList = { of: 'all', owner: null };

/** Figures of every ticket, the newest first: one query for each ticket shown. */
export const listTicketMetrics: UseCase<Routes['listTicketMetrics'], TicketDeps> = async (request, deps) => {
  const paging = pagingOf(request.query);
  const [page, count, hours] = await Promise.all([
    readPage(
      paging,
      { descending: true },
      (range) => listTicketIds(deps.table, ALL, range),
      (ids) => getTickets(deps.table, ids),
    ),
    paging.style === 'offset' ? countList(deps.table, ALL) : 0,
    businessHours(deps),
  ]);
  const ticket_metrics = await Promise.all(page.items.map((ticket) => metricsOf(ticket, hours, deps, request.baseUrl)));
  return { body: { ticket_metrics, ...pageEnvelope(request, paging, page, count) } };
};

/** More than any ticket has; the figures of one that has more leave its latest course out. */
const MAX_AUDITS = 5_000;

async function businessHours({ table }: TicketDeps): Promise<BusinessTime> {
  const { businessHoursNow } = await import('./live-slas.ts');
  return businessHoursNow(table);
}

async function metricsOf(
  ticket: Ticket,
  hours: BusinessTime,
  { table, now }: TicketDeps,
  baseUrl: string,
): Promise<TicketMetricWire> {
  const audits = await listAudits(table, ticket.id, { descending: false, limit: MAX_AUDITS });
  const { ticketMetrics } = await import('../../shared/tickets/ticket-metrics.ts');
  return ticketMetrics(ticket, audits, hours.between, now(), baseUrl);
}
