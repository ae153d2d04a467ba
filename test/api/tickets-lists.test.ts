import { beforeAll, describe, expect, test } from 'vitest';
import { countersOfTicket } from '../../shared/reports/counted.ts';
import { countRecords } from '../../shared/reports/counter.store.ts';
import { getTicketRecords } from '../../shared/tickets/ticket.store.ts';
import { aGroup, aGroupMember } from '../support/a-group.ts';
import { aUser } from '../support/a-user.ts';
import { anOrganization } from '../support/an-organization.ts';
import { refusals, ticketApis } from '../support/ticket-apis.ts';

let apis: Awaited<ReturnType<typeof ticketApis>>;
let ids: number[];
let paths: Record<string, string>;
let group: Awaited<ReturnType<typeof aGroup>>;
const TOTAL = 13;

beforeAll(async () => {
  apis = await ticketApis();
  const { table, clock, agent } = apis;
  group = await aGroup(table, clock);
  await aGroupMember(table, clock, { group_id: group.id, user_id: agent.user.id });
  const organization = await anOrganization(table, clock);
  const requester = await aUser(table, clock);
  ids = [];
  for (let at = 0; at < TOTAL; at++) {
    const ticket = await apis.aNewTicket({
      subject: `Ticket ${at}`,
      requester_id: requester.id,
      organization_id: organization.id,
      group_id: group.id,
      assignee_id: agent.user.id,
      status: at % 4 === 0 ? 'solved' : 'open',
      comment: { body: at === 5 ? '长'.repeat(4_000) : 'short' },
    });
    ids.push(ticket.id);
  }
  const records = (await getTicketRecords(table, ids)).map((ticket) => {
    const { id, version } = ticket;
    return { entity: 'ticket' as const, id, version, counters: countersOfTicket(ticket) };
  });
  await countRecords(table, records);
  paths = {
    everyone: '/tickets',
    requester: `/users/${requester.id}/tickets/requested`,
    assignee: `/users/${agent.user.id}/tickets/assigned`,
    group: `/groups/${group.id}/tickets`,
    organization: `/organizations/${organization.id}/tickets`,
  };
});

const idsOf = (answer: { body: { tickets: { id: number }[] } }) => answer.body.tickets.map((ticket) => ticket.id);
const LISTS = ['everyone', 'requester', 'assignee', 'group', 'organization'];

describe.each(LISTS)('the list of %s', (name) => {
  const get = (query: string) => apis.call(`GET ${paths[name]}.json${query}`);

  test('has all tickets in order of number, oldest first unless asked otherwise', async () => {
    const { body } = await get('');
    expect(idsOf({ body })).toEqual(ids);
    expect(body).toMatchObject({ count: TOTAL, next_page: null, previous_page: null });
    for (const query of [
      '?sort=-id',
      '?sort=-created_at',
      '?sort_by=created_at&sort_order=desc',
      '?sort_by=id&sort_order=desc',
    ])
      expect(idsOf(await get(query)), query).toEqual([...ids].reverse());
  });

  test('is walked by offset, with links to the next and previous page', async () => {
    const first = await get('?per_page=5');
    expect([idsOf(first), first.body.count, first.body.previous_page]).toEqual([ids.slice(0, 5), TOTAL, null]);
    expect(first.body.next_page).toBe(`https://support.moorline.test/api/v2${paths[name]}?per_page=5&page=2`);
    const last = await get('?per_page=5&page=3');
    expect([idsOf(last), last.body.next_page]).toEqual([ids.slice(10), null]);
    expect(last.body.previous_page).toContain('page=2');
    expect(idsOf(await get('?per_page=5&page=9'))).toEqual([]);
  });

  test('is walked by cursor, forwards and back again', async () => {
    for (const sort of ['', '&sort=-id']) {
      const ordered = sort ? [...ids].reverse() : ids;
      const walked: number[] = [];
      let query = `?page[size]=4${sort}`;
      let body: { meta: { has_more: boolean; after_cursor: string; before_cursor: string } };
      do {
        const page = await get(query);
        body = page.body;
        walked.push(...idsOf(page));
        query = `?page[size]=4${sort}&page[after]=${body.meta.after_cursor}`;
      } while (body.meta.has_more);
      expect(walked).toEqual(ordered);
      const back = await get(`?page[size]=4${sort}&page[before]=${body.meta.before_cursor}`);
      expect(idsOf(back)).toEqual(ordered.slice(8, 12));
      expect(back.body.meta.has_more).toBe(true);
    }
  });

  test('carries no page keys of the other style', async () => {
    const cursor = await get('?page[size]=2');
    expect(Object.keys(cursor.body).sort()).toEqual(['links', 'meta', 'tickets']);
    const offset = await get('?per_page=2');
    expect(Object.keys(offset.body).sort()).toEqual(['count', 'next_page', 'previous_page', 'tickets']);
  });

  test('has its length asked for apart', async () => {
    const { body } = await apis.call(`GET ${paths[name]}/count.json`);
    expect(body.count).toMatchObject({ value: TOTAL, refreshed_at: expect.stringMatching(/Z$/) });
  });

  test.each([
    ['?sort=subject', { sort: 'sort_unsupported' }],
    ['?sort_by=updated_at', { sort_by: 'sort_unsupported' }],
    ['?sort_order=up', { sort_order: 'field_not_allowed' }],
    ['?page[size]=101', { 'page[size]': 'field_too_large' }],
    ['?page[size]=0', { 'page[size]': 'field_too_small' }],
    ['?per_page=x', { per_page: 'field_invalid' }],
    ['?page=0', { page: 'field_too_small' }],
  ])('refuses %s by name', async (query, wrong) => {
    const answer = await get(query);
    expect([answer.status, refusals(answer)]).toEqual([422, wrong]);
  });

  test('refuses pages that are too deep and cursors that are not ours', async () => {
    expect((await get('?page=101&per_page=100')).status).toBe(400);
    for (const cursor of ['abc', 'bnVsbA', 'eyJhIjoxfQ']) {
      const answer = await get(`?page[after]=${cursor}`);
      expect([answer.status, refusals(answer)]).toEqual([400, { base: 'cursor_invalid' }]);
    }
  });
});

