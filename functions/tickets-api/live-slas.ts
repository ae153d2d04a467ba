import * as z from 'zod/mini';
import type { Table } from '../../shared/platform/table/table.ts';
import type { BusinessTime } from '../../shared/sla/business-time.ts';
import { isBeingEscalated } from '../../shared/sla/clock.ts';
import { MetricEventWire, metricEventsView } from '../../shared/sla/metric-event.view.ts';
import { getSla, getSlas, windClock } from '../../shared/sla/sla.store.ts';
import { type SlaView, slaView } from '../../shared/sla/sla.view.ts';
import { readRules } from '../../shared/sla/sla-rules.store.ts';
import type { Audit } from '../../shared/tickets/audit.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';

/*
 * What the API of tickets needs of clocks. Few requests do: whoever wants it imports this file when it is asked for, so
 * that it costs no start anything.
 */

/** How the promises of each ticket stand at an instant. */
export async function liveSlas(
  table: Table,
  tickets: readonly Ticket[],
  now: number,
): Promise<(id: number) => SlaView> {
  const ids = tickets.map((ticket) => ticket.id);
  const [records, rules] = await Promise.all([getSlas(table, ids), readRules(table)]);
  return (id) => slaView(records.get(id), rules, now);
}

/** The business hours that figures in business minutes go by: those of the deployment, around the clock without any. */
export async function businessHoursNow(table: Table): Promise<BusinessTime> {
  return (await readRules(table)).schedule;
}

/** What became of a ticket's promises, by an instant. */
export async function slaHistory(table: Table, audits: readonly Audit[], now: number): Promise<MetricEventWire[]> {
  const sorted = [...audits].sort((a, b) => a.version - b.version);
  // Up to the first gap, which there is only where there are more than were read.
  const inOrder = sorted.filter(({ version }, at) => version === at + 1);
  return metricEventsView(inOrder, await readRules(table), now).map((event) => z.parse(MetricEventWire, event));
}

/** Whether steps were taken for a promise of this ticket that is still open, and nobody has taken it up. */
export async function isEscalated(table: Table, ticket: Ticket): Promise<boolean> {
  const [record, rules] = await Promise.all([getSla(table, ticket.id), readRules(table)]);
  const clock = record && (await windClock(table, ticket, record.clock, rules));
  return clock !== undefined && isBeingEscalated(clock);
}
