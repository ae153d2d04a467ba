import { type Instant, MINUTE } from '../../kernel/clock.ts';
import { DomainError } from '../../kernel/errors.ts';

/** More callers than this in a minute, and those not seen for longest are forgotten: memory stays bounded. */
const MAX_CALLERS = 10_000;

/**
 * Counts one caller's requests in the current minute, in this function instance. Instances do not share the count, so a
 * caller that is spread over n of them may get up to n times the limit: it protects from a runaway script; the gateway's
 * throttle protects the stack.
 */
export class RateLimit {
  readonly #perMinute: number;
  #minute = 0;
  #used = new Map<string, number>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** The rate-limit headers of this request. Throws `rate_limited` with `retry_after` (seconds) once the limit is passed. */
  take(caller: string, now: Instant): Record<string, string> {
    const minute = Math.floor(now / MINUTE);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#used = new Map();
    }
    const used = (this.#used.get(caller) ?? 0) + 1;
    this.#used.delete(caller);
    this.#used.set(caller, used);
    if (this.#used.size > MAX_CALLERS) this.#forgetOldest();
    const reset = Math.max(1, Math.ceil(((minute + 1) * MINUTE - now) / 1000));
    if (used > this.#perMinute)
      throw new DomainError('rate_limited', 'rate_limited', { params: { retry_after: reset } });
    const limit = String(this.#perMinute);
    const left = String(this.#perMinute - used);
    return {
      'x-rate-limit': limit,
      'x-rate-limit-remaining': left,
      'ratelimit-limit': limit,
      'ratelimit-remaining': left,
      'ratelimit-reset': String(reset),
    };
  }

  #forgetOldest(): void {
    for (const oldest of this.#used.keys()) {
      this.#used.delete(oldest);
      return;
    }
  }
}
