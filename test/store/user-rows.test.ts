import { beforeAll, describe, expect, test } from 'vitest';
import type { JobType } from '../../shared/jobs/job.ts';
import { findUserByEmail, getUser } from '../../shared/people/user.store.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { aJob, forgetResults, workThrough } from '../support/a-job.ts';
import { aUser } from '../support/a-user.ts';
import { aClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const clock = aClock();
let table: Table;
let admin: number;
let agent: number;

beforeAll(async () => {
  table = await aTable();
  admin = (await aUser(table, clock, { role: 'admin' })).id;
  agent = (await aUser(table, clock, { role: 'agent' })).id;
});

const asked = (job_type: JobType, rows: unknown[], requested_by = admin) =>
  aJob(table, clock, { job_type, rows, requested_by });
const run = (id: string) => workThrough(table, clock, id);

describe('rows about people', () => {
  test('create, change and delete, and name what they did', async () => {
    const creating = await asked('users.create', [
      { name: 'Ann', email: 'ann@rows.test', external_id: 17 },
      { name: 'Bob', email: 'bob@rows.test' },
    ]);
    const [ann, bob] = await run(creating.id);
    expect([ann, bob]).toMatchObject([
      { index: 0, status: 'Created', action: 'create', success: true },
      { index: 1, status: 'Created', action: 'create', success: true },
    ]);
    const upserting = await asked('users.create_or_update', [
      { name: 'Ann Lee', external_id: '17' },
      { name: 'Eve', email: 'eve@rows.test' },
    ]);
    expect(await run(upserting.id)).toMatchObject([
      { id: ann?.id, status: 'Updated', action: 'update' },
      { status: 'Created', action: 'create' },
    ]);
    const changing = await asked('users.update', [
      { external_id: 17, notes: 'by external id' },
      { id: bob?.id, external_id: 18, notes: 'by id' },
    ]);
    expect(await run(changing.id)).toMatchObject([{ status: 'Updated' }, { status: 'Updated' }]);
    expect(await getUser(table, Number(ann?.id))).toMatchObject({ name: 'Ann Lee', notes: 'by external id' });
    expect(await getUser(table, Number(bob?.id))).toMatchObject({ external_id: '18', notes: 'by id' });
    const deleting = await asked('users.delete', [{ external_id: 18 }, { id: ann?.id }]);
    expect(await run(deleting.id)).toMatchObject([
      { id: bob?.id, status: 'Deleted' },
      { id: ann?.id, status: 'Deleted' },
    ]);
    expect(await findUserByEmail(table, 'ann@rows.test')).toBeUndefined();
  });

  test('fail one by one, with the code of the single request', async () => {
    const user = await aUser(table, clock, { email: 'taken@rows.test' });
    const creating = await asked('users.create', [
      { name: 'Copy', email: 'taken@rows.test' },
      { name: 'No address', email: 'nowhere' },
      { email: 'nameless@rows.test' },
      { name: 'Fine', email: 'fine@rows.test' },
    ]);
    const results = await run(creating.id);
    expect(results.map(({ error }) => error)).toEqual([
      'user.email_taken',
      'email_invalid',
      'field_required',
      undefined,
    ]);
    const lost = await asked('users.update', [{ notes: 'whose?' }, { external_id: 'nobody' }, { id: 5 }]);
    expect((await run(lost.id)).map(({ error }) => error)).toEqual([
      'field_required',
      'record_not_found',
      'record_not_found',
    ]);
    const above = await asked(
      'users.update',
      [
        { id: user.id, role: 'admin' },
        { id: admin, name: 'Mine' },
      ],
      agent,
    );
    expect((await run(above.id)).map(({ error }) => error)).toEqual(['forbidden', 'forbidden']);
    expect(await getUser(table, user.id)).toMatchObject({ role: 'end-user', version: 1 });
  });

  test('carried out again after their results were lost, answer the same and make nothing twice', async () => {
    const known = await aUser(table, clock, { external_id: 'known' });
    const gone = await aUser(table, clock, { external_id: 'gone' });
    const jobs = [
      await asked('users.create', [{ name: 'Nobody Twice' }, { name: 'Cat', email: 'cat@rows.test' }]),
      await asked('users.create_or_update', [
        { name: 'Dan', email: 'dan@rows.test' },
        { external_id: 'known', name: 'K' },
      ]),
      await asked('users.update', [{ id: known.id, tags: ['x'], external_id: 'renamed' }]),
      await asked('users.delete', [{ external_id: 'gone' }, { id: known.id }]),
    ];
    for (const job of jobs) {
      const first = await run(job.id);
      expect(first.every(({ success }) => success)).toBe(true);
      await forgetResults(table, job);
      clock.advance(60_000);
      expect(await run(job.id)).toEqual(first);
    }
    expect((await getUser(table, gone.id))?.active).toBe(false);
  });

  test('two deliveries of one job at once make nothing twice', async () => {
    const rows = Array.from({ length: 10 }, (_, at) => ({ name: `Twin ${at}`, email: `twin-${at}@rows.test` }));
    const job = await asked('users.create', rows);
    await Promise.allSettled([run(job.id), run(job.id)]);
    const results = await run(job.id);
    expect(results).toHaveLength(10);
    expect(results.every(({ success }) => success)).toBe(true);
    expect(new Set(results.map(({ id }) => id)).size).toBe(10);
  });
});
