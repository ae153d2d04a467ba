import { beforeEach, describe, expect, it } from 'vitest';
import { usersUseCases } from '../../functions/users-api/use-cases.ts';
import { encodeCursor } from '../../shared/kernel/cursor.ts';
import { usersApi } from '../../shared/people/users.api.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { anAdmin, aUser } from '../support/a-user.ts';
import { type Credentials, callApi, testDeps } from '../support/call-api.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

let table: Table;
let clock: TestClock;
let api: unknown;
let as: Credentials;
beforeEach(async () => {
  table = await aTable();
  clock = aClock();
  api = resourceApi(usersApi, usersUseCases, testDeps(table, clock));
  as = (await anAdmin(table, clock, { name: 'Boss', email: 'boss@moorline.test' })).as;
});

const get = (path: string) =>
  callApi(api, { method: 'GET', path: path.replace('https://support.moorline.test', ''), as });
const names = (body: { users: { name: string }[] }) => body.users.map(({ name }) => name);

async function people(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    clock.advance(1_000);
    await aUser(table, clock, { name: `Person ${String(n).padStart(2, '0')}` });
  }
}

describe('listing people', () => {
  it('without page parameters answers the offset envelope with its count', async () => {
    await people(3);
    const { body } = await get('/api/v2/users.json?role=end-user');
    expect(names(body)).toEqual(['Person 00', 'Person 01', 'Person 02']);
    expect(body).toMatchObject({ count: 3, next_page: null, previous_page: null });
    expect(body).not.toHaveProperty('meta');
  });

  it('pages by offset there and back, with links that repeat the question', async () => {
    await people(5);
    const first = await get('/api/v2/users.json?role=end-user&per_page=2');
    expect(first.body.next_page).toBe('https://support.moorline.test/api/v2/users?role=end-user&per_page=2&page=2');
    const second = await get(first.body.next_page);
    expect(names(second.body)).toEqual(['Person 02', 'Person 03']);
    const third = await get(second.body.next_page);
    expect([names(third.body), third.body.next_page]).toEqual([['Person 04'], null]);
    expect(names((await get(third.body.previous_page)).body)).toEqual(['Person 02', 'Person 03']);
    expect(names((await get('/api/v2/users?role=end-user&per_page=2&page=9')).body)).toEqual([]);
  });

  it('pages by cursor there and back, nobody twice and nobody left out', async () => {
    await people(7);
    const seen: string[][] = [];
    let { body } = await get('/api/v2/users.json?role=end-user&page%5Bsize%5D=3');
    expect(body.links.prev).toBeNull();
    seen.push(names(body));
    while (body.meta.has_more) {
      body = (await get(body.links.next)).body;
      seen.push(names(body));
    }
    expect(seen.flat()).toEqual(Array.from({ length: 7 }, (_, n) => `Person 0${n}`));
    expect(body.links.next).toBeNull();
    body = (await get(body.links.prev)).body;
    expect([names(body), body.meta.has_more]).toEqual([seen[1], true]);
    body = (await get(body.links.prev)).body;
    expect([names(body), body.meta.has_more, body.links.prev]).toEqual([seen[0], false, null]);
    expect(names((await get(body.links.next)).body)).toEqual(seen[1]);
  });

  it('keeps its place when people come and go between two pages', async () => {
    await people(4);
    const { body } = await get('/api/v2/users?role=end-user&page[size]=2');
    await callApi(api, { method: 'DELETE', path: `/api/v2/users/${body.users[1].id}`, as });
    await people(1);
    expect(names((await get(body.links.next)).body)).toEqual(['Person 02', 'Person 03']);
  });

  it('turns around on request and says what it cannot sort by', async () => {
    await people(3);
    for (const order of ['sort=-id', 'sort_by=created_at&sort_order=desc', 'sort_order=desc']) {
      expect(names((await get(`/api/v2/users?role=end-user&${order}`)).body)[0]).toBe('Person 02');
      expect(names((await get(`/api/v2/users?role=end-user&page[size]=1&${order}`)).body)).toEqual(['Person 02']);
    }
    const { status, body } = await get('/api/v2/users?sort=name');
    expect([status, body.details.sort[0].error]).toEqual([422, 'sort_unsupported']);
  });

  it('filters by one role or several', async () => {
    await aUser(table, clock, { name: 'Agent', role: 'agent' });
    await people(1);
    expect(names((await get('/api/v2/users?role=agent')).body)).toEqual(['Agent']);
    expect(names((await get('/api/v2/users?role[]=agent&role[]=admin')).body).sort()).toEqual(['Agent', 'Boss']);
    expect(names((await get('/api/v2/users')).body)).toHaveLength(3);
    const count = await get('/api/v2/users/count.json?role[]=agent&role[]=admin');
    expect(count.body.count.value).toBe(2);
  });

  it.each([
    ['page[size]=0', 422, 'page[size]', 'field_too_small'],
    ['page[size]=101', 422, 'page[size]', 'field_too_large'],
    ['page[size]=ten', 422, 'page[size]', 'field_invalid'],
    ['per_page=101', 422, 'per_page', 'field_too_large'],
    ['page=-1', 422, 'page', 'field_too_small'],
    ['page=101', 400, 'base', 'page_too_deep'],
    ['page[after]=nonsense', 400, 'base', 'cursor_invalid'],
    [`page[after]=${encodeCursor('x')}`, 400, 'base', 'cursor_invalid'],
    [`page[after]=${encodeCursor(1)}&page[before]=${encodeCursor(2)}`, 422, 'page[before]', 'field_invalid'],
    ['role=owner', 422, 'role', 'field_not_allowed'],
  ])('refuses %s', async (query, status, field, code) => {
    const answer = await get(`/api/v2/users?${query}`);
    expect([answer.status, answer.body.details[field]?.[0].error]).toEqual([status, code]);
  });
});

