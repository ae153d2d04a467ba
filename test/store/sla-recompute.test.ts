import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/clock.ts';
import { auditKey, slaKey } from '../../shared/platform/table/keys.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { getNextBreaches } from '../../shared/sla/breach-list.store.ts';
import { putSchedule } from '../../shared/sla/schedule.store.ts';
import { deletePolicy, listPolicies, putPolicy } from '../../shared/sla/sla-policy.store.ts';
import type { SlaPolicy } from '../../shared/sla/sla-policy.ts';
import { changedSchedule } from '../../shared/sla/sla-schedule.ts';
import { Timer, timerMessage } from '../../shared/timers/timer.ts';
import { aTicketLife, type TicketLife } from '../support/a-ticket-life.ts';
import { aTimerService, type TimerService } from '../support/a-timer-service.ts';
import { aStoredSlaPolicy, promised } from '../support/an-sla-policy.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { anSlaSchedule } from '../support/sla-rules.ts';
import { aTable } from '../support/table.ts';

describe('the clocks of open tickets, when policies or schedules are changed', () => {
  let table: Table;
  let clock: TestClock;
  let service: TimerService;

  beforeEach(async () => {
    [clock, table] = [aClock(), await aTable()];
    service = aTimerService(table, clock);
  });

  const open = async (id = 1): Promise<TicketLife> => {
    const life = await aTicketLife(clock, { id, priority: 'normal' }, table);
    await service.nudge(life.commits[0]);
    return life;
  };
  const change = async (changes: Partial<SlaPolicy>) => {
    const { policies, orderVersion } = await listPolicies(table, { consistent: true });
    const [policy] = policies;
    if (!policy) throw new Error('There is no policy');
    const changed = { ...policy, ...changes, version: policy.version + 1, updated_at: clock.now() };
    await putPolicy(table, policy, changed, { ids: [policy.id], version: orderVersion });
  };
  const settle = async () => {
    clock.advance(2 * SECOND);
    await service.fireDue();
  };
  const due = async (id = 1) => (await service.sla(id))?.next?.due_at;

  test('fall due by the new promise within seconds, without any event of the ticket', async () => {
    await aStoredSlaPolicy(table);
    const start = clock.now();
    await open();
    expect(await due()).toBe(start + 2 * HOUR);
    clock.advance(10 * MINUTE);
    await change({ targets: promised('first_reply_time', [1, 30, 1, 1]) });
    await settle();
    expect(await due()).toBe(start + 30 * MINUTE);
    expect((await service.sla(1))?.clock).toMatchObject({ rules: 2, ticket_version: 1 });
  });

  test('start for tickets that were opened when there was no policy yet, from when they were opened', async () => {
    const start = clock.now();
    for (const id of [1, 2, 3]) await open(id);
    clock.advance(20 * MINUTE);
    await aStoredSlaPolicy(table, { updated_at: clock.now() });
    await settle();
    for (const id of [1, 2, 3]) expect(await due(id)).toBe(start + 2 * HOUR);
  });

  test('stop when the policy is deleted', async () => {
    const policy = await aStoredSlaPolicy(table);
    await open();
    clock.advance(MINUTE);
    await deletePolicy(table, policy, [], 1, clock.now());
    await settle();
    expect(await service.sla(1)).toMatchObject({ next: null, clock: { policy: null } });
  });

  test('follow the schedule of the deployment, and its holidays', async () => {
    const targets = promised('first_reply_time', [1, 60, 1, 1]).map((each) => ({ ...each, business_hours: true }));
    await aStoredSlaPolicy(table, { targets });
    const start = clock.now();
    await open();
    expect(await due()).toBe(start + HOUR);
    clock.advance(MINUTE);
    const schedule = anSlaSchedule({ updated_at: clock.now() });
    await putSchedule(table, await listPolicies(table, { consistent: true }), undefined, schedule, true);
    await settle();
    expect(await due()).toBe(Date.UTC(2026, 10, 23, 10));
    clock.advance(MINUTE);
    const holidays = [{ id: 1, name: 'x', start_date: '2026-11-23', end_date: '2026-11-24' }];
    const closed = changedSchedule(schedule, { holidays }, clock.now());
    await putSchedule(table, await listPolicies(table, { consistent: true }), schedule, closed, undefined);
    await settle();
    expect(await due()).toBe(Date.UTC(2026, 10, 25, 10));
  });

  test('are not written when nothing changes for them', async () => {
    await aStoredSlaPolicy(table);
    await open();
    clock.advance(MINUTE);
    await change({ description: 'in other words' });
    await settle();
    expect(await service.sla(1)).toMatchObject({ version: 1 });
  });

  test('are gone through a page at a time', async () => {
    for (let id = 1; id <= 101; id++) await aTicketLife(clock, { id, priority: 'normal' }, table);
    await aStoredSlaPolicy(table);
    const round: Timer = { kind: 'sla.recompute', subject: 0, guard: 1, due_at: clock.now(), set_at: clock.now() };
    await service.fire(round);
    expect(await due(100)).toBeDefined();
    expect(await due(101)).toBeUndefined();
    expect(service.sentBack).toEqual([timerMessage({ ...round, subject: 100 }, clock.now())]);
    await service.fire({ ...round, subject: 100 });
    expect(await due(101)).toBeDefined();
    expect(service.sentBack).toHaveLength(1);
  });

  test('are listed by the new promise, also where the next step stays the same', async () => {
    const escalations = [
      { metric: null, steps: [] },
      {
        metric: 'first_reply_time' as const,
        steps: [{ at: { percent: 1 }, actions: [{ type: 'raise_priority' as const }] }],
      },
    ];
    const both = (minutes: number) => [
      ...promised('first_reply_time', [100, 100, 100, 100]),
      ...promised('requester_wait_time', [minutes, minutes, minutes, minutes]),
    ];
    await aStoredSlaPolicy(table, { targets: both(50), escalations });
    const start = clock.now();
    await open();
    expect((await getNextBreaches(table, [1])).get(1)).toBe(start + 50 * MINUTE);
    clock.advance(10 * SECOND);
    await change({ targets: both(20) });
    await settle();
    expect(await due()).toBe(start + MINUTE);
    expect((await getNextBreaches(table, [1])).get(1)).toBe(start + 20 * MINUTE);
  });

  describe('of which some fail', () => {
    const round: Timer = { kind: 'sla.recompute', subject: 0, guard: 1, due_at: 0, set_at: 0 };
    const alone: Timer = { ...round, kind: 'sla.recompute_one', subject: 2 };
    let broken: ReturnType<typeof vi.spyOn>;

    beforeEach(async () => {
      broken = vi.spyOn(console, 'error').mockImplementation(() => undefined);
      for (const id of [1, 2, 3]) await aTicketLife(clock, { id, priority: 'normal' }, table);
      await aStoredSlaPolicy(table);
    });
    afterEach(() => broken.mockRestore());

    test('do not hold up the others: each comes again by itself', async () => {
      const [audit] = await service.audits(2);
      const key = auditKey(2, audit?.id ?? 0);
      const item = await table.get(key);
      await table.delete(key);
      await service.fire(round);
      expect(await due(1)).toBeDefined();
      expect(await due(3)).toBeDefined();
      expect(service.sentBack).toEqual([timerMessage(alone, clock.now())]);
      await expect(service.fire(alone)).rejects.toThrow('lacks audits');
      await table.put({ ...item });
      await service.fire(alone);
      expect(await due(2)).toBeDefined();
      expect(service.sentBack).toHaveLength(1);
    });

    test('do not hold up the others either where their clocks cannot be read', async () => {
      await table.put({ ...slaKey(2), entity: 'sla', ticket_id: 'two', version: 1, next: null });
      await service.fire(round);
      const sent = service.sentBack.map(({ body }) => z.parse(Timer, JSON.parse(body)));
      expect(sent.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(
        [1, 2, 3].map((id) => `sla.recompute_one ${id}`),
      );
      for (const timer of sent.filter(({ subject }) => subject !== 2)) await service.fire(timer);
      expect(await due(1)).toBeDefined();
      expect(await due(3)).toBeDefined();
      await expect(service.fire(alone)).rejects.toThrow();
    });

    test('are left alone when the rules were changed again', async () => {
      await change({});
      await service.fire(alone);
      expect(await service.sla(2)).toBeUndefined();
    });
  });

  test('are left to the next round when the rules were changed again', async () => {
    await aTicketLife(clock, { id: 1 }, table);
    await aStoredSlaPolicy(table);
    await change({});
    await service.fire({ kind: 'sla.recompute', subject: 0, guard: 1, due_at: clock.now(), set_at: clock.now() });
    expect(await service.sla(1)).toBeUndefined();
  });

  test('of the kind that was kept before all metrics were measured start anew from the audits', async () => {
    await aStoredSlaPolicy(table);
    const life = await aTicketLife(clock, { id: 1, priority: 'normal' }, table);
    const start = clock.now();
    const old = { ticket_id: 1, ticket_version: 1, at: start, stopped: false, metrics: [], version: 4, next: null };
    await table.put({ ...slaKey(1), entity: 'sla', ...old });
    expect(await service.sla(1)).toEqual({ ticket_id: 1, version: 4, next: null });
    clock.advance(MINUTE);
    await service.nudge(await life.change({ fields: { type: 'incident' } }));
    expect(await service.sla(1)).toMatchObject({
      version: 5,
      next: { due_at: start + 2 * HOUR, guard: 5 },
      clock: { ticket_version: 2 },
    });
  });
});
