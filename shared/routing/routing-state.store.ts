import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { routingKey, waitingKey } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import type { Condition, Write } from '../platform/table/table-input.ts';
import { timerWrite } from '../timers/timer.store.ts';
import { countWrite } from './availability.store.ts';
import { laneOf } from './need.ts';
import { type Held, nothingSaid, RoutingState, type Waiting } from './routing-state.ts';

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
  const writes = [...placeWrites(before, after, now), ...loadWrites(before, after)];
  await table.transact([stateWrite(before, after), ...examinationTimer(before, after, now), ...writes]);
}

/**
 * Keeps that a later version of a ticket was looked at and says the same. Whoever is about to write what an earlier one said
 * is refused by it; a claim is not. Throws ConditionFailed when anything else was said meanwhile.
 */
export async function keepVersion(table: Table, before: RoutingState, ticket_version: number): Promise<void> {
  await table.update({ key: routingKey(before.ticket_id), set: { ticket_version }, condition: isAsRead(before) });
}

/** The write that says whose a ticket is that waited, refused when anything was said of it since it was put into the queue. */
export function heldWrite(
  { ticket_id, routing_version }: { readonly ticket_id: number; readonly routing_version: number },
  ticket_version: number,
  held: Held,
): Write {
  const set = { version: routing_version + 1, ticket_version, waiting: null, held, released_from: null };
  return { update: { key: routingKey(ticket_id), set }, condition: { version: routing_version } };
}

/** The write of a ticket's next state, refused when anything was said since the one before was read. */
function stateWrite(before: RoutingState | undefined, state: RoutingState): Write {
  const put = { ...routingKey(state.ticket_id), entity: 'ticket_routing', ...state };
  return { put, condition: before ? isAsRead(before) : 'absent' };
}

function isAsRead({ version, ticket_version }: RoutingState): Condition {
  return { equals: { version, ticket_version } };
}

/**
 * The writes that say that a ticket is put into a group by what it is about, refused when anything else was said meanwhile. Its
 * place in the queue stays until its event comes, and can be claimed should the ticket be put back before.
 */
export function placedWrites(ticketId: number, before: RoutingState | undefined, groupId: number): Write[] {
  const state = before ?? nothingSaid(ticketId);
  const after = { ...state, version: state.version + 1, placed_in: groupId };
  return [stateWrite(before, after), ...(after.waiting ? [placeWrite(after, after.waiting)] : [])];
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
    writes.push(placeWrite(after, waiting));
    if (waiting.skills_until !== null && waiting.skills_until !== was?.skills_until) {
      const due_at = waiting.skills_until;
      writes.push(timerWrite({ kind: 'routing.skills', subject: ticket_id, guard: version, due_at, set_at: now }));
    }
  }
  return writes;
}

/** The write of a ticket's place in the queue, at the version of what is said of it: a claim goes by that. */
function placeWrite({ ticket_id, version }: RoutingState, waiting: Waiting): Write {
  const place = { ticket_id, routing_version: version, ...waiting };
  return { put: { ...placeKey(ticket_id, waiting), entity: 'waiting_ticket', ...place } };
}

/** The timer after which nobody waits any longer for a ticket to be examined. */
function examinationTimer(before: RoutingState | undefined, after: RoutingState, now: Instant): Write[] {
  const { ticket_id, version, unexamined_until } = after;
  if (unexamined_until === null || unexamined_until === before?.unexamined_until) return [];
  const due_at = unexamined_until;
  return [timerWrite({ kind: 'routing.unexamined', subject: ticket_id, guard: version, due_at, set_at: now })];
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
