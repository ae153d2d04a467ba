import { beforeAll, describe, expect, test } from 'vitest';
import { intakesUseCases } from '../../functions/intakes-api/use-cases.ts';
import { requestsUseCases } from '../../functions/requests-api/use-cases.ts';
import { ticketFieldsUseCases } from '../../functions/ticket-fields-api/use-cases.ts';
import { ticketsUseCases } from '../../functions/tickets-api/use-cases.ts';
import { intakesApi } from '../../shared/intake/intakes.api.ts';
import { createGroup } from '../../shared/people/write-group.store.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { expectedWaits } from '../../shared/reports/expected-wait.store.ts';
import { listAudits } from '../../shared/tickets/audit.store.ts';
import { requestsApi } from '../../shared/tickets/requests.api.ts';
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
  const deps = { ...ticketTestDeps(desk.table, desk.clock), deadline: DEADLINE, triageGroup: 'Triage' };
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
      next_step: { step: 'assign', owner: { type: 'administrators', id: null } },
    });
    expect(body.next_step).toEqual(body.intake.next_step);
    expect(body.intake.why.join(' ')).toContain('到账');
    const asCustomer = await call(`GET /tickets/${life.ticket.id}/intake`, { as: customer.as });
    expect(asCustomer.status).toBe(403);
    expect((await call('GET /tickets/999999/intake')).status).toBe(404);
  });

  test('is null until somebody has looked', async () => {
    const life = await desk.opens('Hello', 'My deposit has not arrived.');
    const { body } = await call(`GET /tickets/${life.ticket.id}/intake`);
    expect(body).toMatchObject({ intake: null, next_step: { ticket_id: life.ticket.id, step: 'assign' } });
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

  test('asks on the channel of a customer who wrote through the API, in their language', async () => {
    const text = 'I withdrew 1,500 USDT over TRC20 yesterday at 3 pm and it has not arrived.';
    const life = await desk.opens('Withdrawal not arrived', text, { requester_id: customer.user.id });
    await desk.look(life);
    await call(`POST /tickets/${life.ticket.id}/intake/ask`);
    const requests = resourceApi(requestsApi, requestsUseCases, {
      ...ticketTestDeps(desk.table, desk.clock),
      expectedWait: expectedWaits(desk.table, desk.clock.now),
    });
    const path = `/api/v2/requests/${life.ticket.id}/comments`;
    const { body } = await callApi(requests, { method: 'GET', path, as: customer.as });
    expect(body.comments.at(-1)).toMatchObject({ public: true, body: expect.stringContaining('transaction id') });
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

describe('what a category asks for', () => {
  const options = async (id: number) => (await call(`GET /ticket_fields/${id}`)).body.ticket_field.custom_field_options;
  const put = async (id: number, custom_field_options: object[]) =>
    call(`PUT /ticket_fields/${id}`, { as: admin.as, body: { ticket_field: { custom_field_options } } });
  const missing = async (life: Awaited<ReturnType<typeof lookedAt>>) =>
    (await call(`GET /tickets/${life.ticket.id}/intake`)).body.intake.missing_facts.map(
      ({ value }: { value: string }) => value,
    );

  test('is shown with its choice, and chosen from facts with a hint in each language and a check', async () => {
    const [category, reason] = [await options(12), await options(13)];
    expect(category).toContainEqual(expect.objectContaining({ value: 'kyc', facts: ['uid'] }));
    expect(reason).toContainEqual(
      expect.objectContaining({
        value: 'deposit_withdrawal__not_arrived',
        facts: expect.arrayContaining(['uid', 'tx_id', 'network']),
      }),
    );
    const { body } = await call('GET /intake/facts.json?locale=zh-CN');
    expect(body.facts).toContainEqual({
      value: 'tx_id',
      name: '交易哈希',
      hint: expect.stringContaining('TxID'),
      names: { en: 'transaction id', 'zh-CN': '交易哈希' },
      hints: { en: expect.stringContaining('block explorer'), 'zh-CN': expect.any(String) },
      check: 'tx_id',
    });
    expect(body.facts).toContainEqual(expect.objectContaining({ value: 'screenshot', check: 'file' }));
    expect((await call('GET /intake/facts', { as: customer.as })).status).toBe(403);
  });

  test('is changed by an administrator, choice by choice, and tickets are looked at by that', async () => {
    const before: { value: string; name: string; facts?: string[] }[] = await options(13);
    const changed = before.map(({ value, ...rest }) =>
      value === 'deposit_withdrawal__not_arrived' ? { ...rest, value, facts: ['uid', 'address'] } : { ...rest, value },
    );
    expect((await put(13, changed)).status).toBe(200);
    desk.clock.advance(60_000);
    const life = await lookedAt();
    expect(await missing(life)).toEqual(['uid', 'address']);
    expect((await put(13, [...changed, { name: 'x', value: 'x', facts: ['pin'] }])).body.details).toMatchObject({
      custom_field_options: [{ error: 'ticket_field.fact_unknown' }],
    });
    const kinds = await options(11);
    expect(refusals(await put(11, [...kinds, { name: 'x', value: 'x', facts: ['uid'] }]))).toEqual({
      custom_field_options: 'ticket_field.no_facts_here',
    });
    // What is not said again stays; null takes the desk's own away.
    const unsaid = changed.map(({ facts: _facts, ...rest }) => rest);
    await put(13, unsaid);
    expect(await options(13)).toContainEqual(expect.objectContaining({ facts: ['uid', 'address'] }));
    await put(
      13,
      before.map((each) => ({ ...each, facts: each.facts ?? null })),
    );
    expect(await options(13)).toEqual(before.map((each) => expect.objectContaining({ value: each.value })));
  });

  test('goes for categories that an administrator adds, renames and takes away, with names in each language', async () => {
    const before: { value: string; name: string }[] = await options(12);
    const names = { en: 'Crypto loans', 'zh-CN': '质押借贷' };
    const loans = { name: 'Crypto loans', names, value: 'loans2', facts: ['uid', 'amount'] };
    const renamed = before.map((each) =>
      each.value === 'kyc' ? { ...each, name: 'Identity', names: { en: 'Identity', 'zh-CN': '实名' } } : each,
    );
    expect((await put(12, [...renamed, loans])).status).toBe(200);
    desk.clock.advance(60_000);
    const life = await lookedAt('实名认证', '实名认证审核失败，提示照片模糊');
    const show = async (locale: string) =>
      (await call(`GET /tickets/${life.ticket.id}/intake`, { headers: { 'accept-language': locale } })).body.intake;
    expect((await show('zh-CN')).category).toEqual({ value: 'kyc', name: '实名' });
    expect((await show('en')).category).toEqual({ value: 'kyc', name: 'Identity' });
    const [audit] = await listAudits(desk.table, life.ticket.id, { descending: true, limit: 1 });
    expect(audit?.reason).toContain('Problem, Identity');
    const custom_fields = [{ id: 12, value: 'loans2' }];
    await call(`PUT /tickets/${life.ticket.id}`, { body: { ticket: { custom_fields } } });
    await desk.handle(await desk.timers.lastEvent(life.ticket.id));
    expect((await show('zh-CN')).category).toEqual({ value: 'loans2', name: '质押借贷' });
    expect(await missing(life)).toEqual(['uid', 'amount']);
    await put(12, renamed);
    expect((await options(12)).map(({ value }: { value: string }) => value)).not.toContain('loans2');
    desk.clock.advance(60_000);
    const offered = await call(`PUT /tickets/${life.ticket.id}`, { body: { ticket: { custom_fields } } });
    expect(refusals(offered)).toEqual({ 'custom_fields.12': 'field_not_allowed' });
    // Whoever has it keeps it.
    const { body } = await call(`GET /tickets/${life.ticket.id}`);
    expect(body.ticket.custom_fields).toContainEqual({ id: 12, value: 'loans2' });
    await put(12, before);
  });
});

describe('every open ticket', () => {
  const stepOf = async ({ ticket }: { ticket: { id: number } }) =>
    (await call(`GET /intake/next_steps.json?ids=${ticket.id}`)).body.next_steps[0];
  const hoursLater = (at: number, hours: number) => new Date(at + hours * 3_600_000).toISOString().slice(0, 19);

  test('has a next step, an owner of it and a date, whether or not anybody has looked at it', async () => {
    const life = await desk.opens('Hello', 'My deposit has not arrived.', { priority: 'high' });
    const { id } = life.ticket;
    const owner = { type: 'administrators', id: null };
    const step = await stepOf(life);
    expect(step).toMatchObject({ ticket_id: id, step: 'assign', owner });
    expect(step.due_at).toContain(hoursLater(life.ticket.created_at, 4));
    const triage = await createGroup(
      desk.table,
      { name: 'Triage' },
      { now: desk.clock.now(), newId: desk.clock.newId },
    );
    expect((await stepOf(life)).owner).toEqual({ type: 'group', id: triage.id });
    const changed = async (fields: object) => {
      await life.reread();
      await life.change({ fields });
      return stepOf(life);
    };
    expect(await changed({ group_id: 4711 })).toMatchObject({ step: 'assign', owner: { type: 'group', id: 4711 } });
    const mine = await changed({ assignee_id: agent.user.id, status: 'open' });
    expect(mine).toMatchObject({
      step: 'work',
      owner: { type: 'agent', id: agent.user.id },
      due_at: expect.any(String),
    });
    expect(await changed({ status: 'hold' })).toMatchObject({ step: 'work', owner: { type: 'agent' } });
    const pending = await changed({ status: 'pending' });
    expect(pending).toMatchObject({ step: 'customer_answers', owner: { type: 'customer', id: desk.customer.id } });
    expect(pending.due_at).toEqual(expect.any(String));
    const due_at = desk.clock.now() + 5_000;
    expect(await changed({ status: 'open', due_at })).toMatchObject({
      due_at: new Date(due_at).toISOString().replace(/\.\d+/, ''),
    });
    expect(await changed({ status: 'solved' })).toBeUndefined();
    expect((await call(`GET /tickets/${id}/intake`)).body.next_step).toBeNull();
  });

  test('tells it for many at once, and to nobody but staff', async () => {
    const [one, two] = [await lookedAt(), await desk.opens('Hello', 'Hm.')];
    const { body } = await call(`GET /intake/next_steps?ids=${one.ticket.id},${two.ticket.id},4711`);
    expect(body.next_steps.map((each: { ticket_id: number }) => each.ticket_id)).toEqual([
      one.ticket.id,
      two.ticket.id,
    ]);
    expect((await call(`GET /intake/next_steps?ids=${one.ticket.id}`, { as: customer.as })).status).toBe(403);
  });
});