describe('lists', () => {
  test('have whole descriptions', async () => {
    const { body } = await apis.call('GET /tickets');
    expect(body.tickets[5].description).toBe('长'.repeat(4_000));
  });

  test('bring along what include asks for, each once, and pass over what they do not know', async () => {
    const { agent } = apis;
    const { body } = await apis.call(
      `GET ${paths['group']}?include=users,groups,organizations,comment_count,slas,moon`,
    );
    expect(body.users.map((user: { id: number }) => user.id).sort()).toEqual(
      [agent.user.id, body.tickets[0].requester_id].sort(),
    );
    expect(body.groups).toMatchObject([{ id: group.id, name: group.name }]);
    expect(body.organizations).toHaveLength(1);
    expect(body.tickets[0]).toMatchObject({ comment_count: 1, slas: { policy_metrics: [] } });
    expect(body.moon).toBeUndefined();
  });

  test('of newest tickets begin with the newest', async () => {
    const { body } = await apis.call('GET /tickets/recent.json?per_page=3');
    expect(idsOf({ body })).toEqual([...ids].reverse().slice(0, 3));
  });

  test('of somebody or something that does not exist are not found', async () => {
    for (const path of [
      '/groups/9/tickets',
      '/organizations/9/tickets',
      '/users/9/tickets/requested',
      '/users/9/tickets/assigned',
    ]) {
      for (const suffix of ['', '/count']) {
        const answer = await apis.call(`GET ${path}${suffix}`);
        expect([answer.status, answer.body.error], path).toEqual([404, 'RecordNotFound']);
      }
    }
  });

  test('show many by number in the order asked for, without those that do not exist', async () => {
    const { body } = await apis.call(`GET /tickets/show_many.json?ids=${ids[3]}%2C999999,${ids[1]},${ids[3]}`);
    expect(idsOf({ body })).toEqual([ids[3], ids[1]]);
    expect(body.count).toBe(2);
  });

  test.each([
    ['', { ids: 'field_required' }],
    ['?ids=', { ids: 'field_invalid' }],
    ['?ids=1,x', { ids: 'field_invalid' }],
    [`?ids=${Array.from({ length: 101 }, (_, at) => at + 1).join()}`, { ids: 'too_many_ids' }],
  ])('show many refuses %s', async (query, wrong) => {
    const answer = await apis.call(`GET /tickets/show_many${query}`);
    expect([answer.status, refusals(answer)]).toEqual([422, wrong]);
  });
});
