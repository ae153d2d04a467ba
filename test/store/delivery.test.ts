import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { headerOf } from '../../shared/mail/mail.ts';
import { deliveryKey } from '../../shared/platform/table/keys.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import { rawMail } from '../support/a-mail.ts';
import { aMailDesk, type MailDesk } from '../support/a-mail-desk.ts';
import { aMailService, type MailService } from '../support/a-mail-service.ts';
import { AGENT, aTicketLife } from '../support/a-ticket-life.ts';
import { aUser } from '../support/a-user.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const ALL = { descending: false, limit: 50 };

let table: Table;
let clock: TestClock;
let service: MailService;
let desk: MailDesk;
let deliveryId: string;

beforeEach(async () => {
  service = await aMailService();
  table = await aTable();
  clock = aClock();
  desk = await aMailDesk(table, clock);
  const customer = await aUser(table, clock, { email: 'wang@customer.test' });
  await aUser(table, clock, { role: 'agent' });
  const fields = { requester_id: customer.id, assignee_id: null, group_id: null };
  const life = await aTicketLife(clock, fields, table);
  await life.says('Please wait.', AGENT);
  await desk.notify(await desk.events('ticket.commented.v1'));
  deliveryId = String((await desk.all('delivery'))[0]?.['id']);
});
afterEach(() => service.stop());

async function delivery() {
  return (await desk.all('delivery'))[0];
}

/** An event of SES's about the mail of the delivery. */
function sesEvent(eventType: string, more: object, how: 'tag' | 'header' | 'id' = 'tag') {
  const messageId = service.sent[0]?.messageId ?? 'unknown';
  const named = {
    tag: { tags: { delivery: [deliveryId] } },
    header: { headers: [{ name: 'X-Moorline-Delivery', value: deliveryId }] },
    id: {},
  }[how];
  return { eventType, mail: { messageId, destination: ['wang@customer.test'], ...named }, ...more };
}
const bounce = (bounceType: string) => ({
  bounce: {
    bounceType,
    bounceSubType: 'General',
    bouncedRecipients: [
      { emailAddress: 'wang@customer.test', status: '5.1.1', diagnosticCode: 'smtp; 550 no such user' },
    ],
  },
});

describe('a delivery', () => {
  test('waits out a throttled or unavailable service without a second copy', async () => {
    service.next('throttle', 'unavailable');
    await desk.deliver(deliveryId);
    expect(service.requests()).toBe(3);
    expect(service.sent).toHaveLength(1);
    expect(await delivery()).toMatchObject({ state: 'sent', doubts: 0 });
  });

  test('comes again from the queue when the service stays away, and goes out once', async () => {
    service.next('throttle', 'throttle', 'throttle');
    await expect(desk.deliver(deliveryId)).rejects.toThrow();
    expect(await delivery()).toMatchObject({ state: 'queued', doubts: 0 });
    await desk.deliver(deliveryId);
    expect(service.sent).toHaveLength(1);
  });

  test('that comes too fast for the service makes way, an urgent one for seconds only', async () => {
    const [event] = await desk.events('delivery.queued.v1');
    if (!event) throw new Error('There is no delivery');
    service.next(...Array.from({ length: 11 }, () => 'throttle' as const));
    expect(await desk.deliverOrWait(event)).toEqual([{ queue: 'others', delaySeconds: 20 }]);
    expect(await desk.deliverOrWait({ ...event, urgent: true })).toEqual([{ queue: 'urgent', delaySeconds: 4 }]);
    expect(await desk.deliverOrWait(event)).toEqual([]);
    expect(service.sent).toHaveLength(1);
  });

  test('that the service has no room for in a whole day is left to the dead-letter queue', async () => {
    const [event] = await desk.events('delivery.queued.v1');
    if (!event) throw new Error('There is no delivery');
    clock.advance(25 * 3_600_000);
    service.next('throttle', 'throttle', 'throttle');
    await expect(desk.deliverOrWait(event)).rejects.toThrow();
  });

  test.each(['accept-then-fail', 'accept-then-hang-up'] as const)(
    'has two copies at most, with one delivery id, when the service takes it and seems to fail (%s)',
    async (behaviour) => {
      service.next(behaviour, behaviour, behaviour);
      await expect(desk.deliver(deliveryId)).rejects.toThrow();
      await expect(desk.deliver(deliveryId)).rejects.toThrow();
      await desk.deliver(deliveryId);
      await desk.deliver(deliveryId);
      expect(service.sent.map(({ mail }) => headerOf(mail, 'x-moorline-delivery'))).toEqual([deliveryId, deliveryId]);
      expect(await delivery()).toMatchObject({ state: 'failed', error: 'in_doubt' });
      const comments = await listComments(table, 35_436, ALL);
      expect(comments.at(-1)).toMatchObject({ public: false, origin: 'bounce' });
    },
  );

  test('of which SES tells that it arrived is not sent a second time', async () => {
    service.next('accept-then-fail');
    await expect(desk.deliver(deliveryId)).rejects.toThrow();
    await desk.tell(sesEvent('Delivery', { delivery: { recipients: ['wang@customer.test'] } }, 'header'));
    await desk.deliver(deliveryId);
    expect(service.sent).toHaveLength(1);
    const answer = rawMail({ 'In-Reply-To': `<${service.sent[0]?.messageId}@email.amazonses.test>` }, 'Thank you');
    await desk.receive(answer);
    expect((await listComments(table, 35_436, ALL)).at(-1)?.body).toBe('Thank you');
  });

  test('whose holder died is taken over after its lease, and not before', async () => {
    await table.update({
      key: deliveryKey(deliveryId),
      set: { state: 'sending', lease_until: clock.now() + 30_000, attempts: 1 },
    });
    await expect(desk.deliver(deliveryId)).rejects.toThrow();
    clock.advance(30_001);
    await Promise.allSettled([desk.deliver(deliveryId), desk.deliver(deliveryId)]);
    expect(service.sent).toHaveLength(1);
    expect(await delivery()).toMatchObject({ state: 'sent', attempts: 2, doubts: 1 });
  });

  test('that the service refuses is closed, and agents read why', async () => {
    service.next('reject');
    await desk.deliver(deliveryId);
    expect(await delivery()).toMatchObject({ state: 'failed', error: 'MessageRejected: MessageRejected' });
    expect((await listComments(table, 35_436, ALL)).at(-1)?.body).toContain('wang@customer.test');
    await desk.deliver(deliveryId);
    expect(service.sent).toEqual([]);
  });
});

