import { beforeEach, describe, expect, test } from 'vitest';
import { slaPoliciesUseCases } from '../../functions/sla-policies-api/use-cases.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { ServerAnswer, ServerCall } from '../../shared/platform/server-calls.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { slaPoliciesApi } from '../../shared/sla/sla-policies.api.ts';
import { getWebhook } from '../../shared/webhooks/webhook.store.ts';
import { anAdmin } from '../support/a-user.ts';
import { aWebhookDesk } from '../support/a-webhook-desk.ts';
import { webhookDeps } from '../support/a-webhook-service.ts';
import { type ApiRequest, type Credentials, callApi, testDeps } from '../support/call-api.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const PAGER = {
  name: 'Pager',
  endpoint: 'https://pager.example.com/escalations?team=1',
  http_method: 'POST',
  request_format: 'json',
  status: 'active',
  subscriptions: ['conditional_ticket_events'],
};
const WITH_TOKEN = { type: 'bearer_token', data: { token: 'bearer-phrase' }, add_position: 'header' };

describe('the API of webhooks', () => {
  let table: Table;
  let clock: TestClock;
  let handler: unknown;
  let admin: Credentials;
  let called: ServerCall[];
  let answer: ServerAnswer;

  beforeEach(async () => {
    [clock, table, called] = [aClock(), await aTable(), []];
    answer = { status: 200, headers: { 'content-type': 'text/plain', 'set-cookie': 'a=b' }, body: 'pong' };
    const callServer = async (call: ServerCall) => {
      called.push(call);
      return answer;
    };
    const deps = { ...testDeps(table, clock), ...webhookDeps(callServer) };
    handler = resourceApi(slaPoliciesApi, slaPoliciesUseCases, deps);
    admin = (await anAdmin(table, clock)).as;
  });

  const call = (method: ApiRequest['method'], path: string, body?: object, more: Partial<ApiRequest> = {}) =>
    callApi(handler, { method, path: `/api/v2/${path}`, as: admin, ...(body ? { body } : {}), ...more });
  const create = async (fields: object = {}): Promise<string> => {
    const { status, body } = await call('POST', 'webhooks', { webhook: { ...PAGER, ...fields } });
    expect(status, JSON.stringify(body)).toBe(201);
    return body.webhook.id;
  };
  const refused = async (fields: object): Promise<string> => {
    const { status, body } = await call('POST', 'webhooks', { webhook: { ...PAGER, ...fields } });
    expect(status).toBe(422);
    return Object.values(body.details as Record<string, { error: string }[]>)[0]?.[0]?.error ?? '';
  };
  const secretOf = async (id: string) =>
    (await call('GET', `webhooks/${id}/signing_secret`)).body.signing_secret.secret;

  test('makes, shows, lists, changes and deletes them, in the shape of the wire', async () => {
    const id = await create({ custom_headers: { 'X-Team': 'risk' } });
    const shown = { ...PAGER, id, description: null, custom_headers: { 'X-Team': 'risk' }, authentication: null };
    expect((await call('GET', `webhooks/${id}`)).body.webhook).toMatchObject(shown);
    const list = (await call('GET', 'webhooks', undefined, { query: { 'page[size]': 1 } })).body;
    expect(list).toMatchObject({ webhooks: [shown], meta: { has_more: false } });
    expect((await call('PATCH', `webhooks/${id}`, { webhook: { status: 'inactive' } })).status).toBe(204);
    expect((await call('GET', `webhooks/${id}`)).body.webhook).toMatchObject({ ...shown, status: 'inactive' });
    expect((await call('PUT', `webhooks/${id}`, { webhook: { ...PAGER, name: 'Phone' } })).status).toBe(204);
    const changed = (await call('GET', `webhooks/${id}`)).body.webhook;
    expect(changed).toMatchObject({ name: 'Phone', status: 'active', custom_headers: {} });
    expect((await call('DELETE', `webhooks/${id}`)).status).toBe(204);
    expect((await call('GET', `webhooks/${id}`)).status).toBe(404);
  });

  test.each([
    ['request_format', 'xml', 'json'],
    ['request_format', 'form_encoded', 'json'],
    ['http_method', 'GET', 'POST, PUT, PATCH'],
    ['http_method', 'DELETE', 'POST, PUT, PATCH'],
  ])('refuses the %s %s in words that say what can be had', async (field, value, allowed) => {
    const id = await create();
    for (const [method, path, body] of [
      ['POST', 'webhooks', { webhook: { ...PAGER, [field]: value } }],
      ['PATCH', `webhooks/${id}`, { webhook: { [field]: value } }],
      ['POST', `webhooks/test?webhook_id=${id}`, { request: { [field]: value } }],
    ] as const) {
      const refusal = await call(method, path, body);
      const [said] = Object.values(refusal.body.details as Record<string, { error: string; description: string }[]>);
      expect([refusal.status, said?.[0]?.error]).toEqual([422, 'field_not_allowed']);
      expect(said?.[0]?.description).toContain(`: ${allowed}`);
      expect(Object.keys(refusal.body.details)[0]).toContain(field);
    }
    expect(called).toEqual([]);
  });

  test('makes one for a request that is repeated with its key', async () => {
    const headers = { 'idempotency-key': 'once' };
    const [first, second] = await Promise.all(
      [1, 2].map(() => call('POST', 'webhooks', { webhook: PAGER }, { headers })),
    );
    expect(first?.body.webhook.id).toBe(second?.body.webhook.id);
    expect((await call('GET', 'webhooks')).body.count).toBe(1);
  });

  test('never shows what calls prove themselves by, and keeps nothing that could be read', async () => {
    const basic = { type: 'basic_auth', data: { username: 'desk', password: 'pass phrase' } };
    const id = await create({ authentication: basic });
    const shown = await call('GET', `webhooks/${id}`);
    expect(shown.body.webhook.authentication).toEqual({
      type: 'basic_auth',
      data: { username: 'desk' },
      add_position: 'header',
    });
    const secret = await secretOf(id);
    const kept = JSON.stringify(await getWebhook(table, Number(id)));
    for (const text of ['pass phrase', secret]) {
      expect(JSON.stringify(shown.body)).not.toContain(text);
      expect(kept).not.toContain(text);
    }
  });

  test('shows what calls are signed with, and makes a new secret when asked', async () => {
    const id = await create({ authentication: WITH_TOKEN });
    const before = await secretOf(id);
    expect(Buffer.from(before, 'base64')).toHaveLength(32);
    const reset = await call('POST', `webhooks/${id}/signing_secret`);
    expect(reset).toMatchObject({ status: 201, body: { signing_secret: { algorithm: 'SHA256' } } });
    expect(reset.body.signing_secret.secret).not.toBe(before);
    expect(await secretOf(id)).toBe(reset.body.signing_secret.secret);
    await call('PATCH', `webhooks/${id}`, { webhook: { name: 'Phone' } });
    expect(await secretOf(id)).toBe(reset.body.signing_secret.secret);
  });

  test('makes a new secret once for a client’s key, however often it is asked', async () => {
    const id = await create();
    const reset = (key: string) =>
      call('POST', `webhooks/${id}/signing_secret`, undefined, { headers: { 'idempotency-key': key } });
    const first = await reset('once');
    const [again, twin] = [await reset('once'), await Promise.all([reset('two'), reset('two')])];
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(twin.map(({ status }) => status)).toEqual([201, 201]);
    expect(twin[0].body).toEqual(twin[1].body);
    expect(twin[0].body).not.toEqual(first.body);
    expect(await secretOf(id)).toBe(twin[0].body.signing_secret.secret);
  });

  test.each([
    ['without encryption', 'http://pager.example.com/'],
    ['on this machine', 'https://localhost/'],
    ['on this machine', 'https://127.0.0.1/'],
    ['on this machine, in other words', 'https://0x7f000001/'],
    ['in the cloud’s own network', 'https://169.254.169.254/latest/meta-data/'],
    ['in the cloud’s own network', 'https://metadata.google.internal/'],
    ['without a public name', 'https://intranet/'],
    ['that is an address', 'https://[2606:4700::1111]/'],
    ['with a name and password in it', ['https://desk', 'pass@pager.example.com/'].join(':')],
    ['that is none', 'pager'],
    ['of another kind', 'file:///etc/passwd'],
  ])('refuses an endpoint %s: %s', async (_, endpoint) => {
    expect(await refused({ endpoint })).toBe('webhook.endpoint_invalid');
    const id = await create();
    expect((await call('PATCH', `webhooks/${id}`, { webhook: { endpoint } })).status).toBe(422);
    expect((await call('POST', 'webhooks/test', { request: { endpoint } })).status).toBe(422);
    expect(called).toEqual([]);
  });

  test('refuses headers that are the call’s own, or no headers, and what proves nothing', async () => {
    for (const name of ['Host', 'content-length', 'Authorization', 'X-Zendesk-Webhook-Signature', 'a b', 'x\r\nHost'])
      expect(await refused({ custom_headers: { [name]: '1' } })).toBe('webhook.header_invalid');
    expect(await refused({ custom_headers: { 'X-A': '1\r\nHost: other' } })).toBe('webhook.header_invalid');
    const many = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`X-${at}`, '1']));
    expect(await refused({ custom_headers: many })).toBe('webhook.too_many_headers');
    expect(await refused({ authentication: { type: 'bearer_token', data: {} } })).toBe('field_required');
    expect(await refused({ authentication: { type: 'bearer_token', data: { token: 'a\nb' } } })).toBe('field_invalid');
    const key = { type: 'api_key', data: { name: 'Host', value: '1' } };
    expect(await refused({ authentication: key })).toBe('webhook.header_invalid');
  });

  test('gives what calls prove themselves by to no other server than it was given for', async () => {
    const id = await create({ authentication: WITH_TOKEN });
    const endpoint = 'https://elsewhere.example.com/';
    const moved = await call('PATCH', `webhooks/${id}`, { webhook: { endpoint } });
    expect(moved).toMatchObject({ status: 422 });
    expect(JSON.stringify(moved.body)).toContain('webhook.authentication_again');
    expect((await call('PUT', `webhooks/${id}`, { webhook: { ...PAGER, endpoint } })).status).toBe(422);
    await call('POST', `webhooks/test?webhook_id=${id}`, { request: { endpoint } });
    expect(JSON.stringify(called)).not.toContain('bearer-phrase');
    expect(called[0]?.headers).not.toHaveProperty('x-zendesk-webhook-signature');
    const again = { endpoint, authentication: { type: 'bearer_token', data: { token: 'other' } } };
    expect((await call('PATCH', `webhooks/${id}`, { webhook: again })).status).toBe(204);
    expect((await call('PATCH', `webhooks/${id}`, { webhook: { endpoint: `${endpoint}b` } })).status).toBe(204);
  });

  test('tries one out, signed as the real calls are, and shows what it answers', async () => {
    const id = await create({ authentication: WITH_TOKEN });
    const tried = await call('POST', `/webhooks/test?webhook_id=${id}`, { request: { payload: '{"a":1}' } });
    expect(tried.body.response).toEqual({
      status: 200,
      outcome: 'answered',
      headers: [{ key: 'content-type', value: 'text/plain' }],
      payload: 'pong',
    });
    expect(called).toMatchObject([{ url: PAGER.endpoint, method: 'POST', body: '{"a":1}' }]);
    expect(called[0]?.headers).toMatchObject({ authorization: 'Bearer bearer-phrase' });
    expect(called[0]?.headers['x-zendesk-webhook-signature']).toMatch(/^.{43}=$/);
    answer = { failure: 'address_refused' };
    const { body } = await call('POST', 'webhooks/test', { request: { endpoint: PAGER.endpoint } });
    expect(body.response).toMatchObject({ status: null, outcome: 'address_refused', payload: '' });
  });

  test('lists the calls of one, the last one first, with each attempt', async () => {
    const id = await create();
    const webhook = await getWebhook(table, Number(id));
    if (!webhook) throw new Error('It is gone');
    const desk = aWebhookDesk(table, clock);
    const ids: string[] = [];
    for (let ticket = 1; ticket <= 5; ticket++) {
      clock.advance(1_000);
      ids.unshift(String(await desk.commit(webhook, ticket)));
    }
    desk.answers(() => ({ status: 404, headers: {}, body: 'nobody here' }));
    await desk.workOff();
    const first = (await call('GET', `webhooks/${id}/invocations`, undefined, { query: { 'page[size]': 3 } })).body;
    expect(first.invocations.map((each: { id: string }) => each.id)).toEqual(ids.slice(0, 3));
    expect(first.invocations[0]).toMatchObject({ status: 'failed', status_code: 404, ticket_id: 5 });
    const { searchParams } = new URL(first.links.next);
    const query = Object.fromEntries(searchParams);
    const second = (await call('GET', `webhooks/${id}/invocations`, undefined, { query })).body;
    expect(second.invocations.map((each: { id: string }) => each.id)).toEqual(ids.slice(3));
    const { attempts } = (await call('GET', `webhooks/${id}/invocations/${ids[0]}/attempts`)).body;
    expect(attempts).toMatchObject([
      { id: `${ids[0]}-1`, status: 'failed', response: { status: 404, payload: 'nobody here' } },
    ]);
    const other = await create();
    expect((await call('GET', `webhooks/${other}/invocations/${ids[0]}/attempts`)).status).toBe(404);
  });

  test('are named by the steps of policies, which need them to be there, and keep them from being deleted', async () => {
    const id = await create();
    const policy = (webhook_id: unknown) => ({
      title: 'Late',
      filter: {},
      policy_metrics: [],
      escalations: [{ steps: [{ minutes: 0, actions: [{ type: 'webhook', webhook_id }] }] }],
    });
    const unknown = await call('POST', 'slas/policies', { sla_policy: policy('123') });
    expect(JSON.stringify(unknown.body)).toContain('sla.webhook_unknown');
    const made = await call('POST', 'slas/policies', { sla_policy: policy(Number(id)) });
    expect(made.status).toBe(201);
    expect(made.body.sla_policy.escalations[0].steps[0].actions).toEqual([{ type: 'webhook', webhook_id: id }]);
    expect((await call('DELETE', `webhooks/${id}`)).status).toBe(409);
    expect((await call('DELETE', `slas/policies/${made.body.sla_policy.id}`)).status).toBe(204);
    expect((await call('DELETE', `webhooks/${id}`)).status).toBe(204);
  });

  test('more than a transaction has room for are refused', async () => {
    const ids = [];
    for (let made = 0; made < 5; made++) ids.push(await create());
    const actions = ids.map((webhook_id) => ({ type: 'webhook', webhook_id }));
    const escalations = [{ steps: [{ minutes: 0, actions }] }];
    const { status, body } = await call('POST', 'slas/policies', {
      sla_policy: { title: 'Late', filter: {}, policy_metrics: [], escalations },
    });
    expect([status, JSON.stringify(body).includes('sla.too_many_webhooks')]).toEqual([422, true]);
  });
});
