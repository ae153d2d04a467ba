import { beforeEach, describe, expect, it } from 'vitest';
import { usersUseCases } from '../../functions/users-api/use-cases.ts';
import type { User } from '../../shared/people/user.ts';
import { usersApi } from '../../shared/people/users.api.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { aCustomer, anAdmin, anAgent, aUser } from '../support/a-user.ts';
import { type ApiRequest, type Credentials, callApi, testDeps } from '../support/call-api.ts';
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
  api = resourceApi(usersApi, usersUseCases, testDeps(table, clock));
  admin = await anAdmin(table, clock, { email: 'boss@moorline.test' });
  agent = await anAgent(table, clock, { email: 'agent@moorline.test' });
});

const call = (request: ApiRequest) => callApi(api, request);
const create = (user: object, as: Credentials = agent.as, headers = {}) =>
  call({ method: 'POST', path: '/api/v2/users.json', body: { user }, as, headers });

describe('creating a person', () => {
  it('answers 201 with the record and where it is', async () => {
    const { status, body, headers } = await create({ name: '李雷', email: 'Li.Lei@Example.COM', locale: 'zh-CN' });
    expect(status).toBe(201);
    expect(body.user).toMatchObject({
      name: '李雷',
      email: 'li.lei@example.com',
      role: 'end-user',
      locale: 'zh-CN',
      locale_id: 10,
      verified: false,
      active: true,
      suspended: false,
      url: `https://support.moorline.test/api/v2/users/${body.user.id}.json`,
    });
    expect(headers['location']).toBe(`https://support.moorline.test/api/v2/users/${body.user.id}`);
    const shown = await call({ method: 'GET', path: `/api/v2/users/${body.user.id}.json`, as: agent.as });
    expect(shown.body).toEqual(body);
  });

  it('refuses an address that somebody has, whatever its case', async () => {
    await create({ name: 'Ann', email: 'ann@example.com' });
    const { status, body } = await create({ name: 'Other', email: 'ANN@example.com' });
    expect(status).toBe(422);
    expect(body).toEqual({
      error: 'RecordInvalid',
      description: 'Record validation errors',
      details: {
        email: [
          { description: 'Email: ann@example.com is already being used by another user', error: 'user.email_taken' },
        ],
      },
    });
  });

  it('makes one person when two ask for the same address at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => create({ name: `Twin ${n}`, email: 'twin@example.com' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422, 422, 422, 422]);
    const found = await call({ method: 'GET', path: '/api/v2/users/search?query=twin@example.com', as: agent.as });
    expect(found.body.users).toHaveLength(1);
  });

  it('refuses an external id that somebody has', async () => {
    await create({ name: 'Ann', external_id: 'uid-1' });
    const { status, body } = await create({ name: 'Other', external_id: 'uid-1' });
    expect(status).toBe(422);
    expect(body.details.external_id[0].error).toBe('user.external_id_taken');
  });

  it('answers a repeated request with the first result', async () => {
    const headers = { 'idempotency-key': 'abc' };
    const answers = await Promise.all(
      [1, 2, 3].map(() => create({ name: 'Ann', email: 'a@x.test' }, agent.as, headers)),
    );
    expect(new Set(answers.map(({ body }) => body.user.id)).size).toBe(1);
    const again = await create({ name: 'Ann', email: 'a@x.test' }, agent.as, headers);
    expect([again.status, again.body.user.id]).toEqual([201, answers[0]?.body.user.id]);
    const other = await create({ name: 'Bob', email: 'b@x.test' }, agent.as, headers);
    expect([other.status, other.body.details.idempotency_key[0].error]).toEqual([422, 'idempotency_key_reused']);
  });

  it.each([
    ['no name', { email: 'x@y.test' }, 'name', 'field_required'],
    ['an empty name', { name: ' \t ' }, 'name', 'field_required'],
    ['a name that is a number', { name: 5 }, 'name', 'field_invalid'],
    ['a name of 256 characters', { name: 'x'.repeat(256) }, 'name', 'field_too_long'],
    ['half a character', { name: 'a\ud800b' }, 'name', 'text_invalid'],
    ['an address without @', { name: 'A', email: 'nobody' }, 'email', 'email_invalid'],
    ['an address with a line break', { name: 'A', email: 'a@b.test\r\nBcc: c@d.test' }, 'email', 'email_invalid'],
    ['two addresses', { name: 'A', email: 'a@b.test, c@d.test' }, 'email', 'email_invalid'],
    ['an unknown role', { name: 'A', role: 'owner' }, 'role', 'field_not_allowed'],
    ['tags that are one text', { name: 'A', tags: 'vip' }, 'tags', 'field_invalid'],
    ['too many tags', { name: 'A', tags: Array.from({ length: 101 }, (_, n) => `t${n}`) }, 'tags', 'field_too_long'],
    ['an organization that is not there', { name: 'A', organization_id: 404 }, 'organization_id', 'record_not_found'],
    ['an unknown language number', { name: 'A', locale_id: 9999 }, 'locale_id', 'user.locale_unknown'],
    ['notes of 20,001 characters', { name: 'A', notes: 'n'.repeat(20_001) }, 'notes', 'field_too_long'],
    [
      'custom fields that hold too much',
      { name: 'A', user_fields: manyFields() },
      'user_fields',
      'custom_fields_too_long',
    ],
  ])('refuses %s and names the field', async (_what, user, field, code) => {
    const { status, body } = await create(user);
    expect(status).toBe(422);
    expect(Object.keys(body.details)).toEqual([field]);
    expect(body.details[field][0].error).toBe(code);
    const everyone = await call({ method: 'GET', path: '/api/v2/users?role=end-user', as: agent.as });
    expect(everyone.body.users).toEqual([]);
  });

  it('refuses a body without the wrapper, one that is not JSON, and one that is not UTF-8', async () => {
    const send = (body: string | Buffer) => call({ method: 'POST', path: '/api/v2/users', body, as: agent.as });
    expect((await send('{"name":"A"}')).status).toBe(422);
    expect((await send('{"user":')).status).toBe(400);
    expect((await send(Buffer.from([0x7b, 0xff, 0x7d]))).status).toBe(400);
  });

  it('ignores what it does not know and what a client may not set', async () => {
    const raw =
      '{"user":{"__proto__":{"role":"admin"},"constructor":1,"name":"Eve","id":7,"active":false,"shoe_size":42}}';
    const { status, body } = await call({ method: 'POST', path: '/api/v2/users', body: raw, as: agent.as });
    expect(status).toBe(201);
    expect(body.user).toMatchObject({ name: 'Eve', role: 'end-user', active: true });
    expect(body.user.id).not.toBe(7);
    expect(body.user).not.toHaveProperty('shoe_size');
  });

  it('keeps right-to-left names, and drops marks that turn the text around them and line breaks', async () => {
    const { body } = await create({ name: 'محمد \u202Egnp.exe\u2066\nBcc: x' });
    expect(body.user.name).toBe('محمد gnp.exe Bcc: x');
  });

  it('refuses a megabyte in a field and keeps nothing', async () => {
    const { status } = await create({ name: 'x'.repeat(1_000_000) });
    expect(status).toBe(422);
  });
});

