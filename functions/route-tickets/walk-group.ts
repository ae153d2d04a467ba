import { MINUTE } from '../../shared/kernel/clock.ts';
import type { GroupWalkedData } from '../../shared/routing/routing.events.ts';
import { tellGroupWalked, tellLeftWaiting } from '../../shared/routing/routing-event.store.ts';
import type { RoutingSettings } from '../../shared/routing/routing-settings.store.ts';
import { getRouting } from '../../shared/routing/routing-state.store.ts';
import { isNobodysWork } from '../../shared/routing/routing-state.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import { listTicketIds } from '../../shared/tickets/ticket-list.store.ts';
import type { RoutingDeps } from './deps.ts';
import { dispatchGroup } from './dispatch-group.ts';
import { type Settled, settleTicket } from './settle-ticket.ts';

/** Tickets that one message looks through: what is done within seconds. */
const PORTION = 200;
const AT_ONCE = 8;
/** Whoever decides about mails has heard by then of what came to the group, and told of it while nothing was given out. */
const MAYBE_UNTOLD = 2 * MINUTE;

/**
 * Looks through the live tickets of a group whose routing was switched on or off: those that nobody has come into the
 * queue, those that somebody has are counted, or neither of both any longer. What is left is told by a further event.
 * Of the latest that nobody has the group is told where it may not have been when they came: when routing is on, of those
 * that nobody can take; when it is off, of those that never stood in the queue.
 */
export async function walkGroup(walk: GroupWalkedData, settings: RoutingSettings, deps: RoutingDeps): Promise<void> {
  const { group_id } = walk;
  const isOn = settings.groups.has(group_id);
  const list = { of: 'group', owner: group_id, classes: ['live'] } as const;
  const beyond = walk.after === 0 ? {} : { beyond: walk.after };
  const ids = await listTicketIds(deps.table, list, { descending: false, limit: PORTION, ...beyond });
  const untold: Ticket[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const settled = await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => settleTicket(id, settings, deps)));
    untold.push(...settled.flatMap((each) => (each && mayBeUntold(each, isOn) ? [each.ticket] : [])));
  }
  const last = ids.at(-1);
  if (ids.length === PORTION && last !== undefined)
    await tellGroupWalked(deps.table, { ...walk, after: last }, deps.now());
  if (isOn) await dispatchGroup(group_id, settings, deps);
  const latest = untold.filter(
    (ticket) => ticket.group_id === group_id && ticket.updated_at + MAYBE_UNTOLD > deps.now(),
  );
  const tell = isOn ? tellIfLeft : tellGroup;
  for (let at = 0; at < latest.length; at += AT_ONCE)
    await Promise.all(latest.slice(at, at + AT_ONCE).map((ticket) => tell(ticket, deps)));
}

function mayBeUntold({ ticket, state, wasWaiting }: Settled, isOn: boolean): boolean {
  return isOn ? Boolean(state?.waiting) : isNobodysWork(ticket) && !wasWaiting;
}

async function tellIfLeft(ticket: Ticket, { table, now }: RoutingDeps): Promise<void> {
  const state = await getRouting(table, ticket.id);
  if (state?.waiting) await tellLeftWaiting(table, ticket, state.waiting, { audit_id: null, at: now() });
}

async function tellGroup(ticket: Ticket, { table, now }: RoutingDeps): Promise<void> {
  const { group_id, updated_at } = ticket;
  if (group_id === null) return;
  await tellLeftWaiting(table, ticket, { group_id, since: updated_at }, { audit_id: null, at: now() });
}
