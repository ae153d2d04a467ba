import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { onFirstUse } from '../../../shared/kernel/on-first-use.ts';

describe('what is built on first use', () => {
  test('is not built before, and once', () => {
    let built = 0;
    const Person = onFirstUse(() => {
      built++;
      return z.object({ name: z.string() });
    });
    const List = z.object({ people: z.array(z.optional(Person)) });
    expect(built).toBe(0);
    z.parse(List, { people: [{ name: 'A' }] });
    z.parse(List, { people: [{ name: 'B' }] });
    expect(built).toBe(1);
  });

  test('is taken for the schema it stands for', () => {
    const Person = onFirstUse(() => z.object({ name: z.string() }));
    expect(Person).toBeInstanceOf(z.ZodMiniObject);
    expect(z.parse(z.extend(Person, { age: z.int() }), { name: 'A', age: 1 })).toEqual({ name: 'A', age: 1 });
    expect(z.parse(z.array(Person).check(z.maxLength(1)), [{ name: 'A', more: 1 }])).toEqual([{ name: 'A' }]);
    expect(z.safeParse(Person, {}).error?.issues).toMatchObject([{ path: ['name'] }]);
    expect(z.toJSONSchema(Person)).toEqual(z.toJSONSchema(z.object({ name: z.string() })));
  });

  test('can be spread into another schema', () => {
    const fields = onFirstUse(() => ({ a: z.int(), b: z.optional(z.string()) }));
    expect(z.parse(z.object({ ...fields }), { a: 1, b: 'x' })).toEqual({ a: 1, b: 'x' });
    expect('a' in fields).toBe(true);
    expect(Object.keys(fields)).toEqual(['a', 'b']);
  });
});
