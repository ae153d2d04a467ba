import { expect, test } from 'vitest';
import { ticketMetrics } from '../../../shared/tickets/ticket-metrics.ts';
import { hoursOf } from '../../support/a-schedule.ts';
import { AGENT, aTicketLife, CUSTOMER, SYSTEM } from '../../support/a-ticket-life.ts';
import { aClock } from '../../support/clock.ts';

const MINUTE = 60_000;
const always = (from: number, to: number) => to - from;

test('figures of a ticket follow its course', async () => {
  const clock = aClock();
  const life = await aTicketLife(clock, { group_id: null, assignee_id: null });
  clock.advance(10 * MINUTE);
  await life.change({ fields: { group_id: 5 } }, SYSTEM);
  clock.advance(5 * MINUTE);
  await life.change({ comment: { body: 'note', public: false }, fields: { assignee_id: 1001 } }, AGENT);
  clock.advance(5 * MINUTE);
  await life.says('Looking', AGENT, { fields: { status: 'pending' } });
  clock.advance(30 * MINUTE);
  await life.says('It is mine', CUSTOMER);
  clock.advance(10 * MINUTE);
  await life.says('Done', AGENT, { fields: { status: 'solved' } });
  clock.advance(20 * MINUTE);
  await life.says('Not yet', CUSTOMER);
  clock.advance(10 * MINUTE);
  await life.says('Now', AGENT, { fields: { status: 'solved' } });
  clock.advance(60 * MINUTE);
  const audits = life.commits.map((commit) => commit.audit);
  const metric = ticketMetrics(life.ticket, audits, always, clock.now(), 'https://x.test/api/v2');
  expect(metric).toMatchObject({
    ticket_id: life.ticket.id,
    replies: 3,
    reopens: 1,
    group_stations: 1,
    assignee_stations: 1,
    reply_time_in_minutes: { calendar: 20, business: 20 },
    reply_time_in_seconds: { calendar: 1200 },
    first_resolution_time_in_minutes: { calendar: 60 },
    full_resolution_time_in_minutes: { calendar: 90 },
    agent_wait_time_in_minutes: { calendar: 30 },
    requester_wait_time_in_minutes: { calendar: 40 },
    on_hold_time_in_minutes: { calendar: 0 },
  });
});

test('a ticket nobody answered has no answer time', async () => {
  const clock = aClock();
  const life = await aTicketLife(clock, { group_id: null, assignee_id: null });
  const metric = ticketMetrics(
    life.ticket,
    [life.commits[0]?.audit].flatMap((audit) => audit ?? []),
    always,
    clock.advance(MINUTE),
    '',
  );
  expect(metric).toMatchObject({
    replies: 0,
    reply_time_in_minutes: { calendar: null },
    solved_at: null,
    initially_assigned_at: null,
    requester_wait_time_in_minutes: { calendar: 1 },
  });
});

test('minutes of business hours are those in which a team works', async () => {
  const clock = aClock();
  const life = await aTicketLife(clock);
  clock.advance(10 * 60 * MINUTE);
  await life.says('Looking', AGENT, { fields: { status: 'pending' } });
  clock.advance(24 * 60 * MINUTE);
  await life.says('Thank you', CUSTOMER, { fields: { status: 'hold' } });
  clock.advance(30 * MINUTE);
  await life.change({ fields: { status: 'solved' } }, AGENT);
  // It was opened at 11:00 in Shanghai; they work from 9 to 17, and on Mondays from 9 to 12.
  const intervals = { sun: [['09:00', '17:00']], mon: [['09:00', '12:00']] };
  const { between } = hoursOf({ time_zone: 'Asia/Shanghai', intervals });
  const audits = life.commits.map((commit) => commit.audit).reverse();
  expect(ticketMetrics(life.ticket, audits, between, clock.now(), '')).toMatchObject({
    reply_time_in_minutes: { calendar: 600, business: 360 },
    full_resolution_time_in_minutes: { calendar: 2070, business: 540 },
    agent_wait_time_in_minutes: { calendar: 1440, business: 180 },
    requester_wait_time_in_minutes: { calendar: 630, business: 360 },
    on_hold_time_in_minutes: { calendar: 30, business: 0 },
  });
});

test('what an agent wrote to open a ticket is no reply', async () => {
  const clock = aClock();
  const comment = { body: 'A customer called', public: true, author: { id: 1001, role: 'agent' } } as const;
  const life = await aTicketLife(clock, {}, undefined, comment);
  const audits = life.commits.map((commit) => commit.audit);
  expect(ticketMetrics(life.ticket, audits, always, clock.now(), '')).toMatchObject({
    replies: 0,
    reply_time_in_minutes: { calendar: null, business: null },
  });
});
