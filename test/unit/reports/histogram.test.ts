import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectedWait, roundedWait } from '../../../shared/reports/expected-wait.ts';
import { histogramOf, minuteFigure, percentiles } from '../../../shared/reports/histogram.ts';

const of = (...values: readonly number[]) => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};
const replies = (...values: readonly number[]) =>
  Object.fromEntries([...of(...values)].map(([value, count]) => [minuteFigure('first_reply', value), count]));

describe('a percentile', () => {
  test('is the smallest value that so many of a hundred do not exceed', () => {
    expect(percentiles(of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))).toEqual({ count: 10, p50: 5, p90: 9, p99: 10 });
    expect(percentiles(of(7))).toEqual({ count: 1, p50: 7, p90: 7, p99: 7 });
    expect(percentiles(of())).toEqual({ count: 0, p50: null, p90: null, p99: null });
  });

  test('is the value at that rank among all values in order, whatever they are', () => {
    const values = fc.array(fc.nat(5_000), { minLength: 1, maxLength: 200 });
    void fc.assert(
      fc.property(values, (all) => {
        const sorted = all.toSorted((a, b) => a - b);
        const at = (percent: number) => sorted[Math.ceil((percent * all.length) / 100) - 1];
        expect(percentiles(of(...all))).toEqual({ count: all.length, p50: at(50), p90: at(90), p99: at(99) });
      }),
    );
  });

  test('reads the minutes of one duration out of all figures', () => {
    const figures = { created: 5, r17: 2, r3: 0, s17: 9, f1: 1 };
    expect(histogramOf(figures, 'first_reply')).toEqual(new Map([[17, 2]]));
  });
});

describe('the expected wait', () => {
  test('is counted to the minute within an hour, then more roughly, never as less than it was', () => {
    expect([0, 59, 60, 61, 240, 241, 1440, 1441, 10_080, 12_960].map(roundedWait)).toEqual([
      0, 59, 60, 65, 240, 270, 1440, 1680, 10_080, 10_080,
    ]);
    const all = new Set<number>();
    for (let minutes = 0; minutes < 20_000; minutes++) {
      all.add(roundedWait(minutes));
      expect(roundedWait(minutes)).toBeGreaterThanOrEqual(Math.min(minutes, 10_080));
    }
    expect(all.size).toBeLessThan(200);
  });

  test('is the median and the 90th percentile of recent first replies', () => {
    const values = Array.from({ length: 20 }, (_, at) => (at + 1) * 10);
    expect(expectedWait(replies(...values))).toEqual({ typical: 100, most: 180 });
  });

  test('is not told by fewer than twenty', () => {
    expect(expectedWait(replies(...Array.from({ length: 19 }, () => 5)))).toBeNull();
    expect(expectedWait({})).toBeNull();
  });
});
