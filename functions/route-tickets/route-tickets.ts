import * as z from 'zod/mini';
import { GROUP_ROUTING_CHANGED, GroupEventData } from '../../shared/people/group.events.ts';
import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import {
  AVAILABILITY_CHANGED,
  AvailabilityEventData,
  DISPATCH_UNFINISHED,
  DispatchData,
  GROUP_WALKED,
  GroupWalkedData,
  ROUTING_DUE,
  RoutingDueData,
} from '../../shared/routing/routing.events.ts';
import { TicketEventData } from '../../shared/tickets/ticket.events.ts';
import { beginShift } from './begin-shift.ts';
import type { RoutingDeps } from './deps.ts';
import { dispatchGroup } from './dispatch-group.ts';
import { NO_NEWS, newsOf } from './news.ts';
import { routeTicket } from './route-ticket.ts';
import { serveAgent } from './serve-agent.ts';
import { walkGroup } from './walk-group.ts';

/**
 * Looks at whatever an event is about as it is now, and gives whatever can be given: the event is only a nudge, so late,
 * repeated and reordered ones do no harm.
 */
export async function routeTickets(event: EventMessage, deps: RoutingDeps): Promise<void> {
  const is = (name: string) => event.names.includes(name);
  // A switch is dated by when its request began, however long that took: it is never looked at as it was read before.
  const isOfSwitch = is(GROUP_ROUTING_CHANGED) || is(GROUP_WALKED);
  const settings = await deps.settings(isOfSwitch ? deps.now() : event.at);
  if (is(GROUP_ROUTING_CHANGED)) {
    const { group_id, version } = z.parse(GroupEventData, event.data);
    return walkGroup({ group_id, version, after: 0 }, settings, deps);
  }
  if (is(GROUP_WALKED)) return walkGroup(z.parse(GroupWalkedData, event.data), settings, deps);
  if (is(AVAILABILITY_CHANGED)) return serveAgent(z.parse(AvailabilityEventData, event.data).user_id, settings, deps);
  if (is(DISPATCH_UNFINISHED)) return dispatchGroup(z.parse(DispatchData, event.data).group_id, settings, deps);
  if (is(ROUTING_DUE)) {
    const { kind, subject, guard } = z.parse(RoutingDueData, event.data);
    if (kind === 'routing.shift') return beginShift({ user_id: subject, version: guard }, settings, deps);
    return routeTicket(subject, NO_NEWS, settings, deps);
  }
  // While nobody wants any routing, a ticket costs it nothing.
  if (settings.groups.size === 0 && settings.rules.length === 0) return;
  const data = z.parse(TicketEventData, event.data);
  await routeTicket(data.ticket_id, await newsOf(event, data, deps.table), settings, deps);
}
