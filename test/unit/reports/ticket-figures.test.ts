import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, MINUTE } from '../../../shared/kernel/clock.ts';
import type { Actor } from '../../../shared/tickets/change-ticket.ts';
import { CATEGORY_FIELD } from '../../../shared/tickets/ticket-category.ts';
import { bucketsWith, figuresOf } from '../../support/a-figured-life.ts';
import { AGENT, aTicketLife, CUSTOMER, SYSTEM, type TicketLife } from '../../support/a-ticket-life.ts';
import { aClock, type TestClock } from '../../support/clock.ts';

/** 2026-11-22, 03:00 UTC, is when each of these begins. */
const FIRST = '2026-11-22';
const SECOND = '2026-11-23';
const OTHER: Actor = { kind: 'user', id: 1002, role: 'agent' };

let clock: TestClock;
beforeEach(() => {
  clock = aClock();
});

/** A ticket that nobody has. */
const unassigned = () => aTicketLife(clock, { group_id: null, assignee_id: null });
const counted = (life: TicketLife, figure: string) => bucketsWith(figuresOf(life).counted, figure);
const solve = (life: TicketLife, by = AGENT) => life.change({ fields: { status: 'solved' } }, by);
const reopen = (life: TicketLife) => life.says('还是没有到账', CUSTOMER);

describe('created', () => {
  test('counts a ticket once, on the day of its opening, for the first group and agent it comes to', async () => {
    const life = await unassigned();
    expect(counted(life, 'created')).toEqual({ [`${FIRST}|-|-||api`]: 1 });
    clock.advance(DAY);
    await life.change({ fields: { group_id: 5 } }, SYSTEM);
    await life.change({ fields: { assignee_id: 1001 } });
    await life.change({ fields: { group_id: 6, assignee_id: 1002 } });
    expect(counted(life, 'created')).toEqual({ [`${FIRST}|5|1001||api`]: 1 });
  });

  test('goes by the day of UTC', async () => {
    clock.advance(21 * 60 * MINUTE - 1);
    expect(counted(await aTicketLife(clock), 'created')).toEqual({ [`${FIRST}|500|1001||api`]: 1 });
    clock.advance(1);
    expect(counted(await aTicketLife(clock), 'created')).toEqual({ [`${SECOND}|500|1001||api`]: 1 });
  });
});

describe('solved and reopened', () => {
  test('count each time, on its day, for who had the ticket then', async () => {
    const life = await aTicketLife(clock);
    await solve(life);
    clock.advance(DAY);
    await reopen(life);
    await life.change({ fields: { group_id: 6, assignee_id: 1002 } });
    await solve(life, OTHER);
    expect(counted(life, 'solved')).toEqual({ [`${FIRST}|500|1001||api`]: 1, [`${SECOND}|6|1002||api`]: 1 });
    expect(counted(life, 'reopened')).toEqual({ [`${SECOND}|500|1001||api`]: 1 });
    clock.advance(DAY);
    await life.change({ fields: { status: 'closed' } }, SYSTEM);
    expect(Object.values(counted(life, 'solved'))).toEqual([1, 1]);
  });

  test('do not count a merge, which is counted by itself', async () => {
    const life = await aTicketLife(clock);
    await life.change({ merged_into_id: 7 });
    expect([counted(life, 'solved'), counted(life, 's0')]).toEqual([{}, {}]);
    expect(counted(life, 'merged')).toEqual({ [`${FIRST}|500|1001||api`]: 1 });
  });

  test('count a ticket that was opened solved', async () => {
    const life = await aTicketLife(clock, { status: 'solved' });
    expect(counted(life, 'solved')).toEqual({ [`${FIRST}|500|1001||api`]: 1 });
    expect(counted(life, 'open')).toEqual({});
  });
});

describe('the first reply', () => {
  test('is the first public word of one of our people after the opening, in whole minutes, for its author', async () => {
    const life = await aTicketLife(clock);
    clock.advance(5 * MINUTE);
    await life.change({ comment: { body: 'note', public: false } });
    await life.change({ comment: { body: 'We got it', public: true } }, SYSTEM);
    await life.says('Anybody?', CUSTOMER);
    expect(figuresOf(life).first_reply_at).toBeNull();
    clock.advance(12 * MINUTE + 59_999);
    await life.says('Looking', OTHER);
    clock.advance(MINUTE);
    await life.says('Still looking');
    expect(counted(life, 'r17')).toEqual({ [`${FIRST}|500|1002||api`]: 1, [`replies|500|${FIRST}`]: 1 });
    expect(figuresOf(life)).toMatchObject({ replies: 2, first_reply_at: clock.now() - MINUTE });
  });

  test('is not what an agent wrote to open the ticket', async () => {
    const life = await aTicketLife(clock, {}, undefined, {
      body: 'A customer called',
      public: true,
      author: { id: 1001, role: 'agent' },
    });
    expect(figuresOf(life).first_reply_at).toBeNull();
  });

  test('counts on its own day; for the expected wait, as a week when it took longer', async () => {
    const life = await aTicketLife(clock);
    clock.advance(9 * DAY);
    await life.says('Sorry');
    expect(counted(life, 'r12960')).toEqual({ '2026-12-01|500|1001||api': 1 });
    expect(counted(life, 'r10080')).toEqual({ 'replies|500|2026-12-01': 1 });
  });
});

