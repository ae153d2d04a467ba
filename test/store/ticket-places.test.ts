import { beforeEach, describe, expect, test } from 'vitest';
import { HOUR, MINUTE, wholeSecond } from '../../shared/kernel/clock.ts';
import { slaKey } from '../../shared/platform/table/keys.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { breachPlace, countBreaches, getNextBreaches, listBreachPlaces } from '../../shared/sla/breach-list.store.ts';
import { countSolved, isLastSolved, listSolvedPlaces } from '../../shared/tickets/solved-list.store.ts';
import { countListed, listTicketIds, listTicketIdsOfAll } from '../../shared/tickets/ticket-list.store.ts';
import { aTicketLife } from '../support/a-ticket-life.ts';
import { aTimerService } from '../support/a-timer-service.ts';
import { aStoredSlaPolicy } from '../support/an-sla-policy.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

let table: Table;
let clock: TestClock;
beforeEach(async () => {
  [clock, table] = [aClock(), await aTable()];
});

const open = (id: number, fields: object = {}) => aTicketLife(clock, { id, ...fields }, table);
const SOMEBODY = 1001;
const ASCENDING = { descending: false, limit: 10 };

describe('what nobody has yet', () => {
  const unassigned = (owner: number | null) => ({ of: 'unassigned', owner, classes: ['live'] }) as const;

  test('stands in the list of its group until somebody has it, and again when it is given back', async () => {
    const life = await open(1, { group_id: 5, assignee_id: null });
    await open(2, { group_id: null, assignee_id: null });
    const listed = (owner: number | null) => listTicketIds(table, unassigned(owner), ASCENDING);
    expect([await listed(5), await listed(null)]).toEqual([[1], [2]]);
    await life.change({ fields: { assignee_id: SOMEBODY } });
    expect(await listed(5)).toEqual([]);
    await life.change({ fields: { assignee_id: null, group_id: 6 } });
    expect([await listed(5), await listed(6)]).toEqual([[], [1]]);
    expect(await countListed(table, unassigned(6), 100)).toBe(1);
    await life.change({ delete: true });
    expect(await listed(6)).toEqual([]);
  });

  test('stands in several lists once when they are read as one', async () => {
    await open(1, { group_id: 5, assignee_id: 7 });
    await open(2, { group_id: 5, assignee_id: null });
    await open(3, { group_id: 6, assignee_id: 7 });
    const lists = [
      { of: 'group', owner: 5 },
      { of: 'assignee', owner: 7 },
    ] as const;
    expect(await listTicketIdsOfAll(table, lists, ASCENDING)).toEqual([1, 2, 3]);
    expect(await listTicketIdsOfAll(table, lists, { descending: true, beyond: 3, limit: 1 })).toEqual([2]);
  });
});

describe('what was solved', () => {
  test('is listed in order of time, for all and for whoever solved it', async () => {
    const [first, second] = [await open(1, { assignee_id: 7 }), await open(2, { assignee_id: 8 })];
    const start = clock.advance(MINUTE);
    await second.change({ fields: { status: 'solved' } });
    clock.advance(MINUTE);
    await first.change({ fields: { status: 'solved' } });
    const solved = async (by: number[] | null, since = start, descending = false) =>
      (await listSolvedPlaces(table, by, since, { descending, limit: 10 })).map(({ ticketId }) => ticketId);
    expect([await solved(null), await solved(null, start, true)]).toEqual([
      [2, 1],
      [1, 2],
    ]);
    expect([await solved([7]), await solved([7, 8]), await solved([9])]).toEqual([[1], [2, 1], []]);
    expect(await solved(null, start + MINUTE)).toEqual([1]);
    expect([await countSolved(table, null, start, 100), await countSolved(table, [7], start, 100)]).toEqual([2, 1]);
  });

  test('and given to somebody else afterwards is listed for them, too, where it was solved', async () => {
    const [first, second] = [await open(1, { assignee_id: 7 }), await open(2, { assignee_id: 8 })];
    const start = clock.advance(MINUTE);
    await first.change({ fields: { status: 'solved' } });
    clock.advance(MINUTE);
    await second.change({ fields: { status: 'solved' } });
    clock.advance(MINUTE);
    await first.change({ fields: { assignee_id: 8 } });
    const solved = (by: number[] | null) => listSolvedPlaces(table, by, start, ASCENDING);
    const places = await solved([8]);
    expect(places.map(({ ticketId }) => ticketId)).toEqual([1, 2]);
    expect(places.map(({ place }) => isLastSolved(first.ticket, place))).toEqual([true, false]);
    expect([await solved(null), await solved([7])]).toEqual([places, places.slice(0, 1)]);
  });

  test('and solved again counts at its last place', async () => {
    const life = await open(1, { assignee_id: 7 });
    const start = clock.advance(MINUTE);
    await life.change({ fields: { status: 'solved' } });
    clock.advance(HOUR);
    await life.change({ fields: { status: 'open' } });
    const places = () => listSolvedPlaces(table, null, start, ASCENDING);
    const counting = async () => (await places()).map(({ place }) => isLastSolved(life.ticket, place));
    expect(await counting()).toEqual([false]);
    clock.advance(HOUR);
    await life.change({ fields: { status: 'solved' } });
    expect(await counting()).toEqual([false, true]);
  });
});

describe('promises that are about to break', () => {
  test('are listed in the order in which they break, until they are kept or nothing is left to keep', async () => {
    await aStoredSlaPolicy(table);
    const service = aTimerService(table, clock);
    const lives = [await open(1, { priority: 'high' }), await open(2, { priority: 'urgent' }), await open(3, {})];
    for (const { commits } of lives) for (const commit of commits) await service.nudge(commit);
    const until = (within: number) => clock.now() + within;
    const next = async (within: number) =>
      (await listBreachPlaces(table, until(within), ASCENDING)).map(({ ticketId }) => ticketId);
    expect(await next(3 * HOUR)).toEqual([2, 1, 3]);
    expect(await next(45 * MINUTE)).toEqual([2]);
    expect(await countBreaches(table, until(45 * MINUTE), 100)).toBe(1);
    const [high, urgent] = lives;
    await service.nudge(await high?.says('您好'));
    expect(await next(3 * HOUR)).toEqual([2, 3]);
    await service.nudge(await urgent?.change({ delete: true }));
    expect(await next(3 * HOUR)).toEqual([3]);
  });

  test('all at the same moment are walked one by one, however many there are', async () => {
    const due = clock.now() + HOUR;
    // What comes overnight is due together once the doors are open.
    const ids = Array.from({ length: 40 }, (_, at) => 1 + at * 4_096);
    await table.putAll(ids.map((id) => ({ ...slaKey(id), entity: 'sla', ticket_id: id, ...breachPlace(id, due) })));
    const walked: number[] = [];
    for (let beyond: number | undefined; ; ) {
      const range = { descending: false, limit: 3, ...(beyond === undefined ? {} : { beyond }) };
      const places = await listBreachPlaces(table, due + HOUR, range);
      walked.push(...places.map(({ ticketId }) => ticketId));
      beyond = places.at(-1)?.place;
      if (places.length < 3) break;
    }
    expect(walked).toEqual(ids);
    expect((await getNextBreaches(table, ids.slice(0, 1))).get(1)).toBe(wholeSecond(due));
    expect(await countBreaches(table, due - MINUTE, 100)).toBe(0);
  });
});
