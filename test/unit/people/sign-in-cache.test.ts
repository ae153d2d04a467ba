import { describe, expect, it } from 'vitest';
import { signInCache } from '../../../shared/people/sign-in-cache.ts';

const counting = (answer: () => Promise<string>) => {
  const seen = { calls: 0 };
  const find = () => {
    seen.calls += 1;
    return answer();
  };
  return { seen, find };
};

describe('what is remembered of a sign-in', () => {
  it('holds as long as it may be believed, and not a moment longer', async () => {
    const cache = signInCache<string>(() => 100);
    const { seen, find } = counting(async () => 'ann');
    for (const now of [0, 50, 99]) expect(await cache.get('k', now, find)).toBe('ann');
    expect(seen.calls).toBe(1);
    await cache.get('k', 100, find);
    expect(seen.calls).toBe(2);
  });

  it('is looked up once for callers that come together', async () => {
    const cache = signInCache<string>(() => 100);
    const { seen, find } = counting(async () => 'ann');
    await Promise.all([1, 2, 3].map(() => cache.get('k', 0, find)));
    expect(seen.calls).toBe(1);
  });

  it('is nothing after a failure', async () => {
    const cache = signInCache<string>(() => 100);
    const { seen, find } = counting(() => Promise.reject(new Error('down')));
    await expect(cache.get('k', 0, find)).rejects.toThrow('down');
    await expect(cache.get('k', 1, find)).rejects.toThrow('down');
    expect(seen.calls).toBe(2);
  });

  it('never grows beyond its bound; the oldest goes first', async () => {
    const cache = signInCache<string>(() => 100, 3);
    const { seen, find } = counting(async () => 'x');
    for (const key of ['a', 'b', 'c', 'd']) await cache.get(key, 0, find);
    expect(seen.calls).toBe(4);
    await cache.get('d', 1, find);
    await cache.get('b', 1, find);
    expect(seen.calls).toBe(4);
    await cache.get('a', 1, find);
    expect(seen.calls).toBe(5);
  });
});
