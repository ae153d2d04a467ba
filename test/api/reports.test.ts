import { beforeAll, describe, expect, test } from 'vitest';
import { countFigures } from '../../functions/count-records/count-figures.ts';
import { reportsUseCases } from '../../functions/reports-api/use-cases.ts';
import { DAY, MINUTE } from '../../shared/kernel/clock.ts';
import type { User } from '../../shared/people/user.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { reportsApi } from '../../shared/reports/reports.api.ts';
import { CATEGORY_FIELD } from '../../shared/tickets/ticket-category.ts';
import { aGroup, aGroupMember } from '../support/a-group.ts';
import { aTicketLife } from '../support/a-ticket-life.ts';
import { eventOf } from '../support/a-timer-service.ts';
import { aCustomer, anAdmin, anAgent } from '../support/a-user.ts';
import { type Credentials, callApi, testDeps } from '../support/call-api.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';
import { refusals } from '../support/ticket-apis.ts';

const PATH = '/api/v2/reports/service-levels';
let table: Table;
let clock: TestClock;
let api: unknown;
let admin: { user: User; as: Credentials };
let ann: { user: User; as: Credentials };
let ben: { user: User; as: Credentials };
let boss: { user: User; as: Credentials };
let customer: { user: User; as: Credentials };

/**
 * Two days: on the first, ticket 1 is answered by Ann after 10 minutes and ticket 2 by Ben after 30; on the second, Ann
 * solves hers. Ticket 3 is nobody's.
 */
beforeAll(async () => {
  clock = aClock();
  table = await aTable();
  api = resourceApi(reportsApi, reportsUseCases, testDeps(table, clock));
  [admin, ann, ben, boss, customer] = [
    await anAdmin(table, clock),
    await anAgent(table, clock),
    await anAgent(table, clock),
    await anAgent(table, clock),
    await aCustomer(table, clock),
  ];
  for (const id of [5, 6]) await aGroup(table, clock, { id });
  await aGroupMember(table, clock, { group_id: 6, user_id: boss.user.id, supervisor: true });
  await aGroupMember(table, clock, { group_id: 5, user_id: boss.user.id });
  const about = (value: string) => ({ custom_fields: [{ id: CATEGORY_FIELD, value }] });
  const one = await aTicketLife(clock, { id: 1, group_id: 5, assignee_id: ann.user.id, ...about('kyc') }, table);
  const two = await aTicketLife(
    clock,
    { id: 2, group_id: 6, assignee_id: ben.user.id, ...about('=HYPERLINK("x")') },
    table,
  );
  const three = await aTicketLife(clock, { id: 3, group_id: null, assignee_id: null }, table);
  const by = ({ user }: { user: User }) => ({ kind: 'user', id: user.id, role: 'agent' }) as const;
  clock.advance(10 * MINUTE);
  await one.says('Looking', by(ann));
  clock.advance(20 * MINUTE);
  await two.says('Looking', by(ben));
  clock.advance(DAY);
  await one.change({ fields: { status: 'solved' } }, by(ann));
  const life = await aTicketLife(clock, { id: 4, group_id: 5, assignee_id: ann.user.id }, table);
  await life.change({ delete: true });
  const messages = [one, two, three, life].flatMap(({ commits }) =>
    commits.map((commit) => ({ body: eventOf(commit), record: { messageId: `${commit.audit.id}` } as never })),
  );
  expect(await countFigures(table, messages)).toEqual([]);
});

const get = (path: string, as: Credentials | undefined = admin.as, headers = {}) =>
  callApi(api, { method: 'GET', path, as, headers });
const report = async (query: string, as = admin.as) => {
  const { status, body } = await get(`${PATH}?${query}`, as);
  expect(status).toBe(200);
  return body.service_levels;
};
const csv = async (path: string, as = admin.as, headers = {}) => {
  const answer = await get(path, as, headers);
  expect(answer.status).toBe(200);
  const [names = '', ...lines] = String(answer.body).trim().split('\r\n');
  return { ...answer, names: names.split(','), lines };
};

