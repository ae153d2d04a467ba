import { describe, expect, test } from 'vitest';
import { crowd } from './crowd.ts';
import { heatKeeper, shareOf } from './heat.ts';
import { limitsOf } from './limits.ts';
import { BOUND, tables } from './page.ts';

describe('heat', () => {
  test('is the share of what a partition serves, reads and writes together', () => {
    expect(shareOf({ reads: 1_500, writes: 250 })).toBe(0.75);
  });

  test('is the average over the time that was looked at, and apart from it the worst second', () => {
    const keeper = heatKeeper();
    keeper.add(1_000, [{ partition: 'A', reads: 0, writes: 100 }]);
    keeper.add(1_900, [{ partition: 'A', reads: 0, writes: 100 }]);
    keeper.add(5_000, [
      { partition: 'A', reads: 300, writes: 0 },
      { partition: 'B', reads: 0, writes: 1 },
    ]);
    expect(keeper.hottest(10)).toEqual([
      { partition: 'A', reads: 30, writes: 20, share: 0.03, peak: 0.2 },
      { partition: 'B', reads: 0, writes: 0.1, share: 0.0001, peak: 0.001 },
    ]);
  });
});

/** A small crowd, its heat in proportion: `npm run scale` plays the whole one. */
describe('a crowd of 90 tickets a minute', () => {
  const small = crowd(90, 20);

  test(`would warm no partition to more than ${BOUND * 100} % at 1,000 a minute`, { timeout: 60_000 }, async () => {
    const { heat } = await small;
    const warm = heat.filter(({ share }) => (share * 1_000) / 90 > BOUND);
    expect(warm).toEqual([]);
    expect(heat.length).toBeGreaterThan(50);
  });

  test('meets the limits in an order that the page tells, each with where it is written', async () => {
    const seen = await small;
    for (const { need, limit, source } of limitsOf(seen)) {
      expect(need).toBeGreaterThan(0);
      expect(limit).toBeGreaterThan(0);
      expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    }
    expect(tables(seen).limits).toContain('Lambda, functions running at the same time');
  });
});
