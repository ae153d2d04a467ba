import { expect, test } from 'vitest';
import type { Priority } from '../../shared/tickets/ticket.ts';
import { aMailDesk } from '../support/a-mail-desk.ts';
import { aMailService } from '../support/a-mail-service.ts';
import { AGENT, aTicketLife } from '../support/a-ticket-life.ts';
import { aUser } from '../support/a-user.ts';
import { aClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

async function aDesk(priority: Priority | null) {
  const service = await aMailService();
  const [table, clock] = [await aTable(), aClock()];
  const desk = await aMailDesk(table, clock);
  const customer = await aUser(table, clock, { email: 'wang@customer.test' });
  const fields = { requester_id: customer.id, assignee_id: null, group_id: null, priority };
  const life = await aTicketLife(clock, fields, table);
  await service.stop();
  return { desk, life };
}

test('all that happens to an urgent ticket is urgent, and the mails that follow from it', async () => {
  const { desk, life } = await aDesk('urgent');
  await life.says('We are on it.', AGENT);
  const events = await desk.events('ticket.created.v1', 'ticket.commented.v1');
  expect(events.map(({ urgent }) => urgent)).toEqual([true, true]);
  await desk.notify(events);
  const deliveries = await desk.events('delivery.queued.v1');
  expect(deliveries.map(({ urgent }) => urgent)).toEqual([true, true]);
});

test('no other ticket is', async () => {
  const { desk } = await aDesk('high');
  const events = await desk.events('ticket.created.v1');
  expect(events.map((event) => event.urgent)).toEqual([undefined]);
  await desk.notify(events);
  expect((await desk.events('delivery.queued.v1')).map(({ urgent }) => urgent)).toEqual([undefined]);
});

test('a ticket that became urgent before anybody was told is told of urgently', async () => {
  const { desk, life } = await aDesk('normal');
  await life.change({ fields: { priority: 'urgent' } });
  await desk.notify(await desk.events('ticket.created.v1'));
  expect((await desk.events('delivery.queued.v1')).map(({ urgent }) => urgent)).toEqual([true]);
});
