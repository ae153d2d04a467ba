import { beforeEach, describe, expect, it } from 'vitest';
import { groupsUseCases } from '../../functions/groups-api/use-cases.ts';
import { groupsApi } from '../../shared/people/groups.api.ts';
import { getUser } from '../../shared/people/user.store.ts';
import type { User } from '../../shared/people/user.ts';
import { deleteUserAs, updateUserAs } from '../../shared/people/write-user.store.ts';
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
  api = resourceApi(groupsApi, groupsUseCases, testDeps(table, clock));
  admin = await anAdmin(table, clock);
  agent = await anAgent(table, clock);
});

const get = (path: string, as = agent.as) =>
  callApi(api, { method: 'GET', path: path.replace('https://support.moorline.test', ''), as });
const send = (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object, as = admin.as, headers = {}) =>
  callApi(api, { method, path, as, headers, ...(body ? { body } : {}) });
const aGroup = async (name: string) => {
  clock.advance(1_000);
  return (await send('POST', '/api/v2/groups.json', { group: { name } })).body.group;
};
const join = (user_id: number, group_id: number, more = {}) =>
  send('POST', '/api/v2/group_memberships.json', { group_membership: { user_id, group_id, ...more } });
const ids = (list: { id: number }[]) => list.map(({ id }) => id);

describe('groups', () => {
  it('are created, shown, changed and deleted by administrators', async () => {
    const made = await send('POST', '/api/v2/groups.json', { group: { name: '充值提现', description: 'Deposits' } });
    expect(made.status).toBe(201);
    expect(made.body.group).toMatchObject({ name: '充值提现', is_public: true, deleted: false, default: true });
    const { id } = made.body.group;
    expect(made.headers['location']).toBe(`https://support.moorline.test/api/v2/groups/${id}`);
    expect((await get(`/api/v2/groups/${id}.json`)).body).toEqual(made.body);
    const changed = await send('PUT', `/api/v2/groups/${id}`, { group: { description: null, is_public: false } });
    expect(changed.body.group).toMatchObject({ name: '充值提现', description: '', is_public: false });
    const second = await aGroup('Second');
    expect(second.default).toBe(false);
    expect((await send('DELETE', `/api/v2/groups/${second.id}.json`)).status).toBe(204);
    expect((await get(`/api/v2/groups/${second.id}`)).status).toBe(404);
    expect((await send('DELETE', `/api/v2/groups/${second.id}`)).status).toBe(404);
    expect((await send('DELETE', `/api/v2/groups/${id}`)).body.details.default[0].error).toBe('group.default_stays');
  });

  it('are only read by agents and not even seen by customers', async () => {
    const group = await aGroup('G');
    const customer = await aCustomer(table, clock);
    expect((await send('POST', '/api/v2/groups', { group: { name: 'x' } }, agent.as)).status).toBe(403);
    expect((await send('PUT', `/api/v2/groups/${group.id}`, { group: { name: 'x' } }, agent.as)).status).toBe(403);
    expect((await send('DELETE', `/api/v2/groups/${group.id}`, undefined, agent.as)).status).toBe(403);
    expect((await get('/api/v2/groups', customer.as)).status).toBe(403);
    expect((await callApi(api, { method: 'GET', path: '/api/v2/groups' })).status).toBe(401);
  });

  it('are listed and counted, in both styles of paging', async () => {
    const made = [await aGroup('A'), await aGroup('B'), await aGroup('C')];
    expect((await get('/api/v2/groups.json')).body).toMatchObject({ count: 3, next_page: null });
    expect((await get('/api/v2/groups/count.json')).body.count.value).toBe(3);
    const first = (await get('/api/v2/groups.json?page%5Bsize%5D=2')).body;
    expect(ids(first.groups)).toEqual(ids(made.slice(0, 2)));
    expect(first.meta.has_more).toBe(true);
    const last = (await get(first.links.next)).body;
    expect([ids(last.groups), last.meta.has_more, last.links.next]).toEqual([ids(made.slice(2)), false, null]);
    expect(ids((await get(last.links.prev)).body.groups)).toEqual(ids(made.slice(0, 2)));
    expect(ids((await get('/api/v2/groups/assignable.json?page[size]=100')).body.groups)).toEqual(ids(made));
    expect(ids((await get('/api/v2/groups?sort=-id&per_page=1')).body.groups)).toEqual(ids(made.slice(2)));
  });

  it('are created once for a repeated request', async () => {
    const headers = { 'idempotency-key': 'g' };
    const body = { group: { name: 'Once' } };
    const answers = await Promise.all([1, 2, 3].map(() => send('POST', '/api/v2/groups', body, admin.as, headers)));
    expect(new Set(answers.map((answer) => answer.body.group.id)).size).toBe(1);
    expect((await get('/api/v2/groups')).body.count).toBe(1);
  });

  it.each([
    [{}, 'name', 'field_required'],
    [{ name: '' }, 'name', 'field_required'],
    [{ name: ['a'] }, 'name', 'field_invalid'],
    [{ name: 'x'.repeat(256) }, 'name', 'field_too_long'],
    [{ name: 'a', is_public: 'yes' }, 'is_public', 'field_invalid'],
  ])('refuse %j', async (group, field, code) => {
    const { status, body } = await send('POST', '/api/v2/groups', { group });
    expect([status, body.details[field]?.[0].error]).toEqual([422, code]);
  });
});

