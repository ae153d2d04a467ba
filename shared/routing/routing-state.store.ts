import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { routingKey, waitingKey } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { timerWrite } from '../timers/timer.store.ts';
import { countWrite } from './availability.store.ts';
import { laneOf } from './need.ts';
import { RoutingState, type Waiting } from './routing-state.ts';

/** How a ticket stands with routing, or undefined when it never had to do with it. */
export async function getRouting(table: Table, ticketId: number): Promise<RoutingState | undefined> {
  const item = await table.get(routingKey(ticketId), { consistent: true });
  return item && z.parse(RoutingState, item);
}

/**
 * Commits how a ticket stands: its record, its place in the queue, the counts of those who had it and have it now, and the
 * timer after which it demands less. Throws ConditionFailed when somebody else did meanwhile. A new place needs its lane
 * (`openLane`) before.
 */
export async function commitRouting(
  table: Table,
  before: RoutingState | undefined,
  after: RoutingState,
  now: Instant,
): Promise<void> {
  await table.transact([stateWrite(after), ...placeWrites(before, after, now), ...loadWrites(before, after)]);
}

/** The write of a ticket's next state, refused when it is not at the version before. */
export function stateWrite(state: RoutingState): Write {
  const put = { ...routingKey(state.ticket_id), entity: 'ticket_routing', ...state };
  return { put, condition: state.version === 1 ? 'absent' : { version: state.version - 1 } };
}

/** The write that takes a ticket out of the queue, refused when it is not there. */
export function leaveQueueWrite(ticketId: number, waiting: Waiting): Write {
  return { delete: placeKey(ticketId, waiting), condition: 'present' };
}

function placeWrites(before: RoutingState | undefined, after: RoutingState, now: Instant): Write[] {
  const { ticket_id, version, waiting } = after;
  const writes: Write[] = [];
  const was = before?.waiting;
  if (was && !(waiting && isSamePlace(was, waiting))) writes.push(leaveQueueWrite(ticket_id, was));
  if (waiting) {
    const place = { ticket_id, routing_version: version, ...waiting };
    writes.push({ put: { ...placeKey(ticket_id, waiting), entity: 'waiting_ticket', ...place } });
    if (waiting.skills_until !== null && waiting.skills_until !== was?.skills_until) {
      const due_at = waiting.skills_until;
      writes.push(timerWrite({ kind: 'routing.skills', subject: ticket_id, guard: version, due_at, set_at: now }));
    }
  }
  return writes;
}

function isSamePlace(a: Waiting, b: Waiting): boolean {
  return a.group_id === b.group_id && a.rank === b.rank && laneOf(a.need) === laneOf(b.need);
}

function placeKey(ticketId: number, { group_id, need, rank }: Waiting) {
  return waitingKey(group_id, laneOf(need), rank, ticketId);
}

function loadWrites(before: RoutingState | undefined, after: RoutingState): Write[] {
  const [was, is] = [before?.held ?? null, after.held];
  if (was?.agent_id === is?.agent_id) return [];
  return [
    ...(was ? [countWrite(was.agent_id, was.channel, -1)] : []),
    ...(is ? [countWrite(is.agent_id, is.channel, 1)] : []),
  ];
}
