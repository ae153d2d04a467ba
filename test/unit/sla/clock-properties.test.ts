import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { HOUR } from '../../../shared/kernel/clock.ts';
import { KeptClock, keptClock, openedClock } from '../../../shared/sla/clock-record.ts';
import { ranAt } from '../../../shared/sla/metrics/ticket-times.ts';
import type { SlaRules } from '../../../shared/sla/sla-rules.ts';
import type { TicketChange } from '../../../shared/tickets/change-ticket.ts';
import type { TimedMetric } from '../../../shared/tickets/timed-metric.ts';
import { CASES, SEED } from '../../support/a-schedule.ts';
import { ANSWERS, clockOf, everything, foldAll, metricOf, rules, takeSteps } from '../../support/a-ticket-clock.ts';
import { AGENT, aTicketLife, CUSTOMER, type TicketLife } from '../../support/a-ticket-life.ts';
import { anSlaPolicy } from '../../support/an-sla-policy.ts';
import { aClock, type TestClock } from '../../support/clock.ts';
import { anSlaSchedule, slaRules } from '../../support/sla-rules.ts';

/** A whole life takes as long as twenty cases of other properties. */
const LIVES = Math.ceil(CASES / 20);

type Act =
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'change'; readonly change: TicketChange; readonly by: 'agent' | 'customer' };

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 8 * HOUR }) }),
    fc.record({
      kind: fc.constant('change' as const),
      by: fc.constantFrom('agent' as const, 'customer' as const),
      change: fc.oneof(
        fc.record({
          fields: fc.record({ status: fc.constantFrom('open', 'pending', 'hold', 'solved') }),
        }) as fc.Arbitrary<TicketChange>,
        fc.record({
          fields: fc.record({ priority: fc.constantFrom('low', 'normal', 'high', 'urgent') }),
        }) as fc.Arbitrary<TicketChange>,
        fc.record({
          comment: fc.record({ body: fc.constant('words'), public: fc.boolean() }),
        }) as fc.Arbitrary<TicketChange>,
      ),
    }),
  ),
  { minLength: 1, maxLength: 40 },
);

async function lived(script: readonly Act[], by: SlaRules = rules): Promise<{ life: TicketLife; time: TestClock }> {
  const time = aClock();
  const life = await aTicketLife(time);
  for (const act of script) {
    if (act.kind === 'wait') time.advance(act.ms);
    else {
      const author = { ...(act.by === 'agent' ? AGENT : CUSTOMER), reason: 'As agreed.' };
      await life.change(solvable(act.change, life), author);
    }
    // What is due is escalated as the timers would, so that breaches are part of the story.
    await takeSteps(life, time.now(), by);
  }
  return { life, time };
}

/** A ticket that a step has handed to another group is nobody's: whoever solves it has to take it. */
function solvable(change: TicketChange, { ticket }: TicketLife): TicketChange {
  if (change.fields?.status !== 'solved' || ticket.assignee_id !== null) return change;
  return { ...change, fields: { ...change.fields, assignee_id: AGENT.kind === 'user' ? AGENT.id : null } };
}

/** Promises in business hours, and steps before, at and after. */
const busyRules = slaRules(
  [
    anSlaPolicy({
      targets: everything.map((each) => ({ ...each, business_hours: true })),
      escalations: [
        {
          metric: null,
          steps: [
            { at: { percent: 50 }, actions: [{ type: 'notify', to: 'assignee' }] },
            { at: { seconds: -900 }, actions: [{ type: 'notify', to: 'group' }] },
            { at: { seconds: 0 }, actions: [{ type: 'raise_priority' }, { type: 'notify', to: 'supervisors' }] },
            { at: { seconds: 600 }, actions: [{ type: 'assign_group', group_id: 77 }] },
          ],
        },
      ],
    }),
  ],
  { schedules: [anSlaSchedule({ time_zone: 'America/New_York' })], default_schedule_id: 9 },
);

describe.each([
  ['around the clock', rules],
  ['in business hours', busyRules],
])('over any life of a ticket, %s, the clock', (_, by) => {
  test('is the same replayed from scratch, kept and resumed anywhere, and with every audit seen twice', async () => {
    await fc.assert(
      fc.asyncProperty(acts, fc.nat(), async (script, cut) => {
        const { life } = await lived(script, by);
        const audits = life.commits.map(({ audit }) => audit);
        const whole = keptClock(clockOf(life, by), by);
        const at = cut % (audits.length + 1);
        const some = foldAll(audits.slice(0, at), by);
        const read = some && z.parse(KeptClock, JSON.parse(JSON.stringify(keptClock(some, by))));
        const resumed = foldAll(audits.slice(at), by, read && openedClock(life.ticket.id, read, by));
        expect(resumed && keptClock(resumed, by)).toEqual(whole);
        expect(foldAll(audits, by, resumed)).toBe(resumed);
      }),
      { numRuns: LIVES, seed: SEED },
    );
  });

  test('takes each step of a promise once', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (script) => {
        const { life } = await lived(script, by);
        const steps = life.commits.flatMap(({ audit }) =>
          audit.events.flatMap((line) =>
            (line.type === 'SlaBreach' || line.type === 'SlaWarning') &&
            !ANSWERS.slice(1).includes(line.metric as never)
              ? [`${line.metric} ${line.at}`]
              : [],
          ),
        );
        expect(new Set(steps).size).toBe(steps.length);
        for (const { taken } of clockOf(life, by).climbs) expect(new Set(taken).size).toBe(taken.length);
      }),
      { numRuns: LIVES, seed: SEED },
    );
  });
});

test('over any life of a ticket, the clock has run exactly as long as the ticket was in statuses that count', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (script) => {
      const { life, time } = await lived(script);
      const clock = clockOf(life);
      const spans = life.commits.map(({ ticket, audit }, at) => ({
        status: ticket.status,
        ms: (life.commits[at + 1]?.audit.created_at ?? time.now()) - audit.created_at,
      }));
      const within = (statuses: readonly string[]) =>
        spans.filter(({ status }) => statuses.includes(status)).reduce((sum, { ms }) => sum + ms, 0);
      const total = (metric: TimedMetric) => ranAt(metricOf(clock, metric), time.now());
      expect(total('requester_wait_time')).toBe(within(['new', 'open', 'hold']));
      expect(total('agent_work_time')).toBe(within(['new', 'open']));
      expect(total('total_resolution_time')).toBe(within(['new', 'open', 'hold', 'pending']));
      expect(total('first_reply_time')).toBeLessThanOrEqual(total('total_resolution_time'));
    }),
    { numRuns: LIVES, seed: SEED },
  );
});
