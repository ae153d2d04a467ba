import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { DAY, toIso, toIsoOrNull, wholeSecond } from '../../../shared/kernel/clock.ts';
import { decodeCursor, encodeCursor } from '../../../shared/kernel/cursor.ts';
import { idSource, makeId, sortableId } from '../../../shared/kernel/ids.ts';
import { callerOf, isStaff } from '../../../shared/kernel/principal.ts';
import { agentPrincipal, customerPrincipal } from '../../support/a-principal.ts';

const FIRST = Date.UTC(2024, 0, 1);
const LAST = FIRST + 2 ** 41 - 1;
const instant = fc.integer({ min: FIRST, max: LAST });
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('ids', () => {
  test('are safe as JSON numbers, whenever and however they are drawn', () => {
    fc.assert(
      fc.property(instant, chance, (now, random) => {
        const id = makeId(now, random);
        expect(Number.isSafeInteger(id)).toBe(true);
        expect(id).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('rise with time, and as text in the same order', () => {
    fc.assert(
      fc.property(instant, chance, instant, chance, (a, chanceA, b, chanceB) => {
        fc.pre(a !== b);
        const [one, other] = [makeId(a, chanceA), makeId(b, chanceB)];
        expect(one < other).toBe(a < b);
        expect(sortableId(one) < sortableId(other)).toBe(a < b);
      }),
    );
  });

  test('cannot be made outside of the years they last', () => {
    expect(() => makeId(FIRST - 1, 0)).toThrow(RangeError);
    expect(() => makeId(LAST + 1, 0)).toThrow(RangeError);
  });
});

describe('instants', () => {
  test('are written in UTC with whole seconds', () => {
    expect(toIso(Date.UTC(2026, 10, 22, 3, 4, 5, 999))).toBe('2026-11-22T03:04:05Z');
    expect(toIsoOrNull(null)).toBeNull();
    expect(toIsoOrNull(0)).toBe('1970-01-01T00:00:00Z');
    expect(wholeSecond(DAY + 999)).toBe(DAY);
  });
});

describe('a cursor', () => {
  const Position = z.object({ id: z.int(), shard: z.optional(z.string()) });

  test('gives back the position it was made of', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.string({ unit: 'binary' }), (id, shard) => {
        fc.pre(shard.isWellFormed());
        const cursor = encodeCursor({ id, shard });
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(decodeCursor(cursor, Position)).toEqual({ id, shard });
      }),
    );
  });

  test.each([
    '',
    'x',
    '!!',
    encodeCursor({ id: 'one' }),
    encodeCursor(null),
    encodeCursor([1]),
    `${encodeCursor({ id: 1 })}x`,
  ])('that is not ours is refused: %j', (cursor) => {
    expect(() => decodeCursor(cursor, Position)).toThrow(
      expect.objectContaining({ kind: 'malformed', code: 'cursor_invalid' }),
    );
  });
});

describe('a principal', () => {
  test('calls under its role, or under none', () => {
    expect(callerOf({ kind: 'anonymous' })).toBe('anonymous');
    expect(callerOf(customerPrincipal())).toBe('end-user');
    expect([agentPrincipal(), agentPrincipal({ role: 'admin' }), customerPrincipal()].map(isStaff)).toEqual([
      true,
      true,
      false,
    ]);
    expect(isStaff({ kind: 'anonymous' })).toBe(false);
  });
});

test('one source never gives an id twice, however many are asked for at once', () => {
  let now = Date.UTC(2026, 10, 22);
  const newId = idSource(
    () => now,
    () => 0.9999,
  );
  const ids = Array.from({ length: 10_000 }, () => newId());
  now += 1;
  ids.push(newId());
  now += 1_000;
  ids.push(newId());
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort((a, b) => a - b)).toEqual(ids);
});
