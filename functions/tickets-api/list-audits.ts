import { toIso } from '../../shared/kernel/clock.ts';
import { notFound } from '../../shared/kernel/errors.ts';
import { deliveriesOfAudits } from '../../shared/notifications/delivery.store.ts';
import { withDeliveries } from '../../shared/notifications/delivery.view.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { pageEnvelope, pagingOf, readPage } from '../../shared/platform/http/paging.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { listAudits as auditsOf, getAudit } from '../../shared/tickets/audit.store.ts';
import type { Audit } from '../../shared/tickets/audit.ts';
import { auditView } from '../../shared/tickets/audit.view.ts';
import { getComments } from '../../shared/tickets/comment.store.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import type { AuditWire } from '../../shared/tickets/ticket-wire.ts';
import type { ticketsApi } from '../../shared/tickets/tickets.api.ts';

type Routes = typeof ticketsApi.routes;

/** Everything that was done to a ticket, oldest first unless asked otherwise, with the mails it caused. */
export const listAudits: UseCase<Routes['listAudits'], TicketDeps> = async (request, deps) => {
  const { params, query } = request;
  const paging = pagingOf(query);
  const read = new Map<number, Audit>();
  const [ticket, page] = await Promise.all([
    getTicket(deps.table, params.id),
    readPage(
      paging,
      { descending: query.sort_order === 'desc' },
      async (range) => {
        for (const audit of await auditsOf(deps.table, params.id, range)) read.set(audit.id, audit);
        return [...read.keys()];
      },
      async (ids) => ids.flatMap((id) => read.get(id) ?? []),
    ),
  ]);
  if (!ticket) throw notFound('ticket');
  const audits = await present(deps.table, params.id, page.items);
  // Every commit makes one audit and raises the version by one.
  return { body: { audits, ...pageEnvelope(request, paging, page, ticket.version) } };
};

export const countAudits: UseCase<Routes['countAudits'], TicketDeps> = async ({ params }, deps) => {
  const ticket = await getTicket(deps.table, params.id);
  if (!ticket) throw notFound('ticket');
  return { body: { count: { value: ticket.version, refreshed_at: toIso(deps.now()) } } };
};

export const showAudit: UseCase<Routes['showAudit'], TicketDeps> = async ({ params }, deps) => {
  const [ticket, audit] = await Promise.all([
    getTicket(deps.table, params.id),
    getAudit(deps.table, params.id, params.audit_id),
  ]);
  if (!ticket || !audit) throw notFound('audit');
  const [shown = auditView(audit, new Map())] = await present(deps.table, params.id, [audit]);
  return { body: { audit: shown } };
};

async function present(table: Table, ticketId: number, audits: readonly Audit[]): Promise<AuditWire[]> {
  const ids = audits.map(({ id }) => id);
  const [comments, deliveries] = await Promise.all([
    commentsOf(table, audits),
    deliveriesOfAudits(table, ticketId, ids),
  ]);
  return audits.map((audit) => withDeliveries(auditView(audit, comments), deliveries.get(audit.id)));
}

function commentsOf(table: Table, audits: readonly Audit[]) {
  const made = audits.flatMap(({ ticket_id, events }) =>
    events.flatMap((event) => (event.type === 'Comment' ? [{ ticket_id, id: event.comment_id }] : [])),
  );
  return getComments(table, made);
}
