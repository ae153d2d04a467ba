import { beforeEach, describe, expect, it } from 'vitest';
import { apiTokensUseCases } from '../../functions/api-tokens-api/use-cases.ts';
import { apiTokensApi } from '../../shared/people/api-tokens.api.ts';
import type { User } from '../../shared/people/user.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { aCustomer, anAdmin, anAgent, aUser } from '../support/a-user.ts';
import { type Credentials, callApi, testDeps } from '../support/call-api.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

let table: Table;
let clock: TestClock;
let api: unknown;
let admin: { user: User; as: Credentials };
let agent: { user: User; as: Credentials };
beforeEach(async () => {
  table = await aTable();
  clock = aClock();
  api = resourceApi(apiTokensApi, apiTokensUseCases, testDeps(table, clock));
  admin = await anAdmin(table, clock);
  agent = await anAgent(table, clock);
});

const get = (as: Credentials, path = '/api/v2/api_tokens.json') => callApi(api, { method: 'GET', path, as });
const create = (as: Credentials, api_token: object = {}, headers = {}) =>
  callApi(api, { method: 'POST', path: '/api/v2/api_tokens', body: { api_token }, as, headers });
const remove = (as: Credentials, id: number) =>
  callApi(api, { method: 'DELETE', path: `/api/v2/api_tokens/${id}`, as });

describe('API tokens', () => {
  it('show their secret once and work at once', async () => {
    const { status, body, headers } = await create(agent.as, { description: 'nightly export' });
    expect(status).toBe(201);
    expect(body.api_token).toMatchObject({ user_id: agent.user.id, description: 'nightly export' });
    expect(Buffer.from(body.api_token.token, 'base64url')).toHaveLength(32);
    expect(headers['location']).toContain(`/api/v2/api_tokens/${body.api_token.id}`);
    const as = { email: agent.user.email ?? '', apiToken: body.api_token.token };
    const listed = await get(as);
    expect(listed.body.count).toBe(2);
    expect(JSON.stringify(listed.body)).not.toContain(body.api_token.token);
    expect(JSON.stringify(listed.body)).not.toContain('sha256');
    const shown = await get(as, `/api/v2/api_tokens/${body.api_token.id}.json`);
    expect(shown.body.api_token).not.toHaveProperty('token');
  });

  it('are kept as a hash only', async () => {
    const { body } = await create(agent.as);
    const everything: unknown[] = [];
    for (const index of ['gsi1', 'gsi2'] as const) {
      const partition = index === 'gsi1' ? 'API_TOKENS' : `USER#${agent.user.id}#API_TOKENS`;
      for (const key of (await table.query({ index, partition })).items) {
        everything.push(await table.get({ pk: String(key['pk']), sk: String(key['sk']) }));
      }
    }
    expect(everything.length).toBeGreaterThan(2);
    expect(JSON.stringify(everything)).not.toContain(body.api_token.token);
  });

  it('are revoked, and then refused and listed no more', async () => {
    const { body } = await create(agent.as);
    const { id, token } = body.api_token;
    expect((await remove(agent.as, id)).status).toBe(204);
    expect((await remove(agent.as, id)).status).toBe(404);
    expect((await get({ email: agent.user.email ?? '', apiToken: token })).status).toBe(401);
    expect((await get(agent.as)).body.api_tokens.map((each: { id: number }) => each.id)).not.toContain(id);
  });

  it('of others are administrators’ business alone', async () => {
    const other = await anAgent(table, clock);
    const made = await create(admin.as, { user_id: other.user.id });
    expect([made.status, made.body.api_token.user_id]).toEqual([201, other.user.id]);
    const { id } = made.body.api_token;
    expect((await create(agent.as, { user_id: other.user.id })).status).toBe(403);
    expect((await create(agent.as, { user_id: admin.user.id })).status).toBe(403);
    expect((await remove(agent.as, id)).status).toBe(404);
    expect((await get(agent.as, `/api/v2/api_tokens/${id}`)).status).toBe(404);
    expect((await get(agent.as, `/api/v2/api_tokens?user_id=${other.user.id}`)).status).toBe(403);
    expect((await get(agent.as)).body.api_tokens).toHaveLength(1);
    expect((await get(admin.as)).body.api_tokens).toHaveLength(4);
    expect((await get(admin.as, `/api/v2/api_tokens?user_id=${other.user.id}`)).body.count).toBe(2);
    expect((await remove(admin.as, id)).status).toBe(204);
  });

  it('are not for customers to make', async () => {
    const customer = await aCustomer(table, clock);
    expect((await create(customer.as)).status).toBe(403);
    expect((await get(customer.as)).status).toBe(403);
  });

  it('are made once for a repeated request, whose secret is not shown again', async () => {
    const headers = { 'idempotency-key': 't' };
    const first = await create(agent.as, { description: 'x' }, headers);
    const again = await create(agent.as, { description: 'x' }, headers);
    expect(again.body.api_token.id).toBe(first.body.api_token.id);
    expect(again.body.api_token).not.toHaveProperty('token');
    expect((await get(agent.as)).body.api_tokens).toHaveLength(2);
  });

  it('are paged', async () => {
    for (let n = 0; n < 4; n++) {
      clock.advance(1_000);
      await create(agent.as);
    }
    const first = (await get(agent.as, '/api/v2/api_tokens?page[size]=3')).body;
    expect([first.api_tokens.length, first.meta.has_more]).toEqual([3, true]);
    const path = first.links.next.replace('https://support.moorline.test', '');
    const last = (await get(agent.as, path)).body;
    expect([last.api_tokens.length, last.meta.has_more]).toEqual([2, false]);
  });

  it.each([
    [{ user_id: 404 }, 'user_id', 'record_not_found'],
    [{ user_id: 'me' }, 'user_id', 'field_invalid'],
    [{ description: 'x'.repeat(1_001) }, 'description', 'field_too_long'],
    [{ description: '\udfff' }, 'description', 'text_invalid'],
  ])('refuse %j', async (api_token, field, code) => {
    const { status, body } = await create(admin.as, api_token);
    expect([status, body.details[field]?.[0].error]).toEqual([422, code]);
  });

  it('of somebody without an address cannot be used', async () => {
    const user = await aUser(table, clock, { role: 'agent', email: null });
    const { body } = await create(admin.as, { user_id: user.id });
    for (const email of ['', 'null', 'x@y.test']) {
      expect((await get({ email, apiToken: body.api_token.token })).status).toBe(401);
    }
  });
});
