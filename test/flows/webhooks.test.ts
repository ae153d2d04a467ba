import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from 'node-zendesk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../../infra/local/demo/timeline.ts';
import { aRunningInstance } from '../support/running.ts';

const running = aRunningInstance();

/** Somebody else's server: it is down for its first call, and notes all that comes. */
const heard: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
const receiver = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    heard.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
    response.writeHead(heard.length === 1 ? 503 : 200).end('thank you');
  });
});
beforeAll(() => new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done)));
afterAll(() => void receiver.close());

test('a broken promise is told to a server, signed, and again until it takes it', { timeout: 90_000 }, async () => {
  const { api, agents } = running();
  const admin = agents.find(({ role }) => role === 'admin');
  const credentials = Buffer.from(`${admin?.email}/token:${admin?.apiToken}`).toString('base64');
  const headers = { authorization: `Basic ${credentials}`, 'content-type': 'application/json' };
  // biome-ignore lint/suspicious/noExplicitAny: tests reach into answers of every shape
  const json = async (method: string, path: string, body?: object): Promise<any> => {
    const response = await fetch(`${api}/api/v2${path}`, { method, headers, body: body ? JSON.stringify(body) : null });
    expect(response.ok, `${method} ${path} answered ${response.status}`).toBe(true);
    return response.json();
  };

  const endpoint = `http://localhost:${(receiver.address() as AddressInfo).port}/escalations`;
  const described = { name: 'On call', endpoint, http_method: 'POST', request_format: 'json', status: 'active' };
  const authentication = { type: 'bearer_token', data: { token: 'of-the-receiver' }, add_position: 'header' };
  const { webhook } = await json('POST', '/webhooks', { webhook: { ...described, authentication } });
  const { signing_secret } = await json('GET', `/webhooks/${webhook.id}/signing_secret`);
  const escalations = [{ steps: [{ minutes: 0, actions: [{ type: 'webhook', webhook_id: webhook.id }] }] }];
  const policy_metrics = [{ priority: 'high', metric: 'first_reply_time', target_in_seconds: 1 }];
  const filter = { all: [{ field: 'current_tags', operator: 'includes', value: ['on_call'] }] };
  const sla_policy = { title: 'On call', position: 1, filter, policy_metrics, escalations };
  await json('POST', '/slas/policies.json', { sla_policy });
  const requester = { name: 'Li Lei', email: 'li.lei@customer.test' };
  const comment = { body: 'My withdrawal is stuck, and I am very worried.' };
  const asked = { subject: 'Stuck', comment, requester, priority: 'high', tags: ['on_call'] };
  const { ticket } = await json('POST', '/tickets.json', { ticket: asked });

  await eventually('the call and its repetition', async () => (heard.length >= 2 ? heard : undefined), 40_000);
  const [first, second] = heard;
  expect(second?.body).toBe(first?.body);
  const invocation = String(second?.headers['x-zendesk-webhook-invocation-id']);
  expect(first?.headers['x-zendesk-webhook-invocation-id']).toBe(invocation);
  for (const { headers: sent, body } of heard) {
    const signed = `${sent['x-zendesk-webhook-signature-timestamp']}${body}`;
    const signature = createHmac('sha256', signing_secret.secret).update(signed).digest('base64');
    expect(sent['x-zendesk-webhook-signature']).toBe(signature);
    expect(sent.authorization).toBe('Bearer of-the-receiver');
  }
  const told = JSON.parse(second?.body ?? '');
  expect(told).toMatchObject({ invocation_id: invocation, ticket_id: ticket.id, policy: 'On call' });
  expect(told.steps).toMatchObject([{ metric: 'first_reply_time', step: 1, at: '0s', breached: true }]);
  expect(second?.body).not.toMatch(/Li Lei|li\.lei|withdrawal|Stuck/);

  const { audits } = await json('GET', `/tickets/${ticket.id}/audits.json`);
  const breach = audits.find((audit: { id: number }) => String(audit.id) === told.event_id);
  expect(JSON.stringify(breach)).toContain('SlaBreach');
  const listed = await eventually('the call among those of the webhook', async () => {
    const { invocations } = await json('GET', `/webhooks/${webhook.id}/invocations`);
    return invocations.find(({ status }: { status: string }) => status === 'success');
  });
  expect(listed).toMatchObject({ id: invocation, status_code: 200, ticket_id: ticket.id });
  const { attempts } = await json('GET', `/webhooks/${webhook.id}/invocations/${invocation}/attempts`);
  expect(attempts).toMatchObject([
    { status: 'failed', response: { status: 503 } },
    { status: 'success', response: { status: 200, payload: 'thank you' } },
  ]);
});

test('the npm client node-zendesk makes, changes, signs and deletes one', { timeout: 60_000 }, async () => {
  const { api, agents } = running();
  const admin = agents.find(({ role }) => role === 'admin');
  const credentials = { username: admin?.email ?? '', token: admin?.apiToken ?? '' };
  // biome-ignore lint/suspicious/noExplicitAny: it is typed loosely; this uses it as its users do
  const client: any = createClient({ ...credentials, endpointUri: `${api}/api/v2` } as never).webhooks;
  const endpoint = `http://localhost:${(receiver.address() as AddressInfo).port}/client`;
  const described = { name: 'Client', endpoint, http_method: 'POST', request_format: 'json', status: 'active' };
  // It takes the record out of its envelope by itself.
  const webhook = (await client.create({ webhook: described })).result;
  const nameOf = async () => (await client.show(webhook.id)).result.name;
  expect(await nameOf()).toBe('Client');
  await client.update(webhook.id, { webhook: { ...described, name: 'Second' } });
  expect(await nameOf()).toBe('Second');
  await client.patch(webhook.id, { webhook: { name: 'Third' } });
  expect(await nameOf()).toBe('Third');
  expect(JSON.stringify(await client.list())).toContain('Third');
  // It posts to a path with a double slash.
  const triedBefore = heard.length;
  const tried = await client.test({ request: { payload: '{"type":"tried"}' } }, webhook.id);
  expect(tried.result.response).toMatchObject({ status: 200, payload: 'thank you' });
  expect(heard.slice(triedBefore)).toMatchObject([{ body: '{"type":"tried"}' }]);
  const secret = async (answer: Promise<{ result: { signing_secret: { secret: string } } }>) =>
    (await answer).result.signing_secret.secret;
  const [before, after] = [
    await secret(client.getSigningSecret(webhook.id)),
    await secret(client.resetSigningSecret(webhook.id)),
  ];
  expect([before === after, await secret(client.getSigningSecret(webhook.id))]).toEqual([false, after]);
  expect(JSON.stringify((await client.listInvocations(webhook.id)).result)).toContain('[]');
  await client.delete(webhook.id);
  await expect(client.show(webhook.id)).rejects.toThrow();
});
