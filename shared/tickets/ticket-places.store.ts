import * as z from 'zod/mini';
import { type Instant, SECOND } from '../kernel/clock.ts';
import { sortableId } from '../kernel/ids.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { IdRange } from '../platform/http/paging.ts';
import { ticketKey } from '../platform/table/keys.ts';
import type { IndexName } from '../platform/table/schema.ts';
import type { Item, Table } from '../platform/table/table.ts';

/** Places in a second: more than there are tickets about which something falls into the same one. */
const IN_A_SECOND = 2 ** 22;
const EPOCH = Date.UTC(2024, 0, 1);

/**
 * A ticket's place in a list by time: by the second, then by its number. Much falls into one second, as when all that came
 * overnight is due half an hour after the doors open; two at one place would be lost where a page ends between them.
 */
export function placeAt(instant: Instant, ticketId: number): number {
  return Math.max(0, Math.floor((instant - EPOCH) / SECOND)) * IN_A_SECOND + (ticketId % IN_A_SECOND);
}

/** The second a place is made of. */
export function instantAt(place: number): Instant {
  return Math.floor(place / IN_A_SECOND) * SECOND + EPOCH;
}

/** Where a ticket stands in a list that is in order of something else than its number. */
export interface TicketPlace {
  readonly place: number;
  readonly ticketId: number;
}

/** A list that items of tickets make up in an index; `from` and `to`: the places it is limited to, both inclusive. */
export interface PlaceList {
  readonly index: IndexName;
  readonly partitions: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** A stretch of such a list: one query for each of its partitions, merged. */
export async function listTicketPlaces(table: Table, list: PlaceList, range: IdRange): Promise<TicketPlace[]> {
  const { index, partitions } = list;
  const { descending, beyond, limit } = range;
  const first = beyond === undefined || descending ? list.from : Math.max(list.from, beyond + 1);
  const last = beyond === undefined || !descending ? list.to : Math.min(list.to, beyond - 1);
  if (first > last) return [];
  const [from, to] = [sortableId(first), sortableId(last)];
  const found = await Promise.all(
    partitions.map((partition) => table.query({ index, partition, from, to, descending, limit })),
  );
  const sign = descending ? -1 : 1;
  return found
    .flatMap(({ items }) => items.map((item) => placeOf(index, item)))
    .sort((a, b) => sign * (a.place - b.place))
    .slice(0, limit);
}

/** How many places a list has, counted in the index up to about `limit`. */
export async function countTicketPlaces(table: Table, list: PlaceList, limit: number): Promise<number> {
  const { index, partitions } = list;
  const [from, to] = [sortableId(list.from), sortableId(list.to)];
  const most = Math.ceil(limit / partitions.length);
  const counts = await Promise.all(
    partitions.map((partition) => table.count({ index, partition, from, to, limit: most })),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

const Keys = onFirstUse(() => z.object({ pk: z.string() }));

function placeOf(index: IndexName, item: Item): TicketPlace {
  const { pk } = z.parse(Keys, item);
  return { place: Number(item[`${index}sk`]), ticketId: Number(pk.slice(ticketKey(0).pk.length - 1)) };
}
