import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { encodeCursor } from '../../../shared/kernel/cursor.ts';
import { idOrder, PAGE_QUERY, pageEnvelope, pageOf, pagingOf } from '../../../shared/platform/http/paging.ts';

const Query = z.object(PAGE_QUERY);
const records = (count: number) => Array.from({ length: count }, (_, at) => ({ id: at + 1 }));
const ids = (items: readonly { id: number }[]) => items.map(({ id }) => id);

/** One page, asked for as a client asks. */
async function ask(url: string, all: readonly { id: number }[], descending = false) {
  const { pathname, searchParams } = new URL(url, 'https://api.test');
  const paging = pagingOf(z.parse(Query, Object.fromEntries(searchParams)));
  const page = await pageOf(paging, { descending }, all);
  const asked = { baseUrl: 'https://api.test/api/v2', path: pathname, rawQuery: searchParams };
  return { items: page.items, ...pageEnvelope(asked, paging, page, all.length) };
}

describe('pages', () => {
  test('are offset pages unless cursors are asked for, a hundred records long', async () => {
    const page = await ask('/api/v2/users?role=agent', records(250));
    expect(page).toMatchObject({
      count: 250,
      next_page: 'https://api.test/api/v2/users?role=agent&page=2',
      previous_page: null,
    });
    expect(page.items).toHaveLength(100);
    expect(page).not.toHaveProperty('meta');
    const last = await ask('/api/v2/users?page=3', records(250));
    expect(last).toMatchObject({ next_page: null, previous_page: 'https://api.test/api/v2/users?page=2' });
    expect(last.items).toHaveLength(50);
  });

  test.each([false, true])('by cursor show every record once, there and back (descending: %s)', async (descending) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 7 }), async (count, size) => {
        const all = records(count);
        const there: number[] = [];
        let url: string | null | undefined = `/api/v2/users?page[size]=${size}`;
        let last: string | null | undefined;
        while (url) {
          const page = await ask(url, all, descending);
          there.push(...ids(page.items));
          expect(page.meta?.has_more).toBe(page.links?.next !== null);
          [last, url] = [page.links?.prev, page.links?.next];
        }
        const expected = ids(descending ? [...all].reverse() : all);
        expect(there).toEqual(expected);
        const back: number[] = [];
        while (last) {
          const page = await ask(last, all, descending);
          back.unshift(...ids(page.items));
          last = page.links?.prev;
        }
        expect(back).toEqual(expected.slice(0, back.length));
        expect(back).toHaveLength(count === 0 ? 0 : Math.floor((count - 1) / size) * size);
      }),
    );
  });

  test('keep the other parameters in their links', async () => {
    const page = await ask(`/api/v2/users?page[size]=1&role[]=agent&page[after]=${encodeCursor(1)}`, records(3));
    const next = new URL(page.links?.next ?? '');
    expect(next.searchParams.get('role[]')).toBe('agent');
    expect(next.searchParams.getAll('page[after]')).toEqual([encodeCursor(2)]);
    expect(ids(page.items)).toEqual([2]);
  });

  test.each(['page=0', 'per_page=0', 'per_page=101', 'page[size]=101', 'page[size]=x', 'page=1.5'])(
    '%s is refused',
    (query) => {
      expect(z.safeParse(Query, Object.fromEntries(new URLSearchParams(query))).success).toBe(false);
    },
  );

  test('end at ten thousand records, and cursors that are not ours are refused', () => {
    expect(pagingOf({ page: 100, per_page: 100 })).toMatchObject({ page: 100 });
    expect(() => pagingOf({ page: 101, per_page: 100 })).toThrow(expect.objectContaining({ code: 'page_too_deep' }));
    expect(() => pagingOf({ 'page[after]': 'nonsense' })).toThrow(expect.objectContaining({ code: 'cursor_invalid' }));
    const both = { 'page[after]': encodeCursor(1), 'page[before]': encodeCursor(2) };
    expect(() => pagingOf(both)).toThrow(expect.objectContaining({ kind: 'invalid' }));
  });

  test('can be in order of creation, either way, in both styles of the wire, and in no other order', () => {
    expect(idOrder({ sort: '-id' })).toEqual({ descending: true });
    expect(idOrder({ sort_by: 'created_at', sort_order: 'desc' })).toEqual({ descending: true });
    expect(idOrder({ sort_by: 'created_at' })).toEqual({ descending: false });
    expect(idOrder({}, { descending: true })).toEqual({ descending: true });
    expect(() => idOrder({ sort: 'name' })).toThrow(expect.objectContaining({ code: 'sort_unsupported' }));
  });
});
