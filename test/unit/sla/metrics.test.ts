import { describe, expect, test } from 'vitest';
import { HOUR } from '../../../shared/kernel/clock.ts';
import { metricEvents } from '../../../shared/sla/metrics/metric-events.ts';
import { metricStates } from '../../../shared/sla/metrics/metric-state.ts';
import { choosePolicy } from '../../../shared/sla/metrics/policy-choice.ts';
import { replay, step, type TimelineEvent } from '../../../shared/sla/metrics/ticket-times.ts';
import { hoursOf } from '../../support/a-schedule.ts';
import { aMetricPolicy, at, MONDAY, OFFICE, RULES, standing, timesOf } from '../../support/a-timeline.ts';

const opened = at(0, 'customer', { comment: 'public', changes: { priority: 'high' } });
const answer = (hours: number, changes?: TimelineEvent['changes']) =>
  at(hours, 'agent', { comment: 'public', ...(changes ? { changes } : {}) });
const asks = (hours: number, changes?: TimelineEvent['changes']) =>
  at(hours, 'customer', { comment: 'public', ...(changes ? { changes } : {}) });
const becomes = (hours: number, status: string) => at(hours, 'agent', { changes: { status } });

describe('first reply time', () => {
  test('runs from the opening until the first public answer of ours', () => {
    const times = timesOf([opened, at(0.5, 'agent', { comment: 'internal' }), becomes(0.75, 'pending'), answer(1.5)]);
    expect(standing(times, 'first_reply_time', 2)).toMatchObject({ state: 'fulfilled', elapsed: 1.5, fulfilled: 1.5 });
  });

  test('is broken when its time is over, not at it', () => {
    expect(standing(timesOf([opened]), 'first_reply_time', 1.9)).toMatchObject({ state: 'active', due: 2 });
    expect(standing(timesOf([opened]), 'first_reply_time', 2)).toMatchObject({ state: 'breached', breached: 2 });
    expect(standing(timesOf([opened, answer(2)]), 'first_reply_time', 9)).toMatchObject({ state: 'fulfilled' });
    expect(standing(timesOf([opened, answer(2.1)]), 'first_reply_time', 9)).toMatchObject({
      state: 'breached',
      breached: 2,
    });
  });

  test('goes on over automatic mail, and over what the system says', () => {
    const events = [
      opened,
      at(1, 'agent', { comment: 'public', automatic: true }),
      at(1.5, 'system', { comment: 'public' }),
    ];
    expect(standing(timesOf(events), 'first_reply_time', 1.8)).toMatchObject({ state: 'active', due: 2 });
  });

  test('is given once: a ticket that is reopened has had it', () => {
    const times = timesOf([opened, becomes(1, 'solved'), asks(5, { status: 'open' })]);
    expect(standing(times, 'first_reply_time', 6)).toMatchObject({ state: 'fulfilled', fulfilled: 1, count: 1 });
  });

  test('is asked for by the opening comment, whoever wrote it down', () => {
    const times = timesOf([at(0, 'agent', { comment: 'public', changes: { priority: 'high' } })]);
    expect(standing(times, 'first_reply_time', 1)).toMatchObject({ state: 'active', due: 2 });
    expect(standing(times, 'periodic_update_time', 1)).toMatchObject({ state: 'none', due: null });
  });
});

describe('next reply time', () => {
  test('runs from the oldest comment without an answer', () => {
    const times = timesOf([opened, asks(0.5), answer(1), asks(4), asks(5)]);
    expect(standing(times, 'next_reply_time', 5)).toMatchObject({ state: 'active', count: 1, elapsed: 1, due: 6 });
  });

  test('is measured anew for every wait', () => {
    const times = timesOf([opened, answer(1), asks(4), answer(7), asks(20)]);
    expect(standing(times, 'next_reply_time', 21)).toMatchObject({ state: 'active', count: 2, due: 22 });
  });

  test('does not begin while the first reply is owed, nor by automatic mail, nor on a ticket that stays solved', () => {
    const automatic = at(2, 'customer', { comment: 'public', automatic: true });
    expect(standing(timesOf([opened, asks(1)]), 'next_reply_time', 2)).toMatchObject({ state: 'none' });
    expect(standing(timesOf([opened, answer(1), automatic]), 'next_reply_time', 3)).toMatchObject({ state: 'none' });
    expect(standing(timesOf([opened, answer(1, { status: 'solved' }), asks(2)]), 'next_reply_time', 3)).toMatchObject({
      state: 'none',
    });
  });

  test('runs while pending', () => {
    const times = timesOf([opened, answer(1), asks(2), becomes(2.5, 'pending')]);
    expect(standing(times, 'next_reply_time', 3)).toMatchObject({ state: 'active', elapsed: 1 });
  });
});

