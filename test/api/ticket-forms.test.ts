import { beforeAll, describe, expect, test } from 'vitest';
import { refusals, ticketApis } from '../support/ticket-apis.ts';

interface Row {
  readonly id: number;
  readonly position: number;
}

let apis: Awaited<ReturnType<typeof ticketApis>>;
let asset: { readonly id: number };
beforeAll(async () => {
  apis = await ticketApis();
  const custom_field_options = [
    { name: 'Bitcoin', value: 'btc' },
    { name: 'Tether', value: 'usdt' },
  ];
  const body = { ticket_field: { type: 'tagger', title: 'Asset', visible_in_portal: true, custom_field_options } };
  asset = (await asAdmin('POST /ticket_fields', body)).body.ticket_field;
});
const asAdmin = (what: string, body?: object) => apis.call(what, { as: apis.admin.as, ...(body ? { body } : {}) });
const asCustomer = (what: string, body?: object) =>
  apis.call(what, { as: apis.customer.as, ...(body ? { body } : {}) });
const make = async (ticket_form: object = {}) =>
  (await asAdmin('POST /ticket_forms', { ticket_form: { name: 'Deposits', ...ticket_form } })).body.ticket_form;
const listed = async () => (await apis.call('GET /ticket_forms.json')).body.ticket_forms as Row[];

