import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { countFigures } from '../../functions/count-records/count-figures.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/clock.ts';
import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import { recentRepliesKey } from '../../shared/platform/table/keys.ts';
import type { Table, TableCall } from '../../shared/platform/table/table.ts';
import { addTo, type Figures, figuresOfTally, NOW, sumOfCounted, type Tally } from '../../shared/reports/bucket.ts';
import { expectedWaits } from '../../shared/reports/expected-wait.store.ts';
import { getFigureRows, keepFigures, listFigureRows } from '../../shared/reports/figure.store.ts';
import { readDayCells, readRecentReplies } from '../../shared/reports/figure-bucket.store.ts';
import { daysFrom, reportDay } from '../../shared/reports/report-day.ts';
import { promiseOutcomes } from '../../shared/sla/promise-outcome.ts';
import { getSla } from '../../shared/sla/sla.store.ts';
import { AGENT, aTicketLife, CUSTOMER, type TicketLife } from '../support/a-ticket-life.ts';
import { aTimerService, eventOf } from '../support/a-timer-service.ts';
import { aStoredSlaPolicy } from '../support/an-sla-policy.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

let table: Table;
let clock: TestClock;
let calls: TableCall[];
const start = aClock().now();
beforeEach(async () => {
  calls = [];
  table = await aTable((call) => calls.push(call));
  clock = aClock();
});

/** Delivers events as one batch; answers how many must come again. */
const deliver = async (...events: readonly EventMessage[]) => {
  const messages = events.map((body) => ({ body, record: { messageId: body.id } as never }));
  return (await countFigures(table, messages)).length;
};
const eventsOf = (life: TicketLife) => life.commits.map(eventOf);
const settled = (ticket_id: number, version: number): EventMessage => ({
  id: `sla-${ticket_id}-${version}`,
  names: ['sla.settled.v1'],
  subject: String(ticket_id),
  at: 0,
  data: { ticket_id, version },
});

/** All cells of all days of a test and of now, by the bucket's name. */
async function allBuckets(): Promise<Map<string, Figures>> {
  const found = new Map<string, Figures>();
  for (const day of [NOW, ...daysFrom(reportDay(start), reportDay(clock.now()))])
    for (const [cell, figures] of await readDayCells(table, day))
      if (Object.keys(figures).length > 0) found.set(`${day}|${cell}`, figures);
  return found;
}
async function recomputed(ids: readonly number[]): Promise<Map<string, Figures>> {
  const rows = await getFigureRows(table, ids, { consistent: true });
  const sums = sumOfCounted([...rows.values()].map(({ counted }) => counted));
  return new Map([...sums].filter(([name]) => !name.startsWith('replies')));
}
/** What a group's first replies are, by reading them and by adding up the rows. */
async function repliesOf(group: number, ids: readonly number[]) {
  const rows = await getFigureRows(table, ids, { consistent: true });
  const sum: Tally = new Map();
  for (const { counted } of rows.values())
    for (const [bucket, figures] of Object.entries(counted))
      if (bucket.startsWith(`replies|${group}|`)) addTo(sum, figures);
  return {
    read: await readRecentReplies(table, group, reportDay(start), reportDay(clock.now())),
    expected: figuresOfTally(sum),
  };
}
const total = async (figure: string) =>
  [...(await allBuckets())]
    .filter(([name]) => !name.startsWith(NOW))
    .reduce((sum, [, figures]) => sum + (figures[figure] ?? 0), 0);

