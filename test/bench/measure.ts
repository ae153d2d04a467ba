/** One line of the results: what was measured, what it must reach, what was seen. */
export interface Row {
  readonly what: string;
  readonly target: string;
  readonly seen: string;
  /** Seen divided by the target (or the other way round where more is better): 1 or less is within it. */
  readonly ratio: number | undefined;
}

/** A measurement: a name to select it by, and the rows it gives. */
export interface Measurement {
  readonly name: string;
  run(progress: (text: string) => void): Promise<Row[]>;
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The nearest-rank percentile; NaN without values. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** Runs `work` until `total` are done, `concurrency` at a time; the milliseconds of each. */
export async function timed(
  total: number,
  concurrency: number,
  work: (index: number) => Promise<void>,
): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let index = next++; index < total; index = next++) {
        const from = performance.now();
        await work(index);
        times.push(performance.now() - from);
      }
    }),
  );
  return times;
}

export const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
