import { beforeAll, describe, expect, test } from 'vitest';
import { organizationsUseCases } from '../../functions/organizations-api/use-cases.ts';
import { organizationsApi } from '../../shared/people/organizations.api.ts';
import { getUser } from '../../shared/people/user.store.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { anAdmin, anAgent, aUser } from '../support/a-user.ts';
import { anOrganization, anOrganizationMember } from '../support/an-organization.ts';
import { type ApiRequest, type Credentials, callApi, testDeps } from '../support/call-api.ts';
import { aClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const clock = aClock();
const root = '/api/v2/organization_memberships';
let table: Table;
let handler: unknown;
let admin: Credentials;
let agent: Awaited<ReturnType<typeof anAgent>>;

beforeAll(async () => {
  table = await aTable();
  handler = resourceApi(organizationsApi, organizationsUseCases, testDeps(table, clock));
  admin = (await anAdmin(table, clock)).as;
  agent = await anAgent(table, clock);
});

const call = (request: ApiRequest) => callApi(handler, { as: agent.as, ...request });
const add = (organization_membership: object, more: Partial<ApiRequest> = {}) =>
  call({ method: 'POST', path: root, body: { organization_membership }, ...more });
const organizationOf = async (userId: number) => (await getUser(table, userId))?.organization_id;

describe('a membership', () => {
  test('is made, shown, listed from both sides and ended', async () => {
    const organization = await anOrganization(table, clock, { name: 'Members Ltd' });
    const user = await aUser(table, clock);
    const made = await add({ user_id: user.id, organization_id: organization.id });
    const { id } = made.body.organization_membership;
    expect(made.status).toBe(201);
    expect(made.headers['location']).toBe(`https://support.moorline.test/api/v2/organization_memberships/${id}`);
    expect(made.body.organization_membership).toEqual({
      id,
      url: `https://support.moorline.test/api/v2/organization_memberships/${id}.json`,
      user_id: user.id,
      organization_id: organization.id,
      organization_name: 'Members Ltd',
      default: true,
      view_tickets: false,
      created_at: '2026-11-22T03:00:00Z',
      updated_at: '2026-11-22T03:00:00Z',
    });
    expect(await organizationOf(user.id)).toBe(organization.id);

    const lists = [
      root,
      `/api/v2/users/${user.id}/organization_memberships.json`,
      `/api/v2/organizations/${organization.id}/organization_memberships.json`,
    ];
    for (const path of lists) {
      const { body } = await call({ method: 'GET', path });
      expect(body.organization_memberships).toContainEqual(made.body.organization_membership);
      expect(body).toMatchObject({ next_page: null, previous_page: null, count: body.organization_memberships.length });
    }
    for (const path of [`${root}/${id}.json`, `/api/v2/users/${user.id}/organization_memberships/${id}.json`])
      expect((await call({ method: 'GET', path })).body).toEqual(made.body);
    const theirs = await call({ method: 'GET', path: `/api/v2/users/${user.id}/organizations.json` });
    expect(theirs.body.organizations).toMatchObject([{ id: organization.id }]);
    const counted = await call({ method: 'GET', path: `/api/v2/users/${user.id}/organizations/count.json` });
    expect(counted.body.count.value).toBe(1);

    expect((await call({ method: 'DELETE', path: `${root}/${id}.json` })).status).toBe(204);
    expect((await call({ method: 'DELETE', path: `${root}/${id}.json` })).status).toBe(404);
    expect(await organizationOf(user.id)).toBeNull();
  });

  test('is found only under its own person', async () => {
    const organization = await anOrganization(table, clock);
    const [user, other] = [await aUser(table, clock), await aUser(table, clock)];
    const { id } = await anOrganizationMember(table, clock, { organization_id: organization.id, user_id: user.id });
    const path = `/api/v2/users/${other.id}/organization_memberships/${id}`;
    expect((await call({ method: 'GET', path })).status).toBe(404);
    expect((await call({ method: 'DELETE', path })).status).toBe(404);
    expect((await call({ method: 'PUT', path: `${path}/make_default` })).status).toBe(404);
  });

  test('becomes the default one, and the other no longer is', async () => {
    const [first, second] = [await anOrganization(table, clock), await anOrganization(table, clock)];
    const user = await aUser(table, clock);
    const base = `/api/v2/users/${user.id}/organization_memberships`;
    const join = (organization_id: number) =>
      call({ method: 'POST', path: base, body: { organization_membership: { organization_id } } });
    const one = (await join(first.id)).body.organization_membership;
    const two = (await join(second.id)).body.organization_membership;
    expect([one.default, two.default]).toEqual([true, false]);
    const changed = await call({ method: 'PUT', path: `${base}/${two.id}/make_default.json` });
    expect(changed.body.organization_memberships.map((each: { default: boolean }) => each.default)).toEqual([
      false,
      true,
    ]);
    expect(await organizationOf(user.id)).toBe(second.id);
    const shown = await call({ method: 'GET', path: `${root}/${one.id}` });
    expect(shown.body.organization_membership.default).toBe(false);
    expect((await call({ method: 'DELETE', path: `${base}/${two.id}` })).status).toBe(204);
    expect(await organizationOf(user.id)).toBeNull();
  });

  test('is made once for one Idempotency-Key, and once for one person', async () => {
    const organization = await anOrganization(table, clock);
    const user = await aUser(table, clock);
    const headers = { 'idempotency-key': 'member-1' };
    const input = { user_id: user.id, organization_id: organization.id };
    const first = await add(input, { headers });
    expect(await add(input, { headers })).toMatchObject({ status: 201, body: first.body });
    const again = await add(input);
    expect(again.status).toBe(422);
    expect(again.body.details.user_id[0].error).toBe('membership.exists');
  });

  test('names an organization and a person that exist', async () => {
    const organization = await anOrganization(table, clock);
    const user = await aUser(table, clock);
    const refused = async (input: object) => Object.keys((await add(input)).body.details);
    expect(await refused({ user_id: 5, organization_id: organization.id })).toEqual(['user_id']);
    expect(await refused({ user_id: user.id, organization_id: 5 })).toEqual(['organization_id']);
    expect(await refused({})).toEqual(['user_id', 'organization_id']);
    expect(await refused({ user_id: 'x', organization_id: 1.5 })).toEqual(['user_id', 'organization_id']);
    const nobody = await call({ method: 'GET', path: '/api/v2/users/5/organizations' });
    expect(nobody.status).toBe(404);
    const nothing = await call({ method: 'GET', path: '/api/v2/organizations/5/organization_memberships' });
    expect(nothing.status).toBe(404);
  });

  test('of those who work here is for administrators', async () => {
    const organization = await anOrganization(table, clock);
    const input = { user_id: agent.user.id, organization_id: organization.id };
    expect((await add(input)).status).toBe(403);
    const made = await add(input, { as: admin });
    expect(made.status).toBe(201);
    const path = `${root}/${made.body.organization_membership.id}`;
    expect((await call({ method: 'DELETE', path })).status).toBe(403);
    expect((await call({ method: 'DELETE', path, as: admin })).status).toBe(204);
  });

  test('lists are followed over pages of two, with the number of all', async () => {
    const organization = await anOrganization(table, clock);
    const people = [];
    for (let made = 0; made < 5; made++) people.push((await aUser(table, clock)).id);
    for (const user_id of people)
      await anOrganizationMember(table, clock, { organization_id: organization.id, user_id });
    const path = `/api/v2/organizations/${organization.id}/organization_memberships`;
    const seen: number[] = [];
    let next: string | null = `${path}?page[size]=2`;
    for (let pages = 0; next !== null && pages < 5; pages++) {
      const { body } = await call({ method: 'GET', path: next.replace(/^https:\/\/[^/]+/, '') });
      seen.push(...body.organization_memberships.map((each: { user_id: number }) => each.user_id));
      next = body.links.next;
    }
    expect(seen).toEqual(people);
    const first = await call({ method: 'GET', path, query: { per_page: 2 } });
    expect(first.body).toMatchObject({ count: 5, next_page: expect.stringContaining('page=2') });
    const all = await call({ method: 'GET', path: root, query: { per_page: 1 } });
    expect(all.body.count).toBeGreaterThanOrEqual(5);
  });
});
