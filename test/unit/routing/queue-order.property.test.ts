import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY } from '../../../shared/kernel/clock.ts';
import { sortableId } from '../../../shared/kernel/ids.ts';
import { LONGEST_AHEAD, queueRank, TIERS, tierOf } from '../../../shared/routing/queue-order.ts';
import { PRIORITIES } from '../../../shared/tickets/ticket.ts';

const START = Date.UTC(2026, 10, 23);
const since = fc.integer({ min: START, max: START + 30 * DAY });
const priority = fc.constantFrom(...PRIORITIES);
const tier = fc.constantFrom(...TIERS);
const RUNS = { numRuns: 10_000 };

describe('the order of the queue', () => {
  test('of tickets that came together goes by priority, then by tier', () => {
    void fc.assert(
      fc.property(since, priority, tier, priority, tier, (at, p1, t1, p2, t2) => {
        const a = queueRank({ priority: p1, tier: t1, since: at });
        const b = queueRank({ priority: p2, tier: t2, since: at });
        const [higher, better] = [
          PRIORITIES.indexOf(p1) - PRIORITIES.indexOf(p2),
          TIERS.indexOf(t1) - TIERS.indexOf(t2),
        ];
        expect(Math.sign(b - a)).toBe(Math.sign(higher || better));
      }),
      RUNS,
    );
  });

  test('of tickets alike goes by waiting time', () => {
    void fc.assert(
      fc.property(since, since, priority, tier, (early, late, p, t) => {
        const rank = (at: number) => queueRank({ priority: p, tier: t, since: at });
        expect(Math.sign(rank(early) - rank(late))).toBe(Math.sign(early - late));
      }),
      RUNS,
    );
  });

  test('lets nobody starve: nothing that comes two days and two hours later is ever served before', () => {
    expect(LONGEST_AHEAD).toBe(2 * DAY + DAY / 12);
    void fc.assert(
      fc.property(since, fc.integer({ min: 1, max: 30 * DAY }), priority, tier, priority, tier, (at, later, ...two) => {
        const [p1, t1, p2, t2] = two;
        const first = queueRank({ priority: p1, tier: t1, since: at });
        expect(queueRank({ priority: p2, tier: t2, since: at + LONGEST_AHEAD + later })).toBeGreaterThan(first);
      }),
      RUNS,
    );
  });

  test('is that of the sort keys', () => {
    void fc.assert(
      fc.property(since, priority, tier, since, priority, tier, (s1, p1, t1, s2, p2, t2) => {
        const a = queueRank({ priority: p1, tier: t1, since: s1 });
        const b = queueRank({ priority: p2, tier: t2, since: s2 });
        expect(sortableId(a) < sortableId(b)).toBe(a < b);
      }),
      RUNS,
    );
  });

  test('counts a ticket without priority as normal, and a customer without a tag as everybody', () => {
    expect(queueRank({ priority: null, tier: 'standard', since: START })).toBe(
      queueRank({ priority: 'normal', tier: tierOf(['x']), since: START }),
    );
    expect(tierOf(['x', 'vip'])).toBe('vip');
  });
});
