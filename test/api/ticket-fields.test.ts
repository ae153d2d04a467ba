import { beforeAll, describe, expect, test } from 'vitest';
import { refusals, ticketApis } from '../support/ticket-apis.ts';

let apis: Awaited<ReturnType<typeof ticketApis>>;
beforeAll(async () => {
  apis = await ticketApis();
});
const asAdmin = (what: string, body?: object) => apis.call(what, { as: apis.admin.as, ...(body ? { body } : {}) });
const make = async (ticket_field: object) =>
  (await asAdmin('POST /ticket_fields', { ticket_field: { type: 'text', title: 'UID', ...ticket_field } })).body
    .ticket_field;

describe('ticket fields', () => {
  test('begin with those every ticket has', async () => {
    const { body } = await apis.call('GET /ticket_fields.json');
    const types = body.ticket_fields.map((field: { type: string }) => field.type);
    expect(types.slice(0, 7)).toEqual([
      'subject',
      'description',
      'status',
      'priority',
      'tickettype',
      'group',
      'assignee',
    ]);
    expect(body.ticket_fields[3]).toMatchObject({
      removable: false,
      system_field_options: [{ name: 'Low', value: 'low' }, {}, {}, { value: 'urgent' }],
    });
    expect(body.count).toBe(types.length);
    const count = await apis.call('GET /ticket_fields/count');
    expect(count.body.count.value).toBe(types.length);
  });

  test('are made, shown, changed and taken away by administrators', async () => {
    const made = await asAdmin('POST /ticket_fields.json', {
      ticket_field: { type: 'integer', title: 'Amount', required: true },
    });
    expect(made.status).toBe(201);
    const { id } = made.body.ticket_field;
    expect(made.headers['location']).toBe(`https://support.moorline.test/api/v2/ticket_fields/${id}`);
    expect(made.body.ticket_field).toMatchObject({
      type: 'integer',
      title: 'Amount',
      title_in_portal: 'Amount',
      required: true,
      active: true,
      removable: true,
    });
    const changed = await asAdmin(`PUT /ticket_fields/${id}`, {
      ticket_field: { title: '金额', type: 'text', active: false },
    });
    expect(changed.body.ticket_field).toMatchObject({ id, title: '金额', type: 'integer', active: false });
    expect((await apis.call(`GET /ticket_fields/${id}.json`)).body).toEqual(changed.body);
    expect((await asAdmin(`DELETE /ticket_fields/${id}`)).status).toBe(204);
    expect((await apis.call(`GET /ticket_fields/${id}`)).status).toBe(404);
  });

  test('check the values that tickets are given, from the moment they are made', async () => {
    await apis.aNewTicket({ custom_fields: [{ id: 1, value: 'warms the cache' }] });
    const options = [{ name: 'Bitcoin', value: 'btc' }];
    const asset = await make({ type: 'tagger', title: 'Asset', custom_field_options: options });
    const ticket = await apis.aNewTicket({
      custom_fields: [
        { id: asset.id, value: 'btc' },
        { id: 12345, value: 'x' },
      ],
    });
    expect(ticket.custom_fields).toEqual([{ id: asset.id, value: 'btc' }]);
    const wrong = await apis.call(`PUT /tickets/${ticket.id}`, {
      body: { ticket: { custom_fields: [{ id: asset.id, value: 'doge' }] } },
    });
    expect([wrong.status, refusals(wrong)]).toEqual([422, { [`custom_fields.${asset.id}`]: 'field_not_allowed' }]);
    const gone = await apis.call(`PUT /tickets/${ticket.id}`, {
      body: { ticket: { custom_fields: [{ id: asset.id, value: null }] } },
    });
    expect(gone.body.ticket.custom_fields).toEqual([]);
  });

  test('are read at most once a minute for tickets, and not at all without values', async () => {
    const field = await make({});
    const reads = async (ticket: object) => {
      apis.calls.length = 0;
      await apis.aNewTicket(ticket);
      return apis.calls.filter(({ operation }) => operation === 'query').length;
    };
    const withValue = { custom_fields: [{ id: field.id, value: 'x' }] };
    expect(await reads({})).toBe(0);
    expect([await reads(withValue), await reads(withValue), await reads(withValue)]).toEqual([1, 0, 0]);
    apis.clock.advance(60_000);
    expect(await reads(withValue)).toBe(1);
  });

  test('have choices that are listed, added, changed and taken away', async () => {
    const field = await make({ type: 'multiselect', custom_field_options: [{ name: 'A', value: 'a' }] });
    const path = `/ticket_fields/${field.id}/options`;
    const added = await asAdmin(`POST ${path}.json`, { custom_field_option: { name: 'B', value: 'b' } });
    expect([added.status, added.body.custom_field_option]).toMatchObject([201, { name: 'B', value: 'b', position: 1 }]);
    const { id } = added.body.custom_field_option;
    const changed = await asAdmin(`POST ${path}`, { custom_field_option: { id, name: 'Bee', value: 'bee' } });
    expect([changed.status, changed.body.custom_field_option.value]).toEqual([200, 'bee']);
    const listed = await apis.call(`GET ${path}`);
    expect(listed.body.custom_field_options.map((option: { value: string }) => option.value)).toEqual(['a', 'bee']);
    expect((await apis.call(`GET ${path}/${id}`)).body.custom_field_option.name).toBe('Bee');
    expect((await asAdmin(`DELETE ${path}/${id}`)).status).toBe(204);
    expect((await asAdmin(`DELETE ${path}/${id}`)).status).toBe(404);
    const last = await asAdmin(`DELETE ${path}/${listed.body.custom_field_options[0].id}`);
    expect(refusals(last)).toEqual({ custom_field_options: 'field_required' });
  });

  test('have a choice once that is added twice with one key', async () => {
    const field = await make({ type: 'tagger', custom_field_options: [{ name: 'A', value: 'a' }] });
    const path = `/ticket_fields/${field.id}/options`;
    const headers = { 'idempotency-key': 'choice-b' };
    const body = { custom_field_option: { name: 'B', value: 'b' } };
    const add = () => apis.call(`POST ${path}`, { as: apis.admin.as, headers, body });
    const first = await add();
    expect(first.status).toBe(201);
    expect(await add()).toMatchObject({ status: 201, body: first.body });
    expect((await apis.call(`GET ${path}`)).body.custom_field_options).toHaveLength(2);
  });

  test('of customers are those on their requests, without what is meant for agents', async () => {
    const seen = await make({ title: 'Seen', visible_in_portal: true, agent_description: 'secret' });
    const hidden = await make({ title: 'Hidden' });
    const asCustomer = (what: string) => apis.call(what, { as: apis.customer.as });
    const { body } = await asCustomer('GET /ticket_fields');
    const ids = body.ticket_fields.map((field: { id: number }) => field.id);
    expect([ids.includes(seen.id), ids.includes(hidden.id)]).toEqual([true, false]);
    expect(JSON.stringify(body)).not.toContain('secret');
    expect((await asCustomer(`GET /ticket_fields/${hidden.id}`)).status).toBe(404);
  });

  test('are changed by nobody but administrators', async () => {
    const field = await make({});
    for (const [what, body] of [
      ['POST /ticket_fields', { ticket_field: { type: 'text', title: 'x' } }],
      [`PUT /ticket_fields/${field.id}`, { ticket_field: { title: 'x' } }],
      [`DELETE /ticket_fields/${field.id}`, undefined],
    ] as const) {
      const request = body ? { body } : {};
      expect((await apis.call(what, request)).status).toBe(403);
      expect((await apis.call(what, { ...request, as: apis.customer.as })).status).toBe(403);
      expect((await apis.call(what, { ...request, as: undefined })).status).toBe(401);
    }
  });

  test('are made once for a key, and changed by several at once', async () => {
    const request = {
      as: apis.admin.as,
      headers: { 'idempotency-key': 'f' },
      body: { ticket_field: { type: 'text', title: 'Once' } },
    };
    const answers = await Promise.all([1, 2].map(() => apis.call('POST /ticket_fields', request)));
    const { id } = answers[0]?.body.ticket_field ?? {};
    expect(answers[1]?.body.ticket_field.id).toBe(id);
    const changes = [{ title: 'New' }, { active: false }, { description: 'd' }];
    await Promise.all(changes.map((ticket_field) => asAdmin(`PUT /ticket_fields/${id}`, { ticket_field })));
    const { body } = await apis.call(`GET /ticket_fields/${id}`);
    expect(body.ticket_field).toMatchObject({ title: 'New', active: false, description: 'd' });
  });

  test.each<[object, Record<string, string>]>([
    [{ type: 'text' }, { title: 'field_required' }],
    [{ type: 'text', title: '  ' }, { title: 'field_required' }],
    [{ type: 'text', title: 'x'.repeat(256) }, { title: 'field_too_long' }],
    [{ type: 'subject', title: 'x' }, { type: 'field_not_allowed' }],
    [{ type: 'lookup', title: 'x' }, { type: 'field_not_allowed' }],
    [{ type: 'tagger', title: 'x' }, { custom_field_options: 'field_required' }],
    [
      { type: 'text', title: 'x', custom_field_options: [{ name: 'a', value: 'a' }] },
      { custom_field_options: 'ticket_field.has_no_options' },
    ],
    [
      { type: 'tagger', title: 'x', custom_field_options: [{ name: 'a', value: '' }] },
      { 'custom_field_options.0.value': 'field_too_short' },
    ],
    [{ type: 'regexp', title: 'x' }, { regexp_for_validation: 'field_required' }],
    [
      { type: 'regexp', title: 'x', regexp_for_validation: '(' },
      { regexp_for_validation: 'ticket_field.pattern_invalid' },
    ],
    [{ type: 'text', title: 'x', position: -1 }, { position: 'field_too_small' }],
    [{ type: 'text', title: 'x', active: 'yes' }, { active: 'field_invalid' }],
  ])('refuse %j', async (ticket_field, wrong) => {
    const answer = await asAdmin('POST /ticket_fields', { ticket_field });
    expect([answer.status, refusals(answer)]).toEqual([422, wrong]);
  });

  test('of every ticket stay as they are', async () => {
    const changed = await asAdmin('PUT /ticket_fields/1', { ticket_field: { title: 'x' } });
    expect([changed.status, refusals(changed)]).toEqual([422, { base: 'ticket_field.system_field' }]);
    expect((await asAdmin('DELETE /ticket_fields/1')).status).toBe(422);
  });
});
