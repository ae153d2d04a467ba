import type { Figures } from './bucket.ts';
import { histogramOf, percentiles } from './histogram.ts';

/** How long people lately waited for the first answer, in minutes. */
export interface ExpectedWait {
  /** Half of them waited no longer. */
  readonly typical: number;
  /** Nine out of ten waited no longer. */
  readonly most: number;
}

/** First replies of so many days, today among them, are recent. */
export const RECENT_DAYS = 7;
/** Fewer recent ones say nothing about the next. */
const ENOUGH = 20;

const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;
const LONGEST = 7 * DAY_MINUTES;

/** Up to how many minutes waits are told apart by how many. */
const STEPS = [
  [HOUR_MINUTES, 1],
  [4 * HOUR_MINUTES, 5],
  [DAY_MINUTES, 30],
  [LONGEST, 4 * HOUR_MINUTES],
] as const;

/**
 * A wait as precisely as anybody has to know it beforehand, rounded up: all first replies of a group on a day are counted in
 * one item, which must stay small. More than a week is a week.
 */
export function roundedWait(minutes: number): number {
  const [, step] = STEPS.find(([upTo]) => minutes <= upTo) ?? [LONGEST, LONGEST];
  return Math.min(Math.ceil(minutes / step) * step, LONGEST);
}

/** What to expect by the first replies a group gave lately; null when those are too few to tell. */
export function expectedWait(replies: Figures): ExpectedWait | null {
  const { count, p50, p90 } = percentiles(histogramOf(replies, 'first_reply'));
  return count < ENOUGH || p50 === null || p90 === null ? null : { typical: p50, most: p90 };
}
