import { beforeEach, describe, expect, test } from 'vitest';
import { fireTimer } from '../../functions/fire-timers/fire-timer.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/kernel/clock.ts';
import { slaEventKey, ticketKey } from '../../shared/platform/table/keys.ts';
import type { Table, TableCall } from '../../shared/platform/table/table.ts';
import { listBreachPlaces } from '../../shared/sla/breach-list.store.ts';
import { keptClock } from '../../shared/sla/clock-record.ts';
import type { Ladder } from '../../shared/sla/ladder.ts';
import { promiseOutcomes } from '../../shared/sla/promise-outcome.ts';
import { putSchedule } from '../../shared/sla/schedule.store.ts';
import { windClock } from '../../shared/sla/sla.store.ts';
import { listPolicies } from '../../shared/sla/sla-policy.store.ts';
import type { SlaPolicy } from '../../shared/sla/sla-policy.ts';
import { changedSchedule } from '../../shared/sla/sla-schedule.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import { instantAt } from '../../shared/tickets/ticket-places.store.ts';
import type { Timer } from '../../shared/timers/timer.ts';
import { aTicketLife, CUSTOMER, type TicketLife } from '../support/a-ticket-life.ts';
import { aTimerService, ESCALATION_STEP, type TimerService } from '../support/a-timer-service.ts';
import { aStoredSlaPolicy, promised } from '../support/an-sla-policy.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { anSlaSchedule } from '../support/sla-rules.ts';
import { aTable } from '../support/table.ts';

const NO_STEPS: Ladder[] = [];
const ONLY_A_WARNING: Ladder[] = [
  { metric: null, steps: [{ at: { percent: 50 }, actions: [{ type: 'notify', to: 'assignee' }] }] },
];

