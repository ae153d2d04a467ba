import { describe, expect, test } from 'vitest';
import { MINUTE } from '../../../shared/kernel/clock.ts';
import { placingRule, type RoutingRule, skillsDemanded } from '../../../shared/routing/routing-rules.ts';
import { nextRouting, type RoutingFacts, saysTheSame } from '../../../shared/routing/routing-state.ts';
import type { Ticket } from '../../../shared/tickets/ticket.ts';
import { aTicket } from '../../support/a-ticket.ts';

const GROUP = 7;
const RULES: readonly RoutingRule[] = [
  { category: 'kyc', language: 'zh', group_id: GROUP, skills: ['kyc', 'documents'] },
  { category: 'kyc', language: null, group_id: 8, skills: ['kyc'] },
  { category: null, language: null, group_id: null, skills: [] },
];
const ON: RoutingFacts = {
  routing: { enabled: true, skill_timeout_seconds: 600 },
  rules: RULES,
  tier: 'standard',
  unexamined_until: null,
  placed_in: null,
  now: aTicket().created_at,
};
const waiting = (fields: Partial<Ticket> = {}) => aTicket({ group_id: GROUP, tags: ['kyc'], ...fields });

describe('how a ticket stands with routing', () => {
  test('is nothing at all in a group that has not switched it on', () => {
    for (const ticket of [waiting(), waiting({ assignee_id: 5, status: 'open' })]) {
      const off = nextRouting(ticket, undefined, { ...ON, routing: { enabled: false, skill_timeout_seconds: 600 } });
      expect(off).toMatchObject({ waiting: null, held: null, released_from: null });
      expect(saysTheSame(undefined, off)).toBe(true);
      expect(saysTheSame(undefined, nextRouting(ticket, undefined, { ...ON, routing: undefined }))).toBe(true);
    }
  });

  test('is to wait while it is new or open and nobody has it, with what the rules demand', () => {
    const { waiting: place, held } = nextRouting(waiting(), undefined, ON);
    expect(held).toBeNull();
    expect(place?.need).toEqual({ channel: 'support', language: 'zh', skills: ['documents', 'kyc'] });
    for (const status of ['pending', 'hold', 'solved', 'closed'] as const)
      expect(nextRouting(waiting({ status }), undefined, ON).waiting).toBeNull();
    expect(nextRouting(waiting({ deleted_at: 1 }), undefined, ON).waiting).toBeNull();
  });

  test('is to be somebody’s work while they have it and it is open, and to free their room otherwise', () => {
    const having = nextRouting(waiting({ assignee_id: 5, status: 'open' }), undefined, ON);
    expect(having).toMatchObject({ waiting: null, held: { agent_id: 5, channel: 'support' }, released_from: null });
    for (const fields of [
      { status: 'solved' },
      { status: 'pending' },
      { deleted_at: 1 },
      { group_id: null },
    ] as const) {
      const freed = nextRouting(
        waiting({ assignee_id: 5, status: 'open', ...fields }),
        having,
        'group_id' in fields ? { ...ON, routing: undefined } : ON,
      );
      expect(freed).toMatchObject({ waiting: null, held: null, released_from: 5 });
      // Told again until somebody has it: the first telling may be lost.
      expect(nextRouting(waiting({ assignee_id: 5, status: 'solved' }), freed, ON)).toMatchObject({ released_from: 5 });
    }
    expect(nextRouting(waiting({ assignee_id: 6, status: 'open' }), having, ON)).toMatchObject({
      held: { agent_id: 6 },
      released_from: 5,
    });
    expect(nextRouting(waiting({ status: 'open' }), having, ON)).toMatchObject({
      waiting: { group_id: GROUP },
      held: null,
      released_from: 5,
    });
  });

  test('is to wait in no queue before it was examined, and to keep the time of waiting for that', () => {
    const unexamined_until = ON.now + 30_000;
    const before = nextRouting(waiting(), undefined, { ...ON, unexamined_until });
    expect(before).toMatchObject({ waiting: null, unexamined_until });
    expect(saysTheSame(undefined, before)).toBe(false);
    const after = nextRouting(waiting(), before, { ...ON, now: ON.now + 2_000 });
    expect(after).toMatchObject({ waiting: { since: ON.now }, unexamined_until: null, version: 2 });
    // A person need not wait for anything.
    const taken = waiting({ assignee_id: 5, status: 'open' });
    expect(nextRouting(taken, before, { ...ON, unexamined_until })).toMatchObject({ held: { agent_id: 5 } });
  });

  test('keeps its time of waiting through changes of priority and group', () => {
    const before = nextRouting(waiting(), undefined, ON);
    const later = { ...ON, now: ON.now + 5 * MINUTE };
    const raised = nextRouting(waiting({ priority: 'urgent', updated_at: later.now }), before, later);
    expect(raised.waiting?.since).toBe(before.waiting?.since);
    expect(raised.waiting?.rank).toBeLessThan(before.waiting?.rank ?? 0);
    expect(nextRouting(waiting({ group_id: 8 }), raised, later).waiting?.since).toBe(before.waiting?.since);
  });

  test('demands no skill any more once the time-out of its group is over', () => {
    const before = nextRouting(waiting(), undefined, ON);
    const until = ON.now + 600_000;
    expect(before.waiting?.skills_until).toBe(until);
    const early = nextRouting(waiting(), before, { ...ON, now: until - 1 });
    expect(saysTheSame(before, early)).toBe(true);
    const over = nextRouting(waiting(), before, { ...ON, now: until });
    expect(over.waiting).toMatchObject({ need: { language: 'zh', skills: [] }, skills_until: null });
  });
});

describe('the table of rules', () => {
  test('places a ticket by category and language: the first row that means it', () => {
    expect(placingRule(aTicket({ tags: ['kyc'] }), RULES)?.group_id).toBe(GROUP);
    expect(placingRule(aTicket({ tags: ['kyc'], locale: 'en' }), RULES)?.group_id).toBe(8);
    expect(placingRule(aTicket({ custom_fields: [{ id: 1, value: 'kyc' }] }), RULES)?.group_id).toBe(GROUP);
    expect(placingRule(aTicket({ tags: ['cards'] }), RULES)).toBeUndefined();
  });

  test('demands skills of the tickets of the group it names, or of any', () => {
    expect(skillsDemanded(aTicket({ tags: ['kyc'], group_id: GROUP }), RULES)).toEqual(['kyc', 'documents']);
    expect(skillsDemanded(aTicket({ tags: ['kyc'], group_id: 8, locale: 'en' }), RULES)).toEqual(['kyc']);
    expect(skillsDemanded(aTicket({ tags: ['kyc'], group_id: 9 }), RULES)).toEqual([]);
  });
});
