import { beforeAll, describe, expect, test } from 'vitest';
import { offerSurvey } from '../../functions/follow-tickets/offer-survey.ts';
import { runJob } from '../../functions/run-jobs/run-job.ts';
import {
  createTicketRow,
  deleteTicketRow,
  mergeTicketRow,
  updateTicketRow,
} from '../../functions/run-jobs/ticket-rows.ts';
import { getJob } from '../../shared/jobs/job.store.ts';
import { HOUR } from '../../shared/kernel/clock.ts';
import { getSurvey } from '../../shared/surveys/survey.store.ts';
import { listAudits } from '../../shared/tickets/audit.store.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import { ticketItGoesOnIn } from '../../shared/tickets/merged-into.store.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import { aJob, forgetResults, PEOPLE_WORK } from '../support/a-job.ts';
import { aTicketLife } from '../support/a-ticket-life.ts';
import { aTimerService, eventOf } from '../support/a-timer-service.ts';
import { aCustomer, aUser } from '../support/a-user.ts';
import { aStoredSlaPolicy } from '../support/an-sla-policy.ts';
import { changeTicketAs } from '../support/change-ticket.ts';
import { aClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';
import { ticketApis } from '../support/ticket-apis.ts';

const ALL = { descending: false, limit: 50 };

let apis: Awaited<ReturnType<typeof ticketApis>>;
let li: Awaited<ReturnType<typeof aCustomer>>;
beforeAll(async () => {
  apis = await ticketApis();
  li = await aCustomer(apis.table, apis.clock, { name: 'Li' });
});

const elsewhere = async () => {
  throw new Error('This test is about tickets');
};
const WORK = {
  ...(PEOPLE_WORK as Record<keyof typeof PEOPLE_WORK, typeof elsewhere>),
  'tickets.create': createTicketRow,
  'tickets.update': updateTicketRow,
  'tickets.delete': deleteTicketRow,
  'tickets.merge': mergeTicketRow,
};
const run = (id: string) => runJob(id, WORK, apis.deps);

async function merged(target: number, body: object): Promise<string> {
  const answer = await apis.call(`POST /tickets/${target}/merge.json`, { body });
  expect(answer.body.job_status).toMatchObject({ status: 'queued', results: null });
  const { id } = answer.body.job_status;
  await run(id);
  return id;
}
async function results(id: string) {
  const job = await getJob(apis.table, id, apis.clock.now());
  return job?.results ?? [];
}
const aTicketOf = (requester_id: number) => apis.aNewTicket({ requester_id });
const get = async (id: number) => {
  const ticket = await getTicket(apis.table, id);
  if (!ticket) throw new Error(`There is no ticket ${id}`);
  return ticket;
};
const said = async (id: number) =>
  (await listComments(apis.table, id, ALL)).slice(1).map(({ body, public: isPublic }) => [body, isPublic]);

describe('merging tickets', () => {
  test('closes them, says on each where it goes on, and on the target which they are', async () => {
    const { customer, agent } = apis;
    const [a, b, target] = [
      await aTicketOf(customer.user.id),
      await aTicketOf(li.user.id),
      await aTicketOf(customer.user.id),
    ];
    const id = await merged(target.id, { ids: [a.id, b.id] });
    expect(await results(id)).toMatchObject([
      { index: 0, id: a.id, action: 'update', status: 'Updated', success: true },
      { index: 1, id: b.id, action: 'update', status: 'Updated', success: true },
    ]);
    for (const each of [a, b]) {
      expect(await get(each.id)).toMatchObject({
        status: 'closed',
        merged_into_id: target.id,
        tags: ['closed_by_merge'],
      });
      expect(await said(each.id)).toEqual([[`This request was merged into #${target.id}. It goes on there.`, false]]);
      const shown = await apis.call(`GET /tickets/${each.id}`);
      expect(shown.body.ticket).toMatchObject({ status: 'closed', merged_into_id: target.id });
    }
    expect(await said(target.id)).toEqual([[`Merged into this ticket: #${a.id}, #${b.id}.`, false]]);
    expect(await get(target.id)).toMatchObject({ status: 'new', merged_into_id: null, email_cc_ids: [] });
    const audits = await listAudits(apis.table, a.id, ALL);
    expect(audits.at(-1)).toMatchObject({
      author_id: agent.user.id,
      via: { channel: 'api', source: { to: { ticket_id: target.id }, rel: 'merge' } },
    });
  });

  test('says the agent’s words, openly where they want it, and then brings the people along', async () => {
    const { customer } = apis;
    const [mine, theirs] = [await aTicketOf(customer.user.id), await aTicketOf(li.user.id)];
    await merged(mine.id, {
      ids: [theirs.id],
      target_comment: `We answer you together with #${theirs.id}.`,
      target_comment_is_public: true,
      source_comment: 'We go on with this in another request.',
      source_comment_is_public: true,
    });
    expect(await said(theirs.id)).toEqual([['We go on with this in another request.', true]]);
    expect(await said(mine.id)).toEqual([[`We answer you together with #${theirs.id}.`, true]]);
    expect(await get(mine.id)).toMatchObject({ email_cc_ids: [li.user.id] });
  });

  test('internally lets neither customer read along with the other', async () => {
    const { customer } = apis;
    const [mine, theirs] = [await aTicketOf(customer.user.id), await aTicketOf(li.user.id)];
    await merged(mine.id, { ids: [theirs.id], target_comment: 'same fault', source_comment: 'same fault' });
    expect(await get(mine.id)).toMatchObject({ email_cc_ids: [], public_comment_count: 1 });
    expect(await get(theirs.id)).toMatchObject({ public_comment_count: 1 });
    const seen = await apis.call(`GET /requests/${mine.id}`, { as: li.as });
    expect(seen.status).toBe(404);
    const own = await apis.call(`GET /requests/${theirs.id}`, { as: li.as });
    expect(own.body.request).toMatchObject({ status: 'closed' });
    expect(JSON.stringify(own.body)).not.toContain('merged');
  });

  test('delivered again, or twice at once, does nothing twice', async () => {
    const { customer, table, clock } = apis;
    const [a, b, target] = [
      await aTicketOf(customer.user.id),
      await aTicketOf(li.user.id),
      await aTicketOf(li.user.id),
    ];
    const answer = await apis.call(`POST /tickets/${target.id}/merge`, { body: { ids: [a.id, b.id] } });
    const { id } = answer.body.job_status;
    const job = await getJob(table, id, clock.now());
    if (!job) throw new Error('no job');
    await Promise.allSettled([run(id), run(id)]);
    await run(id);
    const first = await results(id);
    await forgetResults(table, job);
    await run(id);
    expect(await results(id)).toEqual(first);
    expect(first.every(({ success }) => success)).toBe(true);
    expect(await said(target.id)).toHaveLength(1);
    for (const each of [a, b]) expect(await said(each.id)).toHaveLength(1);
  });

  test('of twenty at once works, while the target is being changed', async () => {
    const { table, clock, customer, agent } = apis;
    const target = await aTicketOf(customer.user.id);
    const ids: number[] = [];
    for (let at = 0; at < 20; at++) ids.push((await aTicketOf(customer.user.id)).id);
    const answer = await apis.call(`POST /tickets/${target.id}/merge`, { body: { ids } });
    const { id } = answer.body.job_status;
    const statuses = ['pending', 'open', 'hold', 'open'] as const;
    await Promise.all([
      run(id).catch(() => undefined),
      (async () => {
        for (const status of statuses)
          await changeTicketAs(table, clock, target.id, agent.user, { fields: { status } });
      })(),
    ]);
    await run(id);
    expect((await results(id)).filter(({ success }) => success)).toHaveLength(20);
    for (const each of ids) expect(await get(each)).toMatchObject({ status: 'closed', merged_into_id: target.id });
  });

  test('of what was closed meanwhile is refused, names only what was merged, and leaves the rest alone', async () => {
    const { table, clock, customer, agent } = apis;
    const [a, b, target] = [
      await aTicketOf(customer.user.id),
      await aTicketOf(li.user.id),
      await aTicketOf(li.user.id),
    ];
    const answer = await apis.call(`POST /tickets/${target.id}/merge`, { body: { ids: [a.id, b.id] } });
    const fields = { status: 'closed', assignee_id: agent.user.id } as const;
    await changeTicketAs(table, clock, a.id, agent.user, { fields });
    await run(answer.body.job_status.id);
    expect(await results(answer.body.job_status.id)).toMatchObject([
      { id: a.id, success: false, error: 'ticket.merge_source_closed' },
      { id: b.id, success: true },
    ]);
    expect(await said(target.id)).toEqual([[`Merged into this ticket: #${b.id}.`, false]]);
    expect(await get(a.id)).toMatchObject({ merged_into_id: null });
  });

  test('into a target that was closed or deleted meanwhile changes nothing', async () => {
    const { table, clock, customer, agent } = apis;
    for (const change of [{ fields: { status: 'closed', assignee_id: agent.user.id } as const }, { delete: true }]) {
      const [a, target] = [await aTicketOf(customer.user.id), await aTicketOf(customer.user.id)];
      const answer = await apis.call(`POST /tickets/${target.id}/merge`, { body: { ids: [a.id] } });
      await changeTicketAs(table, clock, target.id, agent.user, change);
      await run(answer.body.job_status.id);
      expect(await results(answer.body.job_status.id)).toMatchObject([{ id: a.id, success: false }]);
      expect(await get(a.id)).toMatchObject({ status: 'new', merged_into_id: null });
    }
  });

  test('never goes round in a circle, whoever merges at the same moment', async () => {
    const { customer } = apis;
    for (let round = 0; round < 5; round++) {
      const [a, b, c] = [
        await aTicketOf(customer.user.id),
        await aTicketOf(customer.user.id),
        await aTicketOf(customer.user.id),
      ];
      const asked = await Promise.all(
        [
          [a, b],
          [b, c],
          [c, a],
        ].map(([from, into]) => apis.call(`POST /tickets/${into.id}/merge`, { body: { ids: [from.id] } })),
      );
      const ids = asked.map(({ body }) => body.job_status?.id).filter((id) => id !== undefined);
      await Promise.allSettled(ids.map(run));
      for (const id of ids) await run(id);
      const tickets = await Promise.all([a, b, c].map(({ id }) => get(id)));
      expect(tickets.some(({ merged_into_id }) => merged_into_id === null)).toBe(true);
      for (const ticket of tickets) {
        const end = (await ticketItGoesOnIn(apis.table, ticket)) ?? ticket;
        expect(end.merged_into_id).toBeNull();
      }
    }
  });

  test('may be done again with the target', async () => {
    const { customer } = apis;
    const [a, b, c] = [
      await aTicketOf(customer.user.id),
      await aTicketOf(customer.user.id),
      await aTicketOf(customer.user.id),
    ];
    await merged(b.id, { ids: [a.id] });
    await merged(c.id, { ids: [b.id] });
    expect((await ticketItGoesOnIn(apis.table, await get(a.id)))?.id).toBe(c.id);
    expect(await ticketItGoesOnIn(apis.table, await get(c.id))).toBeUndefined();
  });

  test('of somebody who lost their rights meanwhile does nothing', async () => {
    const { table, clock, customer } = apis;
    const [a, target] = [await aTicketOf(customer.user.id), await aTicketOf(customer.user.id)];
    const rows = [{ id: a.id, into: target.id, on_source: { text: null, public: false } }];
    const job = await aJob(table, clock, { job_type: 'tickets.merge', rows, requested_by: customer.user.id });
    await run(job.id);
    expect(await results(job.id)).toMatchObject([{ success: false, error: 'forbidden' }]);
    expect(await get(a.id)).toMatchObject({ merged_into_id: null });
  });
});

describe('a ticket that is merged', () => {
  const open = async () => {
    const [clock, table] = [aClock(), await aTable()];
    const service = aTimerService(table, clock);
    const customer = await aUser(table, clock);
    return { clock, table, service, life: await aTicketLife(clock, { requester_id: customer.id }, table) };
  };

  test('has no clock that runs', async () => {
    const { clock, table, service, life } = await open();
    await aStoredSlaPolicy(table);
    for (const commit of life.commits) await service.nudge(commit);
    expect((await service.sla(life.ticket.id))?.next).not.toBeNull();
    await service.nudge(await life.change({ merged_into_id: 20 }));
    expect((await service.sla(life.ticket.id))?.next).toBeNull();
    clock.advance(3 * HOUR);
    await service.fireDue();
    expect(await getTicket(table, life.ticket.id)).toMatchObject({ priority: null, comment_count: 1, version: 2 });
  });

  test('asks nobody how it went, even when it was solved before', async () => {
    const { clock, table, service, life } = await open();
    const solved = await life.change({ fields: { status: 'solved' } });
    const offer = { table, now: clock.now, surveyDelay: HOUR };
    if (solved) await offerSurvey(eventOf(solved), offer);
    const merged = await life.change({ merged_into_id: 20 });
    expect(merged?.facts).not.toContain('ticket.solved.v1');
    clock.advance(3 * HOUR);
    expect(await service.fireDue()).not.toEqual([]);
    expect(await getTicket(table, life.ticket.id)).toMatchObject({ satisfaction: null, status: 'closed' });
    expect(await getSurvey(table, life.ticket.id, 1)).toMatchObject({ state: 'waiting' });
  });
});