describe('when the table fails', () => {
  /** A desk whose transactions do not get through. */
  const brokenDesk = (error: Error) => aMailDesk({ ...table, transact: async () => Promise.reject(error) }, clock);

  test('a delivery that the service refuses is not closed without the note that tells agents', async () => {
    const broken = await brokenDesk(new Error('power cut'));
    service.next('reject');
    await expect(broken.deliver(deliveryId)).rejects.toThrow('power cut');
    expect(await delivery()).toMatchObject({ state: 'sending', error: null });
    clock.advance(30_001);
    service.next('reject');
    await desk.deliver(deliveryId);
    await desk.deliver(deliveryId);
    expect(await delivery()).toMatchObject({ state: 'failed' });
    const notes = (await listComments(table, 35_436, ALL)).filter(({ origin }) => origin === 'bounce');
    expect(notes).toHaveLength(1);
  });

  test('a bounce that loses to other changes of the ticket comes again, and is noted then', async () => {
    await desk.deliver(deliveryId);
    const event = sesEvent('Bounce', bounce('Permanent'));
    const busy = await brokenDesk(new ConditionFailed(0));
    await expect(busy.tell(event)).rejects.toThrow(ConditionFailed);
    await desk.tell(event);
    await busy.tell(event);
    expect((await listComments(table, 35_436, ALL)).at(-1)).toMatchObject({ origin: 'bounce' });
    expect(await delivery()).toMatchObject({ bounced_at: clock.now() });
  });
});

describe('what SES tells of a mail', () => {
  beforeEach(() => desk.deliver(deliveryId));

  test.each(['tag', 'header', 'id'] as const)(
    'a permanent bounce, known by its %s, is noted once and ends mail to the address',
    async (how) => {
      const event = sesEvent('Bounce', bounce('Permanent'), how);
      await Promise.all([desk.tell(event), desk.tell(event)]);
      await desk.tell(event);
      const notes = (await listComments(table, 35_436, ALL)).filter((comment) => comment.origin === 'bounce');
      expect(notes).toHaveLength(1);
      expect(notes[0]).toMatchObject({ public: false, author_id: -1 });
      expect(await delivery()).toMatchObject({ state: 'sent', bounced_at: clock.now() });
      await desk.receive(rawMail({ From: 'other@customer.test', Cc: 'wang@customer.test' }), {
        from: 'other@customer.test',
      });
      const before = service.sent.length;
      await desk.notify(await desk.events('ticket.commented.v1', 'ticket.created.v1'));
      for (const each of await desk.all('delivery')) await desk.deliver(String(each['id']));
      expect(service.sent.slice(before).map(({ to }) => to)).toEqual(['other@customer.test']);
    },
  );

  test('a temporary bounce is recorded and nothing else', async () => {
    await desk.tell(sesEvent('Bounce', bounce('Transient')));
    expect(await listComments(table, 35_436, ALL)).toHaveLength(2);
    expect(await desk.all('undeliverable')).toEqual([]);
    expect(await delivery()).toMatchObject({ delayed_at: clock.now() });
    await desk.tell(sesEvent('Bounce', bounce('Permanent')));
    expect(await listComments(table, 35_436, ALL)).toHaveLength(3);
  });

  test('a complaint is noted for agents', async () => {
    await desk.tell(
      sesEvent('Complaint', { complaint: { complainedRecipients: [{ emailAddress: 'wang@customer.test' }] } }),
    );
    expect((await listComments(table, 35_436, ALL)).at(-1)?.body).toContain('spam');
    expect(await delivery()).toMatchObject({ complained_at: clock.now() });
  });

  test('events of unknown mails and other kinds, and SNS trying the topic out, change nothing', async () => {
    await desk.tell({ eventType: 'Send', mail: { messageId: 'x' }, send: {} });
    await desk.tell({ eventType: 'Delivery', mail: { messageId: 'x' }, delivery: {} });
    await desk.tell({
      Type: 'Notification',
      Message: 'Successfully validated SNS topic for Amazon SES event publishing.',
    });
    await desk.tell('Successfully validated SNS topic for Amazon SES event publishing.');
    expect(await delivery()).not.toHaveProperty('delivered_at');
  });
});
