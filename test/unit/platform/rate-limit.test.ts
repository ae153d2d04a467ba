import { describe, expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../../shared/kernel/clock.ts';
import { RateLimit } from '../../../shared/platform/http/rate-limit.ts';

describe('the rate limit', () => {
  const start = 1_000 * MINUTE;

  test('says what is left and when it begins anew', () => {
    const limit = new RateLimit(3);
    expect(limit.take('a', start + 20 * SECOND)).toMatchObject({
      'x-rate-limit': '3',
      'x-rate-limit-remaining': '2',
      'ratelimit-reset': '40',
    });
    expect(limit.take('a', start + 59_999)).toMatchObject({ 'x-rate-limit-remaining': '1', 'ratelimit-reset': '1' });
  });

  test('refuses what is beyond it, and says when to come again', () => {
    const limit = new RateLimit(1);
    limit.take('a', start);
    expect(() => limit.take('a', start + 45 * SECOND)).toThrow(
      expect.objectContaining({ kind: 'rate_limited', params: { retry_after: 15 } }),
    );
  });

  test('is each caller’s own and begins anew each minute', () => {
    const limit = new RateLimit(1);
    limit.take('a', start);
    expect(limit.take('b', start)['x-rate-limit-remaining']).toBe('0');
    expect(limit.take('a', start + MINUTE)['x-rate-limit-remaining']).toBe('0');
  });

  test('forgets who was quiet for longest when there are too many, and nobody who keeps calling', () => {
    const limit = new RateLimit(100_000);
    limit.take('quiet', start);
    for (let caller = 0; caller < 20_000; caller++) {
      limit.take(`caller ${caller}`, start);
      if (caller % 1_000 === 0) limit.take('busy', start);
    }
    expect(limit.take('quiet', start)['x-rate-limit-remaining']).toBe('99999');
    expect(limit.take('busy', start)['x-rate-limit-remaining']).toBe('99979');
  });
});
