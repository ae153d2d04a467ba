import { expect, test } from 'vitest';
import { eventually } from '../../infra/local/demo/timeline.ts';
import { aRunningInstance } from '../support/running.ts';

const running = aRunningInstance();

test('what is done to a ticket comes to the report by itself, and as a table', { timeout: 60_000 }, async () => {
  const { api, agents } = running();
  const admin = agents.find(({ role }) => role === 'admin');
  const credentials = Buffer.from(`${admin?.email}/token:${admin?.apiToken}`).toString('base64');
  const headers = { authorization: `Basic ${credentials}`, 'content-type': 'application/json' };
  const send = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${api}/api/v2${path}`, { method, headers, body: body ? JSON.stringify(body) : null });
    expect(response.ok, `${method} ${path} answered ${response.status}`).toBe(true);
    return response;
  };
  // biome-ignore lint/suspicious/noExplicitAny: tests reach into answers of every shape
  const json = async (...request: Parameters<typeof send>): Promise<any> => (await send(...request)).json();
  const { user } = await json('GET', '/users/me.json');
  const ticket = { subject: 'Slow', comment: { body: 'It is slow.' }, requester: { name: 'Ann', email: 'ann@a.test' } };
  const made = (await json('POST', '/tickets.json', { ticket })).ticket;
  const answered = { assignee_id: user.id, status: 'solved', comment: { body: 'Done.', public: true } };
  await json('PUT', `/tickets/${made.id}.json`, { ticket: answered });
  const line = await eventually('the figures of the ticket', async () => {
    const report = await json('GET', `/reports/service-levels.json?by=agent&agent_id=${user.id}`);
    const [found] = report.service_levels.rows;
    return found?.solved === 1 && found.promises.achieved > 0 ? found : undefined;
  });
  expect(line).toMatchObject({ agent_id: user.id, first_reply_minutes: { count: 1 }, backlog: 0 });
  const table = await send('GET', '/reports/service-levels.csv');
  expect(table.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(await table.text()).toMatch(new RegExp(`^${made.id},.*,solved,`, 'm'));
});
