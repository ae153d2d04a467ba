import { beforeAll, expect, test } from 'vitest';
import { MINUTE } from '../../shared/kernel/clock.ts';
import { ticketApis } from '../support/ticket-apis.ts';

let apis: Awaited<ReturnType<typeof ticketApis>>;
const ids: number[] = [];

beforeAll(async () => {
  apis = await ticketApis();
  for (let at = 0; at < 3; at++) ids.push((await apis.aNewTicket({ assignee_id: apis.agent.user.id })).id);
  apis.clock.advance(10 * MINUTE);
  const answer = { ticket: { comment: { body: 'Looking', public: true }, status: 'pending' } };
  await apis.call(`PUT /tickets/${ids[0]}`, { body: answer });
  apis.clock.advance(20 * MINUTE);
  await apis.call(`PUT /tickets/${ids[0]}`, { body: { ticket: { status: 'solved' } } });
});

test('the figures of a ticket are the same by its number and by their own', async () => {
  const ofTicket = await apis.call(`GET /tickets/${ids[0]}/metrics.json`);
  expect(ofTicket.status).toBe(200);
  expect(ofTicket.body.ticket_metric).toMatchObject({
    id: ids[0],
    ticket_id: ids[0],
    url: `https://support.moorline.test/api/v2/tickets/${ids[0]}/metrics.json`,
    replies: 1,
    reopens: 0,
    reply_time_in_minutes: { calendar: 10, business: 10 },
    first_resolution_time_in_minutes: { calendar: 30, business: 30 },
    full_resolution_time_in_minutes: { calendar: 30, business: 30 },
    agent_wait_time_in_minutes: { calendar: 20, business: 20 },
    requester_wait_time_in_minutes: { calendar: 10, business: 10 },
    on_hold_time_in_minutes: { calendar: 0, business: 0 },
  });
  const own = await apis.call(`GET /ticket_metrics/${ids[0]}.json`);
  expect(own.body).toEqual(ofTicket.body);
  expect((await apis.call('GET /ticket_metrics/999999')).status).toBe(404);
});

test('the figures of all tickets come in pages, the newest first, in both styles', async () => {
  const all = await apis.call('GET /ticket_metrics.json');
  expect(all.body.ticket_metrics.map((each: { ticket_id: number }) => each.ticket_id)).toEqual(ids.toReversed());
  expect(all.body).toMatchObject({ count: 3, next_page: null });
  const first = await apis.call('GET /ticket_metrics.json?page[size]=2');
  expect(first.body.ticket_metrics).toHaveLength(2);
  expect(first.body.meta.has_more).toBe(true);
  const path = new URL(first.body.links.next);
  const second = await apis.call(`GET ${path.pathname.replace('/api/v2', '')}${path.search}`);
  expect(second.body.ticket_metrics).toMatchObject([{ ticket_id: ids[0] }]);
});

test('the figures of tickets are nothing for customers', async () => {
  for (const path of ['/ticket_metrics', `/ticket_metrics/${ids[0]}`, `/tickets/${ids[0]}/metrics`])
    expect((await apis.call(`GET ${path}`, { as: apis.customer.as })).status).toBe(403);
});
