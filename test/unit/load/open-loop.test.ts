import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { arrivals } from '../../load/arrivals.ts';
import { openLoop } from '../../load/open-loop.ts';
import { type Mix, readLoadOptions } from '../../load/options.ts';

const MIX: Mix = { mail: 2, create: 1, read: 5, update: 2 };

test('the same seed plans the same traffic, at the rate and in the mix that were asked for', () => {
  const phases = [{ name: 'steady', rate: 100, seconds: 100 }];
  const planned = arrivals(phases, MIX, 7);
  expect(arrivals(phases, MIX, 7)).toEqual(planned);
  expect(planned.length).toBeGreaterThan(9_500);
  expect(planned.length).toBeLessThan(10_500);
  expect(planned.filter(({ operation }) => operation === 'read').length / planned.length).toBeCloseTo(0.5, 1);
  expect(planned.every(({ at }, index) => at >= (planned[index - 1]?.at ?? 0))).toBe(true);
});

test('whoever is not answered holds up nobody, and waits from the planned time on', async () => {
  const phase = { name: 'steady', rate: 1, seconds: 1 };
  const planned = [0, 20, 40].map((at, number) => ({ number, at, operation: 'read' as const, phase, dice: 0 }));
  const began: number[] = [];
  const waits: number[] = [];
  const start = performance.now();
  await openLoop(planned, async ({ number }, plan) => {
    began.push(performance.now() - start);
    await sleep(number === 0 ? 200 : 0);
    waits.push(performance.now() - plan);
  });
  expect(began[2]).toBeLessThan(150);
  expect(Math.max(...waits)).toBeGreaterThan(190);
});

test('a crash is a minute of calm, two minutes of fifty times that, and a minute of calm', () => {
  const { phases, crash } = readLoadOptions(['--scenario', 'crash', '--base', '2']);
  expect(crash).toBe(true);
  expect(phases.filter(({ warmUp }) => !warmUp)).toEqual([
    { name: 'calm', rate: 2, seconds: 60 },
    { name: 'crash', rate: 100, seconds: 120 },
    { name: 'calm again', rate: 2, seconds: 60 },
  ]);
});

test('an argument that is not known says how it is used', () => {
  expect(() => readLoadOptions(['--speed', '3'])).toThrow('npm run load');
  expect(() => readLoadOptions(['--mix', 'chat=3'])).toThrow('There is no operation "chat"');
  expect(() => readLoadOptions(['--rate', 'fast'])).toThrow('"fast" is not a number above 0');
});