describe('memberships of groups', () => {
  it('are made, shown, listed every way and ended', async () => {
    const group = await aGroup('G');
    const made = await join(agent.user.id, group.id, { supervisor: true });
    expect(made.status).toBe(201);
    const membership = made.body.group_membership;
    expect(membership).toMatchObject({ user_id: agent.user.id, group_id: group.id, default: true, supervisor: true });
    const { id } = membership;
    const user = `/api/v2/users/${agent.user.id}`;
    expect((await get(`/api/v2/group_memberships/${id}.json`)).body.group_membership).toEqual(membership);
    expect((await get(`${user}/group_memberships/${id}.json`)).body.group_membership).toEqual(membership);
    expect((await get(`/api/v2/users/${admin.user.id}/group_memberships/${id}`)).status).toBe(404);
    for (const path of [
      '/api/v2/group_memberships.json?page[size]=100',
      '/api/v2/group_memberships/assignable.json',
      `/api/v2/groups/${group.id}/memberships.json?page[size]=100`,
      `/api/v2/groups/${group.id}/memberships/assignable.json`,
      `${user}/group_memberships.json`,
    ]) {
      expect((await get(path)).body.group_memberships).toEqual([membership]);
    }
    expect(ids((await get(`/api/v2/groups/${group.id}/users.json`)).body.users)).toEqual([agent.user.id]);
    expect(ids((await get(`${user}/groups.json`)).body.groups)).toEqual([group.id]);
    expect((await get(`${user}/groups/count.json`)).body.count.value).toBe(1);
    expect((await send('DELETE', `/api/v2/group_memberships/${id}.json`)).status).toBe(204);
    expect((await send('DELETE', `/api/v2/group_memberships/${id}.json`)).status).toBe(404);
    expect((await get(`/api/v2/groups/${group.id}/memberships`)).body.group_memberships).toEqual([]);
    expect((await getUser(table, agent.user.id))?.default_group_id).toBeNull();
  });

  it('exist once for each agent and group, however many ask at once', async () => {
    const group = await aGroup('G');
    const answers = await Promise.all([1, 2, 3, 4].map(() => join(agent.user.id, group.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
    expect((await join(agent.user.id, group.id)).body.details.user_id[0].error).toBe('membership.exists');
  });

  it('are only for those who work here and groups that are there', async () => {
    const group = await aGroup('G');
    const customer = await aUser(table, clock);
    expect((await join(customer.id, group.id)).body.details.user_id[0].error).toBe('user.not_staff');
    expect((await join(404, group.id)).body.details.user_id[0].error).toBe('record_not_found');
    expect((await join(agent.user.id, 404)).body.details.group_id[0].error).toBe('record_not_found');
    const body = { group_membership: { user_id: agent.user.id, group_id: group.id } };
    expect((await send('POST', '/api/v2/group_memberships', body, agent.as)).status).toBe(403);
  });

  it('have one default at a time, which the person’s record names', async () => {
    const [one, two] = [await aGroup('1'), await aGroup('2')];
    const first = (await join(agent.user.id, one.id)).body.group_membership;
    const second = (await join(agent.user.id, two.id)).body.group_membership;
    expect([first.default, second.default]).toEqual([true, false]);
    const path = `/api/v2/users/${agent.user.id}/group_memberships`;
    const { body } = await send('PUT', `${path}/${second.id}/make_default.json`);
    const defaults = (list: { id: number; default: boolean }[]) => list.map((each) => [each.id, each.default]);
    const expected = [
      [first.id, false],
      [second.id, true],
    ];
    expect(defaults(body.group_memberships)).toEqual(expected);
    expect(defaults((await get(path)).body.group_memberships)).toEqual(expected);
    expect((await getUser(table, agent.user.id))?.default_group_id).toBe(two.id);
    const third = await aGroup('3');
    await join(agent.user.id, third.id, { default: true });
    const after = (await get(path)).body.group_memberships;
    expect(after.filter((each: { default: boolean }) => each.default)).toHaveLength(1);
  });

  it('make supervisors and unmake them', async () => {
    const group = await aGroup('G');
    const { id } = (await join(agent.user.id, group.id)).body.group_membership;
    const path = `/api/v2/group_memberships/${id}`;
    const raised = await send('PUT', path, { group_membership: { supervisor: true } });
    expect(raised.body.group_membership.supervisor).toBe(true);
    const [listed] = (await get(`/api/v2/groups/${group.id}/memberships`)).body.group_memberships;
    expect(listed.supervisor).toBe(true);
  });

  it('by the path of the person', async () => {
    const group = await aGroup('G');
    const path = `/api/v2/users/${agent.user.id}/group_memberships`;
    const made = await send('POST', `${path}.json`, { group_membership: { group_id: group.id } });
    expect(made.status).toBe(201);
    const { id } = made.body.group_membership;
    expect((await send('DELETE', `/api/v2/users/${admin.user.id}/group_memberships/${id}`)).status).toBe(404);
    expect((await send('DELETE', `${path}/${id}.json`)).status).toBe(204);
  });

  it('end with their group', async () => {
    await aGroup('Default');
    const group = await aGroup('G');
    const others = await Promise.all(Array.from({ length: 12 }, () => anAgent(table, clock)));
    for (const { user } of others) await join(user.id, group.id);
    expect((await send('DELETE', `/api/v2/groups/${group.id}`)).status).toBe(204);
    expect((await get('/api/v2/group_memberships')).body.group_memberships).toEqual([]);
    expect((await getUser(table, others[3]?.user.id ?? 0))?.default_group_id).toBeNull();
    expect((await join(agent.user.id, group.id)).status).toBe(422);
  });

  it('end when somebody no longer works here', async () => {
    const [one, two] = [await aGroup('1'), await aGroup('2')];
    const leaving = await anAgent(table, clock);
    for (const user of [agent.user, leaving.user]) for (const group of [one, two]) await join(user.id, group.id);
    const principal = {
      kind: 'user',
      userId: admin.user.id,
      role: 'admin',
      name: '',
      email: null,
      locale: 'en',
      assurance: 'signed_in',
    } as const;
    const context = { principal, now: clock.now(), newId: clock.newId, defaultLocale: 'en' };
    await updateUserAs(table, agent.user.id, { role: 'end-user' }, context);
    await deleteUserAs(table, leaving.user.id, context);
    expect((await get('/api/v2/group_memberships', admin.as)).body.group_memberships).toEqual([]);
    expect(await getUser(table, agent.user.id)).toMatchObject({ role: 'end-user', default_group_id: null });
  });
});
