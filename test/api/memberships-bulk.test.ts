import { beforeAll, describe, expect, test } from 'vitest';
import { groupsUseCases } from '../../functions/groups-api/use-cases.ts';
import { organizationsUseCases } from '../../functions/organizations-api/use-cases.ts';
import { getJob, saveJob } from '../../shared/jobs/job.store.ts';
import type { JobType } from '../../shared/jobs/job.ts';
import { groupsApi } from '../../shared/people/groups.api.ts';
import { listMembershipsOfUser } from '../../shared/people/membership.store.ts';
import type { MemberOf } from '../../shared/people/membership.ts';
import { organizationsApi } from '../../shared/people/organizations.api.ts';
import { getUser, updateUser } from '../../shared/people/user.store.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { aGroup, aGroupMember } from '../support/a-group.ts';
import { aJob, forgetResults, workThrough } from '../support/a-job.ts';
import { aCustomer, anAdmin, anAgent, aUser } from '../support/a-user.ts';
import { anOrganization, anOrganizationMember } from '../support/an-organization.ts';
import { type ApiRequest, type Credentials, callApi, testDeps } from '../support/call-api.ts';
import { aClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const clock = aClock();
let table: Table;
let handlers: Readonly<Record<MemberOf, unknown>>;
let admin: Awaited<ReturnType<typeof anAdmin>>;
let agent: Awaited<ReturnType<typeof anAgent>>;

beforeAll(async () => {
  table = await aTable();
  const deps = testDeps(table, clock);
  handlers = {
    group: resourceApi(groupsApi, groupsUseCases, deps),
    organization: resourceApi(organizationsApi, organizationsUseCases, deps),
  };
  admin = await anAdmin(table, clock);
  agent = await anAgent(table, clock);
});

const OF = ['group', 'organization'] as const;
const anOwner = async (of: MemberOf) =>
  (of === 'group' ? await aGroup(table, clock) : await anOrganization(table, clock)).id;
/** Who can be in both: somebody who works here. */
const aColleague = async () => (await anAgent(table, clock)).user.id;
const aMember = async (of: MemberOf, owner: number, user_id: number) => {
  const made =
    of === 'group'
      ? await aGroupMember(table, clock, { group_id: owner, user_id })
      : await anOrganizationMember(table, clock, { organization_id: owner, user_id });
  return made.id;
};
const row = (of: MemberOf, owner: number, user_id: number, more = {}) => ({ user_id, [`${of}_id`]: owner, ...more });
const call = (of: MemberOf, request: ApiRequest) => callApi(handlers[of], { as: admin.as, ...request });
const createMany = (of: MemberOf, rows: unknown, more: Partial<ApiRequest> = {}) =>
  call(of, {
    method: 'POST',
    path: `/api/v2/${of}_memberships/create_many.json`,
    body: { [`${of}_memberships`]: rows },
    ...more,
  });
const destroyMany = (of: MemberOf, ids: readonly unknown[], as: Credentials = admin.as) =>
  call(of, { method: 'DELETE', path: `/api/v2/${of}_memberships/destroy_many.json?ids=${ids.join(',')}`, as });
const run = (id: string) => workThrough(table, clock, id);
const outcome = (results: Awaited<ReturnType<typeof run>>) => results.map(({ status, error }) => error ?? status);
const ownersOf = async (of: MemberOf, userId: number) =>
  of === 'group'
    ? (await listMembershipsOfUser(table, 'group', userId)).map((each) => each.group_id)
    : (await listMembershipsOfUser(table, 'organization', userId)).map((each) => each.organization_id);

describe.each(OF)('memberships of one %s in bulk', (of) => {
  const asked = (what: 'create' | 'delete', rows: unknown[], requested_by = admin.user.id) =>
    aJob(table, clock, { job_type: `${of}_memberships.${what}` satisfies JobType, rows, requested_by });

  test('are made and ended by jobs whose first answer is queued', async () => {
    const owner = await anOwner(of);
    const people = await Promise.all(Array.from({ length: 12 }, aColleague));
    const queued = await createMany(
      of,
      people.map((each) => row(of, owner, each)),
    );
    expect(queued.status).toBe(200);
    const { id } = queued.body.job_status;
    expect(queued.body.job_status).toMatchObject({
      url: `https://support.moorline.test/api/v2/job_statuses/${id}.json`,
      job_type: `${of}_memberships.create`,
      status: 'queued',
      total: 12,
      results: null,
    });
    const made = await run(id);
    expect(made.map(({ index, action, status }) => ({ index, action, status }))).toEqual(
      people.map((_, index) => ({ index, action: 'create', status: 'Created' })),
    );
    for (const each of people) expect(await ownersOf(of, each)).toEqual([owner]);
    const shown = await call(of, { method: 'GET', path: `/api/v2/${of}_memberships/${made[3]?.id}` });
    expect(shown.body[`${of}_membership`]).toMatchObject({ ...row(of, owner, people[3] ?? 0), default: true });

    const ids = made.map((each) => each.id);
    const ending = await destroyMany(of, ids);
    expect(ending).toMatchObject({ status: 200, body: { job_status: { status: 'queued', total: 12 } } });
    expect(await run(ending.body.job_status.id)).toEqual(
      ids.map((each, index) => ({ index, id: each, action: 'delete', status: 'Deleted', success: true })),
    );
    for (const each of people) expect(await ownersOf(of, each)).toEqual([]);
    const person = await getUser(table, people[0] ?? 0);
    expect(of === 'group' ? person?.default_group_id : person?.organization_id).toBeNull();
  });

  test('fail row by row: a bad one spoils no other', async () => {
    const owner = await anOwner(of);
    const [one, two] = [await aColleague(), await aColleague()];
    await aMember(of, owner, two);
    const { body } = await createMany(of, [
      row(of, owner, one, { default: true }),
      row(of, owner, two),
      row(of, owner, 5),
      row(of, 5, one),
      { user_id: one },
      row(of, owner, one, { default: 'yes' }),
      { id: 1.5 },
    ]);
    const results = await run(body.job_status.id);
    expect(outcome(results)).toEqual([
      'Created',
      'membership.exists',
      'record_not_found',
      'record_not_found',
      'field_required',
      'field_invalid',
      'field_required',
    ]);
    expect(results[1]).toMatchObject({ index: 1, id: null, action: 'create', success: false });
    expect(await ownersOf(of, one)).toEqual([owner]);

    const ending = await destroyMany(of, [results[0]?.id, 1, Number.MAX_SAFE_INTEGER]);
    expect(await run(ending.body.job_status.id)).toMatchObject([
      { id: results[0]?.id, status: 'Deleted' },
      { id: 1, status: 'Failed', error: 'record_not_found' },
      { id: Number.MAX_SAFE_INTEGER, status: 'Failed', error: 'record_not_found' },
    ]);
  });

  test('are one job for one Idempotency-Key', async () => {
    const owner = await anOwner(of);
    const user = await aColleague();
    const headers = { 'idempotency-key': `members-${of}` };
    const send = () => createMany(of, [row(of, owner, user)], { headers });
    const first = await send();
    expect(outcome(await run(first.body.job_status.id))).toEqual(['Created']);
    expect((await send()).body).toEqual(first.body);
    const other = await createMany(of, [row(of, owner, 5)], { headers });
    expect(other.body.details.idempotency_key[0].error).toBe('idempotency_key_reused');
    const again = await createMany(of, [row(of, owner, user)]);
    expect(outcome(await run(again.body.job_status.id))).toEqual(['membership.exists']);
  });

  test('are not more than a hundred, nor none, nor what no membership could be', async () => {
    const hundred = Array.from({ length: 100 }, (_, at) => at + 1);
    const rows = hundred.map((each) => row(of, each, each));
    expect((await createMany(of, rows)).status).toBe(200);
    expect((await destroyMany(of, hundred)).status).toBe(200);
    const refused = [
      await createMany(of, [...rows, row(of, 1, 1)]),
      await createMany(of, []),
      await createMany(of, 'x'),
      await createMany(of, [row(of, 1, 2 ** 53)]),
      await call(of, { method: 'POST', path: `/api/v2/${of}_memberships/create_many`, body: {} }),
      await destroyMany(of, [...hundred, 101]),
      await destroyMany(of, []),
      await destroyMany(of, ['a']),
      await destroyMany(of, ['9999999999999999']),
      await call(of, { method: 'DELETE', path: `/api/v2/${of}_memberships/destroy_many` }),
    ];
    for (const answer of refused) expect(answer).toMatchObject({ status: 422, body: { error: 'RecordInvalid' } });
  });

  test('are not for customers', async () => {
    const { as } = await aCustomer(table, clock);
    expect((await createMany(of, [row(of, 1, 1)], { as })).status).toBe(403);
    expect((await destroyMany(of, [1], as)).status).toBe(403);
  });

  test('answer the same when rows that were carried out, but not recorded, are carried out again', async () => {
    const owner = await anOwner(of);
    const [joining, leaving] = [await aColleague(), await aColleague()];
    const ended = await aMember(of, owner, leaving);
    const jobs = [await asked('create', [row(of, owner, joining)]), await asked('delete', [{ id: ended }])];
    for (const job of jobs) {
      const first = await run(job.id);
      expect(first).toMatchObject([{ success: true }]);
      await forgetResults(table, job);
      clock.advance(60_000);
      expect(await run(job.id)).toEqual(first);
    }
    expect(await ownersOf(of, joining)).toEqual([owner]);
  });

  test('are made and ended once when two work on the job at the same time', async () => {
    const owner = await anOwner(of);
    const people = await Promise.all(Array.from({ length: 6 }, aColleague));
    const atOnce = async (id: string) => {
      const job = await getJob(table, id, clock.now());
      if (job) await saveJob(table, job, { status: 'working' });
      await Promise.allSettled([run(id), run(id)]);
      return (await getJob(table, id, clock.now()))?.results ?? [];
    };
    const rows = people.map((each) => row(of, owner, each));
    const made = await atOnce((await asked('create', rows)).id);
    expect(outcome(made)).toEqual(people.map(() => 'Created'));
    const ending = made.map(({ id }) => ({ id }));
    expect(outcome(await atOnce((await asked('delete', ending)).id))).toEqual(people.map(() => 'Deleted'));
  });

  test('are refused once who asked for them may not do it any more', async () => {
    const owner = await anOwner(of);
    const [joining, member] = [await aColleague(), await aColleague()];
    const id = await aMember(of, owner, member);
    const { user } = await anAdmin(table, clock);
    const jobs = [await asked('create', [row(of, owner, joining)], user.id), await asked('delete', [{ id }], user.id)];
    await updateUser(table, user, { role: 'agent' }, { now: clock.now(), newId: clock.newId });
    for (const job of jobs) expect(outcome(await run(job.id))).toEqual(['forbidden']);
    expect(await ownersOf(of, member)).toEqual([owner]);
  });
});

test('agents are put into groups by administrators only', async () => {
  const { as } = agent;
  expect((await createMany('group', [row('group', 1, 1)], { as })).status).toBe(403);
  expect((await destroyMany('group', [1], as)).status).toBe(403);
});

test('customers are no members of groups', async () => {
  const group = await anOwner('group');
  const customer = await aUser(table, clock);
  const { body } = await createMany('group', [row('group', group, customer.id)]);
  expect(outcome(await run(body.job_status.id))).toEqual(['user.not_staff']);
});

test('agents put customers into organizations and take them out, but nobody who works here', async () => {
  const { as, user } = agent;
  const organization = await anOwner('organization');
  const customer = await aUser(table, clock);
  const rows = [row('organization', organization, customer.id), row('organization', organization, user.id)];
  const joining = await createMany('organization', rows, { as });
  const made = await run(joining.body.job_status.id);
  expect(outcome(made)).toEqual(['Created', 'forbidden']);
  const colleague = await aMember('organization', organization, user.id);
  const leaving = await destroyMany('organization', [made[0]?.id, colleague], as);
  expect(outcome(await run(leaving.body.job_status.id))).toEqual(['Deleted', 'forbidden']);
});
