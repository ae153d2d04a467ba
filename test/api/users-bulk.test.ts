import { beforeEach, describe, expect, it } from 'vitest';
import { usersUseCases } from '../../functions/users-api/use-cases.ts';
import { getJobRows } from '../../shared/jobs/job.store.ts';
import { usersApi } from '../../shared/people/users.api.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { aCustomer, anAgent } from '../support/a-user.ts';
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
  as = (await anAgent(table, clock)).as;
});

const send = (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object | string, headers = {}) =>
  callApi(api, { method, path: `/api/v2/users/${path}`, as, headers, ...(body ? { body } : {}) });
const inputs = async (jobId: string) => (await getJobRows(table, jobId)).map((row) => row.input);

describe('many people at once', () => {
  it('are a job that is queued, whatever is in it', async () => {
    const users = [{ name: 'A' }, { email: 5 }, { name: '王', email: 'w@x.test' }];
    const { status, body } = await send('POST', 'create_many.json', { users });
    expect(status).toBe(200);
    expect(body.job_status).toMatchObject({ status: 'queued', total: 3, results: null, job_type: 'users.create' });
    expect(body.job_status.url).toContain(`/api/v2/job_statuses/${body.job_status.id}.json`);
    expect(await inputs(body.job_status.id)).toEqual(users);
    const upsert = await send('POST', 'create_or_update_many', { users });
    expect(upsert.body.job_status.job_type).toBe('users.create_or_update');
  });

  it('are changed all alike by ids or external ids, or each in its own way', async () => {
    const alike = await send('PUT', 'update_many.json?ids=1,2', { user: { notes: 'n' } });
    expect(await inputs(alike.body.job_status.id)).toEqual([
      { id: 1, notes: 'n' },
      { id: 2, notes: 'n' },
    ]);
    const byExternalId = await send('PUT', 'update_many?external_ids=a,b', { user: { notes: 'n' } });
    expect(await inputs(byExternalId.body.job_status.id)).toEqual([
      { notes: 'n', external_id: 'a' },
      { notes: 'n', external_id: 'b' },
    ]);
    const each = await send('PUT', 'update_many', { users: [{ id: 1, notes: 'one' }] });
    expect(await inputs(each.body.job_status.id)).toEqual([{ id: 1, notes: 'one' }]);
    const deleted = await send('DELETE', 'destroy_many.json?ids=1%2C2');
    expect(await inputs(deleted.body.job_status.id)).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('are the same job for a repeated request, and another body is refused', async () => {
    const headers = { 'idempotency-key': 'k' };
    const first = await send('POST', 'create_many', { users: [{ name: 'A' }] }, headers);
    const again = await send('POST', 'create_many', { users: [{ name: 'A' }] }, headers);
    expect(again.body.job_status.id).toBe(first.body.job_status.id);
    const other = await send('POST', 'create_many', { users: [{ name: 'B' }] }, headers);
    expect(other.status).toBe(422);
    expect(await inputs(first.body.job_status.id)).toEqual([{ name: 'A' }]);
  });

  it.each([
    ['none', 'create_many', { users: [] }],
    ['more than a hundred', 'create_many', { users: Array.from({ length: 101 }, () => ({ name: 'x' })) }],
    ['no list', 'create_many', {}],
    ['rows that are not records', 'create_many', { users: ['x'] }],
    ['half a character deep inside', 'create_many', { users: [{ user_fields: { a: ['\ud800'] } }] }],
    ['a row that is too long', 'create_many', { users: [{ notes: 'x'.repeat(100_001) }] }],
    ['a row that is nested too deep', 'create_many', `{"users":[{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}]}`],
  ])('are refused: %s', async (_what, path, body) => {
    const { status } = await send('POST', path, body);
    expect(status).toBe(422);
  });

  it('are refused without ids or changes', async () => {
    expect((await send('PUT', 'update_many?ids=1', {})).body.details.users[0].error).toBe('field_required');
    expect((await send('PUT', 'update_many', { user: { name: 'x' } })).body.details.ids[0].error).toBe(
      'field_required',
    );
    expect((await send('DELETE', 'destroy_many')).body.details.ids[0].error).toBe('field_required');
  });

  it('are not for customers', async () => {
    const customer = await aCustomer(table, clock);
    const body = { users: [{ name: 'x' }] };
    expect(
      (await callApi(api, { method: 'POST', path: '/api/v2/users/create_many', body, as: customer.as })).status,
    ).toBe(403);
  });
});
