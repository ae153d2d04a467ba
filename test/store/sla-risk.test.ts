import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSRecord } from 'aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import { groupPeopleSource } from '../../functions/notify-people/group-people.ts';
import { notifyPeople } from '../../functions/notify-people/notify-people.ts';
import { HOUR, MINUTE } from '../../shared/kernel/clock.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { EscalationStep } from '../../shared/sla/ladder.ts';
import { ABOUT_FIELDS } from '../../shared/tickets/about-fields.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import { aGroup, aGroupMember } from '../support/a-group.ts';
import { aTicketLife, type TicketLife } from '../support/a-ticket-life.ts';
import { aTimerService, type TimerService } from '../support/a-timer-service.ts';
import { aUser } from '../support/a-user.ts';
import { aStoredSlaPolicy, promised } from '../support/an-sla-policy.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aDocumentClient, aTable } from '../support/table.ts';

describe('a ticket at risk, under the policy for those', () => {
  let table: Table;
  let clock: TestClock;
  let service: TimerService;
  let life: TicketLife;
  const people = { supervisor: 0, officer: 0, admin: 0 };
  let desk: number;
  let compliance: number;

  beforeEach(async () => {
    [clock, table] = [aClock(), await aTable()];
    service = aTimerService(table, clock);
    desk = (await aGroup(table, clock, { name: 'Desk' })).id;
    compliance = (await aGroup(table, clock, { name: 'Compliance' })).id;
    for (const name of ['supervisor', 'officer', 'admin'] as const) {
      const role = name === 'admin' ? 'admin' : 'agent';
      people[name] = (await aUser(table, clock, { role, default_group_id: null })).id;
    }
    await aGroupMember(table, clock, { group_id: desk, user_id: people.supervisor, supervisor: true });
    await aGroupMember(table, clock, { group_id: compliance, user_id: people.officer });
    const filter = { all: [{ field: `custom_fields_${ABOUT_FIELDS.risk}`, operator: 'is', value: 'legal' }], any: [] };
    const steps: EscalationStep[] = [
      { at: { percent: 50 }, actions: [{ type: 'notify', to: 'supervisors' }] },
      { at: { seconds: 0 }, actions: [{ type: 'notify_group', group_id: compliance }] },
      {
        at: { seconds: 10 * 60 },
        actions: [
          { type: 'assign_group', group_id: compliance },
          { type: 'notify', to: 'admins' },
        ],
      },
    ];
    const escalations = [{ metric: null, steps }];
    await aStoredSlaPolicy(table, { filter, targets: promised('first_reply_time', [60, 60, 60, 60]), escalations });
    await aStoredSlaPolicy(table, { targets: promised('first_reply_time', [240, 240, 240, 240]), escalations: [] });
    life = await aTicketLife(clock, { priority: 'normal', group_id: desk, assignee_id: null }, table);
    await service.nudge(life.commits[0]);
  });

  const atRisk = async () => {
    const risk = { id: ABOUT_FIELDS.risk, value: 'legal' };
    await service.nudge(await life.change({ fields: { custom_fields: [risk] } }));
  };

  /** Fires what is due after some minutes, and answers who is written to about the escalation. */
  const toldAfter = async (minutes: number): Promise<number[]> => {
    clock.advance(minutes * MINUTE);
    const next = (await service.sla(life.ticket.id))?.next;
    if (!next || next.due_at > clock.now()) return [];
    await service.fire({ kind: 'sla.check', subject: life.ticket.id, ...next, set_at: 0 });
    const event = await service.lastEvent(life.ticket.id);
    const deps = {
      table,
      now: clock.now,
      supportAddresses: ['support@moorline.test'],
      groupPeople: groupPeopleSource(table, clock.now),
    };
    const failed = await notifyPeople([{ body: event, record: { messageId: '1' } as SQSRecord }], deps);
    expect(failed).toEqual([]);
    const { Items: items = [] } = await aDocumentClient().send(new ScanCommand({ TableName: table.name }));
    return items.flatMap((item) =>
      item['entity'] === 'delivery' && item['template'] === 'escalated' && String(item['audit_id']) === event.id
        ? [Number(item['recipient_id'])]
        : [],
    );
  };

  test('is due earlier than others, from when it was opened, as soon as it is known to be one', async () => {
    const opened = life.ticket.created_at;
    clock.advance(10 * MINUTE);
    expect((await service.sla(life.ticket.id))?.next?.due_at).toBe(opened + 4 * HOUR + 1);
    await atRisk();
    expect((await service.sla(life.ticket.id))?.next?.due_at).toBe(opened + 30 * MINUTE);
  });

  test('reaches supervisors, then compliance, which has it in the end', async () => {
    await atRisk();
    expect(await toldAfter(30)).toEqual([people.supervisor]);
    expect(await toldAfter(30)).toEqual([people.officer]);
    expect(await toldAfter(10)).toContain(people.admin);
    expect(await getTicket(table, life.ticket.id)).toMatchObject({ group_id: compliance, assignee_id: null });
    expect(await toldAfter(600)).toEqual([]);
  });

  test('goes no further once it is taken up', async () => {
    await atRisk();
    expect(await toldAfter(30)).toEqual([people.supervisor]);
    await life.reread();
    const taken = await life.change({
      events: [{ type: 'SlaAcknowledgement' }],
      facts: ['ticket.escalation_acknowledged.v1'],
    });
    await service.nudge(taken);
    expect(await toldAfter(600)).toEqual([]);
    expect(await getTicket(table, life.ticket.id)).toMatchObject({ group_id: desk });
    expect((await service.sla(life.ticket.id))?.next).toBeNull();
  });
});
