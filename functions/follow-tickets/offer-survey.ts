import * as z from 'zod/mini';
import type { Clock } from '../../shared/kernel/clock.ts';
import { getUser } from '../../shared/people/user.store.ts';
import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { isAmongMachines, planSurvey } from '../../shared/surveys/survey.store.ts';
import { TicketEventData } from '../../shared/tickets/ticket.events.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import { statusClass } from '../../shared/tickets/ticket.ts';

export interface OfferDeps {
  readonly table: Table;
  readonly now: Clock;
  /** Milliseconds from solving to the survey's mail. */
  readonly surveyDelay: number;
}

/**
 * Plans the survey of a ticket that was solved, once for each resolution. Nobody is asked who cannot see the ticket, who
 * has no address, whose ticket came from a machine, or whose ticket the system solved by itself.
 */
export async function offerSurvey(event: EventMessage, deps: OfferDeps): Promise<void> {
  const { ticket_id, audit_id } = z.parse(TicketEventData, event.data);
  const { table } = deps;
  const ticket = await getTicket(table, ticket_id);
  if (!ticket?.is_public || statusClass(ticket.status) !== 'done') return;
  // Solved again since: that resolution has an event of its own, with the audit to judge it by.
  if (ticket.solved_at !== event.at) return;
  const [requester, machines] = await Promise.all([
    getUser(table, ticket.requester_id),
    isAmongMachines(table, ticket, audit_id),
  ]);
  if (machines || !requester?.email || !requester.active || requester.suspended) return;
  const now = deps.now();
  const of = { ticketId: ticket.id, resolution: ticket.resolution };
  await planSurvey(table, of, event.at + deps.surveyDelay, now);
}