describe('figures', () => {
  test('follow a ticket from its opening to its end', async () => {
    const life = await aTicketLife(clock, {}, table);
    expect(await deliver(...eventsOf(life))).toBe(0);
    clock.advance(17 * MINUTE);
    await life.says('Looking');
    clock.advance(DAY);
    await life.change({ fields: { status: 'solved' } });
    await deliver(...eventsOf(life));
    const cell = '500|1001||api';
    expect(await readDayCells(table, '2026-11-22')).toEqual(new Map([[cell, { created: 1, open: 1, r17: 1 }]]));
    expect(await readDayCells(table, '2026-11-23')).toEqual(
      new Map([[cell, { solved: 1, open: -1, s1457: 1, f1457: 1 }]]),
    );
    expect(await readRecentReplies(table, 500, '2026-11-16', '2026-11-22')).toEqual({ r17: 1 });
    expect(await readRecentReplies(table, 500, '2026-11-23', '2026-11-29')).toEqual({});
  });

  test('change nothing when an event comes twice, late, in another order or to several at once', async () => {
    const life = await aTicketLife(clock, {}, table);
    await life.says('Looking');
    await life.change({ fields: { status: 'solved' } });
    await life.says('No', CUSTOMER);
    const [opened, answered, solved, reopened] = eventsOf(life);
    if (!opened || !answered || !solved || !reopened) throw new Error('Four things happened');
    await deliver(reopened);
    await deliver(opened, solved);
    await deliver(solved, solved, answered, opened, reopened);
    await Promise.all([deliver(opened), deliver(solved), deliver(reopened)]);
    expect(await allBuckets()).toEqual(await recomputed([life.ticket.id]));
    expect([await total('created'), await total('solved'), await total('reopened'), await total('open')]).toEqual([
      1, 1, 1, 1,
    ]);
  });

  test('of a ticket that several count at once are added once, and who was refused comes again', async () => {
    const life = await aTicketLife(clock, {}, table);
    const events = eventsOf(life);
    const again = await Promise.all(Array.from({ length: 5 }, () => deliver(...events)));
    expect(again.filter((count) => count === 0).length).toBeGreaterThan(0);
    expect(await deliver(...events)).toBe(0);
    expect(await total('created')).toBe(1);
  });

  test('wait for a ticket, and for clocks, that cannot be read yet', async () => {
    const life = await aTicketLife(clock, {}, table);
    const [opened] = eventsOf(life);
    if (!opened) throw new Error('It was opened');
    expect(await deliver({ ...opened, data: { ...opened.data, version: 2 } })).toBe(1);
    expect(await deliver({ ...opened, subject: '77' })).toBe(1);
    expect(await deliver(settled(life.ticket.id, 1))).toBe(1);
  });

  test('write nothing when a commit changed no figure', async () => {
    const life = await aTicketLife(clock, {}, table);
    await deliver(...eventsOf(life));
    await life.change({ comment: { body: 'note', public: false } });
    calls.length = 0;
    await deliver(...eventsOf(life));
    expect(calls.map(({ operation }) => operation)).not.toContain('transact');
  });

  test('of a ticket with a long past go into several transactions, and come right when these break off', async () => {
    const life = await aTicketLife(clock, {}, table);
    for (let at = 0; at < 15; at++) {
      clock.advance(DAY);
      await life.change({ fields: { group_id: 501 + at, assignee_id: 2001 + at } }, AGENT);
    }
    let left = 2;
    const breaking: Table = {
      ...table,
      transact: async (writes) => {
        expect(writes.length).toBeLessThanOrEqual(12);
        if (left-- === 0) throw new Error('The power went');
        return table.transact(writes);
      },
    };
    const messages = eventsOf(life).map((body) => ({ body, record: { messageId: body.id } as never }));
    await expect(countFigures(breaking, messages)).rejects.toThrow('The power went');
    expect(await allBuckets()).toEqual(await recomputed([life.ticket.id]));
    expect(await deliver(...eventsOf(life))).toBe(0);
    expect(await allBuckets()).toEqual(await recomputed([life.ticket.id]));
    expect([await total('created'), await total('open')]).toEqual([1, 1]);
    expect(await readDayCells(table, NOW)).toEqual(new Map([['515|2015||api', { open: 1 }]]));
  });

  test('leave with a ticket that is deleted', async () => {
    const life = await aTicketLife(clock, {}, table);
    await deliver(...eventsOf(life));
    await life.change({ delete: true });
    await deliver(...eventsOf(life));
    expect(await allBuckets()).toEqual(new Map());
    expect(await listFigureRows(table, '2026-11-22', { descending: false, limit: 10 })).toEqual({ ids: [], rows: [] });
  });

  test('of many tickets share transactions', async () => {
    const lives = [];
    for (let id = 1; id <= 9; id++) lives.push(await aTicketLife(clock, { id }, table));
    calls.length = 0;
    expect(await deliver(...lives.flatMap(eventsOf))).toBe(0);
    expect(calls.filter(({ operation }) => operation === 'transact')).toHaveLength(1);
    expect(await total('created')).toBe(9);
  });

  test('know which promises were kept and broken, as soon as the clocks do', async () => {
    await aStoredSlaPolicy(table);
    const service = aTimerService(table, clock);
    const life = await aTicketLife(clock, { priority: 'urgent' }, table);
    const follow = async () => {
      for (const commit of life.commits) await service.nudge(commit);
      const clocks = await getSla(table, life.ticket.id);
      await deliver(...eventsOf(life), settled(life.ticket.id, clocks?.version ?? 0));
      return promiseOutcomes(clocks?.clock).map(({ metric, kept }) => [metric, kept]);
    };
    await follow();
    clock.advance(10 * MINUTE);
    await life.says('Looking');
    expect(await follow()).toEqual([['first_reply_time', true]]);
    expect(await total('achieved_first_reply_time')).toBe(1);
    clock.advance(12 * HOUR);
    await service.fireDue();
    await life.reread();
    expect(await deliver(await service.lastEvent(life.ticket.id))).toBe(0);
    expect(await total('breached_requester_wait_time')).toBe(1);
    const [row] = (await getFigureRows(table, [life.ticket.id])).values();
    expect(row?.promises.map(({ metric, kept }) => [metric, kept])).toEqual([
      ['first_reply_time', true],
      ['requester_wait_time', false],
    ]);
  });

  test('count a promise as broken at its second, also where nobody is told of it', async () => {
    await aStoredSlaPolicy(table, { escalations: [] });
    const service = aTimerService(table, clock);
    const life = await aTicketLife(clock, { priority: 'urgent' }, table);
    await service.nudge(life.commits[0]);
    clock.advance(30 * MINUTE + 1);
    await service.fireDue();
    await deliver(settled(life.ticket.id, (await getSla(table, life.ticket.id))?.version ?? 0));
    expect(await total('breached_first_reply_time')).toBe(1);
    expect(await service.audits(life.ticket.id)).toHaveLength(1);
  });

  test('end at what is there, whatever happened and however it was told', async () => {
    const steps = fc.array(
      fc.record({
        ticket: fc.nat(3),
        what: fc.constantFrom('says', 'asks', 'solves', 'moves', 'deletes'),
        hours: fc.nat(20),
        tell: fc.array(fc.nat(30), { maxLength: 2 }),
      }),
      { maxLength: 14 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        table = await aTable();
        clock = aClock();
        const lives = new Map<number, TicketLife>();
        for (const { ticket, what, hours, tell } of all) {
          clock.advance(hours * HOUR);
          const id = ticket + 1;
          const life = lives.get(id);
          if (!life) lives.set(id, await aTicketLife(clock, { id }, table));
          else if (life.ticket.deleted_at === null) {
            if (what === 'says') await life.says('Looking');
            if (what === 'asks') await life.says('Where?', CUSTOMER);
            if (what === 'solves') await life.change({ fields: { status: 'solved' } });
            if (what === 'moves') await life.change({ fields: { group_id: 500 + (hours % 3) } });
            if (what === 'deletes' && hours > 15) await life.change({ delete: true });
          }
          const events = [...lives.values()].flatMap(eventsOf);
          await deliver(...tell.flatMap((at) => events[at] ?? []));
        }
        await deliver(...[...lives.values()].flatMap(eventsOf).reverse());
        expect(await allBuckets()).toEqual(await recomputed([...lives.keys()]));
        for (const group of [500, 501, 502]) {
          const { read, expected } = await repliesOf(group, [...lives.keys()]);
          expect(read).toEqual(expected);
        }
        const there = [...lives.values()].filter(({ ticket }) => ticket.deleted_at === null);
        expect(await total('created')).toBe(there.length);
      }),
      { numRuns: 20 },
    );
  });
});

