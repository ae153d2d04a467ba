import { type IdList, listIds } from '../people/list-ids.store.ts';
import type { IdRange } from '../platform/http/paging.ts';
import {
  externalTicketsPartition,
  LIST_SHARDS,
  type StatusClass,
  shardOf,
  type TicketListOf,
  ticketListPartition,
} from '../platform/table/keys.ts';
import type { IndexName } from '../platform/table/schema.ts';
import type { Table } from '../platform/table/table.ts';
import type { Ticket } from './ticket.ts';

/** The index each kind of list stands in. */
export const TICKET_LIST_INDEX: Readonly<Record<TicketListOf, IndexName>> = {
  all: 'gsi1',
  group: 'gsi2',
  assignee: 'gsi3',
  unassigned: 'gsi3',
  requester: 'gsi4',
  organization: 'gsi5',
};

/**
 * Partitions of each list and status class: more than one where many writers share a list. A requester's first one holds
 * what they may see, the second what is internal, so that their own list and its length tell nothing of the latter.
 */
const TICKET_LIST_SHARDS: Readonly<Record<TicketListOf, number>> = {
  all: LIST_SHARDS,
  group: LIST_SHARDS,
  organization: LIST_SHARDS,
  assignee: 1,
  unassigned: LIST_SHARDS,
  requester: 2,
};

/** The partition of a list that a ticket stands in. */
export function ticketListShard(of: TicketListOf, ticket: Ticket): number {
  if (of === 'requester') return ticket.is_public ? 0 : 1;
  return shardOf(ticket.id, TICKET_LIST_SHARDS[of]);
}

const BOTH: readonly StatusClass[] = ['live', 'done'];

/**
 * A list of tickets; `owner` is the group (of unassigned ones the one they are in, or null), person or organization.
 * `classes`: only work to do, or only what is done.
 */
export interface TicketList {
  readonly of: TicketListOf;
  readonly owner: number | null;
  readonly classes?: readonly StatusClass[];
  /** Only what the requester may see; for lists by requester. */
  readonly publicOnes?: boolean;
}

/** The lists a ticket stands in. */
export function listsOf(ticket: Ticket): { of: TicketListOf; owner: number | null }[] {
  const { group_id, assignee_id, requester_id, organization_id } = ticket;
  const owned: [TicketListOf, number | null][] = [
    ['group', group_id],
    ['assignee', assignee_id],
    ['requester', requester_id],
    ['organization', organization_id],
  ];
  return [
    { of: 'all', owner: null },
    ...owned.flatMap(([of, owner]) => (owner === null ? [] : [{ of, owner }])),
    // Nobody's list has them, so that the same index can have what their group still has to give to somebody.
    ...(assignee_id === null ? [{ of: 'unassigned' as const, owner: group_id }] : []),
  ];
}

/**
 * The ids of a list in order of number: one query for each shard and status class, merged. Costs the same with any
 * number of tickets.
 */
export function listTicketIds(table: Table, list: TicketList, range: IdRange): Promise<number[]> {
  return listIds(table, idList(list), range);
}

/** The ids of all tickets that are work to do, in order of number: for those who go through all of them. */
export function listLiveTicketIds(table: Table, range: IdRange): Promise<number[]> {
  const partitions = Array.from({ length: TICKET_LIST_SHARDS.all }, (_, shard) =>
    ticketListPartition('all', null, 'live', shard),
  );
  return listIds(table, { index: 'gsi1', partitions }, range);
}

/** The ids of several lists as of one, each once however many lists it stands in. */
export async function listTicketIdsOfAll(
  table: Table,
  lists: readonly TicketList[],
  range: IdRange,
): Promise<number[]> {
  const found = await Promise.all(lists.map((list) => listTicketIds(table, list, range)));
  const sign = range.descending ? -1 : 1;
  return [...new Set(found.flat())].sort((a, b) => sign * (a - b)).slice(0, range.limit);
}

/** How many tickets a list has, counted in the index itself up to `limit`: for the short lists of one person. */
export async function countListed(table: Table, list: TicketList, limit: number): Promise<number> {
  const { index, partitions } = idList(list);
  const counts = await Promise.all(
    partitions.map((partition) => table.count({ ...(index ? { index } : {}), partition, limit })),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The numbers of the tickets that another system knows under an id. */
export function listTicketIdsByExternalId(table: Table, externalId: string, range: IdRange): Promise<number[]> {
  return listIds(table, { partitions: [externalTicketsPartition(externalId)] }, range);
}

/** How many tickets another system knows under an id, up to `limit`. */
export function countByExternalId(table: Table, externalId: string, limit: number): Promise<number> {
  return table.count({ partition: externalTicketsPartition(externalId), limit });
}

function idList({ of, owner, classes = BOTH, publicOnes = false }: TicketList): IdList {
  const shards = Array.from({ length: publicOnes ? 1 : TICKET_LIST_SHARDS[of] }, (_, shard) => shard);
  return {
    index: TICKET_LIST_INDEX[of],
    partitions: classes.flatMap((each) => shards.map((shard) => ticketListPartition(of, owner, each, shard))),
  };
}
