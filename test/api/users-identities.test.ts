import { beforeEach, describe, expect, it } from 'vitest';
import { usersUseCases } from '../../functions/users-api/use-cases.ts';
import { forgetUndeliverable, undeliverableWrite } from '../../shared/mail/mail-state.store.ts';
import type { User } from '../../shared/people/user.ts';
import { usersApi } from '../../shared/people/users.api.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { aCustomer, anAdmin, anAgent, aUser } from '../support/a-user.ts';
import { type Credentials, callApi, testDeps } from '../support/call-api.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

let table: Table;
let clock: TestClock;
let api: unknown;
let as: Credentials;
let user: User;
let base: string;
beforeEach(async () => {
  table = await aTable();
  clock = aClock();
  api = resourceApi(usersApi, usersUseCases, testDeps(table, clock));
  as = (await anAgent(table, clock)).as;
  user = await aUser(table, clock, { email: 'first@x.test', verified: false });
  base = `/api/v2/users/${user.id}/identities`;
});

const get = (path = base) => callApi(api, { method: 'GET', path, as });
const put = (path: string, body?: object) => callApi(api, { method: 'PUT', path, as, ...(body ? { body } : {}) });
const add = (identity: object) => callApi(api, { method: 'POST', path: `${base}.json`, body: { identity }, as });
const remove = (id: number) => callApi(api, { method: 'DELETE', path: `${base}/${id}.json`, as });
const email = async () => (await get(`/api/v2/users/${user.id}`)).body.user.email;