describe('ticket forms', () => {
  test('begin with one that has what every ticket has, and what a ticket is about', async () => {
    const { body } = await apis.call('GET /ticket_forms.json?locale=zh-CN');
    expect(body.ticket_forms[0]).toMatchObject({
      id: 1,
      name: '默认表单',
      raw_name: 'Default form',
      default: true,
      active: true,
      end_user_visible: true,
      position: 0,
      ticket_field_ids: [1, 2, 3, 4, 5, 6, 7, 11, 12, 13],
      agent_conditions: [],
      end_user_conditions: [],
    });
    expect(body).toMatchObject({ count: body.ticket_forms.length, next_page: null });
    expect((await apis.call('GET /ticket_forms/1')).body.ticket_form.name).toBe('Default form');
  });

  test('keep their fields in order, each once, subject and description always among them', async () => {
    const made = await asAdmin('POST /ticket_forms.json', {
      ticket_form: { name: 'Deposits', ticket_field_ids: [12, asset.id, 2, 12], end_user_visible: true },
    });
    expect(made.status).toBe(201);
    const { id } = made.body.ticket_form;
    expect(made.headers['location']).toBe(`https://support.moorline.test/api/v2/ticket_forms/${id}`);
    expect(made.body.ticket_form).toMatchObject({
      ticket_field_ids: [1, 12, asset.id, 2],
      display_name: 'Deposits',
      default: false,
    });
    const changed = await asAdmin(`PUT /ticket_forms/${id}`, {
      ticket_form: { ticket_field_ids: [2, 1, asset.id], active: false },
    });
    expect(changed.body.ticket_form).toMatchObject({ ticket_field_ids: [2, 1, asset.id], active: false });
    expect((await apis.call(`GET /ticket_forms/${id}`)).body).toEqual(changed.body);
    expect((await asAdmin(`DELETE /ticket_forms/${id}`)).status).toBe(204);
    expect((await apis.call(`GET /ticket_forms/${id}`)).status).toBe(404);
  });

  test('tell customers of no condition about a field that they do not see', async () => {
    const hidden = (await asAdmin('POST /ticket_fields', { ticket_field: { type: 'checkbox', title: 'Fraud' } })).body
      .ticket_field;
    const seen = (
      await asAdmin('POST /ticket_fields', { ticket_field: { type: 'text', title: 'Hash', visible_in_portal: true } })
    ).body.ticket_field;
    const child = ({ id }: { id: number }) => ({ id, is_required: false });
    const end_user_conditions = [
      { parent_field_id: hidden.id, value: true, child_fields: [child(seen)] },
      { parent_field_id: asset.id, value: 'btc', child_fields: [child(seen), child(hidden)] },
      { parent_field_id: asset.id, value: 'usdt', child_fields: [child(hidden)] },
    ];
    const ticket_field_ids = [1, 2, asset.id, hidden.id, seen.id];
    const form = await make({ ticket_field_ids, end_user_conditions, end_user_visible: true });
    expect(form.end_user_conditions).toEqual(end_user_conditions);
    for (const path of [`/ticket_forms/${form.id}`, '/ticket_forms', `/ticket_forms/show_many?ids=${form.id}`]) {
      const { body } = await asCustomer(`GET ${path}`);
      const shown = body.ticket_form ?? body.ticket_forms.find(({ id }: Row) => id === form.id);
      expect(JSON.stringify(body)).not.toContain(String(hidden.id));
      expect(shown.end_user_conditions).toEqual([
        { parent_field_id: asset.id, value: 'btc', child_fields: [child(seen)] },
      ]);
    }
  });

  test('have names in each language, for agents and for customers', async () => {
    const form = await make({
      names: { en: 'Deposits', 'zh-CN': '充值（内部）' },
      display_name: 'My deposit',
      display_names: { en: 'My deposit', 'zh-CN': '我的充值' },
      end_user_visible: true,
    });
    const show = async (locale: string, as = apis.agent.as) =>
      (await apis.call(`GET /ticket_forms/${form.id}?locale=${locale}`, { as })).body.ticket_form;
    expect(await show('zh-CN')).toMatchObject({ name: '充值（内部）', display_name: '我的充值', raw_name: 'Deposits' });
    expect(await show('en')).toMatchObject({ name: 'Deposits', display_name: 'My deposit' });
    const theirs = await show('zh-CN', apis.customer.as);
    expect(theirs).toMatchObject({ name: '我的充值', display_name: '我的充值' });
    expect(JSON.stringify(theirs)).not.toContain('内部');
    const renamed = await asAdmin(`PUT /ticket_forms/${form.id}`, { ticket_form: { name: 'Top-ups' } });
    expect(renamed.body.ticket_form).toMatchObject({ name: 'Top-ups', display_name: 'My deposit' });
    expect((await show('zh-CN')).name).toBe('Top-ups');
  });

  test('show fields by the value of another one, and only fields that they have', async () => {
    const shows = (child: number, more: object = {}) => ({
      name: 'By asset',
      ticket_field_ids: [1, 2, 12, asset.id],
      agent_conditions: [
        {
          parent_field_id: asset.id,
          value: 'btc',
          child_fields: [{ id: child, is_required: true, required_on_statuses: { type: 'ALL_STATUSES' } }],
        },
      ],
      ...more,
    });
    const form = await make(shows(12));
    expect(form.agent_conditions).toEqual(shows(12).agent_conditions);
    for (const [child, code] of [
      [13, 'ticket_form.field_not_in_form'],
      [asset.id, 'ticket_form.condition_of_itself'],
    ] as const) {
      const refused = await asAdmin('POST /ticket_forms', { ticket_form: shows(child) });
      expect([refused.status, refusals(refused)]).toEqual([422, { agent_conditions: code }]);
    }
    const field = await asAdmin('POST /ticket_fields', { ticket_field: { type: 'text', title: 'Gone soon' } });
    const { id } = field.body.ticket_field;
    const shortLived = await make({ ticket_field_ids: [1, 2, id] });
    await asAdmin(`DELETE /ticket_fields/${id}`);
    const after = await apis.call(`GET /ticket_forms/${shortLived.id}`);
    expect(after.body.ticket_form.ticket_field_ids).toEqual([1, 2]);
    const renamed = await asAdmin(`PUT /ticket_forms/${shortLived.id}`, { ticket_form: { name: 'Still fine' } });
    expect(renamed.status).toBe(200);
  });

  test('of customers are those they can choose, with the fields they see and nothing for agents', async () => {
    const open = await make({ ticket_field_ids: [1, 2, 12, asset.id], end_user_visible: true });
    const hidden = await make({ name: 'Internal' });
    const off = await make({ name: 'Off', end_user_visible: true, active: false });
    const { body } = await asCustomer('GET /ticket_forms');
    const ids = body.ticket_forms.map(({ id }: Row) => id);
    expect([open, hidden, off].map(({ id }) => ids.includes(id))).toEqual([true, false, false]);
    const theirs = body.ticket_forms.find(({ id }: Row) => id === open.id);
    expect(theirs.ticket_field_ids).toEqual([1, 2, asset.id]);
    expect(theirs).not.toHaveProperty('agent_conditions');
    expect((await asCustomer(`GET /ticket_forms/${hidden.id}`)).status).toBe(404);
    const many = await apis.call(`GET /ticket_forms/show_many.json?ids=${hidden.id},${open.id},12345`);
    expect(many.body.ticket_forms.map(({ id }: Row) => id)).toEqual([open.id, hidden.id]);
    const active = await apis.call('GET /ticket_forms?active=false');
    expect(active.body.ticket_forms.map(({ id }: Row) => id)).toEqual([off.id]);
  });

  test('are put in another order, and one of them is the default', async () => {
    const [one, two] = [await make({ name: 'One' }), await make({ name: 'Two', position: 0 })];
    expect((await listed())[0]?.id).toBe(two.id);
    const order = await asAdmin('PUT /ticket_forms/reorder.json', { ticket_form_ids: [one.id, two.id] });
    expect(order.body.ticket_forms.slice(0, 2)).toMatchObject([
      { id: one.id, position: 0 },
      { id: two.id, position: 1 },
    ]);
    expect((await asAdmin('PUT /ticket_forms/reorder', { ticket_form_ids: [4711] })).status).toBe(422);
    const chosen = await asAdmin(`PUT /ticket_forms/${two.id}`, { ticket_form: { default: true } });
    expect(chosen.body.ticket_form.default).toBe(true);
    expect((await listed()).filter((form) => 'default' in form && form.default).map(({ id }) => id)).toEqual([two.id]);
    for (const refused of [
      await asAdmin(`DELETE /ticket_forms/${two.id}`),
      await asAdmin(`PUT /ticket_forms/${two.id}`, { ticket_form: { active: false } }),
    ])
      expect([refused.status, Object.values(refusals(refused))]).toEqual([422, ['ticket_form.is_default']]);
    expect((await asAdmin('DELETE /ticket_forms/1')).status).toBe(204);
    expect((await apis.call('GET /ticket_forms/1')).status).toBe(404);
    expect((await listed()).some(({ id }) => id === 1)).toBe(false);
  });

  test('are copied, the shipped one too, and customers do not see the copy yet', async () => {
    const form = await make({ ticket_field_ids: [1, 2, asset.id], end_user_visible: true });
    const copy = await asAdmin(`POST /ticket_forms/${form.id}/clone.json`, { prepend_clone_title: true });
    expect([copy.status, copy.body.ticket_form]).toMatchObject([
      201,
      { name: 'Clone of Deposits', ticket_field_ids: [1, 2, asset.id], end_user_visible: false },
    ]);
    expect((await asAdmin(`POST /ticket_forms/${form.id}/clone`)).body.ticket_form.name).toBe('Deposits');
    expect((await asAdmin('POST /ticket_forms/4711/clone')).status).toBe(404);
  });

  test('stand on tickets and requests that were opened with them, and audits tell of a change', async () => {
    const [form, other] = [await make({ end_user_visible: true }), await make({ name: 'Internal' })];
    const ticket = await apis.aNewTicket({ ticket_form_id: form.id });
    expect(ticket.ticket_form_id).toBe(form.id);
    const moved = await apis.call(`PUT /tickets/${ticket.id}`, { body: { ticket: { ticket_form_id: other.id } } });
    expect(moved.body.ticket.ticket_form_id).toBe(other.id);
    expect(moved.body.audit.events).toContainEqual(
      expect.objectContaining({ field_name: 'ticket_form_id', value: `${other.id}`, previous_value: `${form.id}` }),
    );
    const unknown = await apis.call(`PUT /tickets/${ticket.id}`, { body: { ticket: { ticket_form_id: 4711 } } });
    expect([unknown.status, refusals(unknown)]).toEqual([422, { ticket_form_id: 'ticket.reference_unknown' }]);
    const request = { subject: 'Stuck', comment: { body: 'It is stuck.' } };
    const asked = await asCustomer('POST /requests', { request: { ...request, ticket_form_id: form.id } });
    expect([asked.status, asked.body.request.ticket_form_id]).toEqual([201, form.id]);
    const refused = await asCustomer('POST /requests', { request: { ...request, ticket_form_id: other.id } });
    expect([refused.status, refusals(refused)]).toEqual([422, { ticket_form_id: 'ticket.reference_unknown' }]);
    expect((await apis.aNewTicket()).ticket_form_id).toBeNull();
  });

  test('are changed by nobody but administrators, once for a key, and by several at once', async () => {
    const form = await make();
    for (const [what, body] of [
      ['POST /ticket_forms', { ticket_form: { name: 'x' } }],
      [`PUT /ticket_forms/${form.id}`, { ticket_form: { name: 'x' } }],
      [`POST /ticket_forms/${form.id}/clone`, {}],
      ['PUT /ticket_forms/reorder', { ticket_form_ids: [form.id] }],
      [`DELETE /ticket_forms/${form.id}`, undefined],
    ] as const)
      for (const as of [apis.agent.as, apis.customer.as])
        expect((await apis.call(what, { as, ...(body ? { body } : {}) })).status).toBe(403);
    const request = { as: apis.admin.as, headers: { 'idempotency-key': 'f' }, body: { ticket_form: { name: 'Once' } } };
    const answers = await Promise.all([1, 2].map(() => apis.call('POST /ticket_forms', request)));
    const { id } = answers[0]?.body.ticket_form ?? {};
    expect(answers[1]?.body.ticket_form.id).toBe(id);
    const changes = [{ name: 'New' }, { active: false }, { end_user_visible: true }];
    await Promise.all(changes.map((ticket_form) => asAdmin(`PUT /ticket_forms/${id}`, { ticket_form })));
    expect((await apis.call(`GET /ticket_forms/${id}`)).body.ticket_form).toMatchObject({
      name: 'New',
      active: false,
      end_user_visible: true,
    });
  });

  test.each<[object, Record<string, string>]>([
    [{}, { name: 'field_required' }],
    [{ name: ' ' }, { name: 'field_required' }],
    [{ name: 'x', ticket_field_ids: [4711] }, { ticket_field_ids: 'ticket.reference_unknown' }],
    [{ name: 'x', active: 'yes' }, { active: 'field_invalid' }],
    [{ name: 'x', position: -1 }, { position: 'field_too_small' }],
    [{ name: 'x', default: true, active: false }, { active: 'ticket_form.is_default' }],
  ])('refuse %j', async (ticket_form, wrong) => {
    const answer = await asAdmin('POST /ticket_forms', { ticket_form });
    expect([answer.status, refusals(answer)]).toEqual([422, wrong]);
  });
});
