import { beforeEach, describe, expect, test } from 'vitest';
import { sweepTimers } from '../../functions/sweep-timers/sweep-timers.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/clock.ts';
import type { QueueMessage } from '../../shared/platform/messaging/sqs.ts';
import type { Table, TableCall } from '../../shared/platform/table/table.ts';
import { moveSweepCursor, readSweepCursor, timerWrite } from '../../shared/timers/timer.store.ts';
import { SWEEP_AHEAD, type Timer } from '../../shared/timers/timer.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

describe('the sweep', () => {
  let table: Table;
  let clock: TestClock;
  let calls: TableCall[];
  let sent: { timer: Timer; at: number; delay: number }[];
  let refuse: number;

  beforeEach(async () => {
    calls = [];
    sent = [];
    refuse = 0;
    clock = aClock();
    table = await aTable((call) => calls.push(call));
  });

  const sendMessages = async (_: string, messages: readonly QueueMessage[]) => {
    if (refuse-- > 0) return new Set([0]);
    for (const { body, delaySeconds = 0 } of messages)
      sent.push({ timer: JSON.parse(body) as Timer, at: clock.now(), delay: delaySeconds });
    return new Set<number>();
  };
  const sweep = () => sweepTimers({ table, now: clock.now, sendMessages, timerQueue: 'fire-timers' });
  const set = (ahead: number, subject = 1, guard = 1) => {
    const due_at = clock.now() + ahead;
    return table.transact([timerWrite({ kind: 'sla.check', subject, guard, due_at, set_at: clock.now() })]);
  };

  test('sends each timer once, so that it fires on its second', async () => {
    await set(3 * MINUTE, 1);
    await set(3 * MINUTE + 17_300, 2);
    await set(10 * MINUTE, 3);
    const start = clock.now();
    for (let minute = 0; minute < 12; minute++) {
      await sweep();
      clock.advance(MINUTE);
    }
    expect(sent.map(({ timer }) => timer.subject)).toEqual([1, 2, 3]);
    const fires = sent.map(({ at, delay }) => at + delay * SECOND - start);
    expect(fires).toEqual([3 * MINUTE, 3 * MINUTE + 18_000, 10 * MINUTE]);
  });

  test('takes what is due until its horizon, and not a millisecond more', async () => {
    await set(SWEEP_AHEAD, 1);
    await set(SWEEP_AHEAD + 1, 2);
    await set(0, 3);
    await sweep();
    expect(sent.map(({ timer }) => timer.subject).sort()).toEqual([1, 3]);
    clock.advance(1);
    await sweep();
    expect(sent.map(({ timer }) => timer.subject).sort()).toEqual([1, 2, 3]);
  });

  test('goes on from its cursor, so a timer at the very end of the last sweep is not sent again', async () => {
    await set(SWEEP_AHEAD, 1);
    await sweep();
    await sweep();
    clock.advance(MINUTE);
    await sweep();
    expect(sent).toHaveLength(1);
    expect(await readSweepCursor(table)).toBe(clock.now() + SWEEP_AHEAD);
  });

  test('catches up after an outage of hours, reading empty minutes cheaply', async () => {
    await sweep();
    await set(5 * MINUTE, 1);
    await set(3 * HOUR, 2);
    await set(6 * HOUR - MINUTE, 3);
    clock.advance(6 * HOUR);
    calls.length = 0;
    const swept = await sweep();
    expect(swept).toEqual({ sent: 3, sweptTo: clock.now() + SWEEP_AHEAD, complete: true });
    expect(sent.map(({ timer, delay }) => [timer.subject, delay])).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
    ]);
    const units = calls.reduce((sum, call) => sum + call.capacityUnits, 0);
    expect(units / (6 * 60)).toBeLessThan(4.2);
  });

  test('ends in time while it catches up, and the next run goes on from there', async () => {
    await sweep();
    for (let hour = 1; hour <= 6; hour++) await set(hour * HOUR, hour);
    clock.advance(7 * HOUR);
    const horizon = clock.now() + SWEEP_AHEAD;
    const slow = async (queue: string, messages: readonly QueueMessage[]) => {
      clock.advance(20 * SECOND);
      return sendMessages(queue, messages);
    };
    const first = await sweepTimers({ table, now: clock.now, sendMessages: slow, timerQueue: 'fire-timers' });
    expect(first.complete).toBe(false);
    expect(first.sent).toBe(3);
    expect(await readSweepCursor(table)).toBe(first.sweptTo);
    expect((await sweep()).sweptTo).toBeGreaterThanOrEqual(horizon);
    expect(sent.map(({ timer }) => timer.subject)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('stays where it is when the queue does not take everything, and sends again', async () => {
    await sweep();
    const due = clock.now() + 4 * MINUTE;
    await set(4 * MINUTE);
    clock.advance(3 * MINUTE);
    refuse = 1;
    await expect(sweep()).rejects.toThrow('The queue did not take');
    expect(await readSweepCursor(table)).toBeLessThan(due);
    await sweep();
    expect(sent).toHaveLength(1);
  });

  test('beside another loses nothing, and neither takes the cursor back', async () => {
    await sweep();
    for (let subject = 1; subject <= 40; subject++) await set(4 * MINUTE + subject * SECOND, subject);
    clock.advance(5 * MINUTE);
    await Promise.all([sweep(), sweep(), sweep()]);
    expect(new Set(sent.map(({ timer }) => timer.subject)).size).toBe(40);
    expect(await readSweepCursor(table)).toBe(clock.now() + SWEEP_AHEAD);
    expect(await moveSweepCursor(table, clock.now() - MINUTE, clock.now())).toBe(false);
    expect(await readSweepCursor(table)).toBe(clock.now() + SWEEP_AHEAD);
  });

  test('finds timers that were set before its very first run', async () => {
    await set(-10 * MINUTE);
    await sweep();
    expect(sent).toHaveLength(1);
  });

  test('hands over thousands that are due in one minute', async () => {
    const items = Array.from({ length: 1_500 }, (_, subject) => {
      const due_at = clock.now() + 4 * MINUTE + Math.floor((subject * MINUTE) / 1_500);
      return timerWrite({ kind: 'sla.check', subject, guard: 1, due_at, set_at: clock.now() }).put ?? {};
    });
    await table.putAll(items);
    await sweep();
    expect(sent).toHaveLength(0);
    clock.advance(3 * MINUTE);
    expect((await sweep()).sent).toBe(1_500);
    expect(new Set(sent.map(({ timer }) => timer.subject)).size).toBe(1_500);
  });
});
