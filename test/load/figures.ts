import { build, type Histogram } from 'hdr-histogram-js';
import type { NotAccepted } from './transport.ts';

/** What became of one operation in one phase. */
export interface Figures {
  planned: number;
  done: number;
  /** From the planned time to being accepted, in tenths of a millisecond. */
  readonly waits: Histogram;
  readonly errors: Map<string, number>;
  /** Attempts that were answered with "come again", and did. */
  toldToRetry: number;
}

/** A histogram of tenths of a millisecond, up to an hour. */
export function waitsHistogram(): Histogram {
  return build({ lowestDiscernibleValue: 1, highestTrackableValue: 36_000_000, numberOfSignificantValueDigits: 3 });
}

export function record(histogram: Histogram, ms: number): void {
  histogram.recordValue(Math.max(1, Math.round(ms * 10)));
}

/** Milliseconds at a percentile; NaN where nothing was recorded. */
export function at(histogram: Histogram, percentile: number): number {
  return histogram.totalCount === 0 ? Number.NaN : histogram.getValueAtPercentile(percentile) / 10;
}

/** Figures by phase and operation, made as they are asked for. */
export function scoreboard() {
  const all = new Map<string, { phase: string; operation: string; figures: Figures }>();
  return {
    of(phase: string, operation: string): Figures {
      const name = `${phase}\n${operation}`;
      const known = all.get(name);
      if (known) return known.figures;
      const figures: Figures = { planned: 0, done: 0, waits: waitsHistogram(), errors: new Map(), toldToRetry: 0 };
      all.set(name, { phase, operation, figures });
      return figures;
    },
    entries: () => [...all.values()],
  };
}
export type Scoreboard = ReturnType<typeof scoreboard>;

export function noteRefusal(figures: Figures, error: NotAccepted): void {
  if (error.retryAfter !== undefined) figures.toldToRetry += 1;
  const kind = error.retryAfter === undefined ? error.message : `${error.message}, told to retry`;
  figures.errors.set(kind, (figures.errors.get(kind) ?? 0) + 1);
}
