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
  for (const [name, count] of Object.entries(figures)) {
    const [, letter, minutes] = /^([a-z])(\d+)$/.exec(name) ?? [];
    if (count !== 0 && letter === LETTERS[duration]) values.set(Number(minutes), count);
  }
  return values;
}

/** How many values there are. */
export function sizeOf(histogram: Histogram): number {
  let size = 0;
  for (const count of histogram.values()) size += count;
  return size;
}

/**
 * The percentile of a histogram by nearest rank: the smallest value that at least `percent` of a hundred values do not
 * exceed. Always a value that occurred; null when there is none.
 */
export function percentile(histogram: Histogram, percent: number): number | null {
  const rank = Math.max(1, Math.ceil((percent * sizeOf(histogram)) / 100));
  let seen = 0;
  for (const [value, count] of [...histogram].sort(([a], [b]) => a - b)) {
    seen += count;
    if (seen >= rank) return value;
  }
  return null;
}

/** The percentiles that reports give, with the number of values they are of. */
export function percentiles(histogram: Histogram) {
  return {
    count: sizeOf(histogram),
    p50: percentile(histogram, 50),
    p90: percentile(histogram, 90),
    p99: percentile(histogram, 99),
  };
}
