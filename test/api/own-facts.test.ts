import { beforeAll, describe, expect, test } from 'vitest';
import { intakesUseCases } from '../../functions/intakes-api/use-cases.ts';
import { ticketFieldsUseCases } from '../../functions/ticket-fields-api/use-cases.ts';
import { ticketsUseCases } from '../../functions/tickets-api/use-cases.ts';
import { intakesApi } from '../../shared/intake/intakes.api.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { ticketFieldsApi } from '../../shared/tickets/ticket-fields.api.ts';
import { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import type { TicketLife } from '../support/a-ticket-life.ts';
import { anAdmin } from '../support/a-user.ts';
import { anIntakeDesk, DEADLINE, type IntakeDesk } from '../support/an-intake-desk.ts';
import { type ApiRequest, callApi } from '../support/call-api.ts';
import { refusals } from '../support/ticket-apis.ts';
import { ticketTestDeps } from '../support/ticket-deps.ts';

const NOT_ARRIVED = 'deposit_withdrawal__not_arrived';
const STUCK = ['提现没有到账', '我昨天下午三点提现 1,500 USDT，走的 TRC20，到现在还没到账。'] as const;

let desk: IntakeDesk;
let admin: Awaited<ReturnType<typeof anAdmin>>;
let handlers: readonly (readonly [RegExp, unknown])[];

beforeAll(async () => {
  desk = await anIntakeDesk();
  admin = await anAdmin(desk.table, desk.clock);
  const deps = { ...ticketTestDeps(desk.table, desk.clock), deadline: DEADLINE, triageGroup: '' };
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
  return callApi(handler, { as: admin.as, ...request, method: method as ApiRequest['method'], path: `/api/v2${path}` });
}

async function aField(ticket_field: object): Promise<{ id: number; fact: string }> {
  const { status, body } = await call('POST /ticket_fields', { body: { ticket_field } });
  expect(status).toBe(201);
  return { id: body.ticket_field.id, fact: `custom_fields_${body.ticket_field.id}` };
}

/** What a stuck withdrawal is asked for from now on. */
async function asksFor(...facts: string[]) {
  const { body } = await call('GET /ticket_fields/13/options?page[size]=100');
  const option = body.custom_field_options.find(({ value }: { value: string }) => value === NOT_ARRIVED);
  const answer = await call('POST /ticket_fields/13/options', {
    body: { custom_field_option: { id: option.id, name: option.raw_name, value: NOT_ARRIVED, facts } },
  });
  // Fields are believed for a minute.
  desk.clock.advance(60_000);
  return answer;
}

async function opened(text: string = STUCK[1], more: Parameters<IntakeDesk['opens']>[2] = {}) {
  const life = await desk.opens(STUCK[0], text, more);
  await desk.look(life);
  return life;
}

const intakeOf = async (life: TicketLife, locale = 'en') =>
  (await call(`GET /tickets/${life.ticket.id}/intake`, { headers: { 'accept-language': locale } })).body.intake;
const fieldValue = (life: TicketLife, id: number) => life.ticket.custom_fields.find((each) => each.id === id)?.value;

const CASE = {
  type: 'regexp',
  title: 'Case number',
  titles: { en: 'Case number', 'zh-CN': '案件编号' },
  description: 'as in our letter, such as KX-1234',
  descriptions: { en: 'as in our letter, such as KX-1234', 'zh-CN': '我们信函中的编号，例如 KX-1234' },
  regexp_for_validation: '^KX-\\d{4}$',
};

describe('a fact that an administrator has added as a ticket field', () => {
  test('can be chosen, is asked for in the language of the customer, read where it stands, and the ticket goes on', async () => {
    const { id, fact } = await aField(CASE);
    const { body } = await call('GET /intake/facts?locale=zh-CN');
    expect(body.facts).toContainEqual({
      value: fact,
      name: '案件编号',
      hint: CASE.descriptions['zh-CN'],
      names: CASE.titles,
      hints: CASE.descriptions,
      check: 'regexp',
      pattern: CASE.regexp_for_validation,
    });
    expect((await asksFor('uid', fact)).body.custom_field_option.facts).toEqual(['uid', fact]);

    const life = await opened();
    expect(life.ticket.status).toBe('pending');
    const [, question] = await desk.comments(life);
    expect(question?.body).toContain('- 案件编号：我们信函中的编号，例如 KX-1234');
    expect((await intakeOf(life)).missing_facts).toMatchObject([
      { value: 'uid' },
      { value: fact, name: 'Case number', hint: CASE.descriptions.en },
    ]);

    await desk.writes(life, '不知道是不是 KX-12345？我的 UID 是 88213377。');
    expect((await intakeOf(life, 'zh-CN')).missing_facts).toEqual([
      { value: fact, name: '案件编号', hint: CASE.descriptions['zh-CN'] },
    ]);
    await desk.writes(life, '找到了，编号KX-1234，谢谢');
    const intake = await intakeOf(life);
    const comments = await desk.comments(life);
    expect(intake).toMatchObject({ missing_facts: [], asked: { state: 'answered' } });
    expect(intake.facts).toContainEqual({
      name: fact,
      value: 'KX-1234',
      comment_id: comments.at(-1)?.id,
      start: 6,
      end: 13,
    });
    expect(life.ticket.status).toBe('open');
    expect(fieldValue(life, id)).toBe('KX-1234');
  });

  test('is reminded of, and told to agents when it does not come', async () => {
    const { fact } = await aField({ ...CASE, titles: { en: 'Letter', 'zh-CN': '信函' } });
    await asksFor(fact);
    const life = await opened();
    for (let half = 0; half < 2; half++) {
      desk.clock.advance(DEADLINE / 2);
      await desk.timers.fireDue();
    }
    await life.reread();
    const [, , reminder, note] = await desk.comments(life);
    expect(reminder?.body).toContain('- 信函：');
    expect(note).toMatchObject({ public: false, body: expect.stringContaining('Letter') });
    expect(life.ticket.status).toBe('open');
    const again = await call(`POST /tickets/${life.ticket.id}/intake/ask`);
    expect(again.body.intake.asked).toMatchObject({ facts: [fact], state: 'waiting' });
    expect((await desk.comments(life)).at(-1)?.body).toContain('- 信函：');
  });

  test.each<[string, (id: number) => Promise<unknown>]>([
    ['was deleted', (id) => call(`DELETE /ticket_fields/${id}`)],
    ['is not used any more', (id) => call(`PUT /ticket_fields/${id}`, { body: { ticket_field: { active: false } } })],
    [
      'asks for a secret by now',
      (id) => call(`PUT /ticket_fields/${id}`, { body: { ticket_field: { title: 'PIN' } } }),
    ],
  ])('is waited for no more when its field %s: the ticket goes on, and a note says so', async (_, goes) => {
    const { id, fact } = await aField({ type: 'integer', title: 'Terminal' });
    await asksFor(fact);
    const life = await opened();
    expect(life.ticket.status).toBe('pending');
    await goes(id);
    const asked = await call(`POST /tickets/${life.ticket.id}/intake/ask`);
    expect([asked.status, refusals(asked)]).toEqual([422, { base: 'intake.nothing_missing' }]);
    desk.clock.advance(DEADLINE / 2);
    await desk.timers.fireDue();
    await life.reread();
    expect(life.ticket.status).toBe('open');
    expect((await desk.comments(life)).at(-1)).toMatchObject({
      public: false,
      body: expect.stringContaining('not asked for any more'),
    });
    desk.clock.advance(DEADLINE);
    await desk.timers.fireDue();
    expect(await desk.comments(life)).toHaveLength(3);
    const again = await call(`POST /tickets/${life.ticket.id}/intake/ask`);
    expect([again.status, refusals(again)]).toEqual([422, { base: 'intake.nothing_missing' }]);
  });

  test('is missing where a form sends no choice at all, and is put in its field when it is told', async () => {
    const custom_field_options = [
      { name: 'Kusama', value: 'ksm' },
      { name: 'Stellar', value: 'xlm' },
    ];
    const { id, fact } = await aField({ type: 'multiselect', title: 'Nets', custom_field_options });
    await asksFor(fact);
    const ticket = { subject: STUCK[0], comment: { body: STUCK[1] }, custom_fields: [{ id, value: [] }] };
    const made = await call('POST /tickets', { body: { ticket: { ...ticket, requester_id: desk.customer.id } } });
    expect(made.status).toBe(201);
    expect(made.body.ticket.custom_fields.find((each: { id: number }) => each.id === id)?.value ?? null).toBeNull();
    const life = await opened();
    expect((await desk.comments(life))[1]?.body).toContain('- Nets：Kusama、Stellar');
    await desk.writes(life, 'Kusama、Stellar');
    expect(fieldValue(life, id)).toEqual(['ksm', 'xlm']);
    expect((await intakeOf(life)).missing_facts).toEqual([]);
  });

  test('is known when it stands in its field: from a form, or put there later, which opens the ticket', async () => {
    const { id, fact } = await aField({ type: 'integer', title: 'Devices' });
    await asksFor(fact);
    const filled = await opened(STUCK[1], { custom_fields: [{ id, value: 3 }] });
    expect(filled.ticket.status).toBe('new');
    expect((await intakeOf(filled)).missing_facts).toEqual([]);

    const life = await opened();
    expect(life.ticket.status).toBe('pending');
    await call(`PUT /tickets/${life.ticket.id}`, { body: { ticket: { custom_fields: [{ id, value: 2 }] } } });
    await desk.handle(await desk.timers.lastEvent(life.ticket.id));
    await life.reread();
    expect(life.ticket.status).toBe('open');
    expect(await intakeOf(life)).toMatchObject({ missing_facts: [], asked: { state: 'answered' } });
  });

  test('leaves alone what somebody has put in its field, or taken out of it', async () => {
    const { id, fact } = await aField(CASE);
    await asksFor('uid', fact);
    const life = await opened(`${STUCK[1]} KX-1111`);
    expect(fieldValue(life, id)).toBe('KX-1111');
    const put = async (value: string | null) => {
      await call(`PUT /tickets/${life.ticket.id}`, { body: { ticket: { custom_fields: [{ id, value }] } } });
      await life.reread();
    };
    await put('KX-2222');
    await desk.writes(life, 'KX-3333');
    expect(fieldValue(life, id)).toBe('KX-2222');
    await put(null);
    await desk.writes(life, 'KX-4444');
    expect(fieldValue(life, id)).toBeUndefined();
  });

  test('may be a choice by its name in either language, or a file of a kind', async () => {
    const choice = await aField({
      type: 'tagger',
      title: 'Card',
      custom_field_options: [
        { name: 'Virtual card', names: { en: 'Virtual card', 'zh-CN': '虚拟卡' }, value: 'virtual' },
        { name: 'Metal card', value: 'metal' },
      ],
    });
    const file = await aField({ type: 'file', title: 'Bank statement', regexp_for_validation: 'pdf' });
    await asksFor(choice.fact, file.fact);
    const life = await opened();
    const body = (await desk.comments(life))[1]?.body;
    expect(body).toContain('- Card：虚拟卡、Metal card');
    expect(body).toContain('- Bank statement\n');
    const attached = (id: number, content_type: string) => ({
      attachments: [{ id, file_name: 'x', content_type, size: 10, inline: false }],
    });
    await desk.writes(life, '虚拟卡', attached(901, 'image/png'));
    expect(fieldValue(life, choice.id)).toBe('virtual');
    expect((await intakeOf(life)).missing_facts).toMatchObject([{ value: file.fact }]);
    await desk.writes(life, '好的', attached(902, 'application/pdf'));
    expect(await intakeOf(life)).toMatchObject({ missing_facts: [], asked: { state: 'answered' } });
    const given = { custom_fields: [{ id: file.id, value: 'x' }] };
    expect(refusals(await call(`PUT /tickets/${life.ticket.id}`, { body: { ticket: given } }))).toEqual({
      [`custom_fields.${file.id}`]: 'ticket.field_value_invalid',
    });
  });

  test('that is a text is told by a bare answer, when it is all that is awaited', async () => {
    const { id, fact } = await aField({ type: 'text', title: 'Merchant' });
    await asksFor('uid', fact);
    const life = await opened('我昨天下午三点提现 1,500 USDT，走的 TRC20，\n蓝色咖啡');
    expect(life.ticket.status).toBe('pending');
    await desk.writes(life, '蓝色咖啡');
    expect((await intakeOf(life)).missing_facts).toMatchObject([{ value: 'uid' }, { value: fact }]);
    await desk.writes(life, '我的 UID 是 88213377');
    // It came, and nothing else that it could have been is awaited any more.
    const intake = await intakeOf(life);
    expect(intake).toMatchObject({ missing_facts: [], asked: { state: 'answered' } });
    const comments = await desk.comments(life);
    const answer = comments.find(({ body }) => body === '蓝色咖啡');
    expect(intake.facts).toContainEqual({ name: fact, value: '蓝色咖啡', comment_id: answer?.id, start: 0, end: 4 });
    expect(fieldValue(life, id)).toBe('蓝色咖啡');
    // It is told once: what is written later is none, and looking again finds the same.
    await desk.writes(life, '红色咖啡');
    expect(fieldValue(life, id)).toBe('蓝色咖啡');
    expect((await intakeOf(life)).facts).toEqual(intake.facts);
  });

  test('that is a text stays missing while the customer says that they do not know it', async () => {
    const { id, fact } = await aField({ type: 'text', title: 'Branch' });
    await asksFor(fact);
    const life = await opened();
    for (const words of ['谢谢', '不知道', '在哪里能看到']) await desk.writes(life, words);
    expect((await intakeOf(life)).missing_facts).toMatchObject([{ value: fact }]);
    await desk.writes(life, '朝阳支行');
    expect(fieldValue(life, id)).toBe('朝阳支行');
    expect((await intakeOf(life)).missing_facts).toEqual([]);
  });

  test('may be several choices at once', async () => {
    const { id, fact } = await aField({
      type: 'multiselect',
      title: 'Networks',
      custom_field_options: ['Kusama', 'Stellar', 'Cosmos'].map((name) => ({ name, value: name.toLowerCase() })),
    });
    await asksFor(fact);
    const life = await opened(`${STUCK[1]} Stellar or Kusama, I do not remember. Kusama?`);
    expect(fieldValue(life, id)).toEqual(['stellar', 'kusama']);
  });

  test('is asked for no more when the field is gone, and its choice can be sent as it is', async () => {
    const { id, fact } = await aField(CASE);
    await asksFor('uid', fact);
    const life = await opened();
    await call(`DELETE /ticket_fields/${id}`);
    expect((await intakeOf(life)).missing_facts).toMatchObject([{ value: 'uid' }]);
    expect((await asksFor('uid', fact)).status).toBe(200);
    const other = await opened();
    expect((await intakeOf(other)).missing_facts).toMatchObject([{ value: 'uid' }]);
    await asksFor('uid');
    expect(refusals(await asksFor('uid', fact))).toEqual({ custom_field_options: 'ticket_field.fact_unknown' });
  });

  test('is never a secret', async () => {
    const { fact } = await aField({ type: 'text', title: 'Login password' });
    expect(refusals(await asksFor(fact))).toEqual({ custom_field_options: 'ticket_field.fact_unknown' });
  });

  test.each(['(?=a)b', '(a)\\1', '(a{100}){100}', '('])(
    'has no pattern that a text could keep busy: %s',
    async (source) => {
      const ticket_field = { type: 'regexp', title: 'x', regexp_for_validation: source };
      expect(refusals(await call('POST /ticket_fields', { body: { ticket_field } }))).toEqual({
        regexp_for_validation: 'ticket_field.pattern_invalid',
      });
    },
  );
});
