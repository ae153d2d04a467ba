import type { Instant } from '../../shared/kernel/clock.ts';
import { makeId, type NewId } from '../../shared/kernel/ids.ts';

/** A clock that stands still until it is told to move, and ids that follow it. */
export interface TestClock {
  readonly now: () => Instant;
  readonly newId: NewId;
  advance(ms: number): Instant;
}

export function aClock(start: Instant = Date.UTC(2026, 10, 22, 3, 0, 0)): TestClock {
  let at = start;
  let drawn = 0;
  return {
    now: () => at,
    newId: () => makeId(at, (drawn++ % 4096) / 4096),
    advance: (ms) => {
      at += ms;
      return at;
    },
  };
}
