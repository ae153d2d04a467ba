import type { GroupWalkedData } from '../../shared/routing/routing.events.ts';
import { tellGroupWalked } from '../../shared/routing/routing-event.store.ts';
import type { RoutingSettings } from '../../shared/routing/routing-settings.store.ts';
import { listTicketIds } from '../../shared/tickets/ticket-list.store.ts';
import type { RoutingDeps } from './deps.ts';
import { dispatchGroup } from './dispatch-group.ts';
import { settleTicket } from './settle-ticket.ts';

/** Tickets that one message looks through: what is done within seconds. */
const PORTION = 200;
const AT_ONCE = 8;

/**
 * Looks through the live tickets of a group whose routing was switched on or off: those that nobody has come into the
 * queue, those that somebody has are counted, or neither of both any longer. What is left is told by a further event.
 */
export async function walkGroup(walk: GroupWalkedData, settings: RoutingSettings, deps: RoutingDeps): Promise<void> {
  const list = { of: 'group', owner: walk.group_id, classes: ['live'] } as const;
  const beyond = walk.after === 0 ? {} : { beyond: walk.after };
  const ids = await listTicketIds(deps.table, list, { descending: false, limit: PORTION, ...beyond });
  for (let at = 0; at < ids.length; at += AT_ONCE)
    await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => settleTicket(id, settings, deps)));
  const last = ids.at(-1);
  if (ids.length === PORTION && last !== undefined)
    await tellGroupWalked(deps.table, { ...walk, after: last }, deps.now());
  if (settings.groups.has(walk.group_id)) await dispatchGroup(walk.group_id, settings, deps);
}
