import { beforeAll, describe, expect, test } from 'vitest';
import { intakesUseCases } from '../../functions/intakes-api/use-cases.ts';
import { ticketFieldsUseCases } from '../../functions/ticket-fields-api/use-cases.ts';
import { ticketsUseCases } from '../../functions/tickets-api/use-cases.ts';
import { intakesApi } from '../../shared/intake/intakes.api.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { listAudits } from '../../shared/tickets/audit.store.ts';
import { ticketFieldsApi } from '../../shared/tickets/ticket-fields.api.ts';
import { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import { aCustomer, anAdmin, anAgent } from '../support/a-user.ts';
import { anIntakeDesk, DEADLINE, type IntakeDesk } from '../support/an-intake-desk.ts';
import { type ApiRequest, callApi } from '../support/call-api.ts';
import { refusals } from '../support/ticket-apis.ts';
import { ticketTestDeps } from '../support/ticket-deps.ts';

const STUCK = '我昨天下午三点提现 1,500 USDT，走的 TRC20，到现在还没到账。我的邮箱 li@example.test';

let desk: IntakeDesk;
let agent: Awaited<ReturnType<typeof anAgent>>;
let admin: Awaited<ReturnType<typeof anAdmin>>;
let customer: Awaited<ReturnType<typeof aCustomer>>;
let handlers: readonly (readonly [RegExp, unknown])[];

beforeAll(async () => {
  desk = await anIntakeDesk({ asks: false });
  agent = await anAgent(desk.table, desk.clock);
  admin = await anAdmin(desk.table, desk.clock);
  customer = await aCustomer(desk.table, desk.clock);
  const deps = { ...ticketTestDeps(desk.table, desk.clock), deadline: DEADLINE };
  handlers = [
    [/\/intake/, resourceApi(intakesApi, intakesUseCases, deps)],
    [/\/ticket_fields/, resourceApi(ticketFieldsApi, ticketFieldsUseCases, deps)],
    [/./, resourceApi(ticketsApi, ticketsUseCases, deps)],
  ];
});

async function call(what: string, request: Omit<ApiRequest, 'method' | 'path'> = {}) {
  desk.clock.advance(1_500);
  const [method = '', path = ''] = what.split(' ', 2);
  const handler = handlers.find(([pattern]) => pattern.test(path))?.[1];
  return callApi(handler, { as: agent.as, ...request, method: method as ApiRequest['method'], path: `/api/v2${path}` });
}

async function lookedAt(subject = '提现没有到账', text = STUCK) {
  const life = await desk.opens(subject, text);
  await desk.look(life);
  return life;
}

describe('the intake of a ticket', () => {
  test('is shown to staff, with names in their language, what is missing, and whose turn it is', async () => {
    const life = await lookedAt();
    const { status, body } = await call(`GET /tickets/${life.ticket.id}/intake.json?locale=zh-CN`, {
      headers: { 'accept-language': 'zh-CN' },
    });
    expect(status).toBe(200);
    expect(body.intake).toMatchObject({
      ticket_id: life.ticket.id,
      category: { value: 'deposit_withdrawal' },
      reason: { value: 'not_arrived' },
      language: 'zh-CN',
      missing_facts: [{ value: 'uid' }, { value: 'tx_id' }],
      asked: null,
      next_step: { step: 'assign', owner: { type: 'nobody', id: null } },
    });
    expect(body.intake.why.join(' ')).toContain('到账');
    const asCustomer = await call(`GET /tickets/${life.ticket.id}/intake`, { as: customer.as });
    expect(asCustomer.status).toBe(403);
    expect((await call('GET /tickets/999999/intake')).status).toBe(404);
  });

  test('is null until somebody has looked', async () => {
    const life = await desk.opens('Hello', 'My deposit has not arrived.');
    expect((await call(`GET /tickets/${life.ticket.id}/intake`)).body).toEqual({ intake: null });
  });

  test('lets an agent ask the customer, once until they answer, and again afterwards', async () => {
    const life = await lookedAt();
    const asked = await call(`POST /tickets/${life.ticket.id}/intake/ask`);
    expect(asked.body.intake).toMatchObject({
      asked: { facts: ['uid', 'tx_id'], state: 'waiting', reminded_at: null },
      next_step: { step: 'customer_answers', owner: { type: 'customer', id: life.ticket.requester_id } },
    });
    expect(asked.body.intake.next_step.due_at).toBe(asked.body.intake.asked.deadline);
    await call(`POST /tickets/${life.ticket.id}/intake/ask`);
    expect(await desk.comments(life)).toHaveLength(2);
    await desk.writes(life, 'UID 88213377');
    expect((await call(`GET /tickets/${life.ticket.id}/intake`)).body.intake.missing_facts).toMatchObject([
      { value: 'tx_id' },
    ]);
    const again = await call(`POST /tickets/${life.ticket.id}/intake/ask`);
    expect(again.body.intake.asked.facts).toEqual(['tx_id']);
    expect((await desk.comments(life)).at(-1)?.body).not.toContain('UID');
  });

  test('refuses to ask for nothing', async () => {
    const life = await lookedAt('Thanks', 'Great app, thank you!');
    const answer = await call(`POST /tickets/${life.ticket.id}/intake/ask`);
    expect([answer.status, refusals(answer)]).toEqual([422, { base: 'intake.nothing_missing' }]);
  });
});

describe('the fields that tell what a ticket is about', () => {
  test('are drop-downs with names in each language', async () => {
    const { body } = await call('GET /ticket_fields.json?locale=zh-CN');
    const fields = body.ticket_fields.filter(({ id }: { id: number }) => id > 10 && id < 15);
    expect(fields.map(({ title, type }: { title: string; type: string }) => [title, type])).toEqual([
      ['类型', 'tagger'],
      ['分类', 'tagger'],
      ['原因', 'tagger'],
      ['风险', 'tagger'],
    ]);
    expect(fields[1].custom_field_options).toContainEqual(
      expect.objectContaining({ value: 'deposit_withdrawal', name: '充值与提现', raw_name: 'Deposit and withdrawal' }),
    );
    expect(fields[2].custom_field_options).toContainEqual(
      expect.objectContaining({ value: 'deposit_withdrawal__not_arrived', name: '充值与提现::未到账' }),
    );
    expect((await call('GET /ticket_fields/11?locale=en')).body.ticket_field).toMatchObject({
      title: 'Kind',
      removable: false,
    });
  });

  test('can be changed by administrators, and not taken away', async () => {
    const as = admin.as;
    const custom_field_option = { name: 'Loans', names: { en: 'Loans', 'zh-CN': '借贷' }, value: 'loans' };
    const added = await call('POST /ticket_fields/12/options', { as, body: { custom_field_option } });
    expect(added.status).toBe(201);
    expect((await call('GET /ticket_fields/12?locale=zh')).body.ticket_field.custom_field_options).toContainEqual(
      expect.objectContaining({ value: 'loans', name: '借贷' }),
    );
    const renamed = await call('PUT /ticket_fields/12', { as, body: { ticket_field: { title: 'Topic' } } });
    expect(renamed.body.ticket_field).toMatchObject({ title: 'Topic', id: 12 });
    const refused = await call('DELETE /ticket_fields/12', { as });
    expect([refused.status, refusals(refused)]).toEqual([422, { base: 'ticket_field.needed' }]);
  });
});

describe('corrections', () => {
  test('of agents are listed for administrators as what can be learned from', async () => {
    const life = await lookedAt();
    const custom_fields = [
      { id: 12, value: 'kyc' },
      { id: 13, value: 'kyc__review_failed' },
    ];
    const changed = await call(`PUT /tickets/${life.ticket.id}`, { body: { ticket: { custom_fields } } });
    expect(changed.status).toBe(200);
    const event = await desk.timers.lastEvent(life.ticket.id);
    await desk.handle(event);
    await desk.handle(event);
    const { body } = await call('GET /intake/corrections.json?page[size]=10', { as: admin.as });
    expect(body.corrections).toMatchObject([
      {
        ticket_id: life.ticket.id,
        by: agent.user.id,
        subject: '提现没有到账',
        is: { category: 'kyc', reason: 'review_failed', kind: 'problem' },
        was: { category: 'deposit_withdrawal', reason: 'not_arrived' },
      },
    ]);
    expect(body.corrections[0].text).toContain('还没到账');
    expect(body.corrections[0].text).not.toContain('li@example.test');
    expect(body.meta.has_more).toBe(false);
    expect((await call('GET /intake/corrections', { as: agent.as })).status).toBe(403);
  });
});

describe('whoever lowers the priority of a ticket in danger', () => {
  test('says why, and the audit tells', async () => {
    const life = await lookedAt('Help', 'Somebody hacked my account and is withdrawing my coins right now!');
    const lower = (more: object) =>
      call(`PUT /tickets/${life.ticket.id}`, { body: { ticket: { priority: 'normal', ...more } } });
    const refused = await lower({});
    expect([refused.status, refusals(refused)]).toEqual([422, { priority: 'ticket.lowering_needs_reason' }]);
    const done = await lower({ metadata: { custom: { reason: 'A test of ours.' } } });
    expect(done.body.ticket.priority).toBe('normal');
    const [audit] = await listAudits(desk.table, life.ticket.id, { descending: true, limit: 1 });
    expect(audit?.reason).toBe('A test of ours.');
  });
});
