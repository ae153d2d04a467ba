import type { Table } from '../../shared/platform/table/table.ts';
import { getSideloaded } from '../../shared/tickets/sideloaded.store.ts';
import { sideloadedView } from '../../shared/tickets/sideloaded.view.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import { ticketView } from '../../shared/tickets/ticket.view.ts';
import { sideloadsOf } from '../../shared/tickets/ticket-sideloads.ts';
import type { TicketWire } from '../../shared/tickets/ticket-wire.ts';

/** Tickets as agents see them, with the records that `include` asks for in them or beside them. */
export async function presentTickets(
  { table, now }: Pick<TicketDeps, 'table' | 'now'>,
  tickets: readonly Ticket[],
  { baseUrl, query }: { readonly baseUrl: string; readonly query: { readonly include?: string | undefined } },
) {
  const include = sideloadsOf(query.include);
  const [sideloaded, slas] = await Promise.all([
    getSideloaded(table, tickets, include),
    include.has('slas') ? slasOf(table, tickets, now()) : undefined,
  ]);
  const shown = tickets.map((ticket): TicketWire => {
    const more: Pick<TicketWire, 'comment_count' | 'slas'> = {};
    if (include.has('comment_count')) more.comment_count = ticket.comment_count;
    if (slas) more.slas = slas(ticket.id);
    return { ...ticketView(ticket, baseUrl), ...more };
  });
  return { tickets: shown, ...sideloadedView(sideloaded, baseUrl) };
}

async function slasOf(table: Table, tickets: readonly Ticket[], now: number) {
  return (await import('./live-slas.ts')).liveSlas(table, tickets, now);
}
