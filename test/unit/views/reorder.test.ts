import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Placed, stepsToOrder } from '../../../shared/views/reorder.ts';

const MOST = 4;
/** Views in the order that is wanted, with any places, shared ones too. */
const WANTED = fc
  .array(fc.nat(12), { minLength: 1, maxLength: 14 })
  .map((places) => places.map((position, at): Placed => ({ id: at + 1, position })));

function after(wanted: readonly Placed[], steps: readonly (readonly Placed[])[]): Placed[] {
  const moved = new Map(steps.flat().map(({ id, position }) => [id, position]));
  return wanted.map(({ id, position }) => ({ id, position: moved.get(id) ?? position }));
}

test('views come into the order that is wanted, in steps of few, each view once in a step', () => {
  fc.assert(
    fc.property(WANTED, (wanted) => {
      const steps = stepsToOrder(wanted, MOST);
      for (const step of steps) {
        expect(step.length).toBeLessThanOrEqual(MOST);
        expect(new Set(step.map(({ id }) => id)).size).toBe(step.length);
      }
      const places = after(wanted, steps).map(({ position }) => position);
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
      expect(stepsToOrder(after(wanted, steps), MOST)).toEqual([]);
    }),
  );
});

test('those whose places differ keep them among themselves', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(99), { minLength: 1, maxLength: 14 }), (places) => {
      const wanted = places.map((position, at) => ({ id: at + 1, position }));
      const got = after(wanted, stepsToOrder(wanted, MOST)).map(({ position }) => position);
      expect(got).toEqual([...places].sort((a, b) => a - b));
    }),
  );
});

test('whatever was done on the way, the rest leads to the same places', () => {
  fc.assert(
    fc.property(WANTED, fc.nat(), (wanted, some) => {
      const steps = stepsToOrder(wanted, MOST);
      const broken = after(wanted, steps.slice(0, some % (steps.length + 1)));
      expect(after(broken, stepsToOrder(broken, MOST))).toEqual(after(wanted, steps));
    }),
  );
});

test('one that is moved ahead of many takes them along in few steps', () => {
  const wanted = [100, ...Array.from({ length: 99 }, (_, at) => at + 1)].map((position) => ({
    id: position,
    position,
  }));
  expect(stepsToOrder(wanted, 12)).toHaveLength(9);
});
