import { beforeEach, describe, expect, test } from 'vitest';
import { trackSla } from '../../functions/track-slas/track-sla.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/clock.ts';
import type { Table, TableCall } from '../../shared/platform/table/table.ts';
import { isAnswer } from '../../shared/sla/audit-timeline.ts';
import { keptClock, type SlaRecord } from '../../shared/sla/clock-record.ts';
import { auditsSince, getSlas, windClock } from '../../shared/sla/sla.store.ts';
import { rulesSource } from '../../shared/sla/sla-rules.store.ts';
import type { TicketCommit } from '../../shared/tickets/change-ticket.ts';
import { aTicketLife, CUSTOMER, SYSTEM, type TicketLife } from '../support/a-ticket-life.ts';
import { aTimerService, ESCALATION_STEP, eventOf, type TimerService } from '../support/a-timer-service.ts';
import { aStoredSlaPolicy, promised } from '../support/an-sla-policy.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

function metricOf(record: SlaRecord | undefined, metric: string) {
  return record?.clock?.metrics.find((each) => each.metric === metric);
}

describe('the clocks of a ticket', () => {
  let table: Table;
  let clock: TestClock;
  let calls: TableCall[];
  let service: TimerService;

  beforeEach(async () => {
    calls = [];
    [clock, table] = [aClock(), await aTable((call) => calls.push(call))];
    service = aTimerService(table, clock);
  });

  const open = (fields = {}) => aTicketLife(clock, fields, table);
  const written = (life: TicketLife) => service.sla(life.ticket.id);
  const nudgeAll = async (commits: readonly (TicketCommit | undefined)[]) => {
    for (const commit of commits) await service.nudge(commit);
  };

  test('are written with one timer, for what falls due first', async () => {
    const policy = await aStoredSlaPolicy(table);
    const life = await open({ priority: 'high' });
    await nudgeAll(life.commits);
    const record = await written(life);
    expect(record).toMatchObject({
      version: 1,
      clock: { ticket_version: 1, policy: { id: policy.id, title: policy.title } },
      next: { due_at: clock.now() + HOUR, guard: 1 },
    });
    clock.advance(HOUR - 1);
    expect(await service.fireDue()).toEqual([]);
    clock.advance(1);
    expect(await service.fireDue()).toHaveLength(1);
  });

  test('of a new ticket cost one read and one transaction of two items', async () => {
    await aStoredSlaPolicy(table);
    const life = await open();
    const rules = await rulesSource(table, clock.now, ESCALATION_STEP)(clock.now());
    const deps = { table, now: clock.now, rules: async () => rules };
    calls.length = 0;
    const [opened] = life.commits;
    if (opened) await trackSla(eventOf(opened), deps);
    expect(calls.map(({ operation }) => operation)).toEqual(['query', 'transact']);
    expect(calls[1]?.input).toMatchObject({ TransactItems: [{ Put: {} }, { Put: {} }] });
  });

  test('are not written, and their ticket is not read, while there is no policy', async () => {
    const life = await open();
    calls.length = 0;
    const rules = await rulesSource(table, clock.now, ESCALATION_STEP)(clock.now());
    calls.length = 0;
    const deps = { table, now: clock.now, rules: async () => rules };
    const [opened] = life.commits;
    if (opened) await trackSla(eventOf(opened), deps);
    expect(calls).toEqual([]);
    expect(await written(life)).toBeUndefined();
  });

  test('are not written while no policy means the ticket, and count from its start when one does later', async () => {
    const filter = { all: [{ field: 'priority', operator: 'is', value: 'urgent' }], any: [] };
    await aStoredSlaPolicy(table, { filter });
    const start = clock.now();
    const life = await open();
    await nudgeAll(life.commits);
    expect(await written(life)).toBeUndefined();
    clock.advance(10 * MINUTE);
    await service.nudge(await life.change({ fields: { priority: 'urgent' } }));
    expect(await written(life)).toMatchObject({ next: { due_at: start + 30 * MINUTE } });
  });

  test('keep their timer while what falls due next stays the same', async () => {
    await aStoredSlaPolicy(table);
    const life = await open();
    await nudgeAll(life.commits);
    const before = await written(life);
    clock.advance(MINUTE);
    await service.nudge(await life.change({ comment: { body: 'a note', public: false } }));
    const after = await written(life);
    expect(after).toMatchObject({ clock: { ticket_version: 2 }, version: 2, next: before?.next });
    await service.nudge(await life.says('您好'));
    expect(await written(life)).toMatchObject({ version: 3, next: { guard: 3 } });
  });

  test('end the same in whatever order nudges come, and however often', async () => {
    await aStoredSlaPolicy(table);
    const life = await open();
    for (const status of ['pending', 'open', 'hold', 'open'] as const) {
      clock.advance(7 * MINUTE);
      await life.change({ fields: { status } });
    }
    await life.says('您好');
    const inOrder = await open({ id: 2 });
    expect(inOrder.ticket.id).toBe(2);
    await nudgeAll([...life.commits].reverse());
    await nudgeAll(life.commits);
    await Promise.all([...life.commits, ...life.commits].map((commit) => service.nudge(commit)));
    const rules = await rulesSource(table, clock.now, ESCALATION_STEP)(clock.now());
    const replayed = await windClock(table, life.ticket, undefined, rules);
    const { next, clock: kept } = (await written(life)) ?? { next: null };
    expect(replayed && keptClock(replayed, rules)).toEqual(kept);
    expect(next?.due_at).toBeGreaterThan(clock.now());
  });

  test('nudged all at once for a new ticket are written once each version', async () => {
    await aStoredSlaPolicy(table);
    const life = await open();
    const [opened] = life.commits;
    await Promise.all([service.nudge(opened), service.nudge(opened), service.nudge(opened)]);
    expect(await written(life)).toMatchObject({ version: 1, clock: { ticket_version: 1 } });
  });

  test('find the audits they do not know, and who wrote in them, by one read', async () => {
    await aStoredSlaPolicy(table);
    const life = await open();
    await nudgeAll(life.commits);
    for (let words = 0; words < 30; words++) await life.change({ comment: { body: 'a note', public: false } });
    await life.says('您好');
    calls.length = 0;
    const tracked = await auditsSince(table, life.ticket, (await written(life))?.clock);
    expect(tracked).toHaveLength(31);
    expect(tracked.map(isAnswer).indexOf(true)).toBe(30);
    expect(calls.map(({ operation }) => operation)).toEqual(['get', 'query']);
  });

  test('see an audit whose writer’s clock was behind', async () => {
    await aStoredSlaPolicy(table);
    const life = await open();
    await nudgeAll(life.commits);
    clock.advance(-20 * SECOND);
    const early = await life.says('您好');
    expect((early?.audit.id ?? 0) < (life.commits[0]?.audit.id ?? 0)).toBe(true);
    await service.nudge(early);
    expect(await written(life)).toMatchObject({ clock: { ticket_version: 2 } });
    clock.advance(-10 * MINUTE);
    await service.nudge(await life.change({ fields: { priority: 'urgent' } }));
    expect(await written(life)).toMatchObject({ clock: { ticket_version: 3, facts: { priority: 'urgent' } } });
  });

  test('do not run for automatic mail: it is no answer', async () => {
    await aStoredSlaPolicy(table);
    const life = await open();
    await nudgeAll(life.commits);
    const words = { body: 'Out of office', public: true, origin: 'auto-reply' } as const;
    await service.nudge(await life.change({ comment: words }));
    await service.nudge(await life.change({ comment: { ...words, origin: 'system' } }, SYSTEM));
    await service.nudge(await life.says('请快点', CUSTOMER));
    expect(metricOf(await written(life), 'first_reply_time')?.stage).toBe('running');
  });

  test('stop with the ticket', async () => {
    await aStoredSlaPolicy(table);
    const life = await open();
    await nudgeAll(life.commits);
    await service.nudge(await life.change({ delete: true }));
    expect(await written(life)).toMatchObject({ clock: { stopped: true }, next: null });
  });

  test('can be read for many tickets at once', async () => {
    await aStoredSlaPolicy(table, { targets: promised('first_reply_time', [10, 10, 10, 10]) });
    for (const id of [1, 2]) await nudgeAll((await open({ id })).commits);
    await open({ id: 3 });
    const found = await getSlas(table, [1, 2, 3, 1]);
    expect([...found.keys()].sort()).toEqual([1, 2]);
    expect(found.get(1)?.next?.due_at).toBe(clock.now() + 10 * MINUTE);
    const due_at = clock.now() + 10 * MINUTE;
    expect(metricOf(found.get(1), 'first_reply_time')).toMatchObject({ target: 10 * MINUTE, due_at });
    expect(metricOf(found.get(1), 'requester_wait_time')?.target).toBeNull();
  });
});

