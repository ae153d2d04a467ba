import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { queryAll } from '../people/list-ids.store.ts';
import { laneKey, lanesPartition, waitingPartitions } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { inQueueOrder } from './match.ts';
import { laneOf, Need } from './need.ts';
import { Waiting } from './routing-state.ts';

/** A ticket in the queue, with all that a match and a claim have to know of it. */
export const WaitingTicket = onFirstUse(() =>
  z.extend(Waiting, {
    ticket_id: z.int(),
    /** The version of the ticket's routing that put it there. */
    routing_version: z.int(),
  }),
);
export type WaitingTicket = z.output<typeof WaitingTicket>;

/** The tickets of a group that wait with the same demands. */
const Lane = onFirstUse(() => z.object({ group_id: z.int(), need: Need }));
export type Lane = z.output<typeof Lane>;

/** Makes a lane known before the first ticket stands in it; `known` spares the write for those that this instance has made. */
export async function openLane(table: Table, { group_id, need }: Lane, known: Set<string>): Promise<void> {
  const lane = laneOf(need);
  const name = `${group_id} ${lane}`;
  if (known.has(name)) return;
  await table.put({ ...laneKey(group_id, lane), entity: 'lane', group_id, need });
  known.add(name);
}

/** Every lane that a group has ever had: as many as there are combinations of languages and skills in use. */
export async function listLanes(table: Table, groupId: number): Promise<Lane[]> {
  const items = await queryAll(table, { partition: lanesPartition(groupId), consistent: true });
  return items.map((item) => z.parse(Lane, item));
}

/** The next tickets of a lane in the order of the queue: a bounded query for each of its partitions, merged. */
export async function headOfLane(table: Table, lane: Lane, limit: number): Promise<WaitingTicket[]> {
  const pages = await Promise.all(
    waitingPartitions(lane.group_id, laneOf(lane.need)).map((partition) =>
      table.query({ partition, limit, consistent: true }),
    ),
  );
  const waiting = pages.flatMap(({ items }) => items.map((item) => z.parse(WaitingTicket, item)));
  return waiting.sort(inQueueOrder).slice(0, limit);
}

/** How many tickets wait in a lane, counted up to `limit`. */
export async function countLane(table: Table, lane: Lane, limit: number): Promise<number> {
  const counts = await Promise.all(
    waitingPartitions(lane.group_id, laneOf(lane.need)).map((partition) => table.count({ partition, limit })),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
