import { beforeAll, describe, expect, test } from 'vitest';
import { organizationsUseCases } from '../../functions/organizations-api/use-cases.ts';
import { getJobRows } from '../../shared/jobs/job.store.ts';
import { getOrganizations } from '../../shared/people/organization.store.ts';
import { organizationsApi } from '../../shared/people/organizations.api.ts';
import { updateUser } from '../../shared/people/user.store.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { aJob, forgetResults, workThrough } from '../support/a-job.ts';
import { anAdmin, anAgent } from '../support/a-user.ts';
import { anOrganization } from '../support/an-organization.ts';
import { type ApiRequest, callApi, testDeps } from '../support/call-api.ts';
import { aClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const clock = aClock();
const root = '/api/v2/organizations';
let table: Table;
let handler: unknown;
let admin: Awaited<ReturnType<typeof anAdmin>>;

beforeAll(async () => {
  table = await aTable();
  handler = resourceApi(organizationsApi, organizationsUseCases, testDeps(table, clock));
  admin = await anAdmin(table, clock);
});

const call = (request: ApiRequest) => callApi(handler, { as: admin.as, ...request });
const run = (id: string) => workThrough(table, clock, id);
const records = async (ids: readonly unknown[]) => getOrganizations(table, ids.map(Number));

describe('organizations in bulk', () => {
  test('are created by thirty, changed and deleted by jobs whose first answer is queued', async () => {
    const organizations = Array.from({ length: 30 }, (_, index) => ({ name: `Bulk ${index}` }));
    const queued = await call({ method: 'POST', path: `${root}/create_many.json`, body: { organizations } });
    expect(queued.status).toBe(200);
    const { id } = queued.body.job_status;
    expect(queued.body.job_status).toMatchObject({
      url: `https://support.moorline.test/api/v2/job_statuses/${id}.json`,
      status: 'queued',
      total: 30,
      results: null,
    });
    const created = await run(id);
    expect(created.map(({ index, status, success }) => ({ index, status, success }))).toEqual(
      organizations.map((_, index) => ({ index, status: 'Created', success: true })),
    );
    const ids = created.map((row) => row.id);
    const shown = await call({ method: 'GET', path: `${root}/show_many.json`, query: { ids: ids.join(',') } });
    expect(shown.body.organizations.map(({ name }: { name: string }) => name)).toEqual(
      organizations.map(({ name }) => name),
    );

    const [first, second] = ids;
    const rows = [
      { id: first, notes: 'one', external_id: 81 },
      { id: second, notes: 'two', external_id: null },
    ];
    const changing = await call({ method: 'PUT', path: `${root}/update_many.json`, body: { organizations: rows } });
    expect(await run(changing.body.job_status.id)).toMatchObject([{ status: 'Updated' }, { status: 'Updated' }]);
    expect(await records([first, second])).toMatchObject([{ notes: 'one', external_id: '81' }, { notes: 'two' }]);

    const path = `${root}/update_many.json?ids=${first},${second}`;
    const alike = await call({ method: 'PUT', path, body: { organization: { details: 'alike' } } });
    await run(alike.body.job_status.id);
    const byExternal = `${root}/update_many.json?external_ids=81`;
    const named = await call({ method: 'PUT', path: byExternal, body: { organization: { tags: ['x'] } } });
    await run(named.body.job_status.id);
    expect(await records([first, second])).toMatchObject([
      { details: 'alike', tags: ['x'], external_id: '81' },
      { details: 'alike', tags: [] },
    ]);

    const rest = ids.slice(1).join(',');
    const deleting = await call({ method: 'DELETE', path: `${root}/destroy_many.json?ids=${rest}` });
    expect((await run(deleting.body.job_status.id)).every(({ status }) => status === 'Deleted')).toBe(true);
    const last = await call({ method: 'DELETE', path: `${root}/destroy_many.json?external_ids=81` });
    expect(await run(last.body.job_status.id)).toMatchObject([{ id: first, status: 'Deleted', success: true }]);
    expect(await records(ids)).toEqual([]);
  });

  test('fail row by row: a bad one spoils no other', async () => {
    await anOrganization(table, clock, { name: 'Here already' });
    const organizations = [{ name: 'Good' }, { name: 'here ALREADY' }, { notes: 'no name' }, { name: 5 }];
    const { body } = await call({ method: 'POST', path: `${root}/create_many`, body: { organizations } });
    const results = await run(body.job_status.id);
    expect(results.map(({ status, error }) => error ?? status)).toEqual([
      'Created',
      'organization.name_taken',
      'field_required',
      'field_invalid',
    ]);
    expect(results[1]?.details).toContain('here ALREADY has already been taken');
    const unknown = await call({ method: 'DELETE', path: `${root}/destroy_many?ids=1,2` });
    expect(await run(unknown.body.job_status.id)).toMatchObject([
      { error: 'record_not_found' },
      { error: 'record_not_found' },
    ]);
  });

  test('are one job for one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'bulk-1' };
    const send = (name: string) =>
      call({ method: 'POST', path: `${root}/create_many`, body: { organizations: [{ name }] }, headers });
    const first = await send('Bulk once');
    const { id } = first.body.job_status;
    await run(id);
    expect((await send('Bulk once')).body).toEqual(first.body);
    const other = await send('Bulk other');
    expect(other.status).toBe(422);
    expect(other.body.details.idempotency_key[0].error).toBe('idempotency_key_reused');
    const kept = await getJobRows(table, id);
    expect(kept).toMatchObject([{ input: { name: 'Bulk once' }, result: { status: 'Created' } }]);
    const both = await Promise.all(
      [1, 2, 3].map(() =>
        call({
          method: 'POST',
          path: `${root}/create_many`,
          body: { organizations: [{ name: 'Bulk at once' }] },
          headers: { 'idempotency-key': 'bulk-2' },
        }),
      ),
    );
    expect(new Set(both.map(({ body }) => body.job_status.id)).size).toBe(1);
  });

  test.each([
    ['POST', 'create_many', { organizations: [] }],
    ['POST', 'create_many', { organizations: Array.from({ length: 101 }, (_, at) => ({ name: `${at}` })) }],
    ['POST', 'create_many', { organizations: 'x' }],
    ['POST', 'create_many', { organizations: [{ name: '\ud800' }] }],
    ['POST', 'create_many', { organizations: [{ name: 'x', id: 2 ** 53 }] }],
    ['POST', 'create_many', {}],
    ['PUT', 'update_many', {}],
    ['PUT', 'update_many', { organization: { notes: 'x' } }],
    ['PUT', 'update_many?ids=1', {}],
    ['DELETE', 'destroy_many', undefined],
    ['DELETE', 'destroy_many?ids=a', undefined],
    ['DELETE', 'destroy_many?ids=9007199254740992', undefined],
    ['DELETE', `destroy_many?ids=${Array.from({ length: 101 }, (_, at) => at + 1).join(',')}`, undefined],
  ] as const)('%s %s %o is refused before anything is queued', async (method, path, body) => {
    const answer = await call({ method, path: `${root}/${path}`, ...(body ? { body } : {}) });
    expect(answer).toMatchObject({ status: 422, body: { error: 'RecordInvalid' } });
  });
});

