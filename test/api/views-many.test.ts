import { beforeEach, describe, expect, test } from 'vitest';
import { viewsUseCases } from '../../functions/views-api/use-cases.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { viewsApi } from '../../shared/views/views.api.ts';
import { aViewDesk, LIVE } from '../support/a-view-desk.ts';
import { type ApiRequest, callApi } from '../support/call-api.ts';
import { refusals } from '../support/ticket-apis.ts';

type Desk = Awaited<ReturnType<typeof aViewDesk>>;
interface Shown {
  readonly id: number;
  readonly position: number;
  readonly active: boolean;
}
const MINE = { field: 'assignee_id', operator: 'is', value: 'current_user' };
const all = [LIVE, MINE];
let desk: Desk;
beforeEach(async () => {
  desk = await aViewDesk();
});
const made = async (ids: readonly number[], as = desk.agent.as) =>
  (await desk.view(`GET /views/show_many?ids=${ids}`, { as })).body.views as Shown[];
const update = (views: object[], as = desk.agent.as) =>
  desk.view('PUT /views/update_many.json', { as, body: { views } });

describe('several views at once', () => {
  test('are moved and switched off', async () => {
    const [one, two, three] = [await desk.aView({ all }), await desk.aView({ all }), await desk.aView({ all })];
    const { status, body } = await update([
      { id: two.id, position: 7, active: false },
      { id: one.id, position: 9 },
      { id: three.id, position: null },
    ]);
    expect([status, body.count, body.next_page, body.previous_page]).toEqual([200, 3, null, null]);
    const expected = [
      { id: two.id, position: 7, active: false },
      { id: one.id, position: 9, active: true },
      { id: three.id, position: three.position, active: true },
    ];
    expect(body.views).toMatchObject(expected);
    expect(await made([two.id, one.id, three.id])).toMatchObject(expected);
  });

  test('are not changed at all when the caller may not change one of them, or one is not there', async () => {
    const own = await desk.aView({ all });
    const shared = await desk.aView({ all }, desk.admin.as);
    const foreign = await desk.aView({ all }, desk.colleague.as);
    const change = (id: number) => ({ id, position: 99 });
    const refused = await update([change(own.id), change(shared.id)]);
    expect([refused.status, refusals(refused)]).toEqual([403, { base: 'view.only_own' }]);
    const standard = await update([change(own.id), change(1)]);
    expect([standard.status, refusals(standard)]).toEqual([403, { base: 'view.standard' }]);
    for (const id of [foreign.id, 987_654]) {
      const unknown = await update([change(own.id), change(id)]);
      expect([unknown.status, refusals(unknown)]).toEqual([422, { 'views.1.id': 'view.unknown' }]);
    }
    expect((await made([own.id]))[0]?.position).toBe(own.position);
    expect((await update([change(shared.id)], desk.admin.as)).status).toBe(200);
    expect((await update([{ position: 1 }])).status).toBe(422);
    expect((await update([])).status).toBe(422);
  });

  test('are deleted; those that are not there, or that are somebody else’s, are passed over', async () => {
    const [one, two, kept] = [await desk.aView({ all }), await desk.aView({ all }), await desk.aView({ all })];
    const foreign = await desk.aView({ all }, desk.colleague.as);
    const ids = [one.id, two.id, foreign.id, 987_654];
    const destroy = () => desk.view(`DELETE /views/destroy_many.json?ids=${ids}`);
    expect([(await destroy()).status, (await destroy()).status]).toEqual([204, 204]);
    expect(await made([one.id, two.id, kept.id])).toMatchObject([{ id: kept.id }]);
    expect(await made([foreign.id], desk.colleague.as)).toHaveLength(1);
    expect((await desk.view('DELETE /views/destroy_many')).status).toBe(422);
  });

  test('are not deleted at all when the caller may not delete one of them', async () => {
    const own = await desk.aView({ all });
    const shared = await desk.aView({ all }, desk.admin.as);
    for (const id of [shared.id, 1])
      expect((await desk.view(`DELETE /views/destroy_many?ids=${own.id},${id}`)).status).toBe(403);
    expect(await made([own.id, shared.id])).toHaveLength(2);
    const { status } = await desk.view(`DELETE /views/destroy_many?ids=${own.id},${shared.id}`, { as: desk.admin.as });
    expect(status).toBe(204);
    expect(await made([own.id, shared.id])).toMatchObject([{ id: own.id }]);
  });
});

