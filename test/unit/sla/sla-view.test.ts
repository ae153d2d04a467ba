import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { HOUR, MINUTE } from '../../../shared/kernel/clock.ts';
import type { KeptClock } from '../../../shared/sla/clock-record.ts';
import { SlaView, slaView } from '../../../shared/sla/sla.view.ts';
import { anSlaPolicy, promised } from '../../support/an-sla-policy.ts';
import { anSlaSchedule, slaRules } from '../../support/sla-rules.ts';

/** A Sunday. */
const START = Date.UTC(2026, 10, 22, 3);
const policy = anSlaPolicy({ targets: promised('requester_wait_time', [60, 60, 60, 60]) });
const rules = slaRules([policy], { schedules: [anSlaSchedule()] });
const metric: KeptClock['metrics'][number] = {
  metric: 'requester_wait_time',
  stage: 'running',
  count: 1,
  segments: [],
  since: START,
  ran: 0,
  hours: null,
  target: HOUR,
  promised_at: START,
  fulfilled_at: null,
  breached_at: null,
  due_at: null,
  taken: [],
  acknowledged_at: null,
};

function view(changes: Partial<KeptClock['metrics'][number]>, now: number) {
  const facts = { status: 'open', priority: null };
  const kept = { ticket_version: 1, at: START, facts, policy: { id: policy.id, title: '' }, rules: 1 };
  const clock = { ...kept, metrics: [{ ...metric, ...changes }], stopped: false, settled_to: 0 };
  const shown = slaView({ ticket_id: 1, version: 1, next: null, clock }, rules, now);
  return z.parse(SlaView, shown).policy_metrics[0];
}

describe('the live state of a promise', () => {
  test('says when it will be broken, and the minutes that are left', () => {
    expect(view({}, START + 10 * MINUTE)).toEqual({
      metric: 'requester_wait_time',
      stage: 'active',
      breach_at: '2026-11-22T04:00:00Z',
      minutes: 50,
    });
  });

  test('counts the minutes that are left in its own hours', () => {
    expect(view({ hours: '9.1' }, START + 10 * MINUTE)).toMatchObject({
      stage: 'active',
      breach_at: '2026-11-23T10:00:00Z',
      minutes: 60,
    });
  });

  test('has no such time while it stands still', () => {
    const paused = { stage: 'paused', since: null, ran: 20 * MINUTE, segments: [START, START + 20 * MINUTE] } as const;
    const shown = view({ ...paused, segments: [...paused.segments] }, START + 9 * HOUR);
    expect(shown).toMatchObject({ stage: 'paused', breach_at: null, minutes: 40 });
  });

  test('is kept, or broken, once it is over', () => {
    const over = { stage: 'fulfilled', since: null, fulfilled_at: START + 2 * HOUR } as const;
    expect(view({ ...over, ran: HOUR }, START + 2 * HOUR)).toMatchObject({ stage: 'achieved', breach_at: null });
    const late = view({ ...over, ran: 2 * HOUR, breached_at: START + HOUR }, START + 2 * HOUR);
    expect(late).toMatchObject({ stage: 'breached', breach_at: '2026-11-22T04:00:00Z' });
  });

  test('stays broken at its first time, whatever is promised since', () => {
    expect(view({ breached_at: START + HOUR, target: 30 * MINUTE }, START + 90 * MINUTE)).toEqual({
      metric: 'requester_wait_time',
      stage: 'breached',
      breach_at: '2026-11-22T04:00:00Z',
      minutes: -30,
    });
  });

  test('counts as broken from its very second, before the record says so', () => {
    expect(view({}, START + HOUR)).toMatchObject({ stage: 'breached', minutes: 0 });
  });

  test('is left out where nothing is promised', () => {
    expect(slaView(undefined, rules, START)).toEqual({ policy_metrics: [] });
    expect(slaView({ ticket_id: 1, version: 1, next: null }, rules, START)).toEqual({ policy_metrics: [] });
    expect(view({ target: null }, START)).toBeUndefined();
    expect(view({ target: null, breached_at: START }, START)).toMatchObject({ stage: 'breached' });
  });
});
