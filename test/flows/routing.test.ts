import { describe, expect, test } from 'vitest';
import { type Run, tokenOf } from '../../infra/local/demo/clients.ts';
import { eventually } from '../../infra/local/demo/timeline.ts';
import { aRunningInstance } from '../support/running.ts';

describe('a group of the running instance that switched routing on', () => {
  const running = aRunningInstance();

  // biome-ignore lint/suspicious/noExplicitAny: tests reach into answers of every shape
  type Answer = any;

  async function call(
    who: Run['agents'][number] | undefined,
    method: string,
    path: string,
    body?: object,
  ): Promise<Answer> {
    if (!who) throw new Error('There is no such agent');
    const response = await fetch(`${running().api}/api/v2/${path}`, {
      method,
      headers: { authorization: tokenOf(who), 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect(response.status, `${method} ${path}`).toBeLessThan(300);
    return response.json();
  }

  test('gives a ticket to the agent who is there, and the next one when it is solved', async () => {
    const { agents } = running();
    const admin = agents.find(({ role }) => role === 'admin');
    const agent = agents.find(({ role }) => role === 'agent');
    const { groups } = await call(admin, 'GET', 'groups.json');
    const group = groups.find((each: { name: string }) => each.name === agent?.groups[0]);
    const me = await call(agent, 'GET', 'users/me.json');
    await call(admin, 'PUT', `groups/${group.id}.json`, { group: { routing: { enabled: true } } });
    await call(admin, 'PUT', `users/${me.user.id}/routing`, { routing: { capacity: { support: 1 } } });
    const open = async (subject: string) => {
      const ticket = { subject, comment: { body: 'Please help' }, group_id: group.id };
      return (await call(admin, 'POST', 'tickets.json', { ticket })).ticket.id as number;
    };
    const first = await open('first');
    await eventually('the ticket in the queue', async () => {
      const { queue } = await call(admin, 'GET', `routing/queues/${group.id}`);
      return queue.tickets.some((each: { ticket_id: number }) => each.ticket_id === first) ? true : undefined;
    });
    await call(agent, 'PUT', 'agent_availabilities/agent_statuses/agents/me', { id: 1 });
    const assigned = (id: number) =>
      eventually(`ticket ${id} with the agent`, async () => {
        const { ticket } = await call(agent, 'GET', `tickets/${id}.json`);
        return ticket.assignee_id === me.user.id ? ticket : undefined;
      });
    expect(await assigned(first)).toMatchObject({ status: 'open' });
    const second = await open('second');
    await call(agent, 'PUT', `tickets/${first}.json`, { ticket: { status: 'solved' } });
    await assigned(second);
    const { audits } = await call(admin, 'GET', `tickets/${second}/audits.json`);
    expect(JSON.stringify(audits)).toContain('Given by routing');
  });

  test('puts a ticket into the group of its category, once it was read what it is about', async () => {
    const { agents } = running();
    const admin = agents.find(({ role }) => role === 'admin');
    const { group } = await call(admin, 'POST', 'groups.json', { group: { name: 'Identity checks' } });
    const rule = { category: 'kyc', language: null, group_id: group.id, skills: [] };
    await call(admin, 'PUT', 'routing/rules', { routing_rules: { rules: [rule] } });
    const words = 'My identity verification was rejected again, I have sent my passport three times.';
    const ticket = { subject: 'KYC rejected', comment: { body: words } };
    const { id } = (await call(admin, 'POST', 'tickets.json', { ticket })).ticket;
    await eventually('the ticket in the group of its category', async () => {
      const shown = (await call(admin, 'GET', `tickets/${id}.json`)).ticket;
      return shown.group_id === group.id ? shown : undefined;
    });
    const { audits } = await call(admin, 'GET', `tickets/${id}/audits.json`);
    const changed = (name: string) =>
      audits.findIndex(({ events }: Answer) => events.some((line: Answer) => line.field_name === name));
    expect(changed('12')).toBeGreaterThan(0);
    expect(changed('group_id')).toBeGreaterThan(changed('12'));
  });
});
