import * as z from 'zod/mini';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { foldAudit } from '../../shared/sla/clock.ts';
import { getSla, putSla, windClock } from '../../shared/sla/sla.store.ts';
import type { RulesSource } from '../../shared/sla/sla-rules.store.ts';
import type { Audit } from '../../shared/tickets/audit.ts';
import { TicketEventData } from '../../shared/tickets/ticket.events.ts';

export interface TrackDeps {
  readonly table: Table;
  readonly now: Clock;
  readonly rules: RulesSource;
}

const ATTEMPTS = 5;

/**
 * Takes a ticket's audits that its clocks do not know yet into them, and sets the timer for what falls due next. The
 * event is only a nudge: late, repeated and reordered ones find nothing left to do. Nothing is written while no policy
 * promises anything. `opening` is the audit that opened the ticket, where it is at hand and the event is about no other.
 */
export async function trackSla(event: EventMessage, deps: TrackDeps, opening?: Audit): Promise<void> {
  const { ticket_id, version } = z.parse(TicketEventData, event.data);
  // A new ticket has no clocks yet: the write finds out if this event was here before.
  const isNew = event.names.includes('ticket.created.v1');
  for (let attempt = 1; ; attempt++) {
    const before = isNew && attempt === 1 ? undefined : await getSla(deps.table, ticket_id);
    const known = before?.clock;
    if (known && known.ticket_version >= version) return;
    const rules = await deps.rules(event.at, known?.rules);
    if (!known && rules.policies.length === 0) return;
    const clock =
      opening && attempt === 1
        ? foldAudit(undefined, opening, rules)
        : await windClock(deps.table, { id: ticket_id, version }, known, rules);
    if (!clock) return;
    // Kept from the second event on, whatever was promised: the first may come late, and would start the clocks anew.
    if (!before && version === 1 && clock.times.policy === undefined) return;
    try {
      await putSla(deps.table, before, clock, rules, deps.now());
      return;
    } catch (error) {
      if (!(error instanceof ConditionFailed) || attempt >= ATTEMPTS) throw error;
    }
  }
}
