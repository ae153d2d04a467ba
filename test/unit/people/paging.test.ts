import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOrder, type Paging, pageEnvelope, pageOf, pagingOf } from '../../../shared/platform/http/paging.ts';

const asked = (query = '') => ({
  baseUrl: 'https://support.moorline.test/api/v2',
  path: '/api/v2/things',
  rawQuery: new URLSearchParams(query),
});
const next = (link: string | null | undefined): Paging | undefined => {
  if (!link) return undefined;
  const query = Object.fromEntries(new URL(link).searchParams);
  const size = query['page[size]'] === undefined ? {} : { 'page[size]': Number(query['page[size]']) };
  const page = query['page'] === undefined ? {} : { page: Number(query['page']), per_page: Number(query['per_page']) };
  const { 'page[after]': after, 'page[before]': before } = query;
  return pagingOf({
    ...size,
    ...page,
    ...(after ? { 'page[after]': after } : {}),
    ...(before ? { 'page[before]': before } : {}),
  });
};

const lists = fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { maxLength: 60 });
const sizes = fc.integer({ min: 1, max: 20 });

describe('cursor pages', () => {
  it('walked to the end and back show everything once each way, in order', async () => {
    await fc.assert(
      fc.asyncProperty(lists, sizes, fc.boolean(), async (ids, size, descending) => {
        const all = ids.map((id) => ({ id }));
        const sorted = [...ids].sort((a, b) => (descending ? b - a : a - b));
        const forward: number[][] = [];
        let paging: Paging | undefined = { style: 'cursor', size };
        let last: ReturnType<typeof pageEnvelope> | undefined;
        while (paging) {
          const page = await pageOf(paging, { descending }, all);
          forward.push(page.items.map(({ id }) => id));
          last = pageEnvelope(asked(`page[size]=${size}`), paging, page, 0);
          expect(last.links?.next === null).toBe(!last.meta?.has_more);
          paging = next(last.links?.next);
        }
        expect(forward.flat()).toEqual(sorted);
        const back: number[][] = [forward.at(-1) ?? []];
        paging = next(last?.links?.prev);
        while (paging) {
          const page = await pageOf(paging, { descending }, all);
          back.unshift(page.items.map(({ id }) => id));
          paging = next(pageEnvelope(asked(`page[size]=${size}`), paging, page, 0).links?.prev);
        }
        expect(back.flat()).toEqual(sorted);
      }),
    );
  });
});

describe('offset pages', () => {
  it('walked to the end show everything once, with the right count', async () => {
    await fc.assert(
      fc.asyncProperty(lists, sizes, async (ids, size) => {
        const all = ids.map((id) => ({ id }));
        const seen: number[] = [];
        let paging: Paging | undefined = pagingOf({ per_page: size });
        while (paging) {
          const page = await pageOf(paging, { descending: false }, all);
          seen.push(...page.items.map(({ id }) => id));
          const envelope = pageEnvelope(asked(`per_page=${size}`), paging, page, all.length);
          expect(envelope.count).toBe(all.length);
          paging = next(envelope.next_page);
        }
        expect(seen).toEqual([...ids].sort((a, b) => a - b));
      }),
    );
  });

  it('correct a count that lags behind what they show', async () => {
    const all = [1, 2, 3].map((id) => ({ id }));
    const paging = pagingOf({ per_page: 2 });
    const page = await pageOf(paging, { descending: false }, all);
    expect(pageEnvelope(asked(), paging, page, 0).count).toBe(3);
  });

  it('end at ten thousand records', () => {
    expect(pagingOf({ page: 100, per_page: 100 })).toMatchObject({ page: 100 });
    expect(() => pagingOf({ page: 101, per_page: 100 })).toThrow('page_too_deep');
  });
});

describe('the order of a list', () => {
  it('is read in both styles', () => {
    expect(idOrder({})).toEqual({ descending: false });
    expect(idOrder({}, { descending: true })).toEqual({ descending: true });
    expect(idOrder({ sort: '-created_at' })).toEqual({ descending: true });
    expect(idOrder({ sort_by: 'id', sort_order: 'desc' })).toEqual({ descending: true });
    expect(idOrder({ sort_by: 'created_at' })).toEqual({ descending: false });
    expect(() => idOrder({ sort: 'name' })).toThrow('sort_unsupported');
  });
});
