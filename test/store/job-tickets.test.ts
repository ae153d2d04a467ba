import { beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '../../functions/run-jobs/run-job.ts';
import { createTicketRow, deleteTicketRow, updateTicketRow } from '../../functions/run-jobs/ticket-rows.ts';
import { getJob } from '../../shared/jobs/job.store.ts';
import { updateUser } from '../../shared/people/user.store.ts';
import { forgetResults } from '../support/a-job.ts';
import { ticketApis } from '../support/ticket-apis.ts';

let apis: Awaited<ReturnType<typeof ticketApis>>;
beforeAll(async () => {
  apis = await ticketApis();
});

const elsewhere = async () => {
  throw new Error('This test is about tickets');
};
const WORK = {
  'tickets.create': createTicketRow,
  'tickets.update': updateTicketRow,
  'tickets.delete': deleteTicketRow,
  'tickets.merge': elsewhere,
  'users.create': elsewhere,
  'users.create_or_update': elsewhere,
  'users.update': elsewhere,
  'users.delete': elsewhere,
  'organizations.create': elsewhere,
  'organizations.update': elsewhere,
  'organizations.delete': elsewhere,
  'group_memberships.create': elsewhere,
  'group_memberships.delete': elsewhere,
  'organization_memberships.create': elsewhere,
  'organization_memberships.delete': elsewhere,
};

const run = (id: string) => runJob(id, WORK, apis.deps);
async function queued(what: string, body?: object): Promise<string> {
  const answer = await apis.call(what, body ? { body } : {});
  expect(answer.body.job_status).toMatchObject({ status: 'queued', results: null });
  return answer.body.job_status.id;
}
async function done(id: string) {
  const job = await getJob(apis.table, id, apis.clock.now());
  expect(job).toMatchObject({ status: 'completed', progress: job?.total });
  return job?.results ?? [];
}
const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ subject: `Row ${at}`, comment: { body: 'x' } }));

describe('a job about tickets', () => {
  test('opens them, a result for each row in order', async () => {
    const id = await queued('POST /tickets/create_many', { tickets: rows(30) });
    await run(id);
    const results = await done(id);
    expect(results.map(({ index, status, success }) => [index, status, success])).toEqual(
      rows(30).map((_, index) => [index, 'Created', true]),
    );
    const { body } = await apis.call(`GET /tickets/show_many?ids=${results.map((row) => row.id).join()}`);
    expect(body.tickets.map((ticket: { subject: string }) => ticket.subject)).toEqual(
      rows(30).map((row) => row.subject),
    );
  });

  test('that is delivered again, or twice at once, does nothing twice', async () => {
    const external_id = 'job-again';
    const id = await queued('POST /tickets/create_many', { tickets: rows(5).map((row) => ({ ...row, external_id })) });
    const job = await getJob(apis.table, id, apis.clock.now());
    if (!job) throw new Error('no job');
    await Promise.allSettled([run(id), run(id)]);
    await run(id);
    const first = await done(id);
    await forgetResults(apis.table, job);
    await run(id);
    expect(await done(id)).toEqual(first);
    expect((await apis.call(`GET /tickets?external_id=${external_id}`)).body.count).toBe(5);
  });

  test('changes them all alike or each in its own way, once', async () => {
    const [a, b] = [await apis.aNewTicket(), await apis.aNewTicket()];
    const alike = await queued(`PUT /tickets/update_many?ids=${a.id},${b.id}`, {
      ticket: { priority: 'high', additional_tags: ['bulk'], comment: { body: 'to both' } },
    });
    const job = await getJob(apis.table, alike, apis.clock.now());
    await run(alike);
    if (job) await forgetResults(apis.table, job);
    await run(alike);
    expect((await done(alike)).map(({ id, status }) => [id, status])).toEqual([
      [a.id, 'Updated'],
      [b.id, 'Updated'],
    ]);
    const each = await queued('PUT /tickets/update_many', {
      tickets: [
        { id: a.id, priority: 'low', metadata: { custom: { reason: 'It can wait.' } } },
        { id: b.id, priority: 'urgent' },
      ],
    });
    await run(each);
    const { body } = await apis.call(`GET /tickets/show_many?ids=${a.id},${b.id}&include=comment_count`);
    expect(body.tickets).toMatchObject([
      { priority: 'low', tags: ['bulk'], comment_count: 2 },
      { priority: 'urgent', tags: ['bulk'], comment_count: 2 },
    ]);
  });

  test('lowers no priority without a reason, which is given once for all or with each', async () => {
    const [a, b] = [await apis.aNewTicket({ priority: 'urgent' }), await apis.aNewTicket({ priority: 'low' })];
    const path = `PUT /tickets/update_many?ids=${a.id},${b.id}`;
    const unsaid = await queued(path, { ticket: { priority: 'normal' } });
    await run(unsaid);
    expect(await done(unsaid)).toMatchObject([
      { id: a.id, success: false, status: 'Failed', error: 'ticket.lowering_needs_reason' },
      { id: b.id, success: true, status: 'Updated' },
    ]);
    const said = await queued(path, {
      ticket: { priority: 'low', comment: { body: 'The outage is over.', public: false } },
    });
    await run(said);
    expect((await done(said)).map(({ success }) => success)).toEqual([true, true]);
    const { body } = await apis.call(`GET /tickets/show_many?ids=${a.id},${b.id}`);
    expect(body.tickets).toMatchObject([{ priority: 'low' }, { priority: 'low' }]);
  });

  test('says of each row that was refused why, and does the others', async () => {
    const { id: known } = await apis.aNewTicket();
    const id = await queued('PUT /tickets/update_many', {
      tickets: [
        { id: known, status: 'solved' },
        { id: 987_654, priority: 'low' },
        { id: known, priority: 'low' },
      ],
    });
    await run(id);
    expect(await done(id)).toMatchObject([
      { index: 0, id: known, success: false, status: 'Failed', error: 'ticket.solved_needs_assignee' },
      { index: 1, id: 987_654, success: false, error: 'record_not_found' },
      { index: 2, id: known, success: true, status: 'Updated' },
    ]);
  });

  test('deletes them', async () => {
    const { id: known } = await apis.aNewTicket();
    const id = await queued(`DELETE /tickets/destroy_many?ids=${known}`);
    const job = await getJob(apis.table, id, apis.clock.now());
    await run(id);
    if (job) await forgetResults(apis.table, job);
    await run(id);
    expect(await done(id)).toMatchObject([{ id: known, status: 'Deleted', success: true }]);
    expect((await apis.call(`GET /tickets/${known}`)).status).toBe(404);
  });

  test('of somebody who lost their rights meanwhile does nothing', async () => {
    const id = await queued('POST /tickets/create_many', {
      tickets: rows(2).map((row) => ({ ...row, external_id: 'lost' })),
    });
    const { table, clock, agent } = apis;
    await updateUser(table, agent.user, { suspended: true }, { now: clock.now(), newId: clock.newId });
    await run(id);
    expect(await done(id)).toMatchObject([{ success: false, error: 'forbidden' }, { success: false }]);
    expect((await apis.call('GET /tickets?external_id=lost', { as: apis.admin.as })).body.count).toBe(0);
  });
});
