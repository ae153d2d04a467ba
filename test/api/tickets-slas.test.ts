import { beforeEach, describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../shared/kernel/clock.ts';
import { listAudits } from '../../shared/tickets/audit.store.ts';
import { aTicketLife, type TicketLife } from '../support/a-ticket-life.ts';
import { aTimerService, type TimerService } from '../support/a-timer-service.ts';
import { aStoredSlaPolicy, promised } from '../support/an-sla-policy.ts';
import { ticketApis } from '../support/ticket-apis.ts';

describe('the promises of a ticket', () => {
  let apis: Awaited<ReturnType<typeof ticketApis>>;
  let service: TimerService;
  let life: TicketLife;

  beforeEach(async () => {
    apis = await ticketApis();
    service = aTimerService(apis.table, apis.clock);
    const targets = [
      ...promised('first_reply_time', [60, 60, 60, 60]),
      ...promised('agent_work_time', [90, 90, 90, 90]),
    ];
    await aStoredSlaPolicy(apis.table, { targets });
    life = await aTicketLife(apis.clock, { id: 7, priority: 'urgent' }, apis.table);
    await service.nudge(life.commits[0]);
  });

  const fireDue = async () => {
    const next = (await service.sla(7))?.next;
    if (next && next.due_at <= apis.clock.now())
      await service.fire({ kind: 'sla.check', subject: 7, ...next, set_at: 0 });
  };
  const slas = async () => {
    const { body } = await apis.call('GET /tickets/7.json?include=slas');
    return body.ticket.slas.policy_metrics;
  };

  test('are shown live with `include=slas`', async () => {
    expect(await slas()).toEqual([
      { metric: 'first_reply_time', stage: 'active', breach_at: '2026-11-22T04:00:00Z', minutes: 59 },
      { metric: 'agent_work_time', stage: 'active', breach_at: '2026-11-22T04:30:00Z', minutes: 89 },
    ]);
    await service.nudge(await life.says('请稍候', undefined, { fields: { status: 'pending' } }));
    expect(await slas()).toMatchObject([{ stage: 'achieved' }, { stage: 'paused', breach_at: null, minutes: 89 }]);
    expect((await apis.call('GET /tickets/7.json')).body.ticket).not.toHaveProperty('slas');
  });

  test('that are being escalated can be taken up, which stops the steps', async () => {
    const early = await apis.call('POST /tickets/7/acknowledge_escalation');
    expect([early.status, JSON.stringify(early.body)]).toEqual([409, expect.stringContaining('being escalated')]);
    apis.clock.advance(HOUR);
    await fireDue();
    const taken = await apis.call('POST /tickets/7/acknowledge_escalation.json');
    expect(taken.status).toBe(200);
    expect(taken.body.audit.events).toMatchObject([{ type: 'SlaAcknowledgement' }]);
    expect((await apis.call('POST /tickets/7/acknowledge_escalation')).status).toBe(409);
    apis.clock.advance(29 * MINUTE);
    await fireDue();
    const audits = await listAudits(apis.table, 7, { descending: false, limit: 100 });
    const steps = audits.flatMap(({ events }) =>
      events.flatMap((line) => (line.type === 'SlaBreach' ? [`${line.metric} ${line.at}`] : [])),
    );
    expect(steps).toEqual(['first_reply_time 0s']);
    expect(await slas()).toMatchObject([{ metric: 'first_reply_time', stage: 'breached' }, { stage: 'active' }]);
  });

  test('are taken up once for a client’s key, however often it is sent', async () => {
    apis.clock.advance(HOUR);
    await fireDue();
    const take = (key: string) =>
      apis.call('POST /tickets/7/acknowledge_escalation', { headers: { 'idempotency-key': key } });
    const answers = [...(await Promise.all([take('once'), take('once')])), await take('once')];
    expect(answers.map(({ status, body }) => [status, body.ticket?.id])).toEqual(Array(3).fill([200, 7]));
    const audits = await listAudits(apis.table, 7, { descending: false, limit: 100 });
    const acts = audits.flatMap(({ events }) => events.filter(({ type }) => type === 'SlaAcknowledgement'));
    expect(acts).toHaveLength(1);
    expect((await take('another')).status).toBe(409);
  });

  test('have a history, told from the audits', async () => {
    apis.clock.advance(HOUR);
    await fireDue();
    await life.reread();
    apis.clock.advance(MINUTE);
    await life.says('抱歉');
    apis.clock.advance(HOUR);
    const { status, body } = await apis.call('GET /tickets/7/metric_events.json');
    expect(status).toBe(200);
    const told = (metric: string) =>
      body.ticket_metric_events
        .filter((each: { metric: string }) => each.metric === metric)
        .map(({ type, time, instance_id }: { type: string; time: string; instance_id: number }) => [
          `${type} ${instance_id}`,
          time.slice(11, 16),
        ]);
    expect(told('reply_time')).toEqual([
      ['activate 1', '03:00'],
      ['apply_sla 1', '03:00'],
      ['breach 1', '04:00'],
      ['fulfill 1', '04:01'],
    ]);
    expect(told('agent_work_time')).toEqual([
      ['activate 1', '03:00'],
      ['apply_sla 1', '03:00'],
      ['breach 1', '04:30'],
    ]);
    const [, applied] = body.ticket_metric_events;
    expect(applied.sla).toMatchObject({ target: 60, target_in_seconds: 3600 });
  });

  test('cannot be taken up on a ticket that is not there', async () => {
    expect((await apis.call('POST /tickets/8/acknowledge_escalation')).status).toBe(404);
  });
});
