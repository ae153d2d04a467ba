import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { deliveriesOfAudits, queueDelivery } from '../../shared/notifications/delivery.store.ts';
import { Delivery } from '../../shared/notifications/delivery.ts';
import { aMailDesk, type MailDesk } from '../support/a-mail-desk.ts';
import { aMailService, type MailService } from '../support/a-mail-service.ts';
import { aUser } from '../support/a-user.ts';
import { ticketApis } from '../support/ticket-apis.ts';

let apis: Awaited<ReturnType<typeof ticketApis>>;
let service: MailService;
let desk: MailDesk;
let id: number;
let partner: { readonly id: number };

beforeEach(async () => {
  service = await aMailService();
  apis = await ticketApis();
  desk = await aMailDesk(apis.table, apis.clock);
  partner = await aUser(apis.table, apis.clock, { email: 'li@partner.test' });
  id = (await apis.aNewTicket({ requester_id: apis.customer.user.id, email_cc_ids: [partner.id] })).id;
  await apis.call(`PUT /tickets/${id}`, { body: { ticket: { comment: { body: 'We look into it.', public: true } } } });
  await apis.call(`PUT /tickets/${id}`, { body: { ticket: { comment: { body: 'an internal note', public: false } } } });
  await desk.notify(await desk.events('ticket.created.v1', 'ticket.commented.v1'));
});
afterEach(() => service.stop());

interface Shown {
  readonly id: string;
  readonly recipient_id: number;
  readonly state: string;
  readonly error: string | null;
}

async function deliveries(query = ''): Promise<Shown[][]> {
  const { body } = await apis.call(`GET /tickets/${id}/audits${query}`);
  return body.audits.map((audit: { deliveries: Shown[] }) => audit.deliveries);
}

const states = (shown: readonly Shown[] = []) =>
  Object.fromEntries(shown.map(({ recipient_id, state }) => [recipient_id, state]));

function sesEvent(eventType: string, address: string, more: object) {
  const sent = service.sent.findLast(({ to }) => to === address);
  return { eventType, mail: { messageId: sent?.messageId, destination: [address] }, ...more };
}

describe('the audit of a comment', () => {
  test('shows agents what became of the mail to each recipient', async () => {
    const customer = apis.customer.user;
    const [opened, queued, note] = await deliveries();
    expect(states(opened)).toEqual({ [customer.id]: 'queued' });
    expect(states(queued)).toEqual({ [customer.id]: 'queued', [partner.id]: 'queued' });
    expect(note).toEqual([]);

    service.next('accept', 'reject');
    for (const delivery of queued ?? []) await desk.deliver(delivery.id);
    const [, sent] = await deliveries();
    expect(Object.values(states(sent)).sort()).toEqual(['failed', 'sent']);
    expect(sent?.find(({ state }) => state === 'failed')?.error).toContain('MessageRejected');
    expect(sent?.find(({ state }) => state === 'sent')).toEqual({
      id: expect.any(String),
      recipient_id: expect.any(Number),
      address: service.sent[0]?.to,
      kind: 'answer',
      state: 'sent',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      error: null,
    });
  });

  test('shows that it arrived, and that it came back or was complained of after all', async () => {
    const { email = '' } = apis.customer.user;
    await desk.deliverAll();
    await desk.tell(sesEvent('Delivery', email ?? '', { delivery: { recipients: [email] } }));
    const bounced = { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'li@partner.test' }] };
    await desk.tell(sesEvent('Bounce', 'li@partner.test', { bounce: bounced }));
    expect(states((await deliveries())[1])).toEqual({ [apis.customer.user.id]: 'delivered', [partner.id]: 'bounced' });
    await desk.tell(
      sesEvent('Complaint', email ?? '', { complaint: { complainedRecipients: [{ emailAddress: email }] } }),
    );
    expect(states((await deliveries())[1])).toMatchObject({ [apis.customer.user.id]: 'complained' });
  });

  test('stands alone as it stands in the list, and is read with one query a page', async () => {
    const { body } = await apis.call(`GET /tickets/${id}/audits?sort_order=desc&page[size]=2`);
    const one = await apis.call(`GET /tickets/${id}/audits/${body.audits[1].id}`);
    expect(one.body.audit).toEqual(body.audits[1]);
    expect(one.body.audit.deliveries).toHaveLength(2);
    apis.calls.length = 0;
    await deliveries();
    const queries = apis.calls.filter((call) => JSON.stringify(call.input).includes(`DELIVERY#${id}`));
    expect(queries).toHaveLength(1);
  });

  test('is not for customers', async () => {
    const asCustomer = await apis.call(`GET /tickets/${id}/audits`, { as: apis.customer.as });
    expect(asCustomer.status).toBe(403);
    const comments = await apis.call(`GET /requests/${id}/comments`, { as: apis.customer.as });
    expect(comments.status).toBe(200);
    expect(JSON.stringify(comments.body)).not.toMatch(/deliver|partner/);
  });
});

test('an audit with more mails than one query reads is left out, not shown in part', async () => {
  const [delivery] = (await desk.all('delivery')).map((item) => z.parse(Delivery, item));
  if (!delivery) throw new Error('There is no delivery');
  const made = Array.from({ length: 600 }, (_, at) => {
    const audit_id = at < 250 ? 10 : 20;
    return { ...delivery, audit_id, id: `77-${audit_id}-${String(at).padStart(24, '0')}` };
  });
  await Promise.all(made.map((each) => queueDelivery(apis.table, each, false)));
  const read = await deliveriesOfAudits(apis.table, 77, [10, 15, 20, 30]);
  expect([...read].map(([audit, mails]) => [audit, mails.length])).toEqual([
    [10, 250],
    [15, 0],
  ]);
});
