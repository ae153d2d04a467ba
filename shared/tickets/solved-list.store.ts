import type { Instant } from '../kernel/clock.ts';
import { sortableId } from '../kernel/ids.ts';
import type { IdRange } from '../platform/http/paging.ts';
import { LIST_SHARDS, shardOf, solvedTicketsPartition } from '../platform/table/keys.ts';
import type { Item, Table } from '../platform/table/table.ts';
import type { TicketCommit } from './change-ticket.ts';
import type { Ticket } from './ticket.ts';
import {
  countTicketPlaces,
  listTicketPlaces,
  type PlaceList,
  placeAt,
  type TicketPlace,
} from './ticket-places.store.ts';

/**
 * Where the audit of a commit stands in the lists of what was solved, in order of time: of all, and of whoever has the
 * ticket. When one that is solved is given to somebody else, it stands in their list at the same place.
 */
export function solvedPlace({ ticket, audit, facts }: Pick<TicketCommit, 'ticket' | 'audit' | 'facts'>): Item {
  const { id, assignee_id, solved_at, merged_into_id } = ticket;
  if (solved_at === null || merged_into_id !== null) return {};
  const solves = facts.includes('ticket.solved.v1');
  const isHanded = audit.events.some((line) => line.type === 'Change' && line.field_name === 'assignee_id');
  const sk = sortableId(placeAt(solved_at, id));
  return {
    ...(solves ? { gsi1pk: solvedTicketsPartition(null, shardOf(id)), gsi1sk: sk } : {}),
    ...(assignee_id !== null && (solves || isHanded)
      ? { gsi3pk: solvedTicketsPartition(assignee_id, 0), gsi3sk: sk }
      : {}),
  };
}

const SOLVED_BY_ALL = Array.from({ length: LIST_SHARDS }, (_, shard) => solvedTicketsPartition(null, shard));

/**
 * What was solved since an instant, by anybody or by these people, in order of time. A ticket that was reopened is in
 * it still, one that was solved again is in it twice: `isLastSolved` tells which place counts. One that was given to
 * somebody else afterwards is in the lists of both, at one place.
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
export function isLastSolved({ id, solved_at }: Pick<Ticket, 'id' | 'solved_at'>, place: number): boolean {
  return solved_at !== null && place === placeAt(solved_at, id);
}

function solvedBy(by: readonly number[] | null, since: Instant): PlaceList {
  const bounds = { from: placeAt(since, 0), to: Number.MAX_SAFE_INTEGER };
  if (by === null) return { index: 'gsi1', partitions: SOLVED_BY_ALL, ...bounds };
  return { index: 'gsi3', partitions: by.map((person) => solvedTicketsPartition(person, 0)), ...bounds };
}
