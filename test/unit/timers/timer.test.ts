import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../../shared/kernel/clock.ts';
import { timerWrite } from '../../../shared/timers/timer.store.ts';
import { delaySeconds, isNear, RELAY_AHEAD, SWEEP_AHEAD, timerId, timerMessage } from '../../../shared/timers/timer.ts';

const NOW = Date.UTC(2026, 10, 22, 3);
const timer = { kind: 'sla.check', subject: 1, guard: 3, due_at: NOW + MINUTE, set_at: NOW } as const;

describe('a timer', () => {
  test('fires on its second, never before it and less than a second after it', () => {
    void fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 899 * SECOND }), (ahead) => {
        const late = delaySeconds(NOW + ahead, NOW) * SECOND - Math.max(0, ahead);
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThan(SECOND);
      }),
    );
    expect(delaySeconds(NOW + 3600 * SECOND, NOW)).toBe(900);
  });

  test('is sent at once when the sweep could have passed its time by a commit that took a minute', () => {
    expect(isNear({ ...timer, due_at: NOW + RELAY_AHEAD - 1 })).toBe(true);
    expect(isNear({ ...timer, due_at: NOW + RELAY_AHEAD })).toBe(false);
    expect(isNear({ ...timer, due_at: NOW - MINUTE })).toBe(true);
    // The sweep of the moment the commit ends must still be before the timer's due time.
    expect(NOW + RELAY_AHEAD - (NOW + MINUTE)).toBeGreaterThanOrEqual(SWEEP_AHEAD);
  });

  test('set twice is one item, under the whole millisecond it is due', () => {
    expect(timerWrite({ ...timer, due_at: NOW + 0.5 })).toEqual(timerWrite({ ...timer, due_at: NOW + 1 }));
    expect(timerId(timer)).toBe('sla.check#1#3');
  });

  test('goes to the queue as it is, with the delay that is left', () => {
    const { body, delaySeconds: delay } = timerMessage(timer, NOW + 10_500);
    expect(JSON.parse(body)).toEqual(timer);
    expect(delay).toBe(50);
  });
});