describe('finding people', () => {
  beforeEach(async () => {
    await aUser(table, clock, { name: '王小明', email: 'wang@example.com', external_id: 'uid:1,2' });
    await aUser(table, clock, { name: '王小红', email: 'hong@example.com', external_id: 'u2' });
    await aUser(table, clock, { name: 'Ångström, Anna', email: 'anna@example.com' });
    await aUser(table, clock, { name: 'anna bell', email: 'bell@example.com' });
    await aUser(table, clock, { name: '＃１ Ｆａｎ', email: 'fan@example.com' });
  });
  const search = async (query: string) =>
    names((await get(`/api/v2/users/search.json?query=${encodeURIComponent(query)}`)).body);

  it.each([
    ['wang@example.com', ['王小明']],
    ['WANG@EXAMPLE.COM', ['王小明']],
    ['email:wang@example.com', ['王小明']],
    ['email:"wang@example.com"', ['王小明']],
    ['type:user email:wang@example.com', ['王小明']],
    ['王', ['王小明', '王小红']],
    ['王小红', ['王小红']],
    ['ann', ['Ångström, Anna', 'anna bell']],
    ['ANNA B', ['anna bell']],
    ['name:anna*', ['anna bell', 'Ångström, Anna']],
    ['ÅNG', ['Ångström, Anna']],
    ['A\u030Angstrom', []],
    ['A\u030Angstr\u00f6m', ['Ångström, Anna']],
    ['#1 fan', ['＃１ Ｆａｎ']],
    ['external_id:u2', ['王小红']],
    ['nobody', []],
    ['', []],
    ['%', []],
  ])('by %s', async (query, expected) => {
    expect((await search(query)).sort()).toEqual([...expected].sort());
  });

  it('by external id', async () => {
    expect(names((await get('/api/v2/users/search?external_id=uid:1,2')).body)).toEqual(['王小明']);
    expect(names((await get('/api/v2/users/search?external_id=none')).body)).toEqual([]);
  });

  it('while typing', async () => {
    expect(
      names((await get(`/api/v2/users/autocomplete.json?name=${encodeURIComponent('王小')}`)).body).sort(),
    ).toEqual(['王小明', '王小红'].sort());
    expect((await get('/api/v2/users/autocomplete')).status).toBe(422);
  });

  it('in pages', async () => {
    const first = (await get('/api/v2/users/search?query=ann&per_page=1')).body;
    expect(first).toMatchObject({ count: 2, previous_page: null });
    expect((await get(first.next_page)).body.users).toHaveLength(1);
  });

  it('who changed their name is found by the new one only', async () => {
    const [found] = (await get('/api/v2/users/search?query=bell@example.com')).body.users;
    await callApi(api, { method: 'PUT', path: `/api/v2/users/${found.id}`, body: { user: { name: 'Zoe' } }, as });
    expect(await search('zoe')).toEqual(['Zoe']);
    expect(await search('anna b')).toEqual([]);
  });

  it('several at once, in the order asked for, each once', async () => {
    const all = (await get('/api/v2/users?role=end-user')).body.users as { id: number; name: string }[];
    const ids = [all[2]?.id, all[0]?.id, all[2]?.id, 12345];
    const { body } = await get(`/api/v2/users/show_many.json?ids=${ids.join('%2C')}`);
    expect(body.users.map(({ id }: { id: number }) => id)).toEqual([all[2]?.id, all[0]?.id]);
    expect(names((await get('/api/v2/users/show_many?external_ids=u2,none')).body)).toEqual(['王小红']);
    expect((await get('/api/v2/users/show_many')).status).toBe(422);
    expect((await get('/api/v2/users/show_many?ids=1,x')).status).toBe(422);
    expect((await get(`/api/v2/users/show_many?ids=${Array.from({ length: 101 }, (_, n) => n + 1)}`)).status).toBe(422);
  });

  it('not one who is not there', async () => {
    for (const id of ['1', '0', '-1', '1.5', 'abc', '99999999999999999999', '__proto__', '%F0%9F%92%A9']) {
      const { status, body } = await get(`/api/v2/users/${id}.json`);
      expect([status, body]).toEqual([404, { error: 'RecordNotFound', description: 'Not found' }]);
    }
  });
});