describe('a row that was carried out but not recorded', () => {
  const asked = (job_type: Parameters<typeof aJob>[2]['job_type'], rows: unknown[]) =>
    aJob(table, clock, { job_type, rows, requested_by: admin.user.id });

  test('answers the same when it is carried out again', async () => {
    const gone = await anOrganization(table, clock, { external_id: 'row-gone' });
    const kept = await anOrganization(table, clock, { external_id: 'row-kept' });
    const jobs = [
      await asked('organizations.create', [{ name: 'Row one' }, { name: 'Row two', external_id: 5 }]),
      await asked('organizations.update', [{ id: kept.id, external_id: 'row-moved' }]),
      await asked('organizations.delete', [{ external_id: 'row-gone' }, { id: kept.id }]),
    ];
    for (const job of jobs) {
      const first = await run(job.id);
      expect(first.every(({ success }) => success)).toBe(true);
      await forgetResults(table, job);
      clock.advance(60_000);
      expect(await run(job.id)).toEqual(first);
    }
    expect(await records([gone.id, kept.id])).toEqual([]);
  });

  test('is refused where the record was deleted before the job was asked for', async () => {
    const organization = await anOrganization(table, clock);
    await call({ method: 'DELETE', path: `${root}/${organization.id}` });
    clock.advance(1);
    const job = await asked('organizations.delete', [{ id: organization.id }]);
    expect(await run(job.id)).toMatchObject([{ success: false, error: 'record_not_found' }]);
  });

  test('is carried out under the rights its requester has by then', async () => {
    const { user } = await anAgent(table, clock);
    const organization = await anOrganization(table, clock);
    const rows = [{ id: organization.id }];
    const deleting = await aJob(table, clock, { job_type: 'organizations.delete', rows, requested_by: user.id });
    expect(await run(deleting.id)).toMatchObject([{ success: false, error: 'forbidden' }]);
    const creating = await aJob(table, clock, {
      job_type: 'organizations.create',
      rows: [{ name: 'By nobody' }],
      requested_by: user.id,
    });
    await updateUser(table, user, { role: 'end-user' }, { now: clock.now(), newId: clock.newId });
    expect(await run(creating.id)).toMatchObject([{ success: false, error: 'forbidden' }]);
  });
});