describe('the resolution times', () => {
  test('run from the opening: the first to the first solving, the full one to the last, while it is solved', async () => {
    const life = await aTicketLife(clock);
    clock.advance(30 * MINUTE);
    await solve(life);
    expect(counted(life, 'f30')).toEqual({ [`${FIRST}|500|1001||api`]: 1 });
    clock.advance(DAY);
    await reopen(life);
    expect(counted(life, 'f30')).toEqual({});
    clock.advance(30 * MINUTE);
    await solve(life);
    expect(counted(life, 's30')).toEqual({ [`${FIRST}|500|1001||api`]: 1 });
    expect(counted(life, `f${24 * 60 + 60}`)).toEqual({ [`${SECOND}|500|1001||api`]: 1 });
  });
});

describe('open tickets', () => {
  test('come to and leave whoever has them, on the day; one cell holds where they stand now', async () => {
    const life = await aTicketLife(clock);
    clock.advance(DAY);
    await life.change({ fields: { group_id: 6, assignee_id: null } });
    expect(counted(life, 'open')).toEqual({
      [`${FIRST}|500|1001||api`]: 1,
      [`${SECOND}|500|1001||api`]: -1,
      [`${SECOND}|6|-||api`]: 1,
      'now|6|-||api': 1,
    });
    await life.change({ fields: { assignee_id: 1002 } });
    await solve(life, OTHER);
    expect(counted(life, 'open')).toEqual({ [`${FIRST}|500|1001||api`]: 1, [`${SECOND}|500|1001||api`]: -1 });
  });
});

describe('promises', () => {
  const kept = (metric: string) => ({ metric, kept: true, at: null });

  test('count as achieved when they were kept: by the first answer or solving, all others by the last solving', async () => {
    const life = await aTicketLife(clock);
    await life.says('Looking', OTHER);
    clock.advance(DAY);
    await solve(life);
    const figures = figuresOf(life, [kept('first_reply_time'), kept('requester_wait_time')]);
    expect(bucketsWith(figures.counted, 'achieved_first_reply_time')).toEqual({ [`${FIRST}|500|1002||api`]: 1 });
    expect(bucketsWith(figures.counted, 'achieved_requester_wait_time')).toEqual({ [`${SECOND}|500|1001||api`]: 1 });
  });

  test('count as breached on the day they were due, for who had the ticket then', async () => {
    const life = await aTicketLife(clock);
    const due_at = clock.advance(DAY);
    clock.advance(1);
    await life.change({ fields: { group_id: 6, assignee_id: 1002 } });
    const figures = figuresOf(life, [{ metric: 'first_reply_time', kept: false, at: due_at }]);
    expect(bucketsWith(figures.counted, 'breached_first_reply_time')).toEqual({ [`${SECOND}|500|1001||api`]: 1 });
  });

  test('of a ticket that was merged count as achieved only if it was answered', async () => {
    const life = await aTicketLife(clock);
    await life.change({ merged_into_id: 7 });
    const figures = figuresOf(life, [kept('first_reply_time'), kept('requester_wait_time')]);
    for (const metric of ['first_reply_time', 'requester_wait_time'])
      expect(bucketsWith(figures.counted, `achieved_${metric}`)).toEqual({});
  });
});

describe('satisfaction', () => {
  const rates = (life: TicketLife, score: 'good' | 'bad', assignee_id = 1001) =>
    life.change(
      {
        satisfaction: { id: 1, score, comment: null },
        events: [{ type: 'SatisfactionRating', score, assignee_id, body: null }],
      },
      CUSTOMER,
    );
  const asks = (life: TicketLife) => life.change({ satisfaction: { id: 1, score: 'offered', comment: null } }, SYSTEM);

  test('counts the last answer for each solving on its day, for who had solved it', async () => {
    const life = await aTicketLife(clock);
    await solve(life);
    await asks(life);
    await rates(life, 'bad');
    clock.advance(DAY);
    await rates(life, 'good');
    expect([counted(life, 'offered'), counted(life, 'bad')]).toEqual([{ [`${FIRST}|500|1001||api`]: 1 }, {}]);
    expect(counted(life, 'good')).toEqual({ [`${SECOND}|500|1001||api`]: 1 });
    await reopen(life);
    await solve(life);
    await rates(life, 'bad', 1002);
    expect([counted(life, 'good'), counted(life, 'bad')]).toEqual([
      { [`${SECOND}|500|1001||api`]: 1 },
      { [`${SECOND}|500|1002||api`]: 1 },
    ]);
  });
});

test('the category is that of today, on days past too', async () => {
  const life = await aTicketLife(clock);
  await life.says('Looking');
  clock.advance(DAY);
  await life.change({ fields: { custom_fields: [{ id: CATEGORY_FIELD, value: 'deposit_withdrawal' }] } });
  expect(counted(life, 'created')).toEqual({ [`${FIRST}|500|1001|deposit_withdrawal|api`]: 1 });
  expect(figuresOf(life).category).toBe('deposit_withdrawal');
});

test('a deleted ticket leaves every figure', async () => {
  const life = await aTicketLife(clock);
  await life.says('Looking');
  await life.change({ delete: true });
  expect(figuresOf(life)).toMatchObject({ deleted: true, counted: {} });
});

test('the order in which audits are read changes nothing', async () => {
  const life = await aTicketLife(clock);
  await life.says('Looking');
  await solve(life);
  await reopen(life);
  const figures = figuresOf(life);
  life.commits.reverse();
  expect(figuresOf(life)).toEqual(figures);
});
