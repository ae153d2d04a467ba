import { beforeEach, describe, expect, test } from 'vitest';
import { slaPoliciesUseCases } from '../../functions/sla-policies-api/use-cases.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { slaPoliciesApi } from '../../shared/sla/sla-policies.api.ts';
import { ALL_METRICS } from '../../shared/tickets/timed-metric.ts';
import { aCustomer, anAdmin, anAgent } from '../support/a-user.ts';
import { webhookDeps } from '../support/a-webhook-service.ts';
import { type ApiRequest, type Credentials, callApi, testDeps } from '../support/call-api.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const PATH = '/api/v2/slas/policies';
const POLICY = {
  title: 'Incidents',
  description: 'For urgent incidents, we respond within 30 minutes',
  filter: { all: [{ field: 'type', operator: 'is', value: 'incident' }], any: [] },
  policy_metrics: [
    { priority: 'normal', metric: 'first_reply_time', target: 30, business_hours: false },
    { priority: 'urgent', metric: 'first_reply_time', target_in_seconds: 90 },
    { priority: 'low', metric: 'requester_wait_time', target: 180, business_hours: false },
  ],
};

const STEP = { minutes: 0, actions: [{ type: 'raise_priority' }] };

describe('the API of service-level policies', () => {
  let table: Table;
  let clock: TestClock;
  let handler: unknown;
  let admin: Credentials;

  beforeEach(async () => {
    [clock, table] = [aClock(), await aTable()];
    handler = resourceApi(slaPoliciesApi, slaPoliciesUseCases, { ...testDeps(table, clock), ...webhookDeps() });
    admin = (await anAdmin(table, clock)).as;
  });

  const call = (method: ApiRequest['method'], path: string, body?: object | string, more: Partial<ApiRequest> = {}) =>
    callApi(handler, { method, path, as: admin, ...(body === undefined ? {} : { body }), ...more });
  const create = async (policy: object = {}) => {
    const answer = await call('POST', `${PATH}.json`, { sla_policy: { ...POLICY, ...policy } });
    expect(answer.status).toBe(201);
    return answer.body.sla_policy as { id: number; title: string; position: number };
  };
  const titles = async () => {
    const { body } = await call('GET', PATH);
    return body.sla_policies.map((each: { title: string }) => each.title);
  };

  test('creates a policy in the shape of the wire, and shows it', async () => {
    const { status, body, headers } = await call('POST', `${PATH}.json`, { sla_policy: POLICY });
    expect(status).toBe(201);
    const { id } = body.sla_policy;
    expect(headers['location']).toBe(`https://support.moorline.test/api/v2/slas/policies/${id}`);
    expect(body.sla_policy).toEqual({
      ...POLICY,
      id,
      url: `https://support.moorline.test/api/v2/slas/policies/${id}.json`,
      position: 1,
      policy_metrics: [
        { priority: 'normal', metric: 'first_reply_time', target: 30, target_in_seconds: 1800, business_hours: false },
        { priority: 'urgent', metric: 'first_reply_time', target: 2, target_in_seconds: 90, business_hours: false },
        {
          priority: 'low',
          metric: 'requester_wait_time',
          target: 180,
          target_in_seconds: 10_800,
          business_hours: false,
        },
      ],
      schedule_id: null,
      escalations: null,
      created_at: '2026-11-22T03:00:00Z',
      updated_at: '2026-11-22T03:00:00Z',
    });
    expect((await call('GET', `${PATH}/${id}.json`)).body).toEqual(body);
    const list = await call('GET', `${PATH}.json`);
    expect(list.body).toEqual({ sla_policies: [body.sla_policy], count: 1, next_page: null, previous_page: null });
  });

  test('keeps all seven metrics, in business hours or not, with steps of escalations of their own', async () => {
    const policy_metrics = ALL_METRICS.map((metric, at) => ({
      priority: 'high',
      metric,
      target: 30,
      target_in_seconds: 1800,
      business_hours: at % 2 === 0,
    }));
    const escalations = [
      {
        metric: 'first_reply_time',
        steps: [
          { percent: 80, actions: [{ type: 'notify', to: 'assignee' }] },
          { minutes: -5, actions: [{ type: 'notify', to: 'group' }] },
          { minutes: 0, actions: [{ type: 'raise_priority' }, { type: 'add_tags', tags: ['late'] }] },
          { seconds: 90, actions: [{ type: 'notify', to: 'admins' }] },
        ],
      },
      { metric: null, steps: [] },
    ];
    const { id } = await create({ policy_metrics, escalations });
    const { body } = await call('GET', `${PATH}/${id}`);
    expect(body.sla_policy).toMatchObject({ policy_metrics, escalations });
    const usual = await call('PUT', `${PATH}/${id}`, { sla_policy: { escalations: null } });
    expect(usual.body.sla_policy).toMatchObject({ policy_metrics, escalations: null });
  });

  test('lists policies in the order in which they are tried: last unless they have a position', async () => {
    await create({ title: 'one' });
    await create({ title: 'two' });
    expect((await create({ title: 'first', position: 1 })).position).toBe(1);
    expect(await titles()).toEqual(['first', 'one', 'two']);
  });

  test('changes only what is named, and moves a policy that gets a position', async () => {
    const one = await create({ title: 'one' });
    await create({ title: 'two' });
    clock.advance(60_000);
    const renamed = await call('PUT', `${PATH}/${one.id}.json`, { sla_policy: { title: 'uno', unknown: true } });
    expect(renamed.status).toBe(200);
    expect(renamed.body.sla_policy).toMatchObject({
      title: 'uno',
      filter: POLICY.filter,
      position: 1,
      updated_at: '2026-11-22T03:01:00Z',
    });
    const moved = await call('PUT', `${PATH}/${one.id}`, {
      sla_policy: { position: 2, policy_metrics: [], filter: {} },
    });
    expect(moved.body.sla_policy).toMatchObject({ position: 2, policy_metrics: [], filter: { all: [], any: [] } });
    expect(await titles()).toEqual(['two', 'uno']);
  });

  test('reorders: those named first, the rest after them', async () => {
    const [one, , three] = [await create({ title: 'a' }), await create({ title: 'b' }), await create({ title: 'c' })];
    const answer = await call('PUT', `${PATH}/reorder.json`, { sla_policy_ids: [three.id, one.id] });
    expect(answer.status).toBe(200);
    expect(await titles()).toEqual(['c', 'a', 'b']);
    const unknown = await call('PUT', `${PATH}/reorder.json`, { sla_policy_ids: [one.id, 12] });
    expect(unknown.status).toBe(422);
    expect(unknown.body.details.sla_policy_ids[0].error).toBe('sla.policy_unknown');
    const twice = await call('PUT', `${PATH}/reorder.json`, { sla_policy_ids: [one.id, one.id] });
    expect(twice.body.details.sla_policy_ids[0].error).toBe('sla.policy_twice');
    expect(await titles()).toEqual(['c', 'a', 'b']);
  });

  test('deletes a policy, after which it is not there', async () => {
    const { id } = await create();
    expect(await call('DELETE', `${PATH}/${id}.json`)).toMatchObject({ status: 204, body: '' });
    for (const method of ['GET', 'DELETE'] as const) expect((await call(method, `${PATH}/${id}`)).status).toBe(404);
    const update = await call('PUT', `${PATH}/${id}`, { sla_policy: { title: 'x' } });
    expect([update.status, update.body.error]).toEqual([404, 'RecordNotFound']);
    expect(await titles()).toEqual([]);
  });

  test('tells what a filter can ask, in the caller’s language', async () => {
    const { body } = await call('GET', `${PATH}/definitions.json`, undefined, {
      headers: { 'accept-language': 'zh-CN' },
    });
    const priority = body.definitions.all.find((each: { value: string }) => each.value === 'priority');
    expect(priority).toMatchObject({ title: '优先级', group: 'ticket' });
    expect(priority.operators[0]).toEqual({ title: '是', value: 'is' });
    expect(priority.values.list).toContainEqual({ title: '紧急', value: 'urgent' });
    expect(body.definitions.any).toEqual(body.definitions.all);
  });

  test.each([
    ['no title', { title: undefined }, 'title', 'field_required'],
    ['an empty title', { title: '   ' }, 'title', 'field_too_short'],
    ['a title too long', { title: 'x'.repeat(256) }, 'title', 'field_too_long'],
    ['no filter', { filter: undefined }, 'filter', 'field_required'],
    ['a filter of another type', { filter: 'all' }, 'filter', 'field_invalid'],
    ['a position of 0', { position: 0 }, 'position', 'field_too_small'],
    [
      'a field that is none',
      { filter: { all: [{ field: 'brand_id', operator: 'is', value: 1 }] } },
      'filter.all.0.field',
      'sla.field_unsupported',
    ],
    [
      'an operator that is none',
      { filter: { any: [{ field: 'type', operator: 'less_than', value: 'task' }] } },
      'filter.any.0.operator',
      'sla.operator_unsupported',
    ],
    [
      'a value that is none',
      { filter: { all: [{ field: 'type', operator: 'is', value: 'x' }] } },
      'filter.all.0.value',
      'field_not_allowed',
    ],
    [
      'a priority that is none',
      { policy_metrics: [{ priority: 'top', metric: 'first_reply_time', target: 1 }] },
      'policy_metrics.0.priority',
      'field_not_allowed',
    ],
    [
      'a target of 0',
      { policy_metrics: [{ priority: 'low', metric: 'first_reply_time', target: 0 }] },
      'policy_metrics.0.target',
      'field_too_small',
    ],
    [
      'a target of half a minute',
      { policy_metrics: [{ priority: 'low', metric: 'first_reply_time', target: 0.5 }] },
      'policy_metrics.0.target',
      'field_invalid',
    ],
    [
      'no target',
      { policy_metrics: [{ priority: 'low', metric: 'first_reply_time' }] },
      'policy_metrics.0.target',
      'field_required',
    ],
    [
      'a metric that is none',
      { policy_metrics: [{ priority: 'low', metric: 'speed', target: 1 }] },
      'policy_metrics.0.metric',
      'field_not_allowed',
    ],
    ['a schedule that is none', { schedule_id: 12 }, 'schedule_id', 'sla.schedule_unknown'],
    [
      'a step at no time',
      { escalations: [{ steps: [{ actions: [{ type: 'raise_priority' }] }] }] },
      'escalations.0.steps.0',
      'sla.step_time_invalid',
    ],
    [
      'two steps at the same time',
      { escalations: [{ steps: [STEP, { ...STEP, minutes: undefined, percent: 100 }] }] },
      'escalations.0.steps.1',
      'sla.step_twice',
    ],
    [
      'a group that is none',
      { escalations: [{ steps: [{ minutes: 0, actions: [{ type: 'assign_group', group_id: 12 }] }] }] },
      'escalations',
      'sla.group_unknown',
    ],
    ['half a character', { title: 'a\ud800' }, 'title', 'text_invalid'],
  ])('refuses %s, names the field and writes nothing', async (_, changes, field, code) => {
    const { status, body } = await call('POST', PATH, { sla_policy: { ...POLICY, ...changes } });
    expect(status).toBe(422);
    expect(body.error).toBe('RecordInvalid');
    expect(Object.keys(body.details)).toEqual([field]);
    expect(body.details[field][0].error).toBe(code);
    expect(await titles()).toEqual([]);
  });

  test.each([
    ['broken JSON', '{"sla_policy":', 400],
    ['no wrapper', '{}', 422],
    ['a list', '[]', 422],
    ['nothing', '', 422],
  ])('refuses %s', async (_, body, status) => {
    expect((await call('POST', PATH, body)).status).toBe(status);
  });

  test('answers a repeated create with the policy of the first, and refuses another under the same key', async () => {
    const headers = { 'idempotency-key': 'policy-1' };
    const first = await call('POST', PATH, { sla_policy: POLICY }, { headers });
    const second = await call('POST', PATH, { sla_policy: POLICY }, { headers });
    expect([second.status, second.body]).toEqual([201, first.body]);
    const other = await call('POST', PATH, { sla_policy: { ...POLICY, title: 'other' } }, { headers });
    expect(other.body.details.idempotency_key[0].error).toBe('idempotency_key_reused');
    expect(await titles()).toEqual(['Incidents']);
  });

  test('keeps every policy when several are made and moved at once', async () => {
    const { id } = await create({ title: 'zero' });
    await Promise.all([
      create({ title: 'one', position: 1 }),
      create({ title: 'two' }),
      call('PUT', `${PATH}/${id}`, { sla_policy: { position: 3 } }),
    ]);
    expect((await titles()).sort()).toEqual(['one', 'two', 'zero']);
  });

  test('lets agents read, administrators write, and nobody else do anything', async () => {
    const { id } = await create();
    const agent = (await anAgent(table, clock)).as;
    const customer = (await aCustomer(table, clock)).as;
    const writes: [ApiRequest['method'], string, object][] = [
      ['POST', PATH, { sla_policy: POLICY }],
      ['PUT', `${PATH}/${id}`, { sla_policy: { title: 'x' } }],
      ['PUT', `${PATH}/reorder`, { sla_policy_ids: [id] }],
      ['DELETE', `${PATH}/${id}`, {}],
    ];
    for (const [method, path, body] of writes)
      for (const as of [agent, customer]) expect((await call(method, path, body, { as })).status).toBe(403);
    for (const path of [PATH, `${PATH}/${id}`, `${PATH}/definitions`]) {
      expect((await call('GET', path, undefined, { as: agent })).status).toBe(200);
      expect((await call('GET', path, undefined, { as: customer })).status).toBe(403);
      expect((await call('GET', path, undefined, { as: undefined })).status).toBe(401);
    }
  });
});