describe('updates', () => {
  test('are due from each answer to the next', () => {
    const times = timesOf([opened, answer(1), answer(2.5)]);
    expect(standing(times, 'periodic_update_time', 3)).toMatchObject({ state: 'active', count: 2, due: 4.5 });
    expect(standing(times, 'pausable_update_time', 3)).toMatchObject({ state: 'active', count: 2, due: 4.5 });
  });

  test('of the pausable kind are not while pending', () => {
    const times = timesOf([opened, answer(1, { status: 'pending' }), becomes(5, 'hold'), becomes(6, 'pending')]);
    expect(standing(times, 'periodic_update_time', 7)).toMatchObject({ state: 'breached', breached: 3 });
    expect(standing(times, 'pausable_update_time', 7)).toMatchObject({ state: 'paused', elapsed: 1, due: null });
  });

  test('end with the ticket, and begin again with the next answer', () => {
    const solved = [opened, answer(1), answer(2, { status: 'solved' })];
    expect(standing(timesOf(solved), 'periodic_update_time', 9)).toMatchObject({
      state: 'fulfilled',
      count: 1,
      fulfilled: 2,
    });
    const reopened = [...solved, asks(10, { status: 'open' }), answer(11)];
    expect(standing(timesOf(reopened), 'periodic_update_time', 12)).toMatchObject({
      state: 'active',
      count: 2,
      due: 13,
    });
  });
});

describe('waiting, working and resolving', () => {
  const life = [opened, becomes(1, 'pending'), becomes(2, 'open'), becomes(2.5, 'hold'), becomes(3, 'solved')];

  test.each([
    ['requester_wait_time', 2],
    ['agent_work_time', 1.5],
    ['total_resolution_time', 3],
  ] as const)('%s has run %s hours', (metric, elapsed) => {
    expect(standing(timesOf(life), metric, 9)).toMatchObject({ elapsed, fulfilled: 3, count: 1 });
  });

  test('go on where they stopped when the ticket is reopened', () => {
    const times = timesOf([...life, asks(10, { status: 'open' })]);
    expect(standing(times, 'agent_work_time', 10.25)).toMatchObject({ state: 'active', elapsed: 1.75, due: 10.5 });
    expect(standing(times, 'requester_wait_time', 10.25)).toMatchObject({
      state: 'breached',
      breached: 10,
      count: 1,
    });
  });

  test('pause with all the time that is left', () => {
    const times = timesOf([opened, becomes(1, 'pending'), becomes(50, 'open')]);
    expect(standing(times, 'requester_wait_time', 50)).toMatchObject({ state: 'active', due: 51 });
    const paused = timesOf([opened, becomes(2, 'pending')]);
    expect(standing(paused, 'requester_wait_time', 50)).toMatchObject({ state: 'paused', elapsed: 2, due: null });
  });
});

describe('what is promised', () => {
  const waits = 'requester_wait_time' as const;

  test('follows the priority: what ran counts towards the new promise', () => {
    const raised = timesOf([opened, at(0.5, 'agent', { changes: { priority: 'urgent' } })]);
    expect(standing(raised, waits, 0.75)).toMatchObject({ state: 'active', due: 1, elapsed: 0.75 });
    const lowered = timesOf([opened, at(0.5, 'agent', { changes: { priority: 'low' } })]);
    expect(standing(lowered, waits, 0.75)).toMatchObject({ due: 8 });
    expect(standing(timesOf([at(0, 'customer')]), waits, 1)).toMatchObject({ due: 4 });
  });

  test('cannot be broken before it was promised', () => {
    const times = timesOf([opened, at(1.5, 'agent', { changes: { priority: 'urgent' } })]);
    expect(standing(times, waits, 2)).toMatchObject({ state: 'breached', due: 1, breached: 1.5 });
    const paused = timesOf([opened, becomes(1.5, 'pending'), at(3, 'agent', { changes: { priority: 'urgent' } })]);
    expect(standing(paused, waits, 4)).toMatchObject({ state: 'breached', due: 1, breached: 3 });
  });

  test('stays broken whatever is promised later', () => {
    const times = timesOf([opened, at(3, 'agent', { changes: { priority: 'low' } })]);
    expect(standing(times, waits, 4)).toMatchObject({ state: 'breached', breached: 2, due: 8 });
  });

  test('was kept by the promise that held then', () => {
    const times = timesOf([opened, answer(1.5), at(2, 'agent', { changes: { priority: 'urgent' } })]);
    expect(standing(times, 'first_reply_time', 9)).toMatchObject({ state: 'fulfilled', breached: null });
  });

  test('follows the category to the policy that means it', () => {
    const fast = aMetricPolicy([10, 10, 10, 10], false, {
      title: 'Funds',
      filter: { all: [{ field: 'category', operator: 'is', value: 'deposit_withdrawal' }], any: [] },
    });
    const rules = { ...RULES, policies: [fast, aMetricPolicy()] };
    const times = timesOf([opened, at(0.1, 'agent', { changes: { category: 'deposit_withdrawal' } })], rules);
    expect(times.policy?.title).toBe('Funds');
    expect(standing(times, waits, 0.15)).toMatchObject({ state: 'active', due: 1 / 6 });
    expect(standing(timesOf([opened], { ...rules, policies: [fast] }), waits, 90)).toMatchObject({
      state: 'active',
      due: null,
    });
  });

  test('counts business hours where the policy says so, and follows the schedule and the policy', () => {
    const business = { ...RULES, policies: [aMetricPolicy([480, 240, 720, 60], true)] };
    expect(standing(timesOf([opened], business), waits, 1)).toMatchObject({ due: 27 });
    expect(standing(timesOf([opened, answer(27)], business), 'first_reply_time', 30)).toMatchObject({
      state: 'fulfilled',
    });
    const always = at(5, 'system', { schedule: hoursOf({}) });
    expect(standing(timesOf([opened, always], business), waits, 6)).toMatchObject({ due: 12, elapsed: 6 });
    const calendar = at(24, 'system', { policies: [aMetricPolicy([1, 1, 3_000, 1])] });
    expect(
      standing(timesOf([opened, becomes(10, 'pending'), becomes(20, 'open'), calendar], business), waits, 24),
    ).toMatchObject({
      elapsed: 14,
      due: 60,
    });
    expect(standing(timesOf([opened], business), waits, 15)).toMatchObject({ elapsed: 9 });
  });

  test('never falls due where nobody ever works', () => {
    const rules = { policies: [aMetricPolicy([1, 1, 1, 1], true)], schedule: hoursOf({ intervals: {} }) };
    expect(standing(timesOf([opened], rules), waits, 9_000)).toMatchObject({ state: 'active', due: null, elapsed: 0 });
  });
});

