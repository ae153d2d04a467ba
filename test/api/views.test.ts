import { beforeAll, describe, expect, test } from 'vitest';
import { aViewDesk, LIVE } from '../support/a-view-desk.ts';
import { refusals } from '../support/ticket-apis.ts';

type Desk = Awaited<ReturnType<typeof aViewDesk>>;
interface Shown {
  readonly id: number;
  readonly title: string;
}
let desk: Desk;
beforeAll(async () => {
  desk = await aViewDesk();
});

const MINE = { field: 'assignee_id', operator: 'is', value: 'current_user' };
const titles = (answer: { body: { views: Shown[] } }) => answer.body.views.map(({ title }) => title);
const STANDARD = ['My open tickets', 'Unassigned in my groups', 'All unsolved in Withdrawals'];
const STANDARD_AFTER = ['Breaching soon', 'Recently solved', 'Suspended tickets'];

describe('the standard set', () => {
  test('is there before anybody made a view, with one for each group of the caller', async () => {
    expect(titles(await desk.view('GET /views.json'))).toEqual([...STANDARD, ...STANDARD_AFTER]);
    const other = await desk.view('GET /views.json', { as: desk.colleague.as });
    expect(titles(other)).toEqual([...STANDARD.slice(0, 2), ...STANDARD_AFTER]);
  });

  test('is named in the caller’s language', async () => {
    const { body } = await desk.view('GET /views/1.json', { headers: { 'accept-language': 'zh-CN' } });
    expect(body.view).toMatchObject({ title: '我的未解决工单', default: true, active: true });
    expect(body.view.execution.columns[1]).toMatchObject({ id: 'subject', title: '主题' });
    const { body: list } = await desk.view('GET /views.json', { headers: { 'accept-language': 'zh-CN' } });
    expect(list.views[2].title).toBe('Withdrawals 的全部未解决工单');
  });

  test('shows its conditions in the words of the wire', async () => {
    const { body } = await desk.view('GET /views/2.json');
    expect(body.view).toMatchObject({
      id: 2,
      url: 'https://support.moorline.test/api/v2/views/2.json',
      conditions: {
        all: [
          { field: 'status', operator: 'less_than', value: 'solved' },
          { field: 'assignee_id', operator: 'is', value: '' },
          { field: 'group_id', operator: 'is', value: 'current_groups' },
        ],
        any: [],
      },
      execution: { sort_by: 'created', sort_order: 'asc', group_by: null },
      restriction: null,
    });
  });

  test('points to mail that was set aside, which is not in tickets', async () => {
    const { body } = await desk.view('GET /views/5.json');
    expect(body.view.suspended_tickets_url).toBe('https://support.moorline.test/api/v2/suspended_tickets.json');
    const answer = await desk.view('GET /views/5/tickets.json');
    expect([answer.status, refusals(answer)]).toEqual([422, { view: 'view.of_suspended_mail' }]);
    expect((await desk.view('GET /views/5/count.json')).body.view_count).toMatchObject({ value: 0, fresh: true });
  });

  test('cannot be changed, not by administrators either; a group’s is for its members and for administrators', async () => {
    for (const method of ['PUT', 'DELETE']) {
      const answer = await desk.view(`${method} /views/1.json`, { as: desk.admin.as, body: { view: { title: 'x' } } });
      expect([answer.status, refusals(answer)]).toEqual([403, { base: 'view.standard' }]);
    }
    const path = `GET /views/${desk.withdrawals.id}.json`;
    expect((await desk.view(path)).status).toBe(200);
    expect((await desk.view(path, { as: desk.admin.as })).status).toBe(200);
    expect((await desk.view(path, { as: desk.colleague.as })).status).toBe(404);
  });
});

