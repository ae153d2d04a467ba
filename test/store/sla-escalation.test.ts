import { beforeEach, describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../shared/kernel/clock.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { listPolicies, putPolicy } from '../../shared/sla/sla-policy.store.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import type { Timer } from '../../shared/timers/timer.ts';
import { aTicketLife, type TicketLife } from '../support/a-ticket-life.ts';
import { aTimerService, ESCALATION_STEP, type TimerService } from '../support/a-timer-service.ts';
import { aStoredSlaPolicy, promised } from '../support/an-sla-policy.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

describe('a promise that is not kept', () => {
  let table: Table;
  let clock: TestClock;
  let service: TimerService;
  let life: TicketLife;

  beforeEach(async () => {
    [clock, table] = [aClock(), await aTable()];
    service = aTimerService(table, clock);
    await aStoredSlaPolicy(table, { title: 'Everyone' });
    life = await aTicketLife(clock, { priority: 'normal' }, table);
    await service.nudge(life.commits[0]);
  });

  const ticket = async () => {
    const found = await getTicket(table, life.ticket.id);
    if (!found) throw new Error('The ticket is gone');
    return found;
  };
  const steps = async () =>
    (await service.audits(life.ticket.id)).flatMap(({ events }) =>
      events.flatMap((line) => (line.type === 'SlaBreach' ? [`${line.metric} ${line.step}`] : [])),
    );
  const check = async (): Promise<Timer> => {
    const next = (await service.sla(life.ticket.id))?.next;
    if (!next) throw new Error('Nothing falls due');
    return { kind: 'sla.check', subject: life.ticket.id, ...next, set_at: 0 };
  };

  test('tags the ticket, raises its priority, and says in a note for agents what was due when', async () => {
    const timer = await check();
    expect(timer.due_at).toBe(clock.now() + 2 * HOUR);
    clock.advance(2 * HOUR);
    await service.fireDue();
    expect(await ticket()).toMatchObject({ priority: 'high', tags: ['sla_breached'], status: 'open', version: 2 });
    const [note] = (await listComments(table, life.ticket.id, { descending: true, limit: 1 })) ?? [];
    expect(note).toMatchObject({ public: false, author_id: -1, author_role: 'system', origin: 'system' });
    expect(note?.body).toBe(
      'A promise was broken: First reply was due at 2026-11-22 05:00:00 UTC (policy "Everyone").\n' +
        'The priority was raised from normal to high. The supervisors of the group are being told.',
    );
    const [audit] = (await service.audits(life.ticket.id)).slice(-1);
    expect(audit).toMatchObject({
      author_id: -1,
      via: { channel: 'system' },
      reason: 'A promise about time was broken.',
    });
    expect(audit?.events).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'SlaBreach', metric: 'first_reply_time', step: 1, due_at: timer.due_at }),
        expect.objectContaining({ type: 'Change', field_name: 'priority', value: 'high', previous_value: 'normal' }),
      ]),
    );
  });

  test('states the fact that tells the supervisors, with the ticket', async () => {
    clock.advance(2 * HOUR);
    await service.fireDue();
    const event = await service.lastEvent(life.ticket.id);
    expect(event.names).toEqual(expect.arrayContaining(['ticket.escalated.v1', 'ticket.priority_changed.v1']));
    expect(event.data).toMatchObject({ ticket_id: life.ticket.id, version: 2, automatic: true });
  });

  test('takes one step, however often and by however many its timer comes', async () => {
    const timer = await check();
    clock.advance(2 * HOUR);
    await Promise.all([service.fire(timer), service.fire(timer), service.fire(timer)]);
    await service.fire(timer);
    expect(await steps()).toEqual(['first_reply_time 1']);
    expect(await ticket()).toMatchObject({ priority: 'high', version: 2 });
  });

  test('takes a second step when nothing happens, and no third', async () => {
    clock.advance(2 * HOUR);
    await service.fireDue();
    clock.advance(ESCALATION_STEP - 1);
    await service.fireDue();
    expect(await steps()).toEqual(['first_reply_time 1']);
    clock.advance(1);
    await service.fireDue();
    expect(await steps()).toEqual(['first_reply_time 1', 'first_reply_time 2']);
    expect(await ticket()).toMatchObject({ priority: 'urgent', tags: ['sla_breached'] });
    clock.advance(2 * HOUR);
    await service.fireDue();
    expect(await steps()).toHaveLength(2);
  });

  test('takes no second step when the customer was answered in between, told or not', async () => {
    clock.advance(2 * HOUR);
    await service.fireDue();
    await life.reread();
    await life.says('抱歉，正在处理。');
    clock.advance(ESCALATION_STEP);
    await service.fireDue();
    expect(await steps()).toEqual(['first_reply_time 1']);
  });

  test('is not broken by an answer that the clocks have not heard of yet', async () => {
    clock.advance(2 * HOUR - 1);
    await life.says('您好');
    clock.advance(1);
    await service.fireDue();
    expect(await steps()).toEqual([]);
    expect(await service.sla(life.ticket.id)).toMatchObject({ clock: { ticket_version: 2 }, version: 2 });
    expect((await check()).due_at).toBe(clock.now() + 46 * HOUR);
  });

  test('is forgotten when the ticket is solved', async () => {
    const timer = await check();
    clock.advance(HOUR);
    await service.nudge(await life.change({ fields: { status: 'solved' } }));
    clock.advance(HOUR);
    await service.fire(timer);
    await service.fireDue();
    expect(await steps()).toEqual([]);
    expect((await service.sla(life.ticket.id))?.next).toBeNull();
  });

  test('waits while the customer has to answer', async () => {
    const timer = await check();
    await service.nudge(await life.says('请提供交易编号', undefined, { fields: { status: 'pending' } }));
    expect((await service.sla(life.ticket.id))?.next).toBeNull();
    clock.advance(100 * HOUR);
    await service.fire(timer);
    expect(await steps()).toEqual([]);
  });

  test('is measured by the policies as they are when it falls due', async () => {
    const { policies, orderVersion } = await listPolicies(table, { consistent: true });
    const [policy] = policies;
    if (!policy) throw new Error('There is a policy');
    const later = { ...policy, version: 2, targets: promised('first_reply_time', [240, 240, 240, 240]) };
    await putPolicy(table, policy, later, { ids: [policy.id], version: orderVersion });
    const start = clock.now();
    clock.advance(2 * HOUR);
    await service.fireDue();
    expect(await steps()).toEqual([]);
    expect((await check()).due_at).toBe(start + 4 * HOUR);
    clock.advance(2 * HOUR);
    await service.fireDue();
    expect(await steps()).toEqual(['first_reply_time 1']);
  });

  test('together with another takes one step for both', async () => {
    const { policies, orderVersion } = await listPolicies(table, { consistent: true });
    const targets = [...promised('requester_wait_time', [9, 9, 9, 9]), ...promised('agent_work_time', [9, 9, 9, 9])];
    for (const policy of policies) {
      const changed = { ...policy, version: policy.version + 1, targets };
      await putPolicy(table, policy, changed, { ids: [policy.id], version: orderVersion });
    }
    const other = await aTicketLife(clock, { id: 2, priority: 'low' }, table);
    await service.nudge(other.commits[0]);
    clock.advance(9 * MINUTE);
    await service.fireDue();
    const [audit] = (await service.audits(2)).slice(-1);
    const lines = audit?.events.filter((line) => line.type === 'SlaBreach');
    expect(lines).toMatchObject([{ metric: 'requester_wait_time' }, { metric: 'agent_work_time' }]);
    expect(await getTicket(table, 2)).toMatchObject({ priority: 'normal', version: 2 });
  });

  test('survives a change of the ticket at the very same moment', async () => {
    const timer = await check();
    clock.advance(2 * HOUR);
    const change = life.change({ fields: { type: 'incident' } }).catch((error: unknown) => error);
    await Promise.all([service.fire(timer), change]);
    expect(await steps()).toEqual(['first_reply_time 1']);
  });
});
