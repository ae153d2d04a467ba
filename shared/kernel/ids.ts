import type { Instant } from './clock.ts';

/** Hands out a new id each call; unique enough that collisions show up as failed conditions, not as lost data. */
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

/** Sort-key text of an id: 16 digits, so that text order is number order up to 2^53. */
export function sortableId(id: number): string {
  return String(id).padStart(16, '0');
}