describe('several views, when somebody else changes them at the same moment', () => {
  /** The API over a table in which something happens just before each write, told the number of the write. */
  const meanwhile = (happens: (write: number) => Promise<unknown>) => {
    let writes = 0;
    const { table } = desk;
    const raced: Table = {
      ...table,
      async transact(all) {
        await happens(++writes);
        return table.transact(all);
      },
      async delete(...what) {
        await happens(++writes);
        return table.delete(...what);
      },
    };
    const handler = resourceApi(viewsApi, viewsUseCases, { ...desk.deps, table: raced });
    return (what: Pick<ApiRequest, 'method' | 'path' | 'body' | 'query'>) =>
      callApi(handler, { as: desk.agent.as, ...what });
  };
  const three = async () => [await desk.aView({ all }), await desk.aView({ all }), await desk.aView({ all })] as const;
  const rename = (id: number) => desk.view(`PUT /views/${id}`, { body: { view: { title: 'Renamed' } } });
  const idsOf = (views: readonly { readonly id: number }[]) => views.map(({ id }) => id);
  const moved = (views: readonly { readonly id: number }[]) => ({
    method: 'PUT' as const,
    path: '/api/v2/views/update_many',
    body: { views: idsOf(views).map((id) => ({ id, position: 9 })) },
  });

  test('are all moved, and keep what the other changed', async () => {
    const views = await three();
    const call = meanwhile(async (write) => write === 1 && rename(views[0].id));
    const { status, body } = await call(moved(views));
    expect([status, body.count]).toEqual([200, 3]);
    const expected = [{ position: 9, title: 'Renamed' }, { position: 9 }, { position: 9 }];
    expect(body.views).toMatchObject(expected);
    expect(await made(idsOf(views))).toMatchObject(expected);
  });

  test('are all deleted, and so is what the other changed or deleted', async () => {
    const views = await three();
    const call = meanwhile(async (write) => {
      if (write === 1) await rename(views[0].id);
      if (write === 2) await desk.view(`DELETE /views/${views[1].id}`);
    });
    const query = { ids: idsOf(views).join(',') };
    const { status } = await call({ method: 'DELETE', path: '/api/v2/views/destroy_many', query });
    expect([status, await made(idsOf(views))]).toEqual([204, []]);
  });

  test('are done with when the answer comes, also where one of them is gone', async () => {
    const views = await three();
    let underWay = 0;
    const call = meanwhile(async (write) => {
      underWay++;
      if (write === 1) await desk.view(`DELETE /views/${views[0].id}`);
      else await new Promise((done) => setTimeout(done, 150));
      underWay--;
    });
    const { status } = await call(moved(views));
    expect([status, underWay]).toEqual([404, 0]);
    expect(await made(idsOf(views))).toMatchObject([{ position: 9 }, { position: 9 }]);
  });
});

