import { beforeAll, describe, expect, test } from 'vitest';
import { changeTicketAs } from '../support/change-ticket.ts';
import { refusals, ticketApis } from '../support/ticket-apis.ts';

let apis: Awaited<ReturnType<typeof ticketApis>>;
beforeAll(async () => {
  apis = await ticketApis();
});

const merge = (target: number, body: object, more: object = {}) =>
  apis.call(`POST /tickets/${target}/merge.json`, { body, ...more });

describe('a request to merge tickets', () => {
  test('is answered with a job that waits', async () => {
    const [a, b, target] = [await apis.aNewTicket(), await apis.aNewTicket(), await apis.aNewTicket()];
    const answer = await merge(target.id, {
      ids: [a.id, String(b.id), a.id],
      target_comment: 'Combining.',
      source_comment: null,
      target_comment_is_public: false,
    });
    expect(answer.status).toBe(200);
    expect(answer.body.job_status).toMatchObject({
      job_type: 'tickets.merge',
      status: 'queued',
      total: 2,
      results: null,
    });
  });

  test('with the same key again is the same job, though its tickets are merged by then', async () => {
    const [a, target] = [await apis.aNewTicket(), await apis.aNewTicket()];
    const headers = { 'idempotency-key': 'merge-once' };
    const first = await merge(target.id, { ids: [a.id] }, { headers });
    await changeTicketAs(apis.table, apis.clock, a.id, apis.agent.user, { merged_into_id: target.id });
    const again = await merge(target.id, { ids: [a.id] }, { headers });
    expect(again.body.job_status.id).toBe(first.body.job_status.id);
    const other = await merge(target.id, { ids: [a.id] });
    expect(refusals(other)).toEqual({ ids: 'ticket.merge_again' });
  });

  test('names everything that cannot be merged, and then nothing is', async () => {
    const { table, clock, agent } = apis;
    const [closed, good, target] = [await apis.aNewTicket(), await apis.aNewTicket(), await apis.aNewTicket()];
    const fields = { status: 'closed', assignee_id: agent.user.id } as const;
    await changeTicketAs(table, clock, closed.id, agent.user, { fields });
    const answer = await merge(target.id, { ids: [good.id, closed.id, target.id, 987_654] });
    expect(answer.status).toBe(422);
    expect(answer.body.details.ids.map(({ error }: { error: string }) => error)).toEqual([
      'ticket.merge_source_closed',
      'ticket.merge_into_itself',
      'ticket.merge_unknown',
    ]);
    expect(answer.body.details.ids[2].description).toContain('987654');
    const shown = await apis.call(`GET /tickets/${good.id}`);
    expect(shown.body.ticket).toMatchObject({ status: 'new', merged_into_id: null });
    expect(refusals(await merge(closed.id, { ids: [good.id] }))).toEqual({ id: 'ticket.merge_target_closed' });
  });

  test.each([
    ['no ids', { ids: [] }],
    ['none at all', {}],
    ['too many', { ids: Array.from({ length: 21 }, (_, at) => at + 1) }],
    ['what is no id', { ids: ['x'] }],
    ['what is not positive', { ids: [0] }],
    ['a comment that is none', { ids: [1], target_comment: 7 }],
    ['one that is too long', { ids: [1], source_comment: 'x'.repeat(10_001) }],
    ['half a character', { ids: [1], source_comment: '\ud800' }],
  ])('with %s is refused', async (_what, body) => {
    const target = await apis.aNewTicket();
    expect((await merge(target.id, body)).status).toBe(422);
  });

  test('into a ticket that is not there is not found', async () => {
    expect((await merge(987_654, { ids: [1] })).status).toBe(404);
  });

  test('of a customer is refused', async () => {
    const [a, target] = [await apis.aNewTicket(), await apis.aNewTicket()];
    expect((await merge(target.id, { ids: [a.id] }, { as: apis.customer.as })).status).toBe(403);
  });
});