describe('the report about service levels', () => {
  test('is by day, of the last week, unless asked otherwise', async () => {
    const levels = await report('');
    expect(levels).toMatchObject({ from: '2026-11-17', to: '2026-11-23', time_zone: 'Etc/UTC', by: ['day'] });
    expect(levels.rows.map((row: { day: string }) => row.day)).toEqual(['2026-11-22', '2026-11-23']);
    expect(levels.rows[0]).toMatchObject({
      created: 3,
      solved: 0,
      first_reply_minutes: { count: 2, p50: 10, p90: 30, p99: 30 },
      backlog: 3,
    });
    expect(levels.rows[1]).toMatchObject({ created: 0, solved: 1, backlog: 2 });
    expect(levels.total).toMatchObject({ created: 3, solved: 1, reopened: 0, merged: 0, backlog: 2 });
  });

  test('is broken down by whatever is asked for, and limited to it', async () => {
    const byGroup = await report('by=group,channel&from=2026-11-22&to=2026-11-22');
    expect(byGroup.rows).toMatchObject([
      { group_id: null, channel: 'api', created: 1, backlog: 1 },
      { group_id: 5, channel: 'api', created: 1, backlog: 1 },
      { group_id: 6, channel: 'api', created: 1, backlog: 1 },
    ]);
    const ofAnn = await report(`by=category&agent_id=${ann.user.id}`);
    expect(ofAnn.rows).toMatchObject([{ category: 'kyc', created: 1, solved: 1, backlog: 0 }]);
    expect((await report('category=kyc&channel=api')).total.created).toBe(1);
    expect((await report('channel=email')).rows).toEqual([]);
  });

  test('shows a supervisor their groups, an agent their own work, and a customer nothing', async () => {
    const groups = async (as: Credentials) =>
      (await report('by=group', as)).rows.map((row: { group_id: number | null }) => row.group_id);
    expect(await groups(admin.as)).toEqual([null, 5, 6]);
    expect(await groups(boss.as)).toEqual([6]);
    expect(await groups(ann.as)).toEqual([5]);
    expect((await report('', ann.as)).total.created).toBe(1);
    expect((await report(`agent_id=${ben.user.id}`, ann.as)).total.created).toBe(0);
    expect((await get(PATH, customer.as)).status).toBe(403);
    expect((await callApi(api, { method: 'GET', path: PATH })).status).toBe(401);
  });

  test.each([
    ['from=2026-02-30', { from: 'report.day_invalid' }],
    ['from=yesterday', { from: 'report.day_invalid' }],
    ['from=2026-11-23&to=2026-11-22', { from: 'report.range_backwards' }],
    ['from=2026-01-01&to=2026-11-22', { from: 'report.range_too_long' }],
    ['by=day,weather', { by: 'field_not_allowed' }],
    ['channel=pigeon', { channel: 'field_not_allowed' }],
  ])('refuses what it cannot tell: %s', async (query, fields) => {
    const answer = await get(`${PATH}?${query}`);
    expect(answer.status).toBe(422);
    expect(refusals(answer)).toEqual(fields);
  });

  test('has no backlog of days long past, and nothing of days to come', async () => {
    expect((await report('from=2026-01-01&to=2026-02-01')).total).toMatchObject({ created: 0, backlog: null });
    const levels = await report('from=2026-11-23&to=2026-12-24');
    expect(levels.rows).toHaveLength(1);
    expect(levels.total).toMatchObject({ solved: 1, backlog: 2 });
  });
});

describe('the table of tickets', () => {
  test.each([
    [`${PATH}.csv`, {}],
    [PATH, { accept: 'text/csv' }],
  ])('comes as CSV from %s with %j', async (path, headers) => {
    const table = await csv(path, admin.as, headers);
    expect(table.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(table.headers['content-disposition']).toContain('.csv"');
    expect(table.lines).toHaveLength(3);
    const line = table.lines[0]?.split(',') ?? [];
    const first = Object.fromEntries(table.names.map((name, at) => [name, line[at]]));
    expect(first).toMatchObject({
      ticket_id: '1',
      created_at: '2026-11-22T03:00:00Z',
      status: 'solved',
      channel: 'api',
      category: 'kyc',
      group_id: '5',
      agent_id: String(ann.user.id),
      replies: '1',
      first_reply_minutes: '10',
      full_resolution_minutes: '1470',
      first_reply_time: '',
      satisfaction: '',
    });
  });

  test('holds no formula, and nothing that a customer wrote', async () => {
    const { lines, body } = await csv(`${PATH}.csv`);
    expect(lines[1]).toContain(`"'=HYPERLINK(""x"")"`);
    expect(String(body)).not.toContain('提现');
  });

  test('has only what its reader may see, and what was asked for', async () => {
    const ids = async (path: string, as: Credentials) => (await csv(path, as)).lines.map((line) => line.split(',')[0]);
    expect(await ids(`${PATH}.csv`, ann.as)).toEqual(['1']);
    expect(await ids(`${PATH}.csv`, boss.as)).toEqual(['2']);
    expect(await ids(`${PATH}.csv?group_id=6`, admin.as)).toEqual(['2']);
    expect(await ids(`${PATH}.csv?from=2026-11-23`, admin.as)).toEqual([]);
  });

  test('comes in parts, each with a link to the next', async () => {
    const seen: string[] = [];
    let path: string | undefined = `${PATH}.csv?page[size]=2`;
    for (let part = 0; path && part < 5; part++) {
      const { lines, headers } = await csv(path);
      seen.push(...lines.map((line) => line.split(',')[0] ?? ''));
      path = /<https:\/\/support\.moorline\.test([^>]+)>; rel="next"/.exec(headers['link'] ?? '')?.[1];
    }
    expect(seen).toEqual(['1', '2', '3']);
    expect((await get(`${PATH}.csv?page[after]=nonsense`)).status).toBe(400);
  });
});
