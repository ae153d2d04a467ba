import { beforeEach, describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../shared/kernel/clock.ts';
import { foldAudit, nextDue } from '../../../shared/sla/clock.ts';
import { keptClock, openedClock } from '../../../shared/sla/clock-record.ts';
import { dueOf, ranAt } from '../../../shared/sla/metrics/ticket-times.ts';
import type { SlaRules } from '../../../shared/sla/sla-rules.ts';
import { CHANNELS, type Ticket } from '../../../shared/tickets/ticket.ts';
import { ALL_METRICS, type TimedMetric } from '../../../shared/tickets/timed-metric.ts';
import { clockOf, everything, foldAll, metricOf, rules, takeSteps } from '../../support/a-ticket-clock.ts';
import { AGENT, aTicketLife, CUSTOMER, SYSTEM, type TicketLife } from '../../support/a-ticket-life.ts';
import { anSlaPolicy, promised } from '../../support/an-sla-policy.ts';
import { aClock, type TestClock } from '../../support/clock.ts';
import { anSlaSchedule, slaRules } from '../../support/sla-rules.ts';

const ESCALATION_STEP = 30 * MINUTE;
const AGENT_AUTHOR = { id: 1001, role: 'agent' } as const;

describe('the service-level clock', () => {
  let time: TestClock;
  let life: TicketLife;
  const open = async (fields: Partial<Ticket> = {}) => {
    life = await aTicketLife(time, fields);
  };
  const stage = (metric: TimedMetric) => metricOf(clockOf(life), metric).stage;
  const due = (metric: TimedMetric) => dueOf(metricOf(clockOf(life), metric));
  const ran = (metric: TimedMetric) => ranAt(metricOf(clockOf(life), metric), time.now());

  beforeEach(() => {
    time = aClock();
  });

  test('starts every promise that begins with the ticket when it is opened', async () => {
    await open({ priority: 'high' });
    expect(ALL_METRICS.map(stage)).toEqual(['running', 'none', 'none', 'none', 'running', 'running', 'running']);
    expect(due('first_reply_time')).toBe(time.now() + HOUR);
    expect(due('requester_wait_time')).toBe(time.now() + 12 * HOUR);
  });

  test('promises a ticket without a priority what is promised for normal', async () => {
    await open({ priority: null });
    expect(due('first_reply_time')).toBe(time.now() + 2 * HOUR);
  });

  test('keeps the first reply open until a person of ours writes to the customer', async () => {
    await open();
    time.advance(MINUTE);
    await life.says('还有人吗？', CUSTOMER);
    await life.change({ comment: { body: 'Looking into it', public: false } });
    await life.change({ comment: { body: 'We got your mail', public: true, origin: 'system' } }, SYSTEM);
    await life.change({ comment: { body: 'Out of office', public: true, origin: 'auto-reply' } });
    expect(stage('first_reply_time')).toBe('running');
    time.advance(MINUTE);
    await life.says('您好，我们正在核查。');
    expect(stage('first_reply_time')).toBe('fulfilled');
    expect(ran('first_reply_time')).toBe(2 * MINUTE);
  });

  test('does not take the opening words for a reply, whoever wrote them down', async () => {
    life = await aTicketLife(time, {}, undefined, { body: 'A customer called', public: true, author: AGENT_AUTHOR });
    expect(stage('first_reply_time')).toBe('running');
  });

  test('promises the next reply from the oldest words that nobody has answered, by whatever channel they came', async () => {
    await open();
    await life.says('您好');
    expect(stage('next_reply_time')).toBe('none');
    time.advance(HOUR);
    await life.says('还有一个问题', CUSTOMER);
    const asked = time.now();
    time.advance(HOUR);
    await life.says('在吗？', CUSTOMER);
    expect(due('next_reply_time')).toBe(asked + 2 * HOUR);
    await life.says('在的');
    expect(stage('next_reply_time')).toBe('fulfilled');
    await life.change({ comment: { body: 'Out of office', public: true, origin: 'auto-reply' } }, CUSTOMER);
    expect(stage('next_reply_time')).toBe('fulfilled');
  });

  test.each(CHANNELS)('hears a customer, and an answer, by %s as by any other channel', async (channel) => {
    await open();
    for (const [hours, by] of [[1, AGENT] as const, [2, CUSTOMER] as const, [3, AGENT] as const]) {
      time.advance(hours * HOUR);
      await life.says('您好', by);
    }
    const audits = life.commits.map(({ audit }) => ({ ...audit, via: { ...audit.via, channel } }));
    const clock = foldAll(audits, rules);
    expect(clock?.times.metrics).toEqual(clockOf(life).times.metrics);
    expect(clock?.times.metrics[1]).toMatchObject({ metric: 'next_reply_time', stage: 'fulfilled', count: 1 });
  });

  test('promises updates from answer to answer, one kind of which waits for the customer', async () => {
    await open();
    await life.says('请提供交易编号', undefined, { fields: { status: 'pending' } });
    expect([stage('periodic_update_time'), stage('pausable_update_time')]).toEqual(['running', 'paused']);
    expect(due('periodic_update_time')).toBe(time.now() + 2 * HOUR);
    time.advance(HOUR);
    await life.says('在这里', CUSTOMER);
    expect(due('pausable_update_time')).toBe(time.now() + 2 * HOUR);
  });

  test('stands still while the customer has to answer, and for agents also while others have to act', async () => {
    const shown: readonly TimedMetric[] = [
      'first_reply_time',
      'requester_wait_time',
      'agent_work_time',
      'total_resolution_time',
    ];
    await open();
    time.advance(10 * MINUTE);
    await life.change({ fields: { status: 'pending' } });
    expect(shown.map(stage)).toEqual(['running', 'paused', 'paused', 'running']);
    time.advance(HOUR);
    await life.change({ fields: { status: 'hold' } });
    expect(shown.map(stage)).toEqual(['running', 'running', 'paused', 'running']);
    time.advance(5 * MINUTE);
    await life.says('这是交易编号', CUSTOMER);
    expect(life.ticket.status).toBe('open');
    time.advance(MINUTE);
    expect(shown.map(ran)).toEqual([76 * MINUTE, 16 * MINUTE, 11 * MINUTE, 76 * MINUTE]);
    expect(due('requester_wait_time')).toBe(time.now() + 24 * HOUR - 16 * MINUTE);
  });

  test('fulfils every promise when the ticket is solved, and resumes those about its resolution when it is reopened', async () => {
    await open();
    time.advance(HOUR);
    await life.change({ fields: { status: 'solved' } });
    expect(new Set(ALL_METRICS.map(stage))).toEqual(new Set(['fulfilled', 'none']));
    expect(nextDue(clockOf(life), rules, time.now())).toBeNull();
    time.advance(24 * HOUR);
    await life.says('还是没有到账', CUSTOMER);
    expect([stage('first_reply_time'), stage('next_reply_time')]).toEqual(['fulfilled', 'running']);
    expect(ALL_METRICS.slice(4).map(stage)).toEqual(['running', 'running', 'running']);
    time.advance(HOUR);
    expect(ran('total_resolution_time')).toBe(2 * HOUR);
    expect(ran('first_reply_time')).toBe(HOUR);
  });

  test('measures by the new targets when the priority changes', async () => {
    await open({ priority: 'normal' });
    time.advance(10 * MINUTE);
    await life.change({ fields: { priority: 'urgent' } });
    expect(due('first_reply_time')).toBe(time.now() + 20 * MINUTE);
    await life.change({ fields: { priority: 'low' } }, { ...AGENT, reason: 'It can wait.' });
    expect(due('first_reply_time')).toBe(time.now() + 230 * MINUTE);
  });

  test('takes the first policy that means the ticket, and another when the ticket comes under another', async () => {
    const filter = { all: [{ field: 'current_tags', operator: 'includes', value: 'vip' }], any: [] };
    const vip = anSlaPolicy({ title: 'VIP', filter, targets: promised('first_reply_time', [5, 5, 5, 5]) });
    const everybody = anSlaPolicy({ targets: everything });
    const both = slaRules([vip, everybody]);
    await open();
    const before = clockOf(life, both);
    expect(before.times.policy?.title).toBe(everybody.title);
    await life.change({ fields: { tags: ['vip'] } });
    const after = clockOf(life, both);
    expect(after.times.policy?.title).toBe('VIP');
    expect(nextDue(after, both, time.now())).toBe(time.now() + 5 * MINUTE);
    expect(metricOf(after, 'requester_wait_time').target).toBeNull();
  });

  test('comes under another policy with the value of a field of the company’s own, such as the category', async () => {
    const filter = { all: [{ field: 'custom_fields_31', operator: 'is', value: 'account_security' }], any: [] };
    const security = anSlaPolicy({ title: 'Security', filter, targets: promised('first_reply_time', [5, 5, 5, 5]) });
    const both = slaRules([security, anSlaPolicy({ targets: everything })]);
    await open();
    expect(dueOf(metricOf(clockOf(life, both), 'first_reply_time'))).toBe(time.now() + 2 * HOUR);
    const commit = await life.change({ fields: { custom_fields: [{ id: 31, value: 'account_security' }] } });
    expect(commit?.facts).toEqual(['ticket.fields_changed.v1']);
    expect(dueOf(metricOf(clockOf(life, both), 'first_reply_time'))).toBe(time.now() + 5 * MINUTE);
  });

  test('counts business hours by the schedule of the policy, or of the deployment', async () => {
    const targets = everything.map((each) => ({ ...each, business_hours: true }));
    const tokyo = anSlaSchedule({ id: 10, time_zone: 'Asia/Tokyo' });
    const schedules = [anSlaSchedule(), tokyo];
    const of = (schedule_id: number | null, default_schedule_id: number | null) =>
      slaRules([anSlaPolicy({ targets, schedule_id })], { schedules, default_schedule_id });
    await open();
    const dueBy = (by: SlaRules) => new Date(dueOf(metricOf(clockOf(life, by), 'first_reply_time')) ?? 0).toISOString();
    // It is Sunday noon in Tokyo.
    expect(dueBy(of(10, null))).toBe('2026-11-23T02:00:00.000Z');
    expect(dueBy(of(null, 9))).toBe('2026-11-23T11:00:00.000Z');
    expect(dueBy(of(null, null))).toBe('2026-11-22T05:00:00.000Z');
  });

  test('lets nothing fall due once the ticket is deleted', async () => {
    await open();
    await life.change({ delete: true });
    expect(clockOf(life).stopped).toBe(true);
    expect(nextDue(clockOf(life), rules, time.now())).toBeNull();
  });

  test('takes each audit once, and none out of order', async () => {
    await open();
    await life.says('您好');
    const [first, second] = life.commits.map(({ audit }) => audit);
    if (!first || !second) throw new Error('two audits expected');
    const clock = foldAudit(undefined, first, rules);
    expect(foldAudit(clock, first, rules)).toBe(clock);
    expect(() => foldAudit(undefined, second, rules)).toThrow(RangeError);
  });

  describe('that was kept under other rules', () => {
    const later = (targets: typeof everything, more: Parameters<typeof slaRules>[1] = {}) =>
      slaRules([anSlaPolicy({ targets })], { orderVersion: 2, changed_at: time.now(), ...more });
    const underThese = (now: SlaRules) => openedClock(1, keptClock(clockOf(life), rules), now);

    test('goes by the new target, counted from its start', async () => {
      await open();
      const start = time.now();
      time.advance(10 * MINUTE);
      const now = later(promised('first_reply_time', [1, 60, 1, 1]));
      expect(dueOf(metricOf(underThese(now), 'first_reply_time'))).toBe(start + HOUR);
      expect(metricOf(underThese(now), 'requester_wait_time').target).toBeNull();
    });

    test('is not broken before the promise was made', async () => {
      await open();
      time.advance(HOUR);
      const now = later(promised('first_reply_time', [1, 1, 1, 1]));
      expect(metricOf(underThese(now), 'first_reply_time').breached_at).toBe(time.now());
    });

    test('counts what has run by the new hours', async () => {
      await open();
      time.advance(30 * HOUR);
      const targets = everything.map((each) => ({ ...each, business_hours: true }));
      const office = later(targets, { schedules: [anSlaSchedule()], default_schedule_id: 9 });
      const clock = underThese(office);
      expect(ranAt(metricOf(clock, 'total_resolution_time'), time.now())).toBe(0);
      const kept = keptClock(clock, office);
      const longer = anSlaSchedule({ version: 2, intervals: [{ start_time: 0, end_time: 7 * 24 * 60 }] });
      const again = later(targets, { orderVersion: 3, schedules: [longer], default_schedule_id: 9 });
      expect(ranAt(metricOf(openedClock(1, kept, again), 'total_resolution_time'), time.now())).toBe(30 * HOUR);
    });
  });

  describe('when a promise is broken', () => {
    const breach = () => takeSteps(life, time.now());

    test('takes one step, and the second when nothing happened', async () => {
      await open({ priority: 'normal' });
      const promise = due('first_reply_time');
      time.advance(2 * HOUR - 1);
      expect(await breach()).toEqual([]);
      time.advance(1);
      expect(await breach()).toEqual(['first_reply_time 0s']);
      expect(life.ticket).toMatchObject({ priority: 'high', tags: ['sla_breached'] });
      expect(metricOf(clockOf(life), 'first_reply_time').breached_at).toBe(promise);
      expect(await breach()).toEqual([]);
      time.advance(ESCALATION_STEP);
      expect(await breach()).toEqual(['first_reply_time 1800s']);
      expect(life.ticket).toMatchObject({ priority: 'urgent', tags: ['sla_breached'] });
      time.advance(HOUR);
      expect(await breach()).toEqual([]);
    });

    test('takes no second step once it was kept after all', async () => {
      await open();
      time.advance(2 * HOUR);
      await breach();
      await life.says('抱歉让您久等');
      time.advance(ESCALATION_STEP);
      expect(await breach()).toEqual([]);
    });

    test('counts the time to the second step as it counts the promise: not while the customer has to answer', async () => {
      await open({ priority: 'urgent' });
      await life.change({ fields: { status: 'open' } });
      time.advance(6 * HOUR);
      await breach();
      expect(metricOf(clockOf(life), 'requester_wait_time').climb.taken).toEqual(['0s']);
      time.advance(10 * MINUTE);
      await life.change({ fields: { status: 'pending' } });
      time.advance(24 * HOUR);
      await life.says('好的', CUSTOMER);
      time.advance(20 * MINUTE - 1);
      expect(await breach()).not.toContain('requester_wait_time 1800s');
      time.advance(1);
      expect(await breach()).toContain('requester_wait_time 1800s');
    });

    test('shortens the other promises with the higher priority', async () => {
      await open({ priority: 'high' });
      expect(due('requester_wait_time')).toBe(time.now() + 12 * HOUR);
      time.advance(HOUR);
      await breach();
      expect(due('requester_wait_time')).toBe(time.now() + 5 * HOUR);
    });

    test('takes no further step once somebody has taken it up, until the next promise', async () => {
      await open({ priority: 'urgent' });
      await life.says('您好');
      time.advance(6 * HOUR);
      expect(await breach()).toContain('requester_wait_time 0s');
      await life.change({ events: [{ type: 'SlaAcknowledgement' }] });
      time.advance(HOUR);
      expect(await breach()).toEqual([]);
      await life.says('还没有好吗？', CUSTOMER);
      time.advance(HOUR);
      expect(await breach()).toContain('next_reply_time 0s');
    });

    test('takes an answer to the customer for taking it up', async () => {
      await open({ priority: 'urgent' });
      time.advance(6 * HOUR);
      await breach();
      await life.says('正在处理');
      time.advance(30 * MINUTE);
      expect(await breach()).toEqual(['periodic_update_time 0s', 'pausable_update_time 0s']);
    });
  });
});
