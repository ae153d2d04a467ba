import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../shared/kernel/clock.ts';
import { dueAt, elapsedAt, foldAudit, nextDue, type SlaClock, type TrackedAudit } from '../../../shared/sla/clock.ts';
import { escalate, stepsDue } from '../../../shared/sla/escalation.ts';
import { SLA_METRICS, type SlaMetric } from '../../../shared/sla/sla-metric.ts';
import type { TicketChange, TicketCommit } from '../../../shared/tickets/change-ticket.ts';
import type { Ticket } from '../../../shared/tickets/ticket.ts';
import { AGENT, aTicketLife, CUSTOMER, SYSTEM, type TicketLife } from '../../support/a-ticket-life.ts';
import { anSlaPolicy, promised } from '../../support/an-sla-policy.ts';
import { aClock, type TestClock } from '../../support/clock.ts';

const policies = [
  anSlaPolicy({
    targets: SLA_METRICS.flatMap((metric) =>
      promised(metric, metric === 'first_reply_time' ? [240, 120, 60, 30] : [2880, 1440, 720, 360]),
    ),
  }),
];
const rules = { policies, escalationStep: 30 * MINUTE };

function tracked({ audit, comment, facts }: TicketCommit): TrackedAudit {
  const byStaff = comment?.author_role === 'agent' || comment?.author_role === 'admin';
  const answers = comment?.public === true && comment.origin === 'person' && byStaff;
  return { audit, answers, deletes: facts.includes('ticket.deleted.v1') };
}

function clockOf(life: TicketLife): SlaClock {
  const clock = life.commits.reduce<SlaClock | undefined>((at, each) => foldAudit(at, tracked(each), rules), undefined);
  if (!clock) throw new Error('A ticket has at least one audit');
  return clock;
}

function metricOf(clock: SlaClock, metric: SlaMetric) {
  const found = clock.metrics.find((each) => each.metric === metric);
  if (!found) throw new Error(`There is no ${metric}`);
  return found;
}

