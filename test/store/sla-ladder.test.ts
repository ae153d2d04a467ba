import { beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '../../shared/kernel/clock.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { EscalationAction, StepTime } from '../../shared/sla/ladder.ts';
import { MAX_WEBHOOKS_CALLED } from '../../shared/sla/ladder-wire.ts';
import { promiseOutcomes } from '../../shared/sla/promise-outcome.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import { getWebhookCalls, listWebhookCallIds } from '../../shared/webhooks/webhook-call.store.ts';
import { aGroup } from '../support/a-group.ts';
import { aTicketLife, type TicketLife } from '../support/a-ticket-life.ts';
import { aTimerService, type TimerService } from '../support/a-timer-service.ts';
import { aWebhook } from '../support/a-webhook-desk.ts';
import { aStoredSlaPolicy, promised } from '../support/an-sla-policy.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

describe('the steps of an escalation that a policy has', () => {
  let table: Table;
  let clock: TestClock;
  let service: TimerService;
  let life: TicketLife;
  let security: number;

  beforeEach(async () => {
    [clock, table] = [aClock(), await aTable()];
    service = aTimerService(table, clock);
    security = (await aGroup(table, clock, { name: 'Security' })).id;
  });

  const open = async (steps: readonly (readonly [StepTime, readonly EscalationAction[]])[]) => {
    await aStoredSlaPolicy(table, {
      title: 'Risk',
      targets: promised('first_reply_time', [60, 60, 60, 60]),
      escalations: [{ metric: null, steps: steps.map(([at, actions]) => ({ at, actions: [...actions] })) }],
    });
    life = await aTicketLife(clock, { priority: 'normal' }, table);
    await service.nudge(life.commits[0]);
  };
  const ticket = async () => {
    const found = await getTicket(table, life.ticket.id);
    if (!found) throw new Error('The ticket is gone');
    return found;
  };
  const lines = async () =>
    (await service.audits(life.ticket.id)).flatMap(({ events }) =>
      events.flatMap((line) => (line.type === 'SlaBreach' || line.type === 'SlaWarning' ? [line] : [])),
    );
  const steps = async () => (await lines()).map(({ type, at }) => `${type} ${at}`);
  const minutesOn = async (minutes: number) => {
    clock.advance(minutes * MINUTE);
    const next = (await service.sla(life.ticket.id))?.next;
    if (next && next.due_at <= clock.now())
      await service.fire({ kind: 'sla.check', subject: life.ticket.id, ...next, set_at: 0 });
    return steps();
  };
  const callsOf = async (webhookId: number) =>
    getWebhookCalls(table, await listWebhookCallIds(table, webhookId, { descending: true, limit: 100 }));
  const tell: readonly EscalationAction[] = [{ type: 'notify', to: 'assignee' }];

  test('come at parts of the target, minutes before it, when it is broken and after, each once', async () => {
    await open([
      [{ percent: 50 }, tell],
      [{ seconds: -15 * 60 }, tell],
      [{ seconds: 0 }, tell],
      [{ seconds: 30 * 60 }, tell],
    ]);
    expect(await minutesOn(29)).toEqual([]);
    expect(await minutesOn(1)).toEqual(['SlaWarning 50%']);
    expect(await minutesOn(14)).toHaveLength(1);
    expect(await minutesOn(1)).toEqual(['SlaWarning 50%', 'SlaWarning -900s']);
    expect(await minutesOn(15)).toEqual(['SlaWarning 50%', 'SlaWarning -900s', 'SlaBreach 0s']);
    expect(await minutesOn(29)).toHaveLength(3);
    expect(await minutesOn(1)).toEqual(['SlaWarning 50%', 'SlaWarning -900s', 'SlaBreach 0s', 'SlaBreach 1800s']);
    expect(await minutesOn(45)).toHaveLength(4);
  });

  test('warn nobody of what is broken already', async () => {
    await open([
      [{ percent: 50 }, tell],
      [{ seconds: 0 }, tell],
    ]);
    expect(await minutesOn(61)).toEqual(['SlaBreach 0s']);
    expect(await minutesOn(45)).toHaveLength(1);
  });

  test('change only what they say, and say in the note whom they tell', async () => {
    await open([
      [
        { percent: 80 },
        [
          { type: 'notify', to: 'assignee' },
          { type: 'notify_group', group_id: security },
        ],
      ],
    ]);
    await minutesOn(48);
    expect(await ticket()).toMatchObject({ priority: 'normal', tags: [], group_id: 500, assignee_id: 1001 });
    const [note] = await listComments(table, life.ticket.id, { descending: true, limit: 1 });
    expect(note?.body).toBe(
      'About to be broken: First reply is due at 2026-11-22 04:00:00 UTC (policy "Risk").\n' +
        'The assignee is being told. The group Security is being told.',
    );
    const [line] = await lines();
    expect(line).toMatchObject({ type: 'SlaWarning', step: 1, notify: ['assignee', `group:${security}`] });
    const [audit] = (await service.audits(life.ticket.id)).slice(-1);
    expect(audit?.reason).toBe('A promise about time is about to be broken.');
  });

  test('end with the security group, which has the ticket from then on', async () => {
    await open([
      [{ seconds: 0 }, [{ type: 'raise_priority' }, { type: 'notify', to: 'supervisors' }]],
      [
        { seconds: 1800 },
        [
          { type: 'assign_group', group_id: security },
          { type: 'add_tags', tags: ['to_security'] },
          { type: 'notify', to: 'group' },
        ],
      ],
    ]);
    await minutesOn(60);
    expect(await ticket()).toMatchObject({ priority: 'high', group_id: 500 });
    await minutesOn(30);
    expect(await ticket()).toMatchObject({
      priority: 'high',
      group_id: security,
      assignee_id: null,
      tags: ['to_security'],
    });
    const event = await service.lastEvent(life.ticket.id);
    expect(event.names).toEqual(expect.arrayContaining(['ticket.escalated.v1', 'ticket.assigned.v1']));
  });

  test('leave the ticket where it is when their group is gone', async () => {
    await open([[{ seconds: 0 }, [{ type: 'assign_group', group_id: 12_345 }]]]);
    expect(await minutesOn(60)).toEqual(['SlaBreach 0s']);
    expect(await ticket()).toMatchObject({ group_id: 500, assignee_id: 1001 });
  });

  test('call a webhook: the call is committed with the step, tells which it is, and nothing of the customer', async () => {
    const [called, off] = [
      await aWebhook(table, clock, { name: 'Pager' }),
      await aWebhook(table, clock, { status: 'inactive' }),
    ];
    const tellAll = [called, off].map(({ id }): EscalationAction => ({ type: 'webhook', webhook_id: String(id) }));
    await open([
      [{ percent: 50 }, [...tellAll, { type: 'webhook', webhook_id: '123' }]],
      [{ seconds: 0 }, [{ type: 'raise_priority' }]],
    ]);
    expect(await minutesOn(29)).toEqual([]);
    expect(await callsOf(called.id)).toEqual([]);
    await minutesOn(1);
    const [call, ...more] = await callsOf(called.id);
    expect([more, await callsOf(off.id)]).toEqual([[], []]);
    const [audit] = (await service.audits(life.ticket.id)).slice(-1);
    expect(call).toMatchObject({ status: 'waiting', ticket_id: life.ticket.id, audit_id: audit?.id });
    expect(JSON.parse(call?.body ?? '')).toEqual({
      type: 'ticket.escalated',
      invocation_id: String(call?.id),
      event_id: String(audit?.id),
      time: '2026-11-22T03:30:00Z',
      ticket_id: life.ticket.id,
      ticket_url: `https://support.moorline.test/api/v2/tickets/${life.ticket.id}.json`,
      policy: 'Risk',
      steps: [{ metric: 'first_reply_time', step: 1, at: '50%', breached: false, due_at: '2026-11-22T04:00:00Z' }],
    });
    const [note] = await listComments(table, life.ticket.id, { descending: true, limit: 1 });
    expect(note?.body).toContain('Pager is told.');
    await minutesOn(30);
    expect(await steps()).toHaveLength(2);
    expect(await callsOf(called.id)).toHaveLength(1);
  });

  test('that fall due together make one call of a webhook, and the transaction has room for all that can be called', async () => {
    const webhooks = [];
    for (let made = 0; made < MAX_WEBHOOKS_CALLED; made++) webhooks.push(await aWebhook(table, clock));
    const all = webhooks.map(({ id }): EscalationAction => ({ type: 'webhook', webhook_id: String(id) }));
    const more: EscalationAction[] = [{ type: 'raise_priority' }, { type: 'assign_group', group_id: security }];
    await open([
      [{ seconds: 0 }, [...all, ...more, { type: 'add_tags', tags: ['late'] }]],
      [{ seconds: 60 }, all],
      [{ seconds: 3600 }, all],
    ]);
    await minutesOn(75);
    for (const { id } of webhooks) {
      const [call, ...others] = await callsOf(id);
      expect(others).toEqual([]);
      expect(JSON.parse(call?.body ?? '').steps.map(({ at }: { at: string }) => at)).toEqual(['0s', '60s']);
    }
    expect(await ticket()).toMatchObject({ priority: 'high', group_id: security, tags: ['late'] });
  });

  test('tell nobody where there are none, while the promise is still recorded as broken', async () => {
    await open([]);
    expect(await minutesOn(61)).toEqual([]);
    expect(promiseOutcomes((await service.sla(life.ticket.id))?.clock)).toMatchObject([{ kept: false }]);
  });

  test('stop when somebody answers or takes it up, even before the clocks have heard of it', async () => {
    await open([
      [{ seconds: 0 }, tell],
      [{ seconds: 600 }, tell],
    ]);
    await minutesOn(60);
    await life.reread();
    await life.change({ events: [{ type: 'SlaAcknowledgement' }], facts: ['ticket.escalation_acknowledged.v1'] });
    expect(await minutesOn(60)).toEqual(['SlaBreach 0s']);
    expect((await service.sla(life.ticket.id))?.next).toBeNull();
  });
});
