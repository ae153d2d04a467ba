import type { SQSRecord } from 'aws-lambda';
import { log } from '../../shared/platform/log.ts';
import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { getFigureRows, keepFigures, type RowChange } from '../../shared/reports/figure.store.ts';
import { type FigureRow, isUpToDate } from '../../shared/reports/figure-row.ts';
import { ticketFigures } from '../../shared/reports/ticket-figures.ts';
import type { SlaRecord } from '../../shared/sla/clock-record.ts';
import { promiseOutcomes } from '../../shared/sla/promise-outcome.ts';
import { SLA_SETTLED } from '../../shared/sla/sla.events.ts';
import { getSlas } from '../../shared/sla/sla.store.ts';
import { listAudits } from '../../shared/tickets/audit.store.ts';
import { getTicketRecords } from '../../shared/tickets/ticket.store.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';

interface Message {
  readonly body: EventMessage;
  readonly record: SQSRecord;
}

/**
 * Brings the rows and buckets of reports to where the tickets of a batch of events stand now. An event is only a nudge:
 * late, repeated and reordered ones find nothing left to do. Answers the messages that must come again.
 */
export async function countFigures(table: Table, messages: readonly Message[]): Promise<SQSRecord[]> {
  const about = messages.filter(({ body }) => isAboutTicket(body));
  const ids = [...new Set(about.map(({ body }) => Number(body.subject)))];
  if (ids.length === 0) return [];
  // Rows first: what is read after them is never older than what they were made of.
  const rows = await getFigureRows(table, ids, { consistent: true });
  const [tickets, clocks] = await Promise.all([
    getTicketRecords(table, ids),
    getSlas(table, ids, { consistent: true }),
  ]);
  const known = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const unread = new Set<number>();
  const changes = await Promise.all(
    tickets.map(async (ticket) => {
      try {
        return await changeOf(table, ticket, clocks.get(ticket.id), rows.get(ticket.id));
      } catch (error) {
        log.error('figures_not_made', error, { ticket_id: ticket.id });
        unread.add(ticket.id);
        return undefined;
      }
    }),
  );
  const kept = changes.flatMap((change) => change ?? []);
  const refused = new Set([...unread, ...(await keepFigures(table, kept))]);
  return about
    .filter(({ body }) => {
      const id = Number(body.subject);
      const stands = isSettled(body) ? clocks.get(id)?.version : known.get(id)?.version;
      return refused.has(id) || !known.has(id) || (stands ?? 0) < Number(body.data['version'] ?? 0);
    })
    .map(({ record }) => record);
}

async function changeOf(
  table: Table,
  ticket: Ticket,
  clocks: SlaRecord | undefined,
  before: FigureRow | undefined,
): Promise<RowChange | undefined> {
  const versions = { ticket_version: ticket.version, sla_version: clocks?.version ?? 0 };
  if (before?.ticket_version === versions.ticket_version && before.sla_version === versions.sla_version)
    return undefined;
  const read = await listAudits(table, ticket.id, { descending: false, limit: Number.POSITIVE_INFINITY });
  const audits = read.filter(({ version }) => version <= ticket.version);
  if (audits.length !== ticket.version) throw new Error(`Ticket ${ticket.id} lacks audits of ${ticket.version}`);
  const after = { ...ticketFigures({ ticket, audits, promises: promiseOutcomes(clocks?.clock) }), ...versions };
  return isUpToDate(before, after) ? undefined : { before, after };
}

function isAboutTicket(event: EventMessage): boolean {
  return isSettled(event) || event.names.some((name) => name.startsWith('ticket.'));
}

function isSettled({ names }: EventMessage): boolean {
  return names.includes(SLA_SETTLED);
}
