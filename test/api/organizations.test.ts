import { beforeAll, describe, expect, test } from 'vitest';
import { organizationsUseCases } from '../../functions/organizations-api/use-cases.ts';
import { organizationsApi } from '../../shared/people/organizations.api.ts';
import { getUser } from '../../shared/people/user.store.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { aGroup } from '../support/a-group.ts';
import { aCustomer, anAdmin, anAgent, aUser } from '../support/a-user.ts';
import { anOrganization, anOrganizationMember } from '../support/an-organization.ts';
import { type ApiRequest, type Credentials, callApi, testDeps } from '../support/call-api.ts';
import { aClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const clock = aClock();
const root = '/api/v2/organizations';
let table: Table;
let handler: unknown;
let admin: Credentials;
let agent: Credentials;
let customer: Credentials;

beforeAll(async () => {
  table = await aTable();
  handler = resourceApi(organizationsApi, organizationsUseCases, testDeps(table, clock));
  admin = (await anAdmin(table, clock)).as;
  agent = (await anAgent(table, clock)).as;
  customer = (await aCustomer(table, clock)).as;
});

const call = (request: ApiRequest) => callApi(handler, { as: admin, ...request });
const create = (organization: object, more: Partial<ApiRequest> = {}) =>
  call({ method: 'POST', path: root, body: { organization }, ...more });
const update = (id: number, organization: object) =>
  call({ method: 'PUT', path: `${root}/${id}`, body: { organization } });
const names = (body: { organizations: { name: string }[] }) => body.organizations.map(({ name }) => name);
const code = (body: { details: Record<string, { error: string }[]> }, field: string) => body.details[field]?.[0]?.error;

describe('an organization', () => {
  test('lives the life that a public client gives it', async () => {
    const made = await create({ name: 'Kraken Trading' }, { path: `${root}.json` });
    const { id } = made.body.organization;
    expect(made.status).toBe(201);
    expect(made.headers['location']).toBe(`https://support.moorline.test/api/v2/organizations/${id}`);
    expect(made.body.organization).toEqual({
      id,
      url: `https://support.moorline.test/api/v2/organizations/${id}.json`,
      name: 'Kraken Trading',
      shared_tickets: false,
      shared_comments: false,
      external_id: null,
      created_at: '2026-11-22T03:00:00Z',
      updated_at: '2026-11-22T03:00:00Z',
      domain_names: [],
      details: null,
      notes: null,
      group_id: null,
      tags: [],
      organization_fields: {},
    });

    const listed = await call({ method: 'GET', path: `${root}.json`, query: { 'page[size]': 100 } });
    expect(names(listed.body)).toContain('Kraken Trading');
    const shown = await call({ method: 'GET', path: `${root}/${id}.json` });
    expect(shown.body).toEqual(made.body);

    const updated = await update(id, { notes: 'foo', external_id: 4711 });
    expect(updated.body.organization).toMatchObject({ id, name: 'Kraken Trading', notes: 'foo', external_id: '4711' });
    const found = await call({ method: 'GET', path: `${root}/search.json`, query: { external_id: 4711 } });
    expect(found.body.organizations).toEqual([updated.body.organization]);
    expect(found.body).toMatchObject({ count: 1, next_page: null, previous_page: null });
    const offered = await call({ method: 'GET', path: `${root}/autocomplete.json`, query: { name: 'Krak' } });
    expect(names(offered.body)).toEqual(['Kraken Trading']);

    const gone = await call({ method: 'DELETE', path: `${root}/${id}.json` });
    expect(gone).toMatchObject({ status: 204, body: '' });
    const again = await call({ method: 'DELETE', path: `${root}/${id}.json` });
    expect(again.status).toBe(404);
    expect(again.body).toMatchObject({ error: 'RecordNotFound', description: 'Not found' });
    expect((await call({ method: 'GET', path: `${root}/${id}` })).status).toBe(404);
    expect((await update(id, { notes: 'x' })).status).toBe(404);
    const left = await call({ method: 'GET', path: `${root}/search`, query: { external_id: 4711 } });
    expect(left.body).toMatchObject({ organizations: [], count: 0 });
  });

  test('keeps what a change does not name, merges its custom fields and drops what is null', async () => {
    const group = await aGroup(table, clock);
    const { body } = await create({
      name: '  Bit\u0000 Bank ',
      details: 'Zug',
      domain_names: ['BitBank.example', ' bitbank.example', '例え.jp'],
      tags: ['VIP', 'otc desk', 'vip'],
      organization_fields: { tier: 'gold', limit: 3 },
      group_id: group.id,
      shared_tickets: true,
    });
    const { id } = body.organization;
    expect(body.organization).toMatchObject({
      name: 'Bit Bank',
      domain_names: ['bitbank.example', '例え.jp'],
      tags: ['vip', 'otc_desk'],
      organization_fields: { tier: 'gold', limit: 3 },
      group_id: group.id,
      shared_tickets: true,
    });
    clock.advance(1_000);
    const changed = await update(id, { organization_fields: { tier: null, desk: 'A' }, group_id: null, unknown: 1 });
    expect(changed.body.organization).toEqual({
      ...body.organization,
      organization_fields: { limit: 3, desk: 'A' },
      group_id: null,
      updated_at: '2026-11-22T03:00:01Z',
    });
  });

  test('frees its name and external id when it changes them, and when it is deleted', async () => {
    const first = await anOrganization(table, clock, { name: 'Old name', external_id: 'old-1' });
    await update(first.id, { name: 'New name', external_id: 'new-1' });
    const second = await create({ name: 'old NAME', external_id: 'OLD-1' });
    expect(second.status).toBe(201);
    await call({ method: 'DELETE', path: `${root}/${second.body.organization.id}` });
    expect((await create({ name: 'Old name', external_id: 'old-1' })).status).toBe(201);
    const recased = await update(first.id, { name: 'NEW name', external_id: 'New-1' });
    expect(recased.body.organization).toMatchObject({ name: 'NEW name', external_id: 'New-1' });
  });

  test('takes the memberships of its people along when it is deleted', async () => {
    const organization = await anOrganization(table, clock);
    const people = await Promise.all(Array.from({ length: 12 }, () => aUser(table, clock)));
    for (const { id } of people)
      await anOrganizationMember(table, clock, { organization_id: organization.id, user_id: id });
    const related = await call({ method: 'GET', path: `${root}/${organization.id}/related` });
    expect(related.body).toEqual({ organization_related: { tickets_count: 0, users_count: 12 } });
    expect((await call({ method: 'DELETE', path: `${root}/${organization.id}` })).status).toBe(204);
    for (const { id } of people) expect((await getUser(table, id))?.organization_id).toBeNull();
    const [{ id: userId = 0 } = {}] = people;
    const left = await call({ method: 'GET', path: `/api/v2/users/${userId}/organizations` });
    expect(left.body).toMatchObject({ organizations: [], count: 0 });
  });
});

describe('lists of organizations', () => {
  test('are followed to their end by cursors of one and by offsets', async () => {
    const own = await aTable();
    const { as } = await anAgent(own, clock);
    const api = resourceApi(organizationsApi, organizationsUseCases, testDeps(own, clock));
    const ids: number[] = [];
    for (let made = 0; made < 5; made++) ids.push((await anOrganization(own, clock)).id);
    const seen: number[] = [];
    let next: string | null = `${root}.json?page[size]=1`;
    for (let pages = 0; next !== null && pages < 10; pages++) {
      const page = await callApi(api, { method: 'GET', path: next.replace(/^https:\/\/[^/]+/, ''), as });
      seen.push(...page.body.organizations.map(({ id }: { id: number }) => id));
      expect(page.body.meta.has_more).toBe(page.body.links.next !== null);
      next = page.body.links.next;
    }
    expect(seen).toEqual(ids);
    const second = await callApi(api, { method: 'GET', path: root, query: { page: 2, per_page: 2 }, as });
    expect(second.body.organizations.map(({ id }: { id: number }) => id)).toEqual(ids.slice(2, 4));
    expect(second.body.next_page).toContain('page=3');
    expect(second.body.previous_page).toContain('page=1');
    const last = await callApi(api, { method: 'GET', path: root, query: { sort: '-id', per_page: 1 }, as });
    expect(last.body.organizations[0].id).toBe(ids.at(-1));
    const everything = await callApi(api, { method: 'GET', path: root, as });
    expect(everything.body).toMatchObject({ count: 5, next_page: null, previous_page: null });
    const counted = await callApi(api, { method: 'GET', path: `${root}/count.json`, as });
    expect(counted.body.count).toEqual({ value: expect.any(Number), refreshed_at: expect.stringMatching(/Z$/) });
  });

  test('show those of given ids and external ids, in their order', async () => {
    const first = await anOrganization(table, clock, { external_id: 'many-1' });
    const second = await anOrganization(table, clock, { external_id: 'many-2' });
    const byIds = await call({ method: 'GET', path: `${root}/show_many?ids=${second.id},${first.id},99` });
    expect(names(byIds.body)).toEqual([second.name, first.name]);
    expect(byIds.body.count).toBe(2);
    const byExternal = await call({ method: 'GET', path: `${root}/show_many?external_ids=MANY-1,nobody,many-2` });
    expect(names(byExternal.body)).toEqual([first.name, second.name]);
  });

  test('find by exact name whatever its case and width, and by its beginning', async () => {
    const made = await anOrganization(table, clock, { name: 'Ｎｏｒｔｈ Exchange' });
    const found = await call({ method: 'GET', path: `${root}/search`, query: { name: 'north exchange' } });
    expect(found.body.organizations[0].id).toBe(made.id);
    const beginning = await call({ method: 'GET', path: `${root}/search`, query: { name: 'north' } });
    expect(beginning.body.organizations).toEqual([]);
    await anOrganization(table, clock, { name: '北京交易所' });
    const offered = await call({ method: 'GET', path: `${root}/autocomplete`, query: { name: '北京' } });
    expect(names(offered.body)).toEqual(['北京交易所']);
    await anOrganization(table, clock, { name: 'Northern Star' });
    const paged = await call({ method: 'GET', path: `${root}/autocomplete`, query: { name: 'NORTH', per_page: 1 } });
    expect(paged.body).toMatchObject({ count: 2, next_page: expect.stringContaining('page=2') });
  });
});

describe('creating or updating', () => {
  test('changes the organization with the external id, and creates it when there is none', async () => {
    const send = (organization: object) =>
      call({ method: 'POST', path: `${root}/create_or_update.json`, body: { organization } });
    const made = await send({ name: 'Upserted', external_id: 99 });
    expect(made.status).toBe(201);
    expect(made.headers['location']).toContain(`/organizations/${made.body.organization.id}`);
    const same = await send({ name: 'Upserted twice', external_id: '99' });
    expect(same).toMatchObject({ status: 200, body: { organization: { name: 'Upserted twice' } } });
    expect(same.body.organization.id).toBe(made.body.organization.id);
    const byId = await send({ id: made.body.organization.id, notes: 'by id' });
    expect(byId.body.organization).toMatchObject({ name: 'Upserted twice', external_id: '99', notes: 'by id' });
    const byName = await send({ name: 'upserted TWICE', notes: 'by name' });
    expect(byName.body.organization).toMatchObject({ id: made.body.organization.id, notes: 'by name' });
    const stranger = await send({ name: 'Upserted twice', external_id: '100' });
    expect(stranger.status).toBe(422);
    expect(code(stranger.body, 'name')).toBe('organization.name_taken');
    expect((await send({ id: 123, name: 'Nobody' })).status).toBe(404);
  });
});

describe('repeated and concurrent requests', () => {
  test('with one Idempotency-Key create one organization', async () => {
    const headers = { 'idempotency-key': 'org-1' };
    const first = await create({ name: 'Once' }, { headers });
    const second = await create({ name: 'Once' }, { headers });
    expect(second).toMatchObject({ status: 201, body: first.body });
    const other = await create({ name: 'Twice' }, { headers });
    expect(other.status).toBe(422);
    expect(code(other.body, 'idempotency_key')).toBe('idempotency_key_reused');
    const both = await Promise.all(
      [1, 2, 3].map(() => create({ name: 'At once' }, { headers: { 'idempotency-key': 'org-2' } })),
    );
    expect(new Set(both.map(({ body }) => body.organization.id)).size).toBe(1);
  });

  test('let one of several have a name', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => create({ name: 'Contested' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
    const refused = answers.find(({ status }) => status === 422);
    expect(code(refused?.body, 'name')).toBe('organization.name_taken');
  });

  test('change different fields without losing one', async () => {
    const { id } = await anOrganization(table, clock);
    await Promise.all([update(id, { notes: 'n' }), update(id, { details: 'd' }), update(id, { tags: ['t'] })]);
    const { body } = await call({ method: 'GET', path: `${root}/${id}` });
    expect(body.organization).toMatchObject({ notes: 'n', details: 'd', tags: ['t'] });
  });
});

describe('bad input', () => {
  test.each([
    ['a missing name', {}, 'name', 'field_required'],
    ['a name of nothing but marks', { name: '\u202e \u0000' }, 'name', 'field_required'],
    ['a name that is too long', { name: 'x'.repeat(256) }, 'name', 'field_too_long'],
    ['a name that grows when it is compared', { name: '\ufdfa'.repeat(255) }, 'name', 'field_invalid'],
    ['half a character', { name: 'x\ud800' }, 'name', 'text_invalid'],
    ['a name of the wrong type', { name: 5 }, 'name', 'field_invalid'],
    ['an empty external id', { name: 'x', external_id: '' }, 'external_id', 'field_too_short'],
    ['an external id that is too long', { name: 'x', external_id: 'x'.repeat(256) }, 'external_id', 'field_too_long'],
    ['an external id of the wrong type', { name: 'x', external_id: [1] }, 'external_id', 'field_invalid'],
    ['notes that are too long', { name: 'x', notes: 'x'.repeat(20_001) }, 'notes', 'field_too_long'],
    ['a domain that is none', { name: 'x', domain_names: ['ok.example', 'a@b'] }, 'domain_names.1', 'domain_invalid'],
    ['a group that does not exist', { name: 'x', group_id: 7 }, 'group_id', 'record_not_found'],
    [
      'custom fields that are too deep',
      { name: 'x', organization_fields: { a: { b: 1 } } },
      'organization_fields.a',
      'field_invalid',
    ],
    ['tags of the wrong type', { name: 'x', tags: 'a b' }, 'tags', 'field_invalid'],
  ])('%s is refused with the name of its field', async (_, organization, field, expected) => {
    const { status, body } = await create(organization);
    expect({ status, error: body.error, code: code(body, field) }).toEqual({
      status: 422,
      error: 'RecordInvalid',
      code: expected,
    });
  });

  test('duplicates are named in details.name and details.external_id', async () => {
    await anOrganization(table, clock, { name: 'Taken', external_id: 'taken' });
    const name = await create({ name: 'TAKEN' });
    expect(name.body.details.name[0]).toEqual({
      description: 'Name: TAKEN has already been taken',
      error: 'organization.name_taken',
    });
    const external = await create({ name: 'Free', external_id: 'Taken' });
    expect(code(external.body, 'external_id')).toBe('organization.external_id_taken');
    const { id } = await anOrganization(table, clock);
    expect((await update(id, { name: 'taken' })).status).toBe(422);
  });

  test('is answered in Chinese where that is asked for', async () => {
    const { body } = await create({ name: 'x', domain_names: ['-'] }, { headers: { 'accept-language': 'zh-CN' } });
    expect(body.details['domain_names.0'][0].description).toContain('域名');
  });

  test.each([
    ['broken JSON', '{"organization":', 400],
    ['bytes that are no text', Buffer.from([0x22, 0xff, 0x22]), 400],
    ['no body', undefined, 422],
    ['no wrapper', '{"name":"x"}', 422],
    ['a list', '[]', 422],
  ])('%s is refused', async (_, body, status) => {
    expect((await call({ method: 'POST', path: root, ...(body === undefined ? {} : { body }) })).status).toBe(status);
  });

  test.each([
    [`${root}/abc`, 404],
    [`${root}/0`, 404],
    [`${root}/99999999999999999999`, 404],
    [`${root}/%00`, 400],
    [`${root}/search`, 422],
    [`${root}/autocomplete?name=x`, 422],
    [`${root}/show_many`, 422],
    [`${root}/show_many?ids=1;2`, 422],
    [`${root}?page[size]=101`, 422],
    [`${root}?page[after]=nonsense`, 400],
    [`${root}?page=1001`, 400],
    [`${root}?sort=name`, 422],
  ])('%s answers %i', async (path, status) => {
    expect((await call({ method: 'GET', path })).status).toBe(status);
  });

  test('a search for a hostile text finds nothing and breaks nothing', async () => {
    for (const name of ['#', 'META', "'; DROP", '\ufdfa\ufdfa', '%', '\u202e\u202e'])
      expect(
        (await call({ method: 'GET', path: `${root}/autocomplete`, query: { name: `${name}${name}` } })).status,
      ).toBe(200);
  });
});

describe('rights', () => {
  test('agents read, create and change; only administrators delete', async () => {
    const made = await create({ name: 'By an agent' }, { as: agent });
    expect(made.status).toBe(201);
    const path = `${root}/${made.body.organization.id}`;
    expect((await call({ method: 'PUT', path, body: { organization: { notes: 'x' } }, as: agent })).status).toBe(200);
    const refused = await call({ method: 'DELETE', path, as: agent });
    expect(refused).toMatchObject({ status: 403, body: { error: 'Forbidden' } });
    expect((await call({ method: 'DELETE', path: `${root}/destroy_many?ids=1`, as: agent })).status).toBe(403);
    expect((await call({ method: 'GET', path, as: agent })).status).toBe(200);
  });

  test.each(Object.values(organizationsApi.routes))(
    '$method $path is closed to customers and strangers',
    async (route) => {
      const path = route.path.replace(/\{\w+\}/g, '1');
      const body = route.method === 'GET' || route.method === 'DELETE' ? {} : { body: {} };
      expect((await call({ method: route.method, path, ...body, as: customer })).status).toBe(403);
      expect((await call({ method: route.method, path, ...body, as: undefined })).status).toBe(401);
    },
  );
});