function manyFields(): Record<string, string> {
  return Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`f${n}`, 'x'.repeat(900)]));
}

describe('who may do what', () => {
  it('customers see nobody, and only agents and administrators get in at all', async () => {
    const customer = await aCustomer(table, clock);
    for (const path of ['/api/v2/users', `/api/v2/users/${customer.user.id}`, '/api/v2/users/search?query=a']) {
      expect((await call({ method: 'GET', path, as: customer.as })).status).toBe(403);
      expect((await call({ method: 'GET', path })).status).toBe(401);
    }
  });

  it('creates somebody whom nothing tells apart once for a client’s key', async () => {
    const headers = { 'idempotency-key': 'once' };
    const body = { user: { name: 'Walk-in' } };
    const send = () => call({ method: 'POST', path: '/api/v2/users/create_or_update', body, as: agent.as, headers });
    const [first, again] = [await send(), await send()];
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
  });

  it('agents make customers, not agents', async () => {
    expect((await create({ name: 'New', role: 'agent', email: 'n@x.test' })).status).toBe(403);
    expect((await create({ name: 'New', role: 'agent', email: 'n@x.test' }, admin.as)).status).toBe(201);
  });

  it.each([
    ['a promotion', { role: 'admin' }],
    ['another address', { email: 'mine@evil.test' }],
    ['a suspension', { suspended: true }],
    ['a verification', { verified: false }],
  ])('agents cannot give an administrator, or themselves, %s', async (_what, user) => {
    for (const target of [admin.user, agent.user]) {
      const { status } = await call({
        method: 'PUT',
        path: `/api/v2/users/${target.id}`,
        body: { user },
        as: agent.as,
      });
      expect([403, 422]).toContain(status);
    }
    const upsert = { ...user, external_id: null, email: admin.user.email };
    const sneaky = await call({
      method: 'POST',
      path: '/api/v2/users/create_or_update',
      body: { user: upsert },
      as: agent.as,
    });
    expect(sneaky.status).toBe(403);
  });

  it('agents change their own name and language', async () => {
    const user = { name: 'Agent Smith', locale: 'zh-CN', alias: 'Smith' };
    const { status, body } = await call({
      method: 'PUT',
      path: `/api/v2/users/${agent.user.id}`,
      body: { user },
      as: agent.as,
    });
    expect([status, body.user.name, body.user.locale, body.user.alias]).toEqual([200, 'Agent Smith', 'zh-CN', 'Smith']);
  });

  it('administrators cannot lock themselves out', async () => {
    const path = `/api/v2/users/${admin.user.id}`;
    for (const user of [{ role: 'agent' }, { suspended: true }]) {
      expect((await call({ method: 'PUT', path, body: { user }, as: admin.as })).status).toBe(422);
    }
    expect((await call({ method: 'DELETE', path, as: admin.as })).status).toBe(422);
  });

  it('only administrators delete those who work here', async () => {
    const other = await anAgent(table, clock);
    const path = `/api/v2/users/${other.user.id}`;
    expect((await call({ method: 'DELETE', path, as: agent.as })).status).toBe(403);
    expect((await call({ method: 'DELETE', path, as: admin.as })).status).toBe(200);
  });
});

