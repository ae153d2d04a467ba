import * as z from 'zod/mini';
import { correctionIn } from '../../shared/intake/corrected.ts';
import { keepCorrection } from '../../shared/intake/correction.store.ts';
import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { getAudit } from '../../shared/tickets/audit.store.ts';
import { TicketEventData } from '../../shared/tickets/ticket.events.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';

/** Keeps that a person said otherwise what a ticket is about: the next model learns from it. */
export async function recordCorrection(event: EventMessage, { table }: { readonly table: Table }): Promise<void> {
  const { ticket_id, audit_id } = z.parse(TicketEventData, event.data);
  const [ticket, audit] = await Promise.all([getTicket(table, ticket_id), getAudit(table, ticket_id, audit_id)]);
  const correction = ticket && audit && correctionIn(audit, ticket);
  if (correction) await keepCorrection(table, correction);
}
