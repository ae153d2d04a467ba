import type { Instant } from '../kernel/clock.ts';
import { makeId, sortableId } from '../kernel/ids.ts';
import type { IdRange } from '../platform/http/paging.ts';
import { LIST_SHARDS, shardOf, solvedTicketsPartition } from '../platform/table/keys.ts';
import type { Item, Table } from '../platform/table/table.ts';
import type { Ticket } from './ticket.ts';
import { countTicketPlaces, listTicketPlaces, type PlaceList, type TicketPlace } from './ticket-places.store.ts';

/** Where the audit that solved a ticket stands in the lists of what was solved, in order of time: of all, and of whoever had it. */
export function solvedPlace(auditId: number, { assignee_id }: Pick<Ticket, 'assignee_id'>): Item {
  const sk = sortableId(auditId);
  return {
    gsi1pk: solvedTicketsPartition(null, shardOf(auditId)),
    gsi1sk: sk,
    ...(assignee_id === null ? {} : { gsi3pk: solvedTicketsPartition(assignee_id, 0), gsi3sk: sk }),
  };
}

const SOLVED_BY_ALL = Array.from({ length: LIST_SHARDS }, (_, shard) => solvedTicketsPartition(null, shard));

/**
 * What was solved since an instant, by anybody or by these people, in order of time; the place of each is the id of the
 * audit that solved it. A ticket that was reopened is in it still, one that was solved again is in it twice:
 * `isLastSolved` tells which place counts.
 */
export function listSolvedPlaces(
  table: Table,
  by: readonly number[] | null,
  since: Instant,
  range: IdRange,
): Promise<TicketPlace[]> {
  return listTicketPlaces(table, solvedBy(by, since), range);
}

/** About how many tickets were solved since an instant, up to about `limit`: those that were reopened count, too. */
export function countSolved(
  table: Table,
  by: readonly number[] | null,
  since: Instant,
  limit: number,
): Promise<number> {
  return countTicketPlaces(table, solvedBy(by, since), limit);
}

/** Whether a ticket was solved for the last time at this place of the list. */
export function isLastSolved({ solved_at }: Pick<Ticket, 'solved_at'>, place: number): boolean {
  return solved_at !== null && place >= makeId(solved_at, 0);
}

function solvedBy(by: readonly number[] | null, since: Instant): PlaceList {
  const bounds = { from: makeId(since, 0), to: Number.MAX_SAFE_INTEGER };
  if (by === null) return { index: 'gsi1', partitions: SOLVED_BY_ALL, ...bounds };
  return { index: 'gsi3', partitions: by.map((person) => solvedTicketsPartition(person, 0)), ...bounds };
}
