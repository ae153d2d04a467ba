import type { Instant } from '../kernel/clock.ts';
import { type EventMessage, eventItem } from '../platform/messaging/event.ts';
import { routingEventKey } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import type { Write } from '../platform/table/table-input.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { Timer } from '../timers/timer.ts';
import type { AgentAvailability } from './availability.ts';
import {
  AVAILABILITY_CHANGED,
  type AvailabilityEventData,
  DISPATCH_UNFINISHED,
  type DispatchData,
  GROUP_WALKED,
  type GroupWalkedData,
  type LeftWaitingData,
  ROUTING_DUE,
  ROUTING_TIMERS,
  type RoutingDueData,
  TICKET_LEFT_WAITING,
} from './routing.events.ts';
import type { Waiting } from './routing-state.ts';

/** The write that tells of an agent's new state, for the transaction that makes it. */
export function availabilityEvent(agent: AgentAvailability): Write {
  const data: AvailabilityEventData = { user_id: agent.user_id, version: agent.version };
  return eventWrite(
    `agent-${agent.user_id}-${agent.version}`,
    AVAILABILITY_CHANGED,
    agent.user_id,
    data,
    agent.updated_at,
  );
}

/** Tells that a timer of routing is due; the same however often it is told. */
export async function tellRoutingDue(table: Table, timer: Timer, now: Instant): Promise<void> {
  const kind = ROUTING_TIMERS.find((each) => each === timer.kind);
  if (!kind) throw new TypeError(`${timer.kind} is no timer of routing`);
  const data: RoutingDueData = { kind, subject: timer.subject, guard: timer.guard };
  const id = `${kind}-${timer.subject}-${timer.guard}-${timer.due_at}`;
  await table.transact([eventWrite(id, ROUTING_DUE, timer.subject, data, now)]);
}

/** Tells that a group's tickets were looked through up to one. */
export async function tellGroupWalked(table: Table, data: GroupWalkedData, now: Instant): Promise<void> {
  const id = `group-${data.group_id}-${data.version}-${data.after}`;
  await table.transact([eventWrite(id, GROUP_WALKED, data.group_id, data, now)]);
}

/** Tells that there were more tickets to give away than there was time for; `at` tells one such time from another. */
export async function tellDispatchUnfinished(table: Table, groupId: number, at: Instant): Promise<void> {
  const data: DispatchData = { group_id: groupId };
  await table.transact([eventWrite(`dispatch-${groupId}-${at}`, DISPATCH_UNFINISHED, groupId, data, at)]);
}

/**
 * Tells that a ticket which stands in a queue was offered and not taken, once for each time that it came to stand there,
 * however often it is offered again.
 */
export async function tellLeftWaiting(
  table: Table,
  { id, version, priority }: Pick<Ticket, 'id' | 'version' | 'priority'>,
  { group_id, since }: Pick<Waiting, 'group_id' | 'since'>,
  { audit_id, at }: { readonly audit_id: number | null; readonly at: Instant },
): Promise<void> {
  const data: LeftWaitingData = { ticket_id: id, version, group_id, audit_id };
  const eventId = `waiting-${id}-${group_id}-${since}`;
  const told: EventMessage = { id: eventId, names: [TICKET_LEFT_WAITING], subject: String(id), at, data: { ...data } };
  const event: EventMessage = priority === 'urgent' ? { ...told, urgent: true } : told;
  const item = eventItem(routingEventKey(eventId), 'routing_event', event);
  try {
    await table.put(item, 'absent');
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
}

function eventWrite(
  id: string,
  name: string,
  subject: number,
  data: AvailabilityEventData | RoutingDueData | GroupWalkedData | DispatchData,
  at: Instant,
): Write {
  const event: EventMessage = { id, names: [name], subject: String(subject), at, data };
  return { put: eventItem(routingEventKey(id), 'routing_event', event) };
}