test('first replies of a rush are counted in several items, and read as one', async () => {
  const lives: TicketLife[] = [];
  for (let id = 1; id <= 8; id++) lives.push(await aTicketLife(clock, { id }, table));
  clock.advance(3 * MINUTE);
  for (const life of lives) await life.says('Looking');
  // One after the other, as several workers would; then again, in another order, and as one batch.
  for (const life of lives) await deliver(...eventsOf(life));
  for (const life of lives.toReversed()) await deliver(...eventsOf(life).reverse());
  await deliver(...lives.flatMap(eventsOf));
  const { items } = await table.query({ partition: recentRepliesKey('500', '2026-11-22', 0).pk });
  expect(items.map(({ sk, r3 }) => [sk, r3])).toEqual([0, 1, 2, 3].map((shard) => [`2026-11-22#${shard}`, 2]));
  expect(await readRecentReplies(table, 500, '2026-11-22', '2026-11-22')).toEqual({ r3: 8 });
  expect(await readRecentReplies(table, 500, '2026-11-16', '2026-11-21')).toEqual({});
  for (const life of lives.slice(2)) await life.change({ delete: true });
  await deliver(...lives.flatMap(eventsOf));
  expect(await readRecentReplies(table, 500, '2026-11-22', '2026-11-22')).toEqual({ r3: 2 });
});

test('rows of one ticket are not written over by who read an older one', async () => {
  const life = await aTicketLife(clock, {}, table);
  await deliver(...eventsOf(life));
  const row = (await getFigureRows(table, [life.ticket.id])).get(life.ticket.id);
  if (!row) throw new Error('It has a row');
  const change = { before: row, after: { ...row, counted: {} } };
  expect(await keepFigures(table, [change])).toEqual([]);
  expect(await keepFigures(table, [change])).toEqual([life.ticket.id]);
  expect(await allBuckets()).toEqual(new Map());
});

test('the expected wait comes from recent first replies of the group, and is read once in a while', async () => {
  const waits = expectedWaits(table, clock.now);
  for (let id = 1; id <= 20; id++) {
    const life = await aTicketLife(clock, { id }, table);
    clock.advance(id * MINUTE);
    await life.says('Looking');
    await deliver(...eventsOf(life));
    if (id === 19) expect(await waits(500)).toBeNull();
  }
  expect(await waits(501)).toBeNull();
  clock.advance(5 * MINUTE);
  calls.length = 0;
  expect(await waits(500)).toEqual({ typical: 10, most: 18 });
  expect(await waits(500)).toEqual({ typical: 10, most: 18 });
  expect(calls).toHaveLength(1);
  clock.advance(7 * DAY);
  expect(await waits(500)).toBeNull();
});