describe('views that somebody makes', () => {
  const all = [LIVE, MINE];

  test('are shown as they were asked for', async () => {
    const { status, body, headers } = await desk.view('POST /views.json', {
      body: {
        view: {
          title: '  Urgent  ',
          description: 'What burns',
          all: [...all, { field: 'priority', operator: 'is', value: 'urgent' }],
          output: { columns: ['description', 'requester', 'nice_id'], sort_by: 'created', sort_order: 'desc' },
        },
      },
    });
    expect(status).toBe(201);
    expect(headers['location']).toBe(body.view.url);
    expect(body.view).toMatchObject({
      title: 'Urgent',
      raw_title: 'Urgent',
      description: 'What burns',
      default: false,
      conditions: { all: [...all, { field: 'priority', operator: 'is', value: 'urgent' }], any: [] },
      execution: {
        sort_by: 'created',
        sort_order: 'desc',
        sort: { id: 'created', title: 'Requested', order: 'desc' },
        columns: [
          { id: 'subject', title: 'Subject' },
          { id: 'requester', title: 'Requester' },
          { id: 'nice_id', title: 'ID' },
        ],
      },
      restriction: { type: 'User', id: desk.agent.user.id },
    });
    expect((await desk.view(`GET /views/${body.view.id}.json`)).body).toEqual(body);
    expect(titles(await desk.view('GET /views.json'))).toContain('Urgent');
    expect(titles(await desk.view('GET /views/search.json?query=URG'))).toEqual(['Urgent']);
  });

  test('are an agent’s own; an administrator makes those of groups and of everybody', async () => {
    const own = await desk.aView({ title: 'Own', all });
    const ofGroup = { type: 'Group', ids: [desk.withdrawals.id] };
    const group = await desk.aView({ title: 'Group', all, restriction: ofGroup }, desk.admin.as);
    const every = await desk.aView({ title: 'Every', all }, desk.admin.as);
    expect(every.restriction).toBeNull();
    expect(group.restriction).toEqual({ type: 'Group', id: desk.withdrawals.id, ids: [desk.withdrawals.id] });
    const seen = async (as: typeof desk.agent.as) => {
      const { body } = await desk.view('GET /views.json', { as });
      return body.views.map(({ id }: Shown) => id).filter((id: number) => [own.id, group.id, every.id].includes(id));
    };
    expect((await seen(desk.agent.as)).sort()).toEqual([own.id, group.id, every.id].sort());
    expect(await seen(desk.colleague.as)).toEqual([every.id]);
    expect(await seen(desk.admin.as)).toEqual([group.id, every.id]);
    const personal = await desk.view('GET /views.json?access=personal');
    expect(
      personal.body.views.every((view: { restriction: { type: string } }) => view.restriction.type === 'User'),
    ).toBe(true);
    expect(titles(await desk.view(`GET /views.json?group_id=${desk.withdrawals.id}`))).toContain('Group');
    for (const restriction of [null, ofGroup]) {
      const answer = await desk.view('POST /views.json', { body: { view: { title: 'x', all, restriction } } });
      expect([answer.status, refusals(answer)]).toEqual([403, { base: 'view.only_own' }]);
    }
    const forOther = { type: 'User', id: desk.colleague.user.id };
    const answer = await desk.view('POST /views.json', {
      as: desk.admin.as,
      body: { view: { title: 'x', all, restriction: forOther } },
    });
    expect([answer.status, refusals(answer)]).toEqual([422, { 'restriction.id': 'view.only_for_oneself' }]);
  });

  test('are changed and deleted by their owner, those of others by administrators only', async () => {
    const own = await desk.aView({ title: 'To change', all });
    const shared = await desk.aView({ title: 'Shared', all }, desk.admin.as);
    const change = (id: number, view: object, as = desk.agent.as) =>
      desk.view(`PUT /views/${id}.json`, { as, body: { view } });
    expect((await change(own.id, { title: 'Changed', active: false })).body.view).toMatchObject({
      title: 'Changed',
      active: false,
      conditions: { all },
    });
    expect(titles(await desk.view('GET /views/active.json'))).not.toContain('Changed');
    expect(titles(await desk.view('GET /views.json?active=false'))).toEqual(['Changed']);
    expect((await change(own.id, { title: 'x' }, desk.admin.as)).status).toBe(404);
    expect((await change(shared.id, { title: 'x' })).status).toBe(403);
    expect((await desk.view(`DELETE /views/${shared.id}.json`)).status).toBe(403);
    expect((await change(shared.id, { title: 'Better' }, desk.admin.as)).body.view.title).toBe('Better');
    const kept = await change(shared.id, { restriction: { type: 'User', id: desk.admin.user.id } }, desk.admin.as);
    expect(kept.body.view.restriction).toEqual({ type: 'User', id: desk.admin.user.id });
    expect((await desk.view(`GET /views/${shared.id}.json`)).status).toBe(404);
    expect((await desk.view(`DELETE /views/${own.id}.json`)).status).toBe(204);
    expect((await desk.view(`GET /views/${own.id}.json`)).status).toBe(404);
  });

  test('keep an order only with conditions that have it', async () => {
    const solved = [{ field: 'SOLVED', operator: 'less_than', value: 24 }];
    const made = await desk.aView({ all: solved, output: { sort_by: 'solved', sort_order: 'asc' } });
    expect(made.execution.sort_by).toBe('solved');
    const { body } = await desk.view(`PUT /views/${made.id}`, { body: { view: { all } } });
    expect(body.view.execution).toMatchObject({ sort_by: null, sort: null });
  });

  test('are made once, however often an idempotent request comes', async () => {
    const request = { body: { view: { title: 'Once', all } }, headers: { 'idempotency-key': 'view-once' } };
    const [first, second] = [
      await desk.view('POST /views.json', request),
      await desk.view('POST /views.json', request),
    ];
    expect(second.body.view.id).toBe(first.body.view.id);
  });

  test.each<[string, object, Record<string, string>]>([
    ['no title', { title: undefined }, { title: 'field_required' }],
    ['no condition', { all: [] }, { all: 'view.no_condition' }],
    [
      'a condition no index serves',
      { all: [LIVE, { field: 'priority', operator: 'is', value: 'urgent' }] },
      { 'all.1': 'view.needs_owner' },
    ],
    [
      'a field that is none',
      { all: [LIVE, { field: 'brand_id', operator: 'is', value: 1 }] },
      { 'all.1.field': 'view.field_unsupported' },
    ],
    [
      'a field of nobody’s',
      { all: [LIVE, MINE, { field: 'custom_fields_4711', operator: 'present', value: '' }] },
      { 'all.2.field': 'view.field_unsupported' },
    ],
    ['an order no index has', { output: { sort_by: 'priority' } }, { sort_by: 'sort_unsupported' }],
    ['grouping', { output: { group_by: 'status' } }, { 'output.group_by': 'view.group_by_unsupported' }],
    [
      'a column that is none',
      { output: { columns: ['subject', 'brand'] } },
      { 'output.columns.1': 'view.column_unsupported' },
    ],
    [
      'a field of nobody’s as a column',
      { output: { columns: [4_711] } },
      { 'output.columns.0': 'view.column_unsupported' },
    ],
    [
      'eleven columns',
      { output: { columns: Array.from({ length: 11 }, () => 'subject') } },
      { 'output.columns': 'field_too_long' },
    ],
    ['half a character', { title: 'a\ud800' }, { title: 'text_invalid' }],
  ])('are refused with %s', async (_, changes, codes) => {
    const answer = await desk.view('POST /views.json', { body: { view: { title: 'x', all, ...changes } } });
    expect([answer.status, refusals(answer)]).toEqual([422, codes]);
  });

  test('say in words which condition would mean a search, and what works', async () => {
    const body = { view: { title: 'x', all: [LIVE, { field: 'priority', operator: 'is', value: 'urgent' }] } };
    const english = await desk.view('POST /views.json', { body });
    expect(english.body.details['all.1'][0].description).toMatch(
      /^All 1: "priority is urgent" would mean looking .* group_id/,
    );
    const chinese = await desk.view('POST /views.json', { body, headers: { 'accept-language': 'zh-CN' } });
    expect(chinese.body.details['all.1'][0].description).toContain('“priority is urgent”需要翻查全部工单');
  });
});

