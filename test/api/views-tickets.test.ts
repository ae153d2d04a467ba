import { beforeAll, describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../shared/kernel/clock.ts';
import { aViewDesk, LIVE } from '../support/a-view-desk.ts';
import { aStoredSlaPolicy } from '../support/an-sla-policy.ts';
import type { ApiResponse } from '../support/call-api.ts';
import { refusals } from '../support/ticket-apis.ts';

type Desk = Awaited<ReturnType<typeof aViewDesk>>;
const idsOf = ({ body }: ApiResponse): number[] => body.tickets.map((ticket: { id: number }) => ticket.id);
const is = (field: string, value: unknown) => ({ field, operator: 'is', value });

describe('the tickets of the standard views', () => {
  let desk: Desk;
  let ids: Record<'mine' | 'waiting' | 'elsewhere' | 'solved' | 'urgent', number>;

  beforeAll(async () => {
    desk = await aViewDesk();
    const { aNewTicket, agent, withdrawals, cards, table, wound } = desk;
    await aStoredSlaPolicy(table);
    ids = {
      mine: (await aNewTicket({ assignee_id: agent.user.id, group_id: withdrawals.id })).id,
      waiting: (await aNewTicket({ group_id: withdrawals.id })).id,
      elsewhere: (await aNewTicket({ group_id: cards.id })).id,
      solved: (await aNewTicket({ assignee_id: agent.user.id, group_id: withdrawals.id, status: 'solved' })).id,
      urgent: (await aNewTicket({ group_id: cards.id, priority: 'urgent' })).id,
    };
    await desk.counted(Object.values(ids));
    for (const id of Object.values(ids)) await wound(id);
  });

  const tickets = async (view: number, query = '') => idsOf(await desk.view(`GET /views/${view}/tickets.json${query}`));
  const count = async (view: number) => (await desk.view(`GET /views/${view}/count.json`)).body.view_count;

  test('my open tickets', async () => {
    expect(await tickets(1)).toEqual([ids.mine]);
    expect(await count(1)).toEqual({
      view_id: 1,
      url: 'https://support.moorline.test/api/v2/views/1/count.json',
      value: 1,
      pretty: '1',
      fresh: true,
      active: true,
    });
  });

  test('unassigned in my groups', async () => {
    expect(await tickets(2)).toEqual([ids.waiting]);
    expect(await count(2)).toMatchObject({ value: 1, fresh: true });
  });

  test('all unsolved in a group', async () => {
    expect(await tickets(desk.withdrawals.id)).toEqual([ids.mine, ids.waiting]);
    expect(await tickets(desk.withdrawals.id, '?sort_order=desc')).toEqual([ids.waiting, ids.mine]);
    expect(await count(desk.withdrawals.id)).toMatchObject({ value: 2, fresh: true });
  });

  test('breaching soon: the next promise first', async () => {
    // First replies are due within half an hour for what is urgent, within two hours for the rest.
    expect(await tickets(3)).toEqual([ids.urgent, ids.mine, ids.waiting, ids.elsewhere]);
    expect(await count(3)).toMatchObject({ value: 4, fresh: true });
    expect((await desk.view('GET /views/3/tickets.json?per_page=2')).body).toMatchObject({
      count: 4,
      next_page: expect.stringContaining('page=2'),
    });
    const { body } = await desk.view('GET /views/3/execute.json');
    expect(body.rows[0]).toMatchObject({ nice_id: ids.urgent, priority: 'urgent', group_id: desk.cards.id });
    expect(Date.parse(body.rows[0].sla_next_breach_at) - desk.clock.now()).toBeLessThanOrEqual(30 * MINUTE);
  });

  test('recently solved: the latest first', async () => {
    expect(await tickets(4)).toEqual([ids.solved]);
    expect(await count(4)).toMatchObject({ value: 1, pretty: '~1', fresh: false });
  });

  test('several counts in one request; those that are not there are left out', async () => {
    const { body } = await desk.view(`GET /views/count_many.json?ids=1,2,${desk.withdrawals.id},777`);
    expect(body.view_counts.map(({ view_id, value }: { view_id: number; value: number }) => [view_id, value])).toEqual([
      [1, 1],
      [2, 1],
      [desk.withdrawals.id, 2],
    ]);
    const many = Array.from({ length: 21 }, (_, at) => at + 1).join(',');
    expect((await desk.view(`GET /views/count_many.json?ids=${many}`)).status).toBe(422);
  });

  test('follow what happens to tickets', async () => {
    const { call, agent, wound } = desk;
    await call(`PUT /tickets/${ids.waiting}`, { body: { ticket: { assignee_id: agent.user.id } } });
    expect([await tickets(1), await tickets(2)]).toEqual([[ids.mine, ids.waiting], []]);
    await call(`PUT /tickets/${ids.waiting}`, { body: { ticket: { status: 'solved', comment: { body: 'Done.' } } } });
    await wound(ids.waiting);
    expect(await tickets(4)).toEqual([ids.waiting, ids.solved]);
    expect(await tickets(3)).not.toContain(ids.waiting);
    await call(`PUT /tickets/${ids.solved}`, { body: { ticket: { status: 'open' } } });
    expect(await tickets(4)).toEqual([ids.waiting]);
    await call(`PUT /tickets/${ids.solved}`, { body: { ticket: { status: 'solved' } } });
    expect(await tickets(4)).toEqual([ids.solved, ids.waiting]);
    await call(`DELETE /tickets/${ids.mine}`);
    expect(await tickets(1)).toEqual([]);
    expect(await tickets(3)).toEqual([ids.urgent, ids.elsewhere]);
  });

  test('go with whoever they are given to once they are solved', async () => {
    const { aView, agent, colleague, call, aNewTicket, withdrawals } = desk;
    const solvedBy = (...ids: number[]) => [
      { field: 'status', operator: 'is', value: 'solved' },
      { field: 'assignee_id', operator: 'includes', value: ids },
    ];
    const [mine, theirs, ours] = [
      await aView({ all: solvedBy(agent.user.id) }),
      await aView({ all: solvedBy(colleague.user.id) }),
      await aView({ all: solvedBy(agent.user.id, colleague.user.id) }),
    ];
    const { id } = await aNewTicket({ assignee_id: agent.user.id, group_id: withdrawals.id, status: 'solved' });
    const before = await tickets(mine.id);
    expect([before[0], await tickets(theirs.id), await tickets(ours.id)]).toEqual([id, [], before]);
    await call(`PUT /tickets/${id}`, { body: { ticket: { assignee_id: colleague.user.id } } });
    expect(await tickets(mine.id)).toEqual(before.slice(1));
    expect([await tickets(theirs.id), await tickets(ours.id)]).toEqual([[id], before]);
    const counted = await desk.view(`GET /views/${ours.id}/count.json`);
    expect(counted.body.view_count).toMatchObject({ value: before.length, fresh: true });
  });

  test('stay as long as they are recent', async () => {
    desk.clock.advance(8 * 24 * HOUR);
    expect(await tickets(4)).toEqual([]);
  });
});

describe('a view that narrows a list down', () => {
  let desk: Desk;
  let urgent: number[];
  let view: { id: number };
  const TOTAL = 24;

  beforeAll(async () => {
    desk = await aViewDesk();
    urgent = [];
    for (let at = 0; at < TOTAL; at++) {
      const priority = at % 3 === 0 ? 'urgent' : 'low';
      const ticket = await desk.aNewTicket({ group_id: desk.withdrawals.id, priority, tags: [`t${at}`] });
      if (priority === 'urgent') urgent.push(ticket.id);
    }
    const all = [LIVE, is('group_id', desk.withdrawals.id), is('priority', 'urgent')];
    view = await desk.aView({ all, output: { columns: ['nice_id', 'priority', 'group', 'requester', 'created'] } });
  });

  const get = (query: string) => desk.view(`GET /views/${view.id}/tickets.json${query}`);

  test('has what it means, in either order, and counts it', async () => {
    expect(idsOf(await get(''))).toEqual(urgent);
    expect(idsOf(await get('?sort_by=nice_id&sort_order=desc'))).toEqual([...urgent].reverse());
    const { body } = await desk.view(`GET /views/${view.id}/count.json`);
    expect(body.view_count).toMatchObject({ value: urgent.length, pretty: String(urgent.length), fresh: true });
    expect(refusals(await get('?sort_by=priority'))).toEqual({ sort_by: 'sort_unsupported' });
  });

  test.each([1, 3, 5, 100])('is walked by cursors of %i, forth and back', async (size) => {
    const pages: number[][] = [];
    let query = `?page[size]=${size}`;
    let last: ApiResponse | undefined;
    for (let more = true; more; ) {
      last = await get(query);
      pages.push(idsOf(last));
      more = last.body.meta.has_more;
      if (more) query = new URL(last.body.links.next).search;
    }
    expect(pages.flat()).toEqual(urgent);
    expect(pages.every((page) => page.length <= size)).toBe(true);
    const back: number[][] = [];
    while (last?.body.links.prev) {
      last = await get(new URL(last.body.links.prev).search);
      back.unshift(idsOf(last));
    }
    expect(back.flat()).toEqual(pages.slice(0, -1).flat());
  });

  test('is walked by pages', async () => {
    const pages: number[][] = [];
    let next: string | null = '?per_page=3';
    while (next !== null) {
      const { status, body } = await get(next);
      expect([status, body.count]).toEqual([200, urgent.length]);
      pages.push(body.tickets.map(({ id }: { id: number }) => id));
      next = body.next_page && new URL(body.next_page).search;
    }
    expect(pages.flat()).toEqual(urgent);
    expect(pages.map((page) => page.length)).toEqual([3, 3, 2]);
  });

  test('shows its columns, and who and what they name beside them', async () => {
    const { status, body } = await desk.view(`GET /views/${view.id}/execute.json?per_page=2`);
    expect(status).toBe(200);
    expect(body.columns.map(({ id }: { id: string }) => id)).toEqual([
      'nice_id',
      'priority',
      'group',
      'requester',
      'created',
    ]);
    expect(body.view).toMatchObject({ id: view.id });
    expect(body.rows).toHaveLength(2);
    expect(body.rows[0]).toMatchObject({
      nice_id: urgent[0],
      priority: 'urgent',
      group_id: desk.withdrawals.id,
      requester_id: desk.agent.user.id,
      ticket: { id: urgent[0], subject: 'Stuck', status: 'new' },
      custom_fields: [],
    });
    expect(body.groups.map(({ name }: { name: string }) => name)).toEqual(['Withdrawals']);
    expect(body.users.map(({ id }: { id: number }) => id)).toEqual([desk.agent.user.id]);
    expect(body.next_page).toContain('/views/');
  });

  test('asks about a field of the company, and shows it', async () => {
    const { view: call, aView, aNewTicket, admin, withdrawals } = desk;
    const options = [{ name: 'Tron', value: 'tron' }];
    const field = { type: 'tagger', title: 'Chain', custom_field_options: options };
    const made = await desk.call('POST /ticket_fields', { as: admin.as, body: { ticket_field: field } });
    const { id } = made.body.ticket_field;
    const { id: ticket } = await aNewTicket({ group_id: withdrawals.id, custom_fields: [{ id, value: 'tron' }] });
    const line = { field: `custom_fields_${id}`, operator: 'is', value: 'tron' };
    const all = [LIVE, is('group_id', withdrawals.id), line];
    const { id: viewId } = await aView({ all, output: { columns: ['nice_id', id] } });
    const { body } = await call(`GET /views/${viewId}/execute.json`);
    expect(body.columns).toMatchObject([{ id: 'nice_id' }, { id, title: 'Chain', type: 'tagger' }]);
    expect(body.rows).toMatchObject([{ nice_id: ticket, custom_fields: [{ id, value: 'tron' }] }]);
  });

  test('is tried before it is kept', async () => {
    const body = {
      view: {
        all: [LIVE, is('group_id', desk.withdrawals.id)],
        any: [{ field: 'current_tags', operator: 'includes', value: 't4 t5' }],
      },
    };
    const preview = await desk.view('POST /views/preview.json', { body });
    expect(preview.body.rows).toHaveLength(2);
    const counted = await desk.view('POST /views/preview/count.json', { body });
    expect(counted.body.view_count).toMatchObject({ view_id: null, value: 2, fresh: true });
    const refused = await desk.view('POST /views/preview.json', { body: { view: { all: [is('priority', 'low')] } } });
    expect([refused.status, refusals(refused)]).toEqual([422, { 'all.0': 'view.needs_owner' }]);
  });
});

describe('a view of which little is meant among much', () => {
  let desk: Desk;
  let view: { id: number };
  let last: number;
  const MUCH = 520;

  beforeAll(async () => {
    desk = await aViewDesk();
    const all = [LIVE, is('group_id', desk.withdrawals.id), is('priority', 'urgent')];
    view = await desk.aView({ all });
    for (let at = 0; at < MUCH; at += 20)
      await Promise.all(Array.from({ length: 20 }, () => desk.aNewTicket({ group_id: desk.withdrawals.id })));
    last = (await desk.aNewTicket({ group_id: desk.withdrawals.id, priority: 'urgent' })).id;
  }, 60_000);

  const get = (query: string) => desk.view(`GET /views/${view.id}/tickets.json${query}`);

  test('is looked for in 500 tickets a request, and its links go on from there, in both styles', async () => {
    desk.calls.length = 0;
    const first = await get('');
    expect([idsOf(first), first.body.count]).toEqual([[], expect.any(Number)]);
    expect(first.body.next_page).toContain('page%5Bafter%5D');
    expect(desk.calls.reduce((sum, call) => sum + call.capacityUnits, 0)).toBeLessThan(600);
    const second = await get(new URL(first.body.next_page).search);
    expect(idsOf(second)).toEqual([last]);
    expect(second.body.meta.has_more).toBe(false);
    const byCursor = await get('?page[size]=10');
    expect(byCursor.body.meta).toMatchObject({ has_more: true });
    expect(idsOf(await get(new URL(byCursor.body.links.next).search))).toEqual([last]);
    const deep = await get('?page=3');
    expect([deep.status, deep.body.error]).toEqual([400, 'BadRequest']);
  });

  test('comes as CSV in parts, and the header of each leads to the next', async () => {
    const first = await desk.view(`GET /views/${view.id}/export.csv?sort_by=nice_id`);
    const next = new URL(/<(.+)>; rel="next"/.exec(first.headers['link'] ?? '')?.[1] ?? '');
    expect(next.pathname).toBe(`/api/v2/views/${view.id}/export.csv`);
    const second = await desk.view(`GET ${next.pathname.slice('/api/v2'.length)}${next.search}`);
    const numbers = ({ body }: ApiResponse) => String(body).trim().split('\r\n').slice(1).map(Number.parseFloat);
    expect([numbers(first), numbers(second), second.headers['link']]).toEqual([[], [last], undefined]);
  });

  test('is counted as far as that, and says so', async () => {
    const { body } = await desk.view(`GET /views/${view.id}/count.json`);
    expect(body.view_count).toMatchObject({ value: 0, pretty: '0+', fresh: false });
  });
});
