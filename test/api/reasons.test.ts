import { beforeAll, describe, expect, test } from 'vitest';
import { ticketFieldsUseCases } from '../../functions/ticket-fields-api/use-cases.ts';
import { ticketsUseCases } from '../../functions/tickets-api/use-cases.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { ticketFieldsApi } from '../../shared/tickets/ticket-fields.api.ts';
import { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import { anAdmin, anAgent } from '../support/a-user.ts';
import { anIntakeDesk, type IntakeDesk } from '../support/an-intake-desk.ts';
import { type ApiRequest, callApi } from '../support/call-api.ts';
import { refusals } from '../support/ticket-apis.ts';
import { ticketTestDeps } from '../support/ticket-deps.ts';

let desk: IntakeDesk;
let agent: Awaited<ReturnType<typeof anAgent>>;
let admin: Awaited<ReturnType<typeof anAdmin>>;
let handlers: readonly (readonly [RegExp, unknown])[];

beforeAll(async () => {
  desk = await anIntakeDesk({ asks: false });
  agent = await anAgent(desk.table, desk.clock);
  admin = await anAdmin(desk.table, desk.clock);
  const deps = ticketTestDeps(desk.table, desk.clock);
  handlers = [
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

async function lookedAt() {
  const life = await desk.opens('提现没有到账', '我昨天下午三点提现 1,500 USDT，走的 TRC20，到现在还没到账。');
  await desk.look(life);
  return life;
}

describe('a reason', () => {
  const categoryAndReason = (of: { custom_fields: { id: number; value: unknown }[] }) =>
    [12, 13].map((id) => of.custom_fields.find((field) => field.id === id)?.value ?? null);
  const say = (id: number, values: Record<number, string | null>, headers = {}) => {
    const custom_fields = Object.entries(values).map(([field, value]) => ({ id: Number(field), value }));
    return call(`PUT /tickets/${id}`, { body: { ticket: { custom_fields } }, headers });
  };

  test('of another category than the ticket’s is refused in both languages, with those that can be chosen', async () => {
    const { ticket } = await lookedAt();
    const refused = await say(ticket.id, { 13: 'kyc__review_failed' }, { 'accept-language': 'en' });
    expect([refused.status, refusals(refused)]).toEqual([
      422,
      { 'custom_fields.13': 'ticket.reason_of_other_category' },
    ]);
    const [{ description }] = refused.body.details['custom_fields.13'];
    expect(description).toContain('deposit_withdrawal__not_arrived');
    expect(description).not.toContain('kyc__');
    const both = { 12: 'kyc', 13: 'account_security__theft' };
    const chinese = await say(ticket.id, both, { 'accept-language': 'zh-CN' });
    expect(chinese.status).toBe(422);
    expect(chinese.body.details['custom_fields.13'][0].description).toMatch(/不属于工单的分类（kyc）.*kyc__document/);
    const { body } = await call(`GET /tickets/${ticket.id}`);
    expect(categoryAndReason(body.ticket)).toEqual(['deposit_withdrawal', 'deposit_withdrawal__not_arrived']);
  });

  test('goes with a category that is said with it, and goes away with one that is said without', async () => {
    const { ticket } = await lookedAt();
    const both = await say(ticket.id, { 12: 'kyc', 13: 'kyc__review_failed' });
    expect(categoryAndReason(both.body.ticket)).toEqual(['kyc', 'kyc__review_failed']);
    const alone = await say(ticket.id, { 12: 'deposit_withdrawal' });
    expect(categoryAndReason(alone.body.ticket)).toEqual(['deposit_withdrawal', null]);
    await desk.handle(await desk.timers.lastEvent(ticket.id));
    const { body } = await call(`GET /tickets/${ticket.id}`);
    expect(categoryAndReason(body.ticket)).toEqual(['deposit_withdrawal', 'deposit_withdrawal__not_arrived']);
  });

  test('of the company’s own may be of a category, or of none and go with each', async () => {
    const as = admin.as;
    for (const value of ['kyc__twins', 'by_telephone'])
      await call('POST /ticket_fields/13/options', { as, body: { custom_field_option: { name: value, value } } });
    desk.clock.advance(60_000);
    const { ticket } = await lookedAt();
    expect((await say(ticket.id, { 13: 'kyc__twins' })).status).toBe(422);
    expect((await say(ticket.id, { 13: 'by_telephone' })).status).toBe(200);
    expect((await say(ticket.id, { 12: 'kyc' })).body.ticket.custom_fields).toContainEqual({
      id: 13,
      value: 'by_telephone',
    });
    expect((await say(ticket.id, { 13: 'kyc__twins' })).status).toBe(200);
    const opened = { subject: 'x', comment: { body: 'x' }, custom_fields: [{ id: 12, value: 'kyc' }] };
    const wrong = {
      ...opened,
      custom_fields: [...opened.custom_fields, { id: 13, value: 'deposit_withdrawal__other' }],
    };
    expect((await call('POST /tickets', { body: { ticket: wrong } })).status).toBe(422);
    expect((await call('POST /tickets', { body: { ticket: opened } })).status).toBe(201);
  });
});
