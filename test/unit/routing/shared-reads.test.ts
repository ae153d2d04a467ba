import { expect, test } from 'vitest';
import { sharedReads } from '../../../shared/kernel/shared-reads.ts';

/** Reads that end when they are told to, and answer how many there had been. */
function slowReads() {
  const begun: { key: number; end: (error?: Error) => void }[] = [];
  const read = sharedReads((key: number) => {
    const number = begun.length + 1;
    return new Promise<number>((done, fail) => {
      begun.push({ key, end: (error) => (error ? fail(error) : done(number)) });
    });
  });
  return { begun, read };
}

test('those who ask during a reading share the next one, which began after they asked', async () => {
  const { begun, read } = slowReads();
  const first = read(7);
  const others = [read(7), read(7), read(7)];
  expect(begun).toHaveLength(1);
  begun[0]?.end();
  expect(await first).toBe(1);
  expect(begun).toHaveLength(2);
  const late = read(7);
  begun[1]?.end();
  expect(await Promise.all(others)).toEqual([2, 2, 2]);
  begun[2]?.end();
  expect(await late).toBe(3);
  expect(read(7)).not.toBe(late);
  expect(begun).toHaveLength(4);
});

test('different things are read side by side, and a failure is that of those who shared it', async () => {
  const { begun, read } = slowReads();
  const [one, other] = [read(7), read(8)];
  const after = read(7);
  expect(begun.map(({ key }) => key)).toEqual([7, 8]);
  begun[0]?.end(new Error('throttled'));
  await expect(one).rejects.toThrow('throttled');
  begun[1]?.end();
  expect(await other).toBe(2);
  begun[2]?.end();
  expect(await after).toBe(3);
});
