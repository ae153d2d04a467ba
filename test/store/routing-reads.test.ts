import { beforeEach, describe, expect, test } from 'vitest';
import { dispatchGroup } from '../../functions/route-tickets/dispatch-group.ts';
import { freeAgents } from '../../functions/route-tickets/free-agents.ts';
import { routeTickets } from '../../functions/route-tickets/route-tickets.ts';
import { settleTicket } from '../../functions/route-tickets/settle-ticket.ts';
import { SECOND } from '../../shared/kernel/clock.ts';
import { availabilityKey, userKey } from '../../shared/platform/table/keys.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { Key } from '../../shared/platform/table/table-input.ts';
import { settingsSource } from '../../shared/routing/routing-settings.store.ts';
import { aRoutingDesk, type RoutingDesk } from '../support/a-routing-desk.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

/** A table that keeps account of what is read and how much is written. */
function watched(table: Table) {
  const seen = { gets: 0, queries: 0, writes: 0, keys: [] as Key[], waiting: 0 };
  const watching: Table = {
    ...table,
    get(...args) {
      seen.gets++;
      return table.get(...args);
    },
    batchGet(keys, options) {
      seen.keys.push(...keys);
      return table.batchGet(keys, options);
    },
    async query(query) {
      const page = await table.query(query);
      seen.queries++;
      if (query.partition.includes('#WAITING#')) seen.waiting += page.items.length;
      return page;
    },
    update(...args) {
      seen.writes++;
      return table.update(...args);
    },
    transact(writes) {
      seen.writes += writes.length;
      return table.transact(writes);
    },
  };
  return { seen, watching };
}

describe('what routing reads and writes', () => {
  let table: Table;
  let clock: TestClock;
  let desk: RoutingDesk;

  beforeEach(async () => {
    [clock, table] = [aClock(), await aTable()];
    desk = aRoutingDesk(table, clock);
  });

  const watchedDesk = () => {
    const { seen, watching } = watched(table);
    return { seen, deps: { ...desk.deps, table: watching, freeAgents: freeAgents(watching, clock.now) } };
  };
  const lastTold = async (id: number) => {
    const event = (await desk.events(id)).at(-1);
    if (!event) throw new Error(`There is no ticket ${id}`);
    const { seen, deps } = watchedDesk();
    await routeTickets(event, deps);
    return seen;
  };

  test('is nothing written for a ticket that no routed group has to do with, and one more read when it was moved', async () => {
    const [elsewhere, other] = [await desk.group({ enabled: false }), await desk.group({ enabled: false })];
    await desk.group();
    const { id } = await desk.ticket({ group_id: elsewhere.id });
    expect(await lastTold(id)).toMatchObject({ writes: 0, gets: 2 });
    await desk.change(id, { status: 'pending' });
    expect(await lastTold(id)).toMatchObject({ writes: 0, gets: 2 });
    await desk.change(id, { assignee_id: 99 });
    expect(await lastTold(id)).toMatchObject({ writes: 0, gets: 3 });
    await desk.change(id, { group_id: other.id });
    expect(await lastTold(id)).toMatchObject({ writes: 1, gets: 3 });
    expect(await lastTold(id), 'told twice').toMatchObject({ writes: 0, gets: 2 });
  });

  test('is of a full group everybody’s room, and neither who they are nor what waits', async () => {
    const group = (await desk.group()).id;
    const full = await Promise.all(
      [0, 0, 0].map(() => desk.agent(group, 0, { capacity: { support: 0, messaging: 3 } })),
    );
    const first = await desk.ticket({ group_id: group });
    const { keys, waiting } = await lastTold(first.id);
    const sorted = (all: readonly Key[]) => all.map(({ pk, sk }) => `${pk} ${sk}`).sort();
    expect(sorted(keys)).toEqual(sorted(full.map(availabilityKey)));
    expect(waiting).toBe(0);
    const free = await desk.agent(group, 1);
    const second = await desk.ticket({ group_id: group, priority: 'urgent' });
    const people = (await lastTold(second.id)).keys.filter(({ pk }) =>
      [...full, free].some((id) => userKey(id).pk === pk),
    );
    expect(sorted(people)).toEqual(sorted([...[...full, free].map(availabilityKey), userKey(free)]));
    expect(await desk.assignee(second.id)).toBe(free);
  });

  test('is nothing of a busy agent but their room when a ticket that they had is told of again', async () => {
    const group = (await desk.group()).id;
    const agent = await desk.agent(group, 1, { capacity: { support: 1, messaging: 0 } });
    const [had, next] = [await desk.ticket({ group_id: group }), await desk.ticket({ group_id: group })];
    for (const { id } of [had, next]) await lastTold(id);
    await desk.change(had.id, { status: 'solved' });
    await lastTold(had.id);
    expect(await desk.assignee(next.id)).toBe(agent);
    // The ticket, what is said of it, and the agent's room.
    expect(await lastTold(had.id)).toMatchObject({ gets: 3, queries: 0, writes: 0 });
  });

  test('is no more of the queue than there is room for when a group’s tickets are given away', async () => {
    const group = (await desk.group()).id;
    const settings = await desk.deps.settings(clock.now());
    for (let made = 0; made < 12; made++)
      await settleTicket((await desk.ticket({ group_id: group })).id, settings, desk.deps);
    const [next] = await desk.queue(group);
    const agent = await desk.agent(group, 1);
    const { seen, deps } = watchedDesk();
    await dispatchGroup(group, settings, deps);
    expect(await desk.assignee(next ?? 0)).toBe(agent);
    // One of each of the two partitions.
    expect(seen.waiting).toBe(2);
  });

  test('is rules and switches once for what had happened by then, as of tickets that come together', async () => {
    const { seen, watching } = watched(table);
    const settings = settingsSource(watching, clock.now);
    const came = clock.now();
    clock.advance(1);
    // Those who come while it is read share what is read next.
    await Promise.all(Array.from({ length: 10 }, () => settings(came)));
    expect(seen).toMatchObject({ gets: 2, queries: 2 });
    clock.advance(6 * SECOND);
    await settings(came);
    expect(seen, 'a switch may have been on its way').toMatchObject({ gets: 3, queries: 3 });
    clock.advance(SECOND);
    await settings(came);
    expect(seen).toMatchObject({ gets: 3, queries: 3 });
    await settings(clock.now());
    expect(seen).toMatchObject({ gets: 4, queries: 4 });
  });
});
