import type { Instant } from '../kernel/clock.ts';
import { sortableId } from '../kernel/ids.ts';
import type { IdRange } from '../platform/http/paging.ts';
import { breachesPartition, LIST_SHARDS, shardOf, slaKey } from '../platform/table/keys.ts';
import type { Item, Table } from '../platform/table/table.ts';
import {
  countTicketPlaces,
  instantAt,
  listTicketPlaces,
  type PlaceList,
  placeAt,
  type TicketPlace,
} from '../tickets/ticket-places.store.ts';

/** Where a ticket's clocks stand in the list of promises that are about to break: nowhere while none can. */
export function breachPlace(ticketId: number, dueAt: Instant | null): Item {
  if (dueAt === null) return {};
  return { gsi1pk: breachesPartition(shardOf(ticketId)), gsi1sk: sortableId(placeAt(dueAt, ticketId)) };
}

const PARTITIONS = Array.from({ length: LIST_SHARDS }, (_, shard) => breachesPartition(shard));

/** The tickets for which a promise breaks until an instant unless something happens, the next one first. */
export function listBreachPlaces(table: Table, until: Instant, range: IdRange): Promise<TicketPlace[]> {
  return listTicketPlaces(table, breachesUntil(until), range);
}

/** How many they are, up to about `limit`. */
export function countBreaches(table: Table, until: Instant, limit: number): Promise<number> {
  return countTicketPlaces(table, breachesUntil(until), limit);
}

/** The second in which the next promise of some tickets breaks, by ticket; those for which none can are left out. */
export async function getNextBreaches(table: Table, ticketIds: readonly number[]): Promise<Map<number, Instant>> {
  const items = await table.batchGet([...new Set(ticketIds)].map(slaKey));
  const placed = items.filter((item) => item['gsi1sk'] !== undefined);
  return new Map(placed.map((item) => [Number(item['ticket_id']), instantAt(Number(item['gsi1sk']))]));
}

function breachesUntil(until: Instant): PlaceList {
  return { index: 'gsi1', partitions: PARTITIONS, from: 0, to: placeAt(until, 0) };
}
