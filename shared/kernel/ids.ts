import type { Instant } from './clock.ts';

/**
 * Hands out a new id each call, never the same twice from one source. Two sources can hand out the same one, so whoever
 * makes a record under a new id writes it on the condition that there is none.
 */
export type NewId = () => number;

/** 2024-01-01T00:00:00Z: ids count milliseconds from here, so that 41 bits last until 2093. */
const EPOCH = 1_704_067_200_000;
const RANDOM_BITS = 12;

/**
 * An id of 53 bits, safe as a JSON number: 41 bits of milliseconds since 2024 and 12 random bits.
 * Ids rise with time. `random` is 0 <= x < 1. Throws RangeError outside 2024 to 2093.
 */
export function makeId(now: Instant, random: number): number {
  const elapsed = now - EPOCH;
  if (elapsed < 0 || elapsed >= 2 ** 41) throw new RangeError(`No id can be made for the instant ${now}`);
  return elapsed * 2 ** RANDOM_BITS + Math.floor(random * 2 ** RANDOM_BITS);
}

/**
 * A source of ids, one for an instance. The first id of a millisecond is drawn, the next ones count on from it, so that
 * many made at once differ for certain.
 */
export function idSource(clock: () => Instant, random: () => number): NewId {
  let last = 0;
  return () => {
    const drawn = makeId(clock(), random());
    const sameMillisecond = Math.floor(drawn / 2 ** RANDOM_BITS) <= Math.floor(last / 2 ** RANDOM_BITS);
    last = sameMillisecond ? last + 1 : drawn;
    return last;
  };
}

/** Sort-key text of an id: 16 digits, so that text order is number order up to 2^53. */
export function sortableId(id: number): string {
  return String(id).padStart(16, '0');
}
