import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, MINUTE } from '../../shared/kernel/clock.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import type { Timer } from '../../shared/timers/timer.ts';
import { aTicketLife, CUSTOMER, type TicketLife } from '../support/a-ticket-life.ts';
import { aTimerService, type TimerService } from '../support/a-timer-service.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

describe('a timer that comes', () => {
  let table: Table;
  let clock: TestClock;
  let life: TicketLife;
  let service: TimerService;

  beforeEach(async () => {
    [clock, table] = [aClock(), await aTable()];
    service = aTimerService(table, clock);
    life = await aTicketLife(clock, {}, table);
  });

  const closing = (guard: number): Timer => ({
    kind: 'ticket.close',
    subject: life.ticket.id,
    guard,
    due_at: clock.now(),
    set_at: clock.now() - 4 * DAY,
  });
  const ticket = () => getTicket(table, life.ticket.id);

  test('too early goes back into the queue for the rest of its time', async () => {
    await life.change({ fields: { status: 'solved' } });
    const early = { ...closing(1), due_at: clock.now() + 2_500 };
    await service.fire(early);
    expect(service.sentBack).toEqual([{ body: JSON.stringify(early), delaySeconds: 3 }]);
    expect((await ticket())?.status).toBe('solved');
  });

  test('days after a ticket was solved closes it, with the reason in its audit', async () => {
    await life.change({ fields: { status: 'solved' } });
    clock.advance(4 * DAY);
    await service.fire(closing(1));
    expect(await ticket()).toMatchObject({ status: 'closed', resolution: 1 });
    const [audit] = (await service.audits(life.ticket.id)).slice(-1);
    expect(audit).toMatchObject({
      author_id: -1,
      via: { channel: 'system' },
      reason: 'Closed by itself some days after it was solved.',
      events: [{ type: 'Change', field_name: 'status', value: 'closed', previous_value: 'solved' }],
    });
  });

  test('twice, or at the same time, closes once', async () => {
    await life.change({ fields: { status: 'solved' } });
    const version = life.ticket.version;
    await Promise.all([service.fire(closing(1)), service.fire(closing(1)), service.fire(closing(1))]);
    await service.fire(closing(1));
    expect((await ticket())?.version).toBe(version + 1);
  });

  test('for a resolution that was reopened, or reopened and solved again, does nothing', async () => {
    await life.change({ fields: { status: 'solved' } });
    clock.advance(MINUTE);
    await life.says('还没好', CUSTOMER);
    await service.fire(closing(1));
    expect((await ticket())?.status).toBe('open');
    await life.change({ fields: { status: 'solved' } });
    await service.fire(closing(1));
    expect((await ticket())?.status).toBe('solved');
    await service.fire(closing(2));
    expect((await ticket())?.status).toBe('closed');
  });

  test('for a ticket that is gone does nothing', async () => {
    await life.change({ delete: true });
    await service.fire(closing(0));
    await service.fire({ ...closing(1), subject: 999_999 });
    await service.fire({ ...closing(1), subject: 999_999, kind: 'sla.check' });
    await service.fire({ ...closing(1), subject: 999_999, kind: 'survey.send' });
  });
});
