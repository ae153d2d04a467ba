import type { Instant } from '../kernel/clock.ts';

/** What is known about a credential: kept by the hash of the credential, for as long as it may be believed. */
interface Known<T> {
  readonly answer: Promise<T>;
  until: Instant;
}

/** Remembers the outcome of a look-up per credential. */
export interface SignInCache<T> {
  /** The remembered outcome, or that of `find`; two callers at the same time share one look-up. */
  get(credential: string, now: Instant, find: () => Promise<T>): Promise<T>;
}

/**
 * A cache with a bound on its size: the oldest entries go first, so that an endless stream of wrong credentials neither
 * grows the memory nor costs a read each. `keptFor` tells how many milliseconds an outcome holds from `now`; a failure is
 * not kept.
 */
export function signInCache<T>(keptFor: (outcome: T, now: Instant) => number, maxEntries = 10_000): SignInCache<T> {
  const known = new Map<string, Known<T>>();
  return {
    get(credential, now, find) {
      const before = known.get(credential);
      if (before && before.until > now) return before.answer;
      known.delete(credential);
      const entry: Known<T> = { answer: find(), until: Number.POSITIVE_INFINITY };
      known.set(credential, entry);
      const [oldest] = known.keys();
      if (known.size > maxEntries && oldest !== undefined) known.delete(oldest);
      entry.answer.then(
        (outcome) => {
          entry.until = now + keptFor(outcome, now);
        },
        () => {
          if (known.get(credential) === entry) known.delete(credential);
        },
      );
      return entry.answer;
    },
  };
}
