import { beforeEach, describe, expect, test } from 'vitest';
import { agentAvailabilitiesUseCases } from '../../functions/agent-availabilities-api/use-cases.ts';
import { groupsUseCases } from '../../functions/groups-api/use-cases.ts';
import { groupsApi } from '../../shared/people/groups.api.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { EVENT_ATTRIBUTE } from '../../shared/platform/messaging/event.ts';
import { groupEventKey, routingEventKey } from '../../shared/platform/table/keys.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { agentAvailabilitiesApi } from '../../shared/routing/agent-availabilities.api.ts';
import { aGroup, aGroupMember } from '../support/a-group.ts';
import { aRoutingDesk } from '../support/a-routing-desk.ts';
import { aCustomer, anAdmin, anAgent } from '../support/a-user.ts';
import { type ApiRequest, type Credentials, callApi, testDeps } from '../support/call-api.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const PATH = '/api/v2/agent_availabilities';
const STATUS = `${PATH}/agent_statuses/agents`;
const SHIFT = { time_zone: 'Asia/Shanghai', intervals: { mon: [['09:00', '17:00']] } };

describe('the API of availabilities', () => {
  let table: Table;
  let clock: TestClock;
  let handler: unknown;
  let admin: Credentials;
  let agent: Awaited<ReturnType<typeof anAgent>>;

  beforeEach(async () => {
    [clock, table] = [aClock(), await aTable()];
    handler = resourceApi(agentAvailabilitiesApi, agentAvailabilitiesUseCases, testDeps(table, clock));
    admin = (await anAdmin(table, clock)).as;
    agent = await anAgent(table, clock);
  });

  const call = (method: ApiRequest['method'], path: string, body?: object, as: Credentials = agent.as) =>
    callApi(handler, { method, path, as, ...(body === undefined ? {} : { body }) });

  test('shows an agent who never said anything as offline, with the usual room', async () => {
    const group = await aGroup(table, clock);
    await aGroupMember(table, clock, { group_id: group.id, user_id: agent.user.id });
    const { status, body } = await call('GET', `${PATH}/me.json`);
    expect(status).toBe(200);
    const id = agent.user.id;
    expect(body).toEqual({
      data: {
        id: `agent_availabilities|${id}`,
        type: 'agent_availabilities',
        attributes: {
          agent_id: id,
          agent_status: { id: 4, name: 'offline', updated_at: null },
          group_ids: [group.id],
          skills: [],
          languages: [],
          shift: null,
          version: 0,
        },
        links: { self: `https://support.moorline.test/api/v2/agent_availabilities/${id}` },
        relationships: {
          channels: {
            data: [
              { id: `agent_availabilities|${id}|channels|support`, type: 'channels' },
              { id: `agent_availabilities|${id}|channels|messaging`, type: 'channels' },
            ],
          },
        },
      },
      included: [
        {
          id: `agent_availabilities|${id}|channels|support`,
          type: 'channels',
          attributes: { name: 'support', status: 'offline', work_item_count: 0, max_capacity: 10 },
        },
        {
          id: `agent_availabilities|${id}|channels|messaging`,
          type: 'channels',
          attributes: { name: 'messaging', status: 'offline', work_item_count: 0, max_capacity: 3 },
        },
      ],
    });
  });

  test('lets agents say whether they are there, by number or name, and tells routing of it', async () => {
    const { status, body } = await call('PUT', `${STATUS}/me`, { id: 1 });
    expect(status).toBe(200);
    expect(body.data.attributes).toMatchObject({
      agent_status: { id: 1, name: 'online', updated_at: '2026-11-22T03:00:00Z' },
      version: 1,
    });
    const told = await table.get(routingEventKey(`agent-${agent.user.id}-1`));
    expect(told?.[EVENT_ATTRIBUTE]).toMatchObject({
      names: ['agent.availability_changed.v1'],
      data: { user_id: agent.user.id, version: 1 },
    });
    const own = `${STATUS}/${agent.user.id}`;
    expect((await call('PUT', own, { name: 'away' })).body.data.attributes.agent_status.id).toBe(2);
    expect((await call('PUT', own, { id: 3 })).status).toBe(422);
    expect((await call('PUT', own, {})).status).toBe(422);
    expect((await call('PUT', own, { id: 1, name: 'away' })).status).toBe(422);
  });

  test('lets only administrators speak for others, and only for those who work here', async () => {
    const other = await anAgent(table, clock);
    const customer = await aCustomer(table, clock);
    expect((await call('PUT', `${STATUS}/${other.user.id}`, { id: 1 })).status).toBe(403);
    expect((await call('PUT', `${STATUS}/${other.user.id}`, { id: 1 }, admin)).status).toBe(200);
    expect((await call('PUT', `${STATUS}/${customer.user.id}`, { id: 1 }, admin)).status).toBe(404);
    expect((await call('GET', `${PATH}/${customer.user.id}`)).status).toBe(404);
    expect((await call('GET', `/api/v2/users/${customer.user.id}/routing`)).status).toBe(404);
  });

  test('keeps capacity, skills, languages and shift, what is not named as it was', async () => {
    const path = `/api/v2/users/${agent.user.id}/routing`;
    const routing = {
      capacity: { support: 4 },
      skills: ['kyc', 'kyc', 'cards'],
      languages: ['zh', 'en'],
      shift: SHIFT,
    };
    const { status, body } = await call('PUT', path, { routing }, admin);
    expect(status).toBe(200);
    const kept = {
      capacity: { support: 4, messaging: 3 },
      skills: ['kyc', 'cards'],
      languages: ['zh', 'en'],
      shift: SHIFT,
    };
    expect(body.routing).toMatchObject({ ...kept, user_id: agent.user.id, version: 1 });
    expect((await call('PUT', path, { routing: { capacity: { messaging: 1 } } }, admin)).body.routing).toMatchObject({
      ...kept,
      capacity: { support: 4, messaging: 1 },
      version: 2,
    });
    expect((await call('GET', path)).body.routing).toMatchObject({ version: 2, shift: SHIFT });
    expect((await call('PUT', path, { routing: { version: 1, skills: [] } }, admin)).status).toBe(409);
    expect((await call('PUT', path, { routing: { version: 2, shift: null } }, admin)).body.routing.shift).toBeNull();
    expect((await call('PUT', path, { routing: {} })).status).toBe(403);
  });

  test.each([
    [{ capacity: { support: -1 } }],
    [{ capacity: { support: 201 } }],
    [{ skills: ['Upper Case'] }],
    [{ languages: ['zh-CN'] }],
    [{ shift: { time_zone: 'Asia/Atlantis', intervals: {} } }],
    [{ shift: { time_zone: 'UTC', intervals: { mon: [['17:00', '09:00']] } } }],
  ])('refuses %j', async (routing) => {
    const { status } = await call('PUT', `/api/v2/users/${agent.user.id}/routing`, { routing }, admin);
    expect(status).toBe(422);
  });

  test('keeps how much work somebody has while they say something else', async () => {
    const desk = aRoutingDesk(table, clock);
    const group = await desk.group();
    const busy = await desk.agent(group.id, 5);
    const ticket = await desk.ticket({ group_id: group.id });
    await desk.tellTicket(ticket.id);
    await call('PUT', `${STATUS}/${busy}`, { name: 'away' }, admin);
    const { body } = await call('GET', `${PATH}/${busy}`);
    expect(body.included[0].attributes).toMatchObject({ work_item_count: 1, max_capacity: 5, status: 'away' });
  });

  test('lists everybody who works here, or the people of a group, page by page', async () => {
    const group = await aGroup(table, clock);
    const others = [await anAgent(table, clock), await anAgent(table, clock)];
    for (const { user } of others) await aGroupMember(table, clock, { group_id: group.id, user_id: user.id });
    const ids = (body: { data: { attributes: { agent_id: number } }[] }) =>
      body.data.map(({ attributes }) => attributes.agent_id);
    expect((await call('GET', PATH)).body).toMatchObject({ count: 4 });
    const ofGroup = await call('GET', `${PATH}?filter[group_ids]=${group.id}&page[size]=1`);
    expect(ids(ofGroup.body)).toEqual([others[0]?.user.id]);
    expect(ofGroup.body.meta.has_more).toBe(true);
    const next = await call(
      'GET',
      `${PATH}?filter[group_ids]=${group.id}&page[size]=1&page[after]=${ofGroup.body.meta.after_cursor}`,
    );
    expect(ids(next.body)).toEqual([others[1]?.user.id]);
    expect((await call('GET', `${PATH}?filter[group_ids]=999`)).status).toBe(404);
  });

  test('keeps the table of rules as a whole, with groups that exist', async () => {
    const path = '/api/v2/routing/rules';
    const group = await aGroup(table, clock);
    const rules = [{ category: 'kyc', language: 'zh', group_id: group.id, skills: ['kyc'] }];
    expect((await call('GET', path)).body.routing_rules).toMatchObject({ version: 0, rules: [] });
    expect((await call('PUT', path, { routing_rules: { rules } })).status).toBe(403);
    expect((await call('PUT', path, { routing_rules: { rules } }, admin)).body.routing_rules).toMatchObject({
      version: 1,
      rules,
    });
    expect((await call('GET', path)).body.routing_rules).toMatchObject({ version: 1, rules });
    expect((await call('PUT', path, { routing_rules: { version: 0, rules } }, admin)).status).toBe(409);
    const unknown = [...rules, { ...rules[0], group_id: 999 }];
    const refused = await call('PUT', path, { routing_rules: { rules: unknown } }, admin);
    expect(refused.status).toBe(422);
    expect(Object.keys(refused.body.details)).toEqual(['rules.1.group_id']);
  });

  test('shows the queue of a group in its order', async () => {
    const desk = aRoutingDesk(table, clock);
    const group = await desk.group();
    const low = await desk.ticket({ group_id: group.id, priority: 'low' });
    const urgent = await desk.ticket({ group_id: group.id, priority: 'urgent', locale: 'zh-CN' });
    for (const { id } of [low, urgent]) await desk.tellTicket(id);
    const { status, body } = await call('GET', `/api/v2/routing/queues/${group.id}`);
    expect(status).toBe(200);
    expect(body.queue).toMatchObject({ group_id: group.id, count: 2 });
    expect(body.queue.tickets).toEqual([
      {
        ticket_id: urgent.id,
        channel: 'support',
        language: 'zh',
        skills: [],
        skills_until: null,
        tier: 'standard',
        waiting_since: '2026-11-22T03:00:00Z',
      },
      expect.objectContaining({ ticket_id: low.id, language: 'en' }),
    ]);
    expect((await call('GET', '/api/v2/routing/queues/999')).status).toBe(404);
  });
});

test('a group switches routing on by a field of ours, and routing is told', async () => {
  const [clock, table] = [aClock(), await aTable()];
  const groups = resourceApi(groupsApi, groupsUseCases, testDeps(table, clock));
  const { as } = await anAdmin(table, clock);
  const made = await callApi(groups, { method: 'POST', path: '/api/v2/groups', as, body: { group: { name: 'KYC' } } });
  expect(made.body.group.routing).toEqual({ enabled: false, skill_timeout_seconds: 900 });
  const path = `/api/v2/groups/${made.body.group.id}`;
  const put = (group: object) => callApi(groups, { method: 'PUT', path, as, body: { group } });
  expect((await put({ routing: { enabled: true } })).body.group.routing).toEqual({
    enabled: true,
    skill_timeout_seconds: 900,
  });
  const told = await table.get(groupEventKey(made.body.group.id, 2));
  expect(told?.[EVENT_ATTRIBUTE]).toMatchObject({ names: ['group.routing_changed.v1'] });
  await put({ name: 'Identity' });
  expect(await table.get(groupEventKey(made.body.group.id, 3))).toBeUndefined();
});
