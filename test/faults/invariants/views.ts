import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { DAY, type Instant, MINUTE, wholeSecond } from '../../../shared/kernel/clock.ts';
import type { Table } from '../../../shared/platform/table/table.ts';
import { listBreachPlaces } from '../../../shared/sla/breach-list.store.ts';
import { SlaRecord } from '../../../shared/sla/clock-record.ts';
import { isLastSolved, listSolvedPlaces } from '../../../shared/tickets/solved-list.store.ts';
import { statusClass, type Ticket } from '../../../shared/tickets/ticket.ts';
import { listTicketIds, type TicketList } from '../../../shared/tickets/ticket-list.store.ts';
import { instantAt, type TicketPlace } from '../../../shared/tickets/ticket-places.store.ts';
import type { Evidence, Invariant } from './evidence.ts';

/** More than any world has. */
const ALL = { descending: false, limit: 1_000 };
/** Further ahead than anything is promised, and further back than any world goes. */
const FAR = 365 * DAY;
/** By then it is known that a promise was broken. */
const LATE = 3 * MINUTE;

type Listed = TicketList & { readonly classes: readonly ['live' | 'done'] };

/** What agents work from, as views read it once everything is at rest. */
export interface Queues {
  readonly lists: readonly { readonly list: Listed; readonly ids: readonly number[] }[];
  readonly breaches: readonly TicketPlace[];
  readonly solved: readonly TicketPlace[];
  readonly solvedBy: ReadonlyMap<number, readonly TicketPlace[]>;
}

export async function readQueues(table: Table, now: Instant, tickets: readonly Ticket[]): Promise<Queues> {
  const distinct = <T>(values: readonly T[]) => [...new Set(values)];
  const groups = distinct([null, ...tickets.map((ticket) => ticket.group_id)]);
  const people = distinct(tickets.flatMap((ticket) => ticket.assignee_id ?? []));
  const owned = [
    ...groups.map((owner) => ({ of: 'unassigned' as const, owner })),
    ...groups.flatMap((owner) => (owner === null ? [] : [{ of: 'group' as const, owner }])),
    ...people.map((owner) => ({ of: 'assignee' as const, owner })),
  ];
  const lists = owned.flatMap((each): Listed[] => [
    { ...each, classes: ['live'] },
    { ...each, classes: ['done'] },
  ]);
  const solvedOf = (by: number[] | null) => listSolvedPlaces(table, by, now - FAR, ALL);
  return {
    lists: await Promise.all(lists.map(async (list) => ({ list, ids: await listTicketIds(table, list, ALL) }))),
    breaches: await listBreachPlaces(table, now + FAR, ALL),
    solved: await solvedOf(null),
    solvedBy: new Map(await Promise.all(people.map(async (id) => [id, await solvedOf([id])] as const))),
  };
}

/** Whoever has a ticket, or the group in which nobody has it, finds it in their list, and in no other's. */
export const listsHaveTheirs: Invariant = ({ queues, tickets }) =>
  queues.lists.flatMap(({ list, ids }) => {
    const should = there(tickets).filter((ticket) => isIn(list, ticket));
    const expected = should.map(({ id }) => id).sort((a, b) => a - b);
    if (isDeepStrictEqual(ids, expected)) return [];
    return [
      `the ${list.classes} list of ${list.of} ${list.owner} has ${ids.join(' ')}, should have ${expected.join(' ')}`,
    ];
  });

function isIn({ of, owner, classes }: Listed, { assignee_id, group_id, status }: Ticket): boolean {
  if (statusClass(status) !== classes[0]) return false;
  if (of === 'unassigned') return assignee_id === null && group_id === owner;
  return (of === 'group' ? group_id : assignee_id) === owner;
}

/** The list of promises about to break has each live ticket at the first promise that is open and not broken yet. */
export const breachesAreNext: Invariant = ({ queues, items, tickets, world }) => {
  const clocks = items.filter((item) => item['entity'] === 'sla').map((item) => z.parse(SlaRecord, item));
  const expected = new Map<number, Instant>();
  for (const { ticket_id, clock } of clocks) {
    const ticket = tickets.get(ticket_id);
    if (ticket === undefined || !clock || ticket.deleted_at !== null || statusClass(ticket.status) === 'done') continue;
    const open = clock.metrics.filter((each) => each.stage === 'running' && each.breached_at === null);
    const dues = open.flatMap(({ due_at }) => (due_at !== null && due_at >= clock.settled_to ? due_at : []));
    if (dues.length > 0) expected.set(ticket_id, wholeSecond(Math.min(...dues)));
  }
  const listed = new Map(queues.breaches.map(({ place, ticketId }) => [ticketId, instantAt(place)]));
  const longAgo = world.time.now() - LATE;
  return [...new Set([...expected.keys(), ...listed.keys()])].flatMap((id) => {
    const [is, should] = [listed.get(id), expected.get(id)];
    if (is !== undefined && is < longAgo) return [`ticket ${id} is still listed to break a promise at ${is}`];
    return is === should ? [] : [`ticket ${id} is listed to break a promise at ${is}, its clocks say ${should}`];
  });
};

/** What is solved stands once in the list of what was, at its time, and in that of whoever has it. */
export const solvedAreListed: Invariant = ({ queues, tickets }) =>
  there(tickets).flatMap((ticket) => {
    const { id, assignee_id, solved_at, status, merged_into_id } = ticket;
    // What was merged may have been solved before; no view means it any more.
    if (merged_into_id !== null) return [];
    const should = statusClass(status) === 'done' ? 1 : 0;
    // Solved twice in a second, or given to one and back again, it stands at the same place twice.
    const timesIn = (places: readonly TicketPlace[]) => {
      const own = places.filter(({ ticketId, place }) => ticketId === id && isLastSolved(ticket, place));
      return new Set(own.map(({ place }) => instantAt(place)).filter((at) => at === wholeSecond(solved_at ?? 0))).size;
    };
    const [times, own] = [timesIn(queues.solved), timesIn(queues.solvedBy.get(assignee_id ?? 0) ?? [])];
    if (times === should && own === (assignee_id === null ? 0 : should)) return [];
    return [
      `ticket ${id} is ${status} and stands ${times} times among what was solved, ${own} times by ${assignee_id}`,
    ];
  });

function there(tickets: Evidence['tickets']): Ticket[] {
  return [...tickets.values()].filter((ticket) => ticket.deleted_at === null);
}