describe('a view as CSV', () => {
  const columns = ['nice_id', 'subject', 'requester', 'assignee', 'group', 'priority'];

  test('has its columns under their titles, people by name, and no formula', async () => {
    const { agent, withdrawals } = desk;
    const { id } = await desk.aNewTicket({
      subject: '=HYPERLINK("x"), "y"',
      assignee_id: agent.user.id,
      group_id: withdrawals.id,
      priority: 'high',
    });
    const view = await desk.aView({ all, output: { columns } });
    const { status, body, headers } = await desk.view(`GET /views/${view.id}/export.csv`);
    expect([status, headers['content-type'], headers['content-disposition'], headers['link']]).toEqual([
      200,
      'text/csv; charset=utf-8',
      `attachment; filename="view-${view.id}.csv"`,
      undefined,
    ]);
    const [titles, row, ...more] = String(body).split('\r\n');
    expect(titles).toBe('ID,Subject,Requester,Assignee,Group,Priority');
    expect(row).toMatch(`${id},"'=HYPERLINK(""x""), ""y""",`);
    expect(row).toMatch(new RegExp(`,${agent.user.name},Withdrawals,high$`));
    expect(more).toEqual(['']);
    const chinese = await desk.view(`GET /views/${view.id}/export.csv`, { headers: { 'accept-language': 'zh-CN' } });
    expect(String(chinese.body).split('\r\n')[0]).toContain('主题');
  });

  test('shows choices of the company’s own fields by name', async () => {
    const custom_field_options = [{ name: 'Bitcoin', value: 'btc' }];
    const { body } = await desk.call('POST /ticket_fields', {
      as: desk.admin.as,
      body: { ticket_field: { type: 'tagger', title: 'Asset', custom_field_options } },
    });
    const field = body.ticket_field.id;
    const { id } = await desk.aNewTicket({
      assignee_id: desk.agent.user.id,
      custom_fields: [{ id: field, value: 'btc' }],
    });
    const view = await desk.aView({ all, output: { columns: ['nice_id', field] } });
    expect((await desk.view(`GET /views/${view.id}/export.csv`)).body).toBe(`ID,Asset\r\n${id},Bitcoin\r\n`);
  });

  test('is told of as an export that is done, in JSON, with where it is', async () => {
    const view = await desk.aView({ all, output: { columns: ['nice_id'] } });
    for (const path of [`/views/${view.id}/export`, `/views/${view.id}/export.json`]) {
      const told = await desk.view(`GET ${path}`, { headers: { accept: 'application/json' } });
      expect([told.status, told.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
      const url = expect.stringMatching(new RegExp(`/api/v2/views/${view.id}/export\\.csv$`));
      expect(told.body).toEqual({ export: { status: 'completed', view_id: view.id, url } });
      const csv = await desk.view(`GET ${new URL(told.body.export.url).pathname.slice('/api/v2'.length)}`);
      expect([csv.status, csv.body]).toEqual([200, 'ID\r\n']);
    }
  });

  test('is the answer itself for a client that asks for CSV', async () => {
    const view = await desk.aView({ all, output: { columns: ['nice_id'] } });
    const csv = await desk.view(`GET /views/${view.id}/export`, { headers: { accept: 'text/csv' } });
    expect([csv.status, csv.headers['content-type'], csv.body]).toEqual([200, 'text/csv; charset=utf-8', 'ID\r\n']);
  });

  test('comes in parts as small as asked, and in smaller ones where texts are long', async () => {
    const fields: number[] = [];
    for (const title of Array.from({ length: 6 }, (_, at) => `Said ${at}`)) {
      const ticket_field = { type: 'textarea', title };
      const { body } = await desk.call('POST /ticket_fields', { as: desk.admin.as, body: { ticket_field } });
      fields.push(body.ticket_field.id);
    }
    const opened: number[] = [];
    // Quotes are doubled in CSV and escaped on their way: four bytes of each.
    const custom_fields = fields.map((id) => ({ id, value: '"'.repeat(5_000) }));
    for (let at = 0; at < 60; at++)
      opened.push((await desk.aNewTicket({ assignee_id: desk.agent.user.id, custom_fields })).id);
    const view = await desk.aView({ all, output: { columns: ['nice_id', ...fields] } });
    const parts = async (query: string) => {
      const found: number[][] = [];
      let path: string | undefined = `/views/${view.id}/export.csv?sort_by=nice_id&sort_order=asc${query}`;
      for (; path !== undefined; ) {
        const { status, body, headers } = await desk.view(`GET ${path}`);
        expect([status, Buffer.byteLength(JSON.stringify(body)) < 6_000_000]).toEqual([200, true]);
        found.push([...String(body).matchAll(/^(\d+),/gm)].map(([, id]) => Number(id)));
        const next: string | undefined = /<(.+)>; rel="next"/.exec(headers['link'] ?? '')?.[1];
        path = next?.slice(next.indexOf('/views/'));
      }
      return found;
    };
    const fitting = await parts('');
    expect([fitting.map((part) => part.length), fitting.flat()]).toEqual([[30, 30], opened]);
    const asked = await parts('&page[size]=25');
    expect([asked.map((part) => part.length), asked.flat()]).toEqual([[25, 25, 10], opened]);
  });

  test.each(['export', 'export.csv'])(
    'is for whoever can use the view, and none of mail that was set aside: %s',
    async (name) => {
      const view = await desk.aView({ all });
      expect((await desk.view(`GET /views/${view.id}/${name}`, { as: desk.colleague.as })).status).toBe(404);
      expect(refusals(await desk.view(`GET /views/5/${name}`))).toEqual({ view: 'view.of_suspended_mail' });
      expect((await desk.view(`GET /views/${view.id}/export.csv?page[after]=nonsense`)).status).toBe(400);
      for (const size of ['0', '501', 'all'])
        expect((await desk.view(`GET /views/${view.id}/${name}?page[size]=${size}`)).status).toBe(422);
    },
  );
});