describe('the service-level clock', () => {
  let time: TestClock;
  let life: TicketLife;
  const open = async (fields: Partial<Ticket> = {}) => {
    life = await aTicketLife(time, fields);
  };
  const stage = (metric: SlaMetric) => metricOf(clockOf(life), metric).stage;
  const due = (metric: SlaMetric) => dueAt(metricOf(clockOf(life), metric));
  const ran = (metric: SlaMetric) => elapsedAt(metricOf(clockOf(life), metric), time.now());

  beforeEach(() => {
    time = aClock();
  });

  test('starts every promise when the ticket is opened', async () => {
    await open({ priority: 'high' });
    expect(SLA_METRICS.map(stage)).toEqual(['running', 'running', 'running', 'running']);
    expect(due('first_reply_time')).toBe(time.now() + HOUR);
    expect(due('requester_wait_time')).toBe(time.now() + 12 * HOUR);
  });

  test('promises a ticket without a priority what is promised for normal', async () => {
    await open({ priority: null });
    expect(due('first_reply_time')).toBe(time.now() + 2 * HOUR);
  });

  test('keeps the first reply open until a person of ours writes to the customer', async () => {
    await open();
    time.advance(MINUTE);
    await life.says('还有人吗？', CUSTOMER);
    await life.change({ comment: { body: 'Looking into it', public: false } });
    await life.change({ comment: { body: 'We got your mail', public: true, origin: 'system' } }, SYSTEM);
    await life.change({ comment: { body: 'Out of office', public: true, origin: 'auto-reply' } });
    expect(stage('first_reply_time')).toBe('running');
    time.advance(MINUTE);
    await life.says('您好，我们正在核查。');
    expect(stage('first_reply_time')).toBe('fulfilled');
    expect(ran('first_reply_time')).toBe(2 * MINUTE);
  });

  test('does not take the opening words for a reply, whoever wrote them down', async () => {
    await open();
    const first = life.commits[0];
    if (!first) throw new Error('not opened');
    const clock = foldAudit(undefined, { ...tracked(first), answers: true }, rules);
    expect(metricOf(clock, 'first_reply_time').stage).toBe('running');
  });

  test('stands still while the customer has to answer, and for agents also while others have to act', async () => {
    await open();
    time.advance(10 * MINUTE);
    await life.change({ fields: { status: 'pending' } });
    expect(SLA_METRICS.map(stage)).toEqual(['running', 'paused', 'paused', 'running']);
    time.advance(HOUR);
    await life.change({ fields: { status: 'hold' } });
    expect(SLA_METRICS.map(stage)).toEqual(['running', 'running', 'paused', 'running']);
    time.advance(5 * MINUTE);
    await life.says('这是交易编号', CUSTOMER);
    expect(life.ticket.status).toBe('open');
    time.advance(MINUTE);
    expect(SLA_METRICS.map(ran)).toEqual([76 * MINUTE, 16 * MINUTE, 11 * MINUTE, 76 * MINUTE]);
    expect(due('requester_wait_time')).toBe(time.now() + 24 * HOUR - 16 * MINUTE);
  });

  test('fulfils every promise when the ticket is solved, and resumes those about its resolution when it is reopened', async () => {
    await open();
    time.advance(HOUR);
    await life.change({ fields: { status: 'solved' } });
    expect(SLA_METRICS.map(stage)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled']);
    expect(nextDue(clockOf(life))).toBeNull();
    time.advance(24 * HOUR);
    await life.says('还是没有到账', CUSTOMER);
    expect(SLA_METRICS.map(stage)).toEqual(['fulfilled', 'running', 'running', 'running']);
    time.advance(HOUR);
    expect(ran('total_resolution_time')).toBe(2 * HOUR);
    expect(ran('first_reply_time')).toBe(HOUR);
  });

  test('measures by the new targets when the priority changes', async () => {
    await open({ priority: 'normal' });
    time.advance(10 * MINUTE);
    await life.change({ fields: { priority: 'urgent' } });
    expect(due('first_reply_time')).toBe(time.now() + 20 * MINUTE);
    await life.change({ fields: { priority: 'low' } });
    expect(due('first_reply_time')).toBe(time.now() + 230 * MINUTE);
  });

  test('takes the first policy that means the ticket, and another when the ticket comes under another', async () => {
    const filter = { all: [{ field: 'current_tags', operator: 'includes', value: 'vip' }], any: [] };
    const vip = anSlaPolicy({ title: 'VIP', filter, targets: promised('first_reply_time', [5, 5, 5, 5]) });
    const both = { ...rules, policies: [vip, ...policies] };
    await open();
    await life.change({ fields: { tags: ['vip'] } });
    const [first, second] = life.commits.map(tracked);
    if (!first || !second) throw new Error('two audits expected');
    const before = foldAudit(undefined, first, both);
    expect(before.policy?.title).toBe(policies[0]?.title);
    const after = foldAudit(before, second, both);
    expect(after.policy?.title).toBe('VIP');
    expect(nextDue(after)).toBe(time.now() + 5 * MINUTE);
    expect(metricOf(after, 'requester_wait_time').target).toBeNull();
  });

  test('lets nothing fall due once the ticket is deleted', async () => {
    await open();
    await life.change({ delete: true });
    expect(clockOf(life).stopped).toBe(true);
    expect(nextDue(clockOf(life))).toBeNull();
  });

  test('takes each audit once, and none out of order', async () => {
    await open();
    await life.says('您好');
    const [first, second] = life.commits.map(tracked);
    if (!first || !second) throw new Error('two audits expected');
    const clock = foldAudit(undefined, first, rules);
    expect(foldAudit(clock, first, rules)).toBe(clock);
    expect(() => foldAudit(undefined, second, rules)).toThrow(RangeError);
  });

  describe('when a promise is broken', () => {
    const breach = async () => {
      const steps = stepsDue(clockOf(life), time.now());
      await life.change(escalate(life.ticket, steps, 'a note'), SYSTEM);
      return steps;
    };

    test('takes one step, and the second when nothing happened', async () => {
      await open({ priority: 'normal' });
      const promise = due('first_reply_time');
      time.advance(2 * HOUR - 1);
      expect(stepsDue(clockOf(life), time.now())).toEqual([]);
      time.advance(1);
      expect(await breach()).toEqual([{ metric: 'first_reply_time', step: 1, due_at: promise }]);
      expect(life.ticket).toMatchObject({ priority: 'high', tags: ['sla_breached'] });
      expect(stepsDue(clockOf(life), time.now())).toEqual([]);
      time.advance(rules.escalationStep);
      expect(await breach()).toEqual([{ metric: 'first_reply_time', step: 2, due_at: promise }]);
      expect(life.ticket).toMatchObject({ priority: 'urgent', tags: ['sla_breached'] });
      time.advance(HOUR);
      expect(stepsDue(clockOf(life), time.now())).toEqual([]);
    });

    test('takes no second step once it was kept after all', async () => {
      await open();
      time.advance(2 * HOUR);
      await breach();
      await life.says('抱歉让您久等');
      time.advance(rules.escalationStep);
      expect(stepsDue(clockOf(life), time.now())).toEqual([]);
    });

    test('counts the time to the second step as it counts the promise: not while the customer has to answer', async () => {
      await open({ priority: 'urgent' });
      await life.says('您好');
      time.advance(6 * HOUR);
      await breach();
      expect(metricOf(clockOf(life), 'requester_wait_time').step).toBe(1);
      time.advance(10 * MINUTE);
      await life.change({ fields: { status: 'pending' } });
      time.advance(24 * HOUR);
      await life.says('好的', CUSTOMER);
      expect(due('requester_wait_time')).toBe(time.now() + 20 * MINUTE);
    });

    test('shortens the other promises with the higher priority', async () => {
      await open({ priority: 'high' });
      expect(due('requester_wait_time')).toBe(time.now() + 12 * HOUR);
      time.advance(HOUR);
      await breach();
      expect(due('requester_wait_time')).toBe(time.now() + 5 * HOUR);
    });
  });
});

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

async function lived(script: readonly Act[]): Promise<{ life: TicketLife; time: TestClock }> {
  const time = aClock();
  const life = await aTicketLife(time);
  for (const act of script) {
    if (act.kind === 'wait') time.advance(act.ms);
    else await life.change(act.change, act.by === 'agent' ? AGENT : CUSTOMER);
    // What is due is escalated as the timers would, so that breaches are part of the story.
    const steps = stepsDue(clockOf(life), time.now());
    if (steps.length > 0) await life.change(escalate(life.ticket, steps, 'a note'), SYSTEM);
  }
  return { life, time };
}

describe('over any life of a ticket, the clock', () => {
  test('is the same replayed from scratch, resumed anywhere, and with every audit seen twice', async () => {
    await fc.assert(
      fc.asyncProperty(acts, fc.nat(), async (script, cut) => {
        const { life } = await lived(script);
        const audits = life.commits.map(tracked);
        const whole = clockOf(life);
        const at = cut % (audits.length + 1);
        const part = (from: SlaClock | undefined, some: TrackedAudit[]) =>
          some.reduce<SlaClock | undefined>((clock, each) => foldAudit(clock, each, rules), from);
        const stored = part(undefined, audits.slice(0, at));
        const read = stored && (JSON.parse(JSON.stringify(stored)) as SlaClock);
        expect(part(read, audits.slice(at))).toEqual(whole);
        expect(part(part(undefined, audits), audits)).toEqual(whole);
      }),
      { numRuns: 150 },
    );
  });

  test('has run exactly as long as the ticket was in statuses that count', async () => {
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
        const total = (metric: SlaMetric) => elapsedAt(metricOf(clock, metric), time.now());
        expect(total('requester_wait_time')).toBe(within(['new', 'open', 'hold']));
        expect(total('agent_work_time')).toBe(within(['new', 'open']));
        expect(total('total_resolution_time')).toBe(within(['new', 'open', 'hold', 'pending']));
        expect(total('first_reply_time')).toBeLessThanOrEqual(total('total_resolution_time'));
      }),
      { numRuns: 150 },
    );
  });

  test('breaks each promise once at most, and takes two steps at most', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (script) => {
        const { life } = await lived(script);
        const steps = life.commits.flatMap(({ audit }) =>
          audit.events.flatMap((line) => (line.type === 'SlaBreach' ? [`${line.metric} ${line.step}`] : [])),
        );
        expect(new Set(steps).size).toBe(steps.length);
        for (const clock of clockOf(life).metrics) expect(clock.step).toBeLessThanOrEqual(2);
      }),
      { numRuns: 150 },
    );
  });
});
