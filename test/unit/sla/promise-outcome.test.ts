import { beforeEach, describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../shared/kernel/clock.ts';
import { type KeptClock, keptClock } from '../../../shared/sla/clock-record.ts';
import { promiseOutcomes } from '../../../shared/sla/promise-outcome.ts';
import { promisedTime } from '../../../shared/sla/promised-time.ts';
import { clockOf, takeSteps } from '../../support/a-ticket-clock.ts';
import { AGENT, aTicketLife, CUSTOMER, type TicketLife } from '../../support/a-ticket-life.ts';
import { anSlaPolicy, promised } from '../../support/an-sla-policy.ts';
import { aClock, type TestClock } from '../../support/clock.ts';
import { slaRules } from '../../support/sla-rules.ts';

let clock: TestClock;
beforeEach(() => {
  clock = aClock();
});

/** The clocks of a ticket under a policy for everything: an answer within two hours, a solution within two days. */
const clocksOf = (life: TicketLife, policy = anSlaPolicy()): KeptClock => {
  const rules = slaRules([policy]);
  return keptClock(clockOf(life, rules), rules);
};

describe('what became of a promise', () => {
  test('is told once it is kept or broken, and open again with the ticket', async () => {
    const life = await aTicketLife(clock);
    expect(promiseOutcomes(clocksOf(life))).toEqual([]);
    await life.says('Looking');
    expect(promiseOutcomes(clocksOf(life))).toEqual([{ metric: 'first_reply_time', kept: true, at: null }]);
    clock.advance(47 * HOUR);
    await life.change({ fields: { status: 'solved' } }, AGENT);
    expect(promiseOutcomes(clocksOf(life)).map(({ kept }) => kept)).toEqual([true, true]);
    await life.says('No', CUSTOMER);
    expect(promiseOutcomes(clocksOf(life)).map(({ metric }) => metric)).toEqual(['first_reply_time']);
    clock.advance(2 * HOUR);
    await life.change({ fields: { status: 'solved' } }, AGENT);
    expect(promiseOutcomes(clocksOf(life)).map(({ kept }) => kept)).toEqual([true, false]);
    await life.says('Still not', CUSTOMER);
    expect(promiseOutcomes(clocksOf(life)).map(({ kept }) => kept)).toEqual([true, false]);
  });

  test('is broken from the breach on, due when it was', async () => {
    const life = await aTicketLife(clock);
    const due_at = clock.advance(2 * HOUR);
    await takeSteps(life, due_at, slaRules([anSlaPolicy()]));
    expect(promiseOutcomes(clocksOf(life))).toEqual([{ metric: 'first_reply_time', kept: false, at: due_at }]);
    await life.says('Looking');
    expect(promiseOutcomes(clocksOf(life))).toEqual([{ metric: 'first_reply_time', kept: false, at: due_at }]);
  });

  test('is nothing where nothing was promised', async () => {
    const life = await aTicketLife(clock);
    await life.says('Looking');
    expect(promiseOutcomes(clocksOf(life, anSlaPolicy({ targets: [] })))).toEqual([]);
    expect(promiseOutcomes(undefined)).toEqual([]);
  });
});

describe('what a customer is told of promises', () => {
  test('is the answer first, then the solution, and nothing once it is late, stands still or is over', async () => {
    const life = await aTicketLife(clock);
    const opened = clock.now();
    expect(promisedTime(clocksOf(life), opened)).toEqual({ what: 'answer', at: opened + 2 * HOUR });
    expect(promisedTime(clocksOf(life), opened + 2 * HOUR)).toEqual({ what: 'solution', at: opened + 48 * HOUR });
    await life.says('Looking');
    expect(promisedTime(clocksOf(life), opened)).toEqual({ what: 'solution', at: opened + 48 * HOUR });
    clock.advance(MINUTE);
    await life.change({ fields: { status: 'pending' } });
    expect(promisedTime(clocksOf(life), clock.now())).toBeUndefined();
    await life.change({ fields: { status: 'solved' } });
    expect(promisedTime(clocksOf(life), clock.now())).toBeUndefined();
    expect(promisedTime(undefined, clock.now())).toBeUndefined();
  });

  test('is not how long agents may work on it', async () => {
    const life = await aTicketLife(clock);
    const policy = anSlaPolicy({ targets: promised('agent_work_time', [60, 60, 60, 60]) });
    expect(promisedTime(clocksOf(life, policy), clock.now())).toBeUndefined();
  });
});
