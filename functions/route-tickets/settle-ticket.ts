import { getUser } from '../../shared/people/user.store.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { type Tier, tierOf } from '../../shared/routing/queue-order.ts';
import type { RoutingSettings } from '../../shared/routing/routing-settings.store.ts';
import { commitRouting, getRouting } from '../../shared/routing/routing-state.store.ts';
import { isWaiting, nextRouting, type RoutingState, saysTheSame } from '../../shared/routing/routing-state.ts';
import { openLane } from '../../shared/routing/waiting-list.store.ts';
import { getTicketRecord } from '../../shared/tickets/ticket.store.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import type { RoutingDeps } from './deps.ts';

const ATTEMPTS = 10;

/** Has routing say of a ticket what is true of it now; answers what it says, or undefined where it has nothing to say. */
export async function settleTicket(
  ticketId: number,
  settings: RoutingSettings,
  deps: RoutingDeps,
): Promise<RoutingState | undefined> {
  const { table } = deps;
  for (let attempt = 1; ; attempt++) {
    const [before, ticket] = await Promise.all([getRouting(table, ticketId), getTicketRecord(table, ticketId)]);
    if (!ticket) return undefined;
    // The ticket was read a moment before what is said of it.
    if (before && before.ticket_version > ticket.version && attempt < ATTEMPTS) continue;
    const now = deps.now();
    const routing = ticket.group_id === null ? undefined : settings.groups.get(ticket.group_id);
    const tier =
      before?.waiting?.tier ?? (routing && isWaiting(ticket) ? await tierOfTicket(ticket, deps) : 'standard');
    const after = nextRouting(ticket, before, { routing, rules: settings.rules, tier, now });
    if (saysTheSame(before, after)) return before;
    try {
      if (after.waiting) await openLane(table, after.waiting, deps.knownLanes);
      await commitRouting(table, before, after, now);
      return after;
    } catch (error) {
      if (!(error instanceof ConditionFailed) || attempt >= ATTEMPTS) throw error;
      await table.giveWay(attempt);
    }
  }
}

async function tierOfTicket(ticket: Ticket, { table }: RoutingDeps): Promise<Tier> {
  const requester = await getUser(table, ticket.requester_id);
  return tierOf([...ticket.tags, ...(requester?.tags ?? [])]);
}
