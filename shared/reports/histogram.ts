import type { Figures } from './bucket.ts';

/** Values in whole minutes, and how often each occurred: merged by adding up, and exact to the minute. */
export type Histogram = ReadonlyMap<number, number>;

/** What is measured in minutes: from a ticket's creation to its first reply, first solving, last solving. */
export type Duration = 'first_reply' | 'first_resolution' | 'full_resolution';

/** A figure for each value: short names, as each is an attribute of an item, and an item is charged by its length. */
const LETTERS: Readonly<Record<Duration, string>> = { first_reply: 'r', first_resolution: 's', full_resolution: 'f' };

/** The figure that counts a value of a duration. */
export function minuteFigure(duration: Duration, minutes: number): string {
  return `${LETTERS[duration]}${minutes}`;
}

/** The values of a duration among some figures. */
export function histogramOf(figures: Figures, duration: Duration): Histogram {
  const values = new Map<number, number>();
  const letter = LETTERS[duration];
  for (const name in figures) {
    const count = figures[name] ?? 0;
    const minutes = name.startsWith(letter) ? Number(name.slice(1)) : Number.NaN;
    if (count !== 0 && !Number.isNaN(minutes)) values.set(minutes, count);
  }
  return values;
}

/**
 * The percentiles that reports give, with the number of values they are of. They are by nearest rank: the smallest value
 * that so many of a hundred values do not exceed. Always a value that occurred; null when there is none.
 */
export function percentiles(histogram: Histogram) {
  let count = 0;
  for (const each of histogram.values()) count += each;
  const sorted = [...histogram].sort(([a], [b]) => a - b);
  const at = (percent: number) => atRank(sorted, Math.max(1, Math.ceil((percent * count) / 100)));
  return { count, p50: at(50), p90: at(90), p99: at(99) };
}

function atRank(sorted: readonly (readonly [value: number, count: number])[], rank: number): number | null {
  let seen = 0;
  for (const [value, count] of sorted) {
    seen += count;
    if (seen >= rank) return value;
  }
  return null;
}