describe('addresses and numbers of a person', () => {
  it('are listed, the primary one marked', async () => {
    const { body } = await get();
    expect(body).toMatchObject({ count: 1, next_page: null });
    expect(body.identities[0]).toMatchObject({ type: 'email', value: 'first@x.test', primary: true, verified: false });
    expect((await get(`${base}/${body.identities[0].id}.json`)).body.identity).toEqual(body.identities[0]);
  });

  it('can be added; an address is one person’s, a number may be shared', async () => {
    const { status, body, headers } = await add({ type: 'email', value: 'Second@X.test' });
    expect([status, body.identity.value, body.identity.primary]).toEqual([201, 'second@x.test', false]);
    expect(headers['location']).toContain(`${base}/${body.identity.id}`);
    expect((await add({ type: 'email', value: 'second@x.test' })).body.details.email[0].error).toBe('user.email_taken');
    expect((await add({ type: 'phone_number', value: '+86 138 0013 8000' })).status).toBe(201);
    const found = await get('/api/v2/users/search?query=second@x.test');
    expect(found.body.users[0].id).toBe(user.id);
  });

  it('are one person’s only, when two claim the same address at once', async () => {
    const other = await aUser(table, clock);
    const identity = { type: 'email', value: 'mine@x.test' };
    const paths = [base, `/api/v2/users/${other.id}/identities`, base, `/api/v2/users/${other.id}/identities`];
    const answers = await Promise.all(
      paths.map((path) => callApi(api, { method: 'POST', path, body: { identity }, as })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
  });

  it('change places when another becomes primary', async () => {
    const second = (await add({ type: 'email', value: 'second@x.test', verified: true })).body.identity;
    const { body } = await put(`${base}/${second.id}/make_primary.json`);
    expect(body.identities.map((each: { primary: boolean }) => each.primary)).toEqual([false, true]);
    const shown = await get(`/api/v2/users/${user.id}`);
    expect(shown.body.user).toMatchObject({ email: 'second@x.test', verified: true });
    await add({ type: 'email', value: 'third@x.test', primary: true });
    expect(await email()).toBe('third@x.test');
    const after = (await get()).body.identities.map((each: { primary: boolean }) => each.primary);
    expect(after).toEqual([false, false, true]);
    const phone = (await add({ type: 'phone_number', value: '12345' })).body.identity;
    const refused = await put(`${base}/${phone.id}/make_primary`);
    expect(refused.body.details.type[0].error).toBe('identity.only_email_primary');
  });

  it('are proven one by one; the person is verified by the primary one', async () => {
    const [first] = (await get()).body.identities;
    expect((await put(`${base}/${first.id}/request_verification`)).status).toBe(200);
    expect((await put(`${base}/${first.id}/verify`)).body.identity.verified).toBe(true);
    expect((await get(`/api/v2/users/${user.id}`)).body.user.verified).toBe(true);
    const undone = await put(`${base}/${first.id}`, { identity: { verified: false } });
    expect(undone.body.identity.verified).toBe(false);
    expect((await get(`/api/v2/users/${user.id}`)).body.user.verified).toBe(false);
    await callApi(api, { method: 'PUT', path: `/api/v2/users/${user.id}`, body: { user: { verified: true } }, as });
    expect((await get()).body.identities[0].verified).toBe(true);
  });

  it('can be taken away, which frees them, but not the primary one', async () => {
    const second = (await add({ type: 'email', value: 'second@x.test' })).body.identity;
    const [first] = (await get()).body.identities;
    expect((await remove(first.id)).body.details.primary[0].error).toBe('identity.primary_stays');
    expect((await remove(second.id)).status).toBe(204);
    expect((await remove(second.id)).status).toBe(404);
    expect((await add({ type: 'email', value: 'second@x.test' })).status).toBe(201);
  });

  it.each([
    [{ type: 'email', value: 'nobody' }, 'value', 'email_invalid'],
    [{ type: 'email', value: '' }, 'value', 'field_too_short'],
    [{ type: 'phone_number', value: 'call me' }, 'value', 'field_invalid'],
    [{ type: 'twitter', value: 'x' }, 'type', 'field_not_allowed'],
    [{ value: 'a@b.test' }, 'type', 'field_not_allowed'],
    [{ type: 'email', value: `${'a'.repeat(250)}@x.test` }, 'value', 'field_too_long'],
  ])('refuse %j', async (identity, field, code) => {
    const { status, body } = await add(identity);
    expect([status, body.details[field]?.[0].error]).toEqual([422, code]);
  });

  it('are twenty at most', async () => {
    for (let n = 2; n <= 20; n++) expect((await add({ type: 'email', value: `n${n}@x.test` })).status).toBe(201);
    expect((await add({ type: 'email', value: 'n21@x.test' })).body.details.base[0].error).toBe('identity.too_many');
  });

  it('of those who work here are changed by administrators only', async () => {
    const boss = await anAdmin(table, clock);
    const path = `/api/v2/users/${boss.user.id}/identities`;
    const body = { identity: { type: 'email', value: 'agent-owned@x.test', primary: true } };
    expect((await callApi(api, { method: 'POST', path, body, as })).status).toBe(403);
    expect((await callApi(api, { method: 'POST', path, body, as: boss.as })).status).toBe(201);
  });

  it('are seen by customers only where they are their own', async () => {
    const customer = await aCustomer(table, clock, { email: 'me@x.test' });
    const own = await callApi(api, { method: 'GET', path: '/api/v2/users/me/identities', as: customer.as });
    expect(own.body.identities.map((each: { value: string }) => each.value)).toEqual(['me@x.test']);
    expect((await callApi(api, { method: 'GET', path: base, as: customer.as })).status).toBe(403);
  });

  it('say where mail no longer arrives, and that it does again once somebody wrote from there', async () => {
    const second = (await add({ type: 'email', value: 'Second@x.test' })).body.identity;
    await add({ type: 'phone_number', value: '12345' });
    const states = async () =>
      (await get()).body.identities.map((each: { deliverable_state: string }) => each.deliverable_state);
    expect(await states()).toEqual(['deliverable', 'deliverable', 'deliverable']);
    await table.transact([undeliverableWrite('Second@X.test', '5.1.1', clock.now())]);
    expect(await states()).toEqual(['deliverable', 'undeliverable', 'deliverable']);
    const one = `${base}/${second.id}`;
    const given = { deliverable_state: 'undeliverable', undeliverable_count: 1 };
    expect((await get(one)).body.identity).toMatchObject(given);
    expect((await put(`${one}/verify`)).body.identity).toMatchObject(given);
    expect((await put(one, { identity: {} })).body.identity).toMatchObject(given);
    expect((await put(`${one}/make_primary`)).body.identities[1]).toMatchObject(given);
    await forgetUndeliverable(table, 'second@x.test');
    expect((await get(one)).body.identity).toMatchObject({ deliverable_state: 'deliverable', undeliverable_count: 0 });
  });

  it('that are added again are known to be unreachable', async () => {
    await table.transact([undeliverableWrite('gone@x.test', '5.1.1', clock.now())]);
    const { body } = await add({ type: 'email', value: 'gone@x.test' });
    expect(body.identity.deliverable_state).toBe('undeliverable');
  });

  it('of another person are not found under this one', async () => {
    const other = await aUser(table, clock);
    const [first] = (await get(`/api/v2/users/${other.id}/identities`)).body.identities;
    expect((await get(`${base}/${first.id}`)).status).toBe(404);
    expect((await remove(first.id)).status).toBe(404);
  });
});