describe('a policy', () => {
  const chosen = (field: string, operator: string, value: unknown) => {
    const filter = { all: [{ field, operator, value }], any: [] };
    const facts = {
      status: 'open',
      priority: 'high',
      category: 'kyc',
      group_id: 5,
      tags: ['vip'],
      organization_id: null,
    };
    return choosePolicy([aMetricPolicy([], false, { filter })], facts) !== undefined;
  };

  test.each([
    ['priority', 'is', 'high', true],
    ['priority', 'less_than', 'urgent', true],
    ['priority', 'greater_than', 'high', false],
    ['priority', 'greater_than_equal', 'high', true],
    ['status', 'less_than_equal', 'new', false],
    ['category', 'is_not', 'kyc', false],
    ['group_id', 'is', '5', true],
    ['organization_id', 'is', null, true],
    ['current_tags', 'includes', 'other vip', true],
    ['current_tags', 'not_includes', ['other'], true],
    ['category', 'sounds_like', 'kyc', false],
  ])('for tickets whose %s %s %s means this one: %s', (field, operator, value, means) => {
    expect(chosen(field, operator, value)).toBe(means);
  });

  test('needs one of any', () => {
    const any = [
      { field: 'category', operator: 'is', value: 'api' },
      { field: 'category', operator: 'is', value: 'kyc' },
    ];
    const policy = aMetricPolicy([], false, { filter: { all: [], any } });
    expect(choosePolicy([policy], { category: 'kyc' })).toBe(policy);
    expect(choosePolicy([policy], { category: 'other' })).toBeUndefined();
  });
});

describe('metric events', () => {
  test('tell a life in the words of the wire', () => {
    const events = [
      opened,
      answer(3, { status: 'pending' }),
      asks(5, { status: 'open' }),
      answer(6),
      answer(9, { status: 'solved' }),
    ];
    let times: ReturnType<typeof replay>;
    const told: string[] = [];
    for (const event of events) {
      const after = step(RULES, times, event);
      for (const { metric, type, instance_id, at: when } of metricEvents(times, after))
        if (metric === 'pausable_update_time' || metric === 'first_reply_time')
          told.push(`${(when - MONDAY) / HOUR} ${metric.split('_')[0]} ${instance_id} ${type}`);
      times = after;
    }
    expect(told).toEqual([
      '0 first 1 activate',
      '0 first 1 apply_sla',
      '2 first 1 breach',
      '3 first 1 fulfill',
      '3 pausable 1 activate',
      '3 pausable 1 apply_sla',
      '3 pausable 1 pause',
      '5 pausable 1 activate',
      '6 pausable 1 fulfill',
      '6 pausable 2 activate',
      '6 pausable 2 apply_sla',
      '8 pausable 2 breach',
      '9 pausable 2 fulfill',
    ]);
  });

  test('of nothing are none', () => {
    expect(replay(RULES, [])).toBeUndefined();
  });
});

test('a ticket with 500 events has its clocks in under a millisecond', () => {
  const rules = { policies: [aMetricPolicy([480, 240, 1_200, 60], true)], schedule: OFFICE };
  const events = Array.from({ length: 500 }, (_, index) =>
    index === 0
      ? opened
      : index % 2 === 0
        ? answer(index / 4, { status: 'pending' })
        : asks(index / 4, { status: 'open' }),
  );
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 200; round++) {
    const start = performance.now();
    const times = timesOf(events, rules);
    expect(metricStates(times, MONDAY + 200 * HOUR)).toHaveLength(7);
    best = Math.min(best, performance.now() - start);
  }
  expect(best).toBeLessThan(1);
});
