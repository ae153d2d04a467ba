import type { Instant } from '../kernel/clock.ts';
import { type AgentAvailability, isAtWork, openCounter, roomFor, withOneMore } from './availability.ts';
import { meets, type Need } from './need.ts';

/** A ticket that waits for somebody: what it demands, and its place in the queue. */
export interface WaitingFor {
  readonly ticket_id: number;
  readonly rank: number;
  readonly need: Need;
}

/** A ticket and who is to have it. */
export interface Pair<W extends WaitingFor> {
  readonly waiting: W;
  /** As they are before this ticket, and after those that come before it in the same match. */
  readonly agent: AgentAvailability;
  /** How many could have taken it. */
  readonly able: number;
}

/**
 * Who is to have which ticket: the tickets in the order of the queue, each to the one with the fewest open tickets of those
 * who are at work, can do what it demands, and have room. Nobody gets more than there is room for, and nobody with room is
 * left without a ticket that they could take.
 */
export function match<W extends WaitingFor>(
  waiting: readonly W[],
  agents: readonly AgentAvailability[],
  now: Instant,
): Pair<W>[] {
  const there = new Map(agents.filter((agent) => isAtWork(agent, now)).map((agent) => [agent.user_id, agent]));
  const pairs: Pair<W>[] = [];
  for (const ticket of [...waiting].sort(inQueueOrder)) {
    const able = [...there.values()].filter((agent) => canTake(agent, ticket.need));
    if (able.length === 0) continue;
    const before = fewestOpenFirst(ticket);
    const agent = able.reduce((first, each) => (before(each, first) < 0 ? each : first));
    pairs.push({ waiting: ticket, agent, able: able.length });
    there.set(agent.user_id, withOneMore(agent, ticket.need.channel));
  }
  return pairs;
}

/** By place, and of those with the same place by number. */
export function inQueueOrder(a: WaitingFor, b: WaitingFor): number {
  return a.rank - b.rank || a.ticket_id - b.ticket_id;
}

/** Whether an agent who is at work can do what is demanded and has room for it. */
export function canTake(agent: AgentAvailability, need: Need): boolean {
  return roomFor(agent, need.channel) > 0 && meets(agent, need);
}

function fewestOpenFirst({ ticket_id, need }: WaitingFor) {
  const counter = openCounter(need.channel);
  return (a: AgentAvailability, b: AgentAvailability) =>
    a[counter] - b[counter] || lot(ticket_id, a.user_id) - lot(ticket_id, b.user_id) || a.user_id - b.user_id;
}

/** What an agent draws for a ticket: the same each time, and another one for the next ticket, so that ties favour nobody. */
function lot(ticketId: number, userId: number): number {
  let mixed = Math.imul(ticketId ^ Math.imul(userId % 2 ** 31, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