describe('changing a person', () => {
  it('changes the named fields, merges custom fields and leaves the rest', async () => {
    const user = await aUser(table, clock, { notes: 'old', tags: ['a'], user_fields: { level: 'gold', city: 'Oslo' } });
    const change = { details: 'new', tags: ['VIP', 'big spender'], user_fields: { city: null, plan: 3 } };
    const { status, body } = await call({
      method: 'PUT',
      path: `/api/v2/users/${user.id}`,
      body: { user: change },
      as: agent.as,
    });
    expect(status).toBe(200);
    expect(body.user).toMatchObject({
      notes: 'old',
      details: 'new',
      tags: ['vip', 'big_spender'],
      user_fields: { level: 'gold', plan: 3 },
    });
  });

  it('adds a new address as a further one, and a first address as the primary one', async () => {
    const user = await aUser(table, clock, { email: 'first@x.test' });
    const path = `/api/v2/users/${user.id}`;
    const { body } = await call({ method: 'PUT', path, body: { user: { email: 'second@x.test' } }, as: agent.as });
    expect(body.user.email).toBe('first@x.test');
    const list = await call({ method: 'GET', path: `${path}/identities`, as: agent.as });
    expect(list.body.identities.map((each: { value: string; primary: boolean }) => [each.value, each.primary])).toEqual(
      [
        ['first@x.test', true],
        ['second@x.test', false],
      ],
    );
    const nobody = await aUser(table, clock, { email: null });
    const first = { user: { email: 'only@x.test', verified: true } };
    const named = await call({ method: 'PUT', path: `/api/v2/users/${nobody.id}`, body: first, as: agent.as });
    expect([named.body.user.email, named.body.user.verified]).toEqual(['only@x.test', true]);
  });

  it('frees an external id that is changed', async () => {
    const user = await aUser(table, clock, { external_id: 'one' });
    await call({
      method: 'PUT',
      path: `/api/v2/users/${user.id}`,
      body: { user: { external_id: 'two' } },
      as: agent.as,
    });
    expect((await create({ name: 'Next', external_id: 'one' })).status).toBe(201);
    expect((await create({ name: 'Next', external_id: 'two' })).status).toBe(422);
  });

  it('loses no change when many change different fields at once', async () => {
    const user = await aUser(table, clock);
    const path = `/api/v2/users/${user.id}`;
    const changes = [{ notes: 'n' }, { details: 'd' }, { phone: '123' }, { alias: 'a' }];
    const answers = await Promise.all(
      changes.map((change) => call({ method: 'PUT', path, body: { user: change }, as: agent.as })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { body } = await call({ method: 'GET', path, as: agent.as });
    expect(body.user).toMatchObject({ notes: 'n', details: 'd', phone: '123', alias: 'a' });
  });

  it('adds and removes tags, all of them when many do so at once', async () => {
    const user = await aUser(table, clock, { tags: ['old'] });
    const path = `/api/v2/users/${user.id}/tags`;
    await Promise.all(['a', 'b', 'c'].map((tag) => call({ method: 'PUT', path, body: { tags: [tag] }, as: agent.as })));
    const added = await call({ method: 'GET', path, as: agent.as });
    expect(added.body.tags.sort()).toEqual(['a', 'b', 'c', 'old']);
    const removed = await call({ method: 'DELETE', path, body: { tags: ['old', 'b'] }, as: agent.as });
    expect(removed.body.tags.sort()).toEqual(['a', 'c']);
    const set = await call({ method: 'POST', path, body: { tags: ['only'] }, as: agent.as });
    expect(set.body.tags).toEqual(['only']);
  });

  it('creates or changes by external id, by address, and once when many ask at once', async () => {
    const upsert = (user: object) =>
      call({ method: 'POST', path: '/api/v2/users/create_or_update', body: { user }, as: agent.as });
    const made = await upsert({ name: 'Ann', email: 'ann@x.test', external_id: 'e1' });
    expect(made.status).toBe(201);
    const byId = await upsert({ name: 'Anna', external_id: 'e1' });
    expect([byId.status, byId.body.user.id, byId.body.user.name]).toEqual([200, made.body.user.id, 'Anna']);
    const byAddress = await upsert({ name: 'Anne', email: 'ANN@x.test' });
    expect([byAddress.status, byAddress.body.user.id]).toEqual([200, made.body.user.id]);
    const answers = await Promise.all([1, 2, 3, 4].map((n) => upsert({ name: `Bob ${n}`, email: 'bob@x.test' })));
    expect(new Set(answers.map(({ body }) => body.user.id)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });
});

describe('deleting a person', () => {
  it('frees their addresses and keeps their name for old tickets', async () => {
    const user = await aUser(table, clock, { name: 'Gone', email: 'gone@x.test', external_id: 'g' });
    const path = `/api/v2/users/${user.id}`;
    for (const n of [1, 2, 3, 4, 5, 6, 7]) {
      const identity = { type: 'email', value: `gone${n}@x.test` };
      expect(
        (await call({ method: 'POST', path: `${path}/identities`, body: { identity }, as: agent.as })).status,
      ).toBe(201);
    }
    const { status, body } = await call({ method: 'DELETE', path, as: agent.as });
    expect([status, body.user.active, body.user.email]).toEqual([200, false, null]);
    const shown = await call({ method: 'GET', path, as: agent.as });
    expect(shown.body.user).toMatchObject({ name: 'Gone', active: false, email: null, external_id: null });
    expect((await call({ method: 'DELETE', path, as: agent.as })).status).toBe(404);
    expect((await call({ method: 'PUT', path, body: { user: { name: 'Back' } }, as: agent.as })).status).toBe(404);
    for (const email of ['gone@x.test', 'gone7@x.test'])
      expect((await create({ name: 'New', email })).status).toBe(201);
    const found = await call({ method: 'GET', path: '/api/v2/users/search?query=Gone', as: agent.as });
    expect(found.body.users.map((each: { id: number }) => each.id)).not.toContain(user.id);
  });
});
