import { beforeEach, describe, expect, test } from 'vitest';
import { countFigures } from '../../functions/count-records/count-figures.ts';
import { HOUR, MINUTE } from '../../shared/kernel/clock.ts';
import { listAudits } from '../../shared/tickets/audit.store.ts';
import { aGroup, aGroupMember } from '../support/a-group.ts';
import { aTicketLife } from '../support/a-ticket-life.ts';
import { aTimerService, eventOf } from '../support/a-timer-service.ts';
import { aCustomer } from '../support/a-user.ts';
import { aStoredSlaPolicy } from '../support/an-sla-policy.ts';
import { ticketApis } from '../support/ticket-apis.ts';

let apis: Awaited<ReturnType<typeof ticketApis>>;
beforeEach(async () => {
  apis = await ticketApis();
});

const asCustomer = (what: string, more = {}) => apis.call(what, { as: apis.customer.as, ...more });

/** A request of the customer. */
async function aRequest(as = apis.customer.as): Promise<number> {
  const body = { request: { subject: '提现', comment: { body: '没有到账' } } };
  const made = await apis.call('POST /requests', { body, as });
  expect(made.status).toBe(201);
  return made.body.request.id;
}

async function progress(id: number, headers = {}, as = apis.customer.as) {
  const { status, body } = await apis.call(`GET /requests/${id}`, { headers, as });
  expect(status).toBe(200);
  return body.request.progress;
}

async function asAgent(id: number, ticket: object) {
  const { status } = await apis.call(`PUT /tickets/${id}`, { body: { ticket } });
  expect(status).toBe(200);
}

/** Lets the consumers of a ticket's events do their work. */
async function consume(id: number): Promise<void> {
  const service = aTimerService(apis.table, apis.clock);
  const event = await service.lastEvent(id);
  await service.nudge({
    ticket: { id, version: Number(event.data['version']) },
    audit: { id: 0, created_at: event.at },
    facts: event.names,
  } as never);
  expect(await countFigures(apis.table, [{ body: event, record: { messageId: event.id } as never }])).toEqual([]);
}

describe('the progress of a request', () => {
  test('goes from received to solved, in the customer’s words', async () => {
    const id = await aRequest();
    expect(await progress(id)).toEqual({
      state: 'received',
      text: '我们已收到您的请求。',
      next: 'us',
      next_text: '由我们处理，您现在无需做任何操作。',
      promised: null,
      expected_wait: null,
    });
    expect(await progress(id, { 'accept-language': 'en' })).toMatchObject({ text: 'We have received your request.' });
    await asAgent(id, { assignee_id: apis.agent.user.id });
    expect(await progress(id)).toMatchObject({ state: 'being_examined', next: 'us' });
    await asAgent(id, { comment: { body: '请提供交易编号', public: true }, status: 'pending' });
    await consume(id);
    expect(await progress(id)).toMatchObject({ state: 'waiting_for_you', next: 'you', next_text: '等待您回复。' });
    await asCustomer(`PUT /requests/${id}`, { body: { request: { comment: { body: '0xabc' } } } });
    await consume(id);
    expect(await progress(id)).toMatchObject({ state: 'being_solved', next: 'us' });
    await asAgent(id, { status: 'solved' });
    await consume(id);
    expect(await progress(id)).toMatchObject({ state: 'solved', next: null, next_text: null });
  });

  test('is the same in lists', async () => {
    const id = await aRequest();
    const listed = await asCustomer('GET /requests');
    expect(listed.body.requests).toMatchObject([{ id, progress: await progress(id) }]);
  });

  test('names the time that a policy promises, by the customer’s clock, and forgets it once it is past', async () => {
    await aStoredSlaPolicy(apis.table);
    const lei = await aCustomer(apis.table, apis.clock, { time_zone: 'Asia/Shanghai', locale: 'zh-CN' });
    const id = await aRequest(lei.as);
    const opened = apis.clock.now();
    await consume(id);
    const { promised } = await progress(id, {}, lei.as);
    expect(promised).toMatchObject({
      what: 'answer',
      at: `${new Date(opened + 2 * HOUR).toISOString().slice(0, 19)}Z`,
    });
    expect(promised.text).toMatch(/^我们将在 2026年11月22日.*13:00.* 之前答复您。$/);
    apis.clock.advance(3 * HOUR);
    expect((await progress(id, {}, lei.as)).promised).toMatchObject({ what: 'solution' });
  });

  test('tells the expected wait by recent first answers of its group, if there are twenty', async () => {
    const group = await aGroup(apis.table, apis.clock);
    const id = await aRequest();
    await asAgent(id, { group_id: group.id });
    for (let n = 1; n <= 20; n++) {
      const life = await aTicketLife(apis.clock, { id: 90_000 + n, group_id: group.id }, apis.table);
      apis.clock.advance(n * MINUTE);
      await life.says('Looking');
      const messages = life.commits.map((commit) => ({ body: eventOf(commit), record: {} as never }));
      await countFigures(apis.table, messages);
      if (n === 19) expect((await progress(id)).expected_wait).toBeNull();
    }
    apis.clock.advance(6 * MINUTE);
    expect((await progress(id)).expected_wait).toEqual({
      typical_minutes: 10,
      most_minutes: 18,
      text: '近期一半的首次答复在10分钟内给出，九成在18分钟内给出。',
    });
  });

  test('tells nothing of what goes on inside: no note, no policy, no name, no group, no status of ours', async () => {
    const secret = 'Fraud desk Zebra';
    await aStoredSlaPolicy(apis.table, { title: secret });
    const group = await aGroup(apis.table, apis.clock, { name: secret });
    await aGroupMember(apis.table, apis.clock, { group_id: group.id, user_id: apis.agent.user.id });
    const id = await aRequest();
    await asAgent(id, { group_id: group.id, assignee_id: apis.agent.user.id, status: 'hold', tags: ['zebra'] });
    await asAgent(id, { comment: { body: secret, public: false }, priority: 'urgent' });
    await consume(id);
    const told = JSON.stringify(await progress(id));
    for (const inside of [secret, 'zebra', 'hold', 'urgent', 'policy', 'group', 'priority', apis.agent.user.name])
      expect(told.toLowerCase()).not.toContain(inside.toLowerCase());
    expect(await progress(id)).toMatchObject({ state: 'being_examined' });
    expect(Object.keys(await progress(id)).sort()).toEqual([
      'expected_wait',
      'next',
      'next_text',
      'promised',
      'state',
      'text',
    ]);
    expect((await listAudits(apis.table, id, { descending: false, limit: 10 })).length).toBe(3);
  });

  test('tells somebody who did not sign in nothing of whose address they gave', async () => {
    await aStoredSlaPolicy(apis.table);
    const email = apis.customer.user.email ?? '';
    const body = { request: { subject: 'x', comment: { body: 'y' }, requester: { name: 'Somebody', email } } };
    const made = await apis.call('POST /requests', { body, as: undefined });
    const other = { ...body, request: { ...body.request, requester: { name: 'Somebody', email: 'new@people.test' } } };
    const unknown = await apis.call('POST /requests', { body: other, as: undefined });
    expect(made.status).toBe(201);
    expect(made.body.request.progress).toEqual(unknown.body.request.progress);
  });
});