describe('a promise that is broken, with nobody to be told', () => {
  let table: Table;
  let clock: TestClock;
  let calls: TableCall[];
  let service: TimerService;
  let life: TicketLife;

  beforeEach(async () => {
    calls = [];
    [clock, table] = [aClock(), await aTable((call) => calls.push(call))];
    service = aTimerService(table, clock);
  });

  /** A ticket that is promised an answer within an hour and a solution within five. */
  const open = async (changes: Partial<SlaPolicy>) => {
    const targets = [
      ...promised('first_reply_time', [60, 60, 60, 60]),
      ...promised('requester_wait_time', [300, 300, 300, 300]),
    ];
    await aStoredSlaPolicy(table, { targets, ...changes });
    life = await aTicketLife(clock, { priority: 'normal' }, table);
    await service.nudge(life.commits[0]);
    return clock.now();
  };
  const record = async () => {
    const found = await service.sla(life.ticket.id);
    if (!found) throw new Error('There are no clocks');
    return found;
  };
  const nextTimer = async (): Promise<Timer> => {
    const { next } = await record();
    if (!next) throw new Error('Nothing falls due');
    return { kind: 'sla.check', subject: life.ticket.id, ...next, set_at: 0 };
  };
  const outcomes = async () => promiseOutcomes((await record()).clock);
  const events = async () => {
    const { pk } = ticketKey(life.ticket.id);
    const { items } = await table.query({ partition: pk, from: 'SLA_EVENT#', to: 'SLA_EVENT#~', consistent: true });
    return items.length;
  };
  const listedAt = async () => {
    const places = await listBreachPlaces(table, clock.now() + 1_000 * HOUR, { descending: false, limit: 10 });
    return places.map(({ place }) => instantAt(place));
  };
  const audits = async () => (await service.audits(life.ticket.id)).length;

  test('is recorded at its second, with its event, and leaves the list of those about to break', async () => {
    const start = await open({ escalations: NO_STEPS });
    expect(await record()).toMatchObject({ next: { due_at: start + HOUR + 1 } });
    clock.advance(HOUR);
    await service.fireDue();
    expect(await outcomes()).toEqual([]);
    clock.advance(1);
    await service.fireDue();
    expect(await outcomes()).toEqual([{ metric: 'first_reply_time', kept: false, at: start + HOUR }]);
    expect(await events()).toBe(1);
    expect(await listedAt()).toEqual([start + 5 * HOUR]);
    expect(await record()).toMatchObject({ next: { due_at: start + 5 * HOUR + 1 } });
    clock.advance(4 * HOUR);
    await service.fireDue();
    expect((await outcomes()).map(({ metric }) => metric)).toEqual(['first_reply_time', 'requester_wait_time']);
    expect(await record()).toMatchObject({ next: null });
    expect(await listedAt()).toEqual([]);
  });

  test('tells of it in an item that is there for a month: nothing reads it but the stream', async () => {
    const start = await open({ escalations: NO_STEPS });
    clock.advance(HOUR + 1);
    await service.fireDue();
    const event = await table.get(slaEventKey(life.ticket.id, 2));
    expect(event).toMatchObject({ entity: 'sla_event', expires_at: (start + HOUR + 30 * DAY) / SECOND + 1 });
  });

  test('changes nothing of the ticket: nobody is told anything', async () => {
    await open({ escalations: NO_STEPS });
    clock.advance(HOUR + 1);
    await service.fireDue();
    expect(await audits()).toBe(1);
    expect(await getTicket(table, life.ticket.id)).toMatchObject({ version: 1, priority: 'normal', tags: [] });
  });

  test('is recorded at its second where the ladder only warns', async () => {
    const start = await open({ escalations: ONLY_A_WARNING });
    clock.advance(30 * MINUTE);
    await service.fireDue();
    expect(await audits()).toBe(2);
    expect(await record()).toMatchObject({ next: { due_at: start + HOUR + 1 } });
    clock.advance(30 * MINUTE + 1);
    await service.fireDue();
    expect(await outcomes()).toEqual([{ metric: 'first_reply_time', kept: false, at: start + HOUR }]);
  });

  test('is recorded at its second where somebody has taken up what was escalated', async () => {
    const start = await open({ escalations: ONLY_A_WARNING });
    clock.advance(30 * MINUTE);
    await service.fireDue();
    await life.reread();
    await service.nudge(await life.change({ events: [{ type: 'SlaAcknowledgement' }] }));
    clock.advance(30 * MINUTE + 1);
    await service.fireDue();
    expect(await outcomes()).toEqual([{ metric: 'first_reply_time', kept: false, at: start + HOUR }]);
  });

  test('is broken but once, however often its timer comes', async () => {
    await open({ escalations: NO_STEPS });
    const timer = await nextTimer();
    clock.advance(HOUR + 1);
    await Promise.all([service.fire(timer), service.fire(timer), service.fire(timer)]);
    await service.fire(timer);
    expect(await record()).toMatchObject({ version: 2 });
    expect(await events()).toBe(1);
  });

  test('waits for nobody where a step tells of it: that is the record, and there is no second one', async () => {
    await open({ escalations: null });
    clock.advance(HOUR);
    await service.fireDue();
    const { version } = await record();
    clock.advance(MINUTE);
    expect(await service.fireDue()).toEqual([]);
    expect((await record()).version).toBe(version);
  });

  test('costs two reads and one transaction, beside the policies', async () => {
    await open({ escalations: NO_STEPS });
    clock.advance(HOUR + 1);
    const [timer, rules] = [await nextTimer(), await service.deps.rules(clock.now())];
    calls.length = 0;
    await fireTimer(timer, { ...service.deps, rules: async () => rules });
    expect(calls.map(({ operation, capacityUnits }) => `${operation} ${capacityUnits}`)).toEqual([
      'get 1',
      'get 1',
      'transact 8',
    ]);
    expect(calls[2]?.input).toMatchObject({ TransactItems: [{ Put: {} }, { Put: {} }, { Put: {} }] });
  });

  test('was kept if an answer turns out to have been given in time, told only later', async () => {
    await open({ escalations: NO_STEPS });
    clock.advance(HOUR - 1);
    const answeredAt = clock.now();
    clock.advance(2);
    await service.fireDue();
    expect(await outcomes()).toMatchObject([{ metric: 'first_reply_time', kept: false }]);
    clock.advance(answeredAt - clock.now());
    const answer = await life.says('您好');
    clock.advance(MINUTE);
    await service.nudge(answer);
    expect(await outcomes()).toEqual([{ metric: 'first_reply_time', kept: true, at: null }]);
    expect(await events()).toBe(2);
  });

  test('leaves the clocks what a replay of the audits gives', async () => {
    await open({ escalations: ONLY_A_WARNING });
    for (const minutes of [30, 31, 60, 300]) {
      clock.advance(minutes * MINUTE);
      await service.fireDue();
    }
    await life.reread();
    await service.nudge(await life.says('还是没有', CUSTOMER));
    const rules = await service.deps.rules(clock.now());
    const replayed = await windClock(table, life.ticket, undefined, rules);
    const { clock: kept } = await record();
    expect(replayed && keptClock({ ...replayed, settled_to: kept?.settled_to ?? 0 }, rules)).toEqual(kept);
    expect((await outcomes()).map(({ kept: wasKept }) => wasKept)).toEqual([false, false]);
  });

  test('stays broken when its hours are changed afterwards', async () => {
    const schedule = anSlaSchedule({ intervals: [{ start_time: 0, end_time: 7 * 24 * 60 }] });
    await putSchedule(table, await listPolicies(table, { consistent: true }), undefined, schedule, true);
    const targets = promised('first_reply_time', [60, 60, 60, 60]).map((each) => ({ ...each, business_hours: true }));
    const start = await open({ escalations: NO_STEPS, targets });
    clock.advance(HOUR + 1);
    await service.fireDue();
    clock.advance(ESCALATION_STEP);
    const changed = changedSchedule(schedule, { name: 'Other hours' }, clock.now());
    await putSchedule(table, await listPolicies(table, { consistent: true }), schedule, changed, undefined);
    clock.advance(MINUTE);
    await service.fireDue();
    expect(await outcomes()).toEqual([{ metric: 'first_reply_time', kept: false, at: start + HOUR }]);
    await service.nudge(await life.says('还是没有', CUSTOMER));
    expect((await record()).clock).toMatchObject({ rules: 3, ticket_version: 2 });
    expect(await outcomes()).toEqual([{ metric: 'first_reply_time', kept: false, at: start + HOUR }]);
  });
});
