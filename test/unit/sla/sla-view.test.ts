import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { HOUR, MINUTE } from '../../../shared/kernel/clock.ts';
import type { MetricClock, SlaClock } from '../../../shared/sla/clock.ts';
import { SlaView, slaView } from '../../../shared/sla/sla.view.ts';

const START = Date.UTC(2026, 10, 22, 3);
const metric: MetricClock = {
  metric: 'requester_wait_time',
  stage: 'running',
  elapsed: 0,
  since: START,
  target: HOUR,
  step: 0,
  broken_due_at: null,
  next_step_at: null,
};

function view(changes: Partial<MetricClock>, now: number) {
  const shown = slaView({ metrics: [{ ...metric, ...changes }] } as unknown as SlaClock, now);
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

  test('has no such time while it stands still', () => {
    const paused = { stage: 'paused', since: null, elapsed: 20 * MINUTE } as const;
    expect(view(paused, START + 9 * HOUR)).toMatchObject({ stage: 'paused', breach_at: null, minutes: 40 });
  });

  test('is kept, or broken, once it is over', () => {
    const over = { stage: 'fulfilled', since: null } as const;
    expect(view({ ...over, elapsed: HOUR }, START)).toMatchObject({ stage: 'achieved', breach_at: null });
    expect(view({ ...over, elapsed: HOUR + 1 }, START)).toMatchObject({ stage: 'breached' });
  });

  test('stays broken at its first time, whatever is promised since', () => {
    const broken = { step: 1, broken_due_at: START + HOUR, target: 30 * MINUTE, next_step_at: 2 * HOUR };
    expect(view(broken, START + 90 * MINUTE)).toEqual({
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
    expect(slaView(undefined, START)).toEqual({ policy_metrics: [] });
    expect(view({ target: null }, START)).toBeUndefined();
  });
});