describe('lists of views', () => {
  test('are paged both ways, in the order of positions or in another', async () => {
    const { view, aView, colleague } = desk;
    for (const title of ['B', 'C', 'A']) await aView({ title, all: [LIVE, MINE] }, colleague.as);
    const get = (query: string) => view(`GET /views.json${query}`, { as: colleague.as });
    const whole = titles(await get(''));
    expect(whole.slice(5).filter((title) => 'ABC'.includes(title))).toEqual(['B', 'C', 'A']);
    const first = await get('?page[size]=3');
    expect(titles(first)).toEqual(whole.slice(0, 3));
    expect(first.body.meta.has_more).toBe(true);
    const query = new URL(first.body.links.next).search;
    expect(titles(await get(query))).toEqual(whole.slice(3, 6));
    const second = await get('?per_page=3&page=2');
    expect(titles(second)).toEqual(whole.slice(3, 6));
    expect(second.body).toMatchObject({ count: whole.length });
    const sorted = titles(await get('?sort_by=alphabetical&sort_order=desc'));
    expect(sorted).toEqual([...whole].sort((a, b) => b.localeCompare(a)));
    expect((await get('?sort_by=usage')).status).toBe(422);
  });

  test('give several by their ids, and say how many there are', async () => {
    const { view, withdrawals } = desk;
    const many = await view(`GET /views/show_many.json?ids=${withdrawals.id},3,999`);
    expect(titles(many)).toEqual(['All unsolved in Withdrawals', 'Breaching soon']);
    const { body } = await view('GET /views/count.json');
    expect(body.count.value).toBe((await view('GET /views.json')).body.count);
    expect((await view('GET /views/compact.json')).body.views.length).toBeLessThanOrEqual(32);
    expect(titles(await view('GET /views/shared.json'))).not.toContain('Urgent');
  });

  test('are put in another order by those who may change them', async () => {
    const { view, aView, colleague } = desk;
    const mine = await aView({ title: 'X', all: [LIVE, MINE] }, colleague.as);
    const next = await aView({ title: 'Y', all: [LIVE, MINE] }, colleague.as);
    const answer = await view('PUT /views/reorder.json', {
      as: colleague.as,
      body: { view_order: [next.id, 1, mine.id] },
    });
    expect(titles(answer).filter((title) => title === 'X' || title === 'Y')).toEqual(['Y', 'X']);
    const unknown = await view('PUT /views/reorder.json', { as: colleague.as, body: { view_order: [4711] } });
    expect(refusals(unknown)).toEqual({ view_order: 'view.unknown' });
  });
});
