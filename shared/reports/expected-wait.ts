import type { Figures } from './bucket.ts';
import { histogramOf, percentile, sizeOf } from './histogram.ts';

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

/** What to expect by the first replies a group gave lately; null when those are too few to tell. */
export function expectedWait(replies: Figures): ExpectedWait | null {
  const histogram = histogramOf(replies, 'first_reply');
  if (sizeOf(histogram) < ENOUGH) return null;
  return { typical: percentile(histogram, 50) ?? 0, most: percentile(histogram, 90) ?? 0 };
}