describe('rules that an instance keeps', () => {
  test('are never older than a second before what they are asked for', async () => {
    const clock = aClock();
    const calls: TableCall[] = [];
    const table = await aTable((call) => calls.push(call));
    const rules = rulesSource(table, clock.now, ESCALATION_STEP);
    const policies = async (asOf: number) => (await rules(asOf)).policies;
    expect(await policies(clock.now())).toEqual([]);
    await aStoredSlaPolicy(table);
    calls.length = 0;
    expect(await policies(clock.advance(SECOND - 1))).toEqual([]);
    expect(calls).toEqual([]);
    expect(await policies(clock.advance(1))).toHaveLength(1);
    expect(await policies(clock.now() - HOUR)).toHaveLength(1);
    expect(calls).toHaveLength(1);
    clock.advance(30 * SECOND);
    await policies(clock.now() - HOUR);
    expect(calls).toHaveLength(2);
  });

  test('are never older than those that a clock goes by already', async () => {
    const clock = aClock();
    const table = await aTable();
    const rules = rulesSource(table, clock.now, ESCALATION_STEP);
    expect((await rules(clock.now())).version).toBe(0);
    await aStoredSlaPolicy(table);
    expect((await rules(clock.now())).version).toBe(0);
    expect((await rules(clock.now(), 1)).version).toBe(1);
  });
});
