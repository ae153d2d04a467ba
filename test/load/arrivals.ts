import { type Mix, OPERATIONS, type Operation, type Phase } from './options.ts';

/** One thing that will be done, decided before anything starts. */
export interface Arrival {
  readonly number: number;
  /** Milliseconds from the start. */
  readonly at: number;
  readonly operation: Operation;
  readonly phase: Phase;
  /** Between 0 and 1, for what the operation leaves to chance. */
  readonly dice: number;
}

/**
 * The whole traffic of a run: who comes when does not depend on how fast anybody is served. Gaps are exponential, as
 * between people who know nothing of each other. The same seed gives the same traffic.
 */
export function arrivals(phases: readonly Phase[], mix: Mix, seed: number): Arrival[] {
  const next = mulberry32(seed);
  const planned: Arrival[] = [];
  let begins = 0;
  for (const phase of phases) {
    const ends = begins + phase.seconds * 1000;
    const gap = () => (-Math.log(1 - next()) / phase.rate) * 1000;
    for (let at = begins + gap(); at < ends; at += gap())
      planned.push({ number: planned.length, at, operation: chosen(mix, next()), phase, dice: next() });
    begins = ends;
  }
  return planned;
}

function chosen(mix: Mix, dice: number): Operation {
  const total = OPERATIONS.reduce((sum, operation) => sum + mix[operation], 0);
  let left = dice * total;
  for (const operation of OPERATIONS) {
    left -= mix[operation];
    if (left < 0) return operation;
  }
  return 'read';
}

/** A small generator of chance that can be repeated. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
