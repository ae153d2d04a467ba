import { createClient } from 'node-zendesk';
import { describe, expect, it } from 'vitest';
import { aRunningInstance } from '../support/running.ts';

/** node-zendesk is typed loosely; these tests use it as its users do. */
// biome-ignore lint/suspicious/noExplicitAny: see above
type Client = any;
interface Row {
  readonly id: number;
  readonly title: string;
}

describe('views through the npm client node-zendesk', () => {
  const running = aRunningInstance();
  const as = (role: 'admin' | 'agent', extra: object = {}): Client => {
    const { agents, api } = running();
    const agent = agents.find((each) => each.role === role);
    const credentials = { username: agent?.email ?? '', token: agent?.apiToken ?? '' };
    return createClient({ ...credentials, endpointUri: `${api}/api/v2`, ...extra } as never);
  };
  const unique = () => Math.random().toString(36).slice(2, 10);

  it('the standard ones are there from the first start, in the language of whoever looks', async () => {
    const client = as('agent');
    const groups: string[] = running().agents.find((each) => each.role === 'agent')?.groups ?? [];
    const listed = (await client.views.list()).map((each: Row) => each.title);
    expect(listed).toEqual([
      '我的未解决工单',
      '我所在组的未分配工单',
      ...groups.map((group) => `${group} 的全部未解决工单`),
      '即将超时',
      '最近解决',
      '被搁置的邮件',
    ]);
    expect((await client.views.listActive()).map((each: Row) => each.title)).toEqual(listed);
    expect((await client.views.listCompact()).map((each: Row) => each.title)).toEqual(listed);
    const paged = await as('agent', { query: { page: { size: 2 } } }).views.list();
    expect(paged.map((each: Row) => each.title)).toEqual(listed);
  });

  it('one is created, shown, run, counted, changed and put before another', async () => {
    const client = as('agent');
    const { result: me } = await client.users.me();
    const tag = unique();
    const opened: number[] = [];
    for (let at = 0; at < 5; at++) {
      const ticket = {
        subject: `Ticket ${at}`,
        comment: { body: 'Help' },
        assignee_id: me.id,
        tags: at % 2 ? [tag] : [],
      };
      const { result } = await client.tickets.create({ ticket });
      if (at % 2) opened.push(result.id);
    }
    const view = {
      title: `Tagged ${tag}`,
      all: [
        { field: 'status', operator: 'less_than', value: 'solved' },
        { field: 'assignee_id', operator: 'is', value: 'current_user' },
        { field: 'current_tags', operator: 'includes', value: tag },
      ],
      output: { columns: ['nice_id', 'subject', 'assignee'] },
    };
    const { result: made } = await client.views.create({ view });
    expect((await client.views.show(made.id)).result).toEqual(made);
    const pages = await client.views.tickets(made.id);
    expect(pages.flatMap((page: { tickets: Row[] }) => page.tickets.map(({ id }) => id))).toEqual(opened);
    expect(await client.views.execute(made.id, { sort_by: 'nice_id' })).toMatchObject([{ id: made.id }]);
    expect(await client.views.preview({ view })).toMatchObject([{ title: view.title }]);
    const { result: count } = await client.views.showCount(made.id);
    expect(count.view_count).toMatchObject({ view_id: made.id, value: 2, fresh: true });
    const { result: counts } = await client.views.showCounts([made.id, 1]);
    expect(counts.view_counts.map((each: { view_id: number }) => each.view_id)).toEqual([made.id, 1]);
    const { result: exported } = await client.views.export(made.id);
    const url = expect.stringMatching(/\/export\.csv$/);
    expect(exported).toEqual({ export: { status: 'completed', view_id: made.id, url } });
    const { email, apiToken } = running().agents.find(({ role }) => role === 'agent') ?? {};
    const authorization = `Basic ${Buffer.from(`${email}/token:${apiToken}`).toString('base64')}`;
    const csv = await fetch(exported.export.url, { headers: { authorization } });
    expect([csv.status, csv.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect((await csv.text()).split('\r\n').slice(1, -1).map(Number.parseFloat)).toEqual(opened);
    const { result: renamed } = await client.views.update(made.id, { view: { title: `Renamed ${tag}` } });
    expect(renamed.title).toBe(`Renamed ${tag}`);
    const { result: second } = await client.views.create({ view: { ...view, title: `Second ${tag}` } });
    await client.views.reorder([second.id, made.id]);
    const mine = (await client.views.list()).filter((each: Row) => each.title.endsWith(tag));
    expect(mine.map((each: Row) => each.id)).toEqual([second.id, made.id]);
    const { result: shared } = await client.views.listActiveShared();
    expect(shared.map((each: Row) => each.id)).not.toContain(made.id);
  });

  it('what no index serves is refused in words', async () => {
    const all = [{ field: 'priority', operator: 'is', value: 'urgent' }];
    await expect(as('agent').views.create({ view: { title: 'x', all } })).rejects.toThrow('Unprocessable Entity');
  });
});
