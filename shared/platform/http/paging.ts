import * as z from 'zod/mini';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.ts';
import { DomainError, invalid } from '../../kernel/errors.ts';
import { onFirstUse } from '../../kernel/on-first-use.ts';
import type { Request } from './contract.ts';

/** Records on a page when the client does not say how many, and the most it can ask for. */
const MAX_PAGE = 100;
/** How many records offset paging walks over at most; beyond that there are cursors. */
export const MAX_OFFSET = 10_000;

const pageSize = onFirstUse(() => z.coerce.number().check(z.int(), z.minimum(1), z.maximum(MAX_PAGE)));
const pageNumber = onFirstUse(() => z.coerce.number().check(z.int(), z.minimum(1)));

/** Query parameters of a list that can be paged both ways: `z.object({ ...PAGE_QUERY, role: ... })`. */
export const PAGE_QUERY = onFirstUse(() => ({
  'page[size]': z.optional(pageSize),
  'page[after]': z.optional(z.string()),
  'page[before]': z.optional(z.string()),
  page: z.optional(pageNumber),
  per_page: z.optional(pageSize),
}));
const PageQuery = onFirstUse(() => z.object(PAGE_QUERY));

/** Query parameters that choose a list's order, in both styles of the wire. */
export const SORT_QUERY = onFirstUse(() => ({
  sort: z.optional(z.string()),
  sort_by: z.optional(z.string()),
  sort_order: z.optional(z.enum(['asc', 'desc'])),
}));
const SortQuery = onFirstUse(() => z.object(SORT_QUERY));

/** What a paged answer has beside its records, whichever style was asked for: `z.object({ users: ..., ...PAGE_ENVELOPE })`. */
export const PAGE_ENVELOPE = onFirstUse(() => ({
  meta: z.optional(
    z.object({ has_more: z.boolean(), after_cursor: z.nullable(z.string()), before_cursor: z.nullable(z.string()) }),
  ),
  links: z.optional(z.object({ prev: z.nullable(z.string()), next: z.nullable(z.string()) })),
  count: z.optional(z.int()),
  next_page: z.optional(z.nullable(z.string())),
  previous_page: z.optional(z.nullable(z.string())),
}));
const Envelope = onFirstUse(() => z.object(PAGE_ENVELOPE));
export type PageEnvelope = z.output<typeof Envelope>;

/** The page a client asks for. `after` and `before` are ids: where the neighbouring page ended. */
export type Paging =
  | { readonly style: 'cursor'; readonly size: number; readonly after?: number; readonly before?: number }
  | { readonly style: 'offset'; readonly size: number; readonly page: number };

/** A stretch of a list in order of id. `beyond`: only ids past this one, in the direction of the list. */
export interface IdRange {
  readonly descending: boolean;
  readonly beyond?: number;
  readonly limit: number;
}

/** One page of a list. `hasMore` and `hasEarlier` tell whether something follows and goes before. */
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly hasMore: boolean;
  readonly hasEarlier: boolean;
  readonly firstId: number | null;
  readonly lastId: number | null;
}

/**
 * Reads which page is asked for: any `page[...]` means cursors, everything else offsets. Throws `page_too_deep` beyond
 * `MAX_OFFSET` records and `cursor_invalid` for a cursor that is not ours.
 */
export function pagingOf(query: z.output<typeof PageQuery>): Paging {
  const { 'page[size]': size, 'page[after]': after, 'page[before]': before, page = 1, per_page = MAX_PAGE } = query;
  if (size === undefined && after === undefined && before === undefined) {
    if ((page - 1) * per_page >= MAX_OFFSET)
      throw new DomainError('malformed', 'page_too_deep', { params: { limit: MAX_OFFSET } });
    return { style: 'offset', size: per_page, page };
  }
  if (after !== undefined && before !== undefined) throw invalid('page[before]', 'field_invalid');
  return {
    style: 'cursor',
    size: size ?? MAX_PAGE,
    ...(after === undefined ? {} : { after: decodeCursor(after, z.int()) }),
    ...(before === undefined ? {} : { before: decodeCursor(before, z.int()) }),
  };
}

/**
 * The direction of a list that is kept in order of id, which is also the order of creation. Both styles are read:
 * `sort=-id` and `sort_by=created_at&sort_order=desc`. Throws `sort_unsupported` for any other order.
 */
export function idOrder(
  query: z.output<typeof SortQuery>,
  fallback: { descending: boolean } = { descending: false },
): { descending: boolean } {
  const field = query.sort === undefined ? 'sort_by' : 'sort';
  const asked = query.sort ?? query.sort_by;
  if (asked === undefined)
    return query.sort_order === undefined ? fallback : { descending: query.sort_order === 'desc' };
  const name = asked.replace(/^-/, '');
  if (name !== 'id' && name !== 'created_at')
    throw invalid(field, 'sort_unsupported', { value: asked.slice(0, 50), allowed: 'id, created_at' });
  return { descending: query.sort === undefined ? query.sort_order === 'desc' : asked.startsWith('-') };
}

/**
 * Reads one page of a list in order of id: `listIds` gives ids of a stretch, `load` the records of the ids that are
 * shown. A record that is gone by then is left out; the page ends where its ids ended.
 */
export async function readPage<T>(
  paging: Paging,
  order: { readonly descending: boolean },
  listIds: (range: IdRange) => Promise<readonly number[]>,
  load: (ids: readonly number[]) => Promise<readonly T[]>,
): Promise<ListPage<T>> {
  const { ids, hasMore, hasEarlier } = await pageIds(paging, order.descending, listIds);
  const items = ids.length > 0 ? await load(ids) : [];
  return { items, hasMore, hasEarlier, firstId: ids[0] ?? null, lastId: ids.at(-1) ?? null };
}

async function pageIds(paging: Paging, descending: boolean, listIds: (range: IdRange) => Promise<readonly number[]>) {
  const { size } = paging;
  if (paging.style === 'offset') {
    const start = (paging.page - 1) * size;
    const ids = await listIds({ descending, limit: start + size + 1 });
    return { ids: ids.slice(start, start + size), hasMore: ids.length > start + size, hasEarlier: start > 0 };
  }
  if (paging.before !== undefined) {
    const ids = await listIds({ descending: !descending, beyond: paging.before, limit: size + 1 });
    return { ids: ids.slice(0, size).reverse(), hasMore: true, hasEarlier: ids.length > size };
  }
  const beyond = paging.after === undefined ? {} : { beyond: paging.after };
  const ids = await listIds({ descending, ...beyond, limit: size + 1 });
  return { ids: ids.slice(0, size), hasMore: ids.length > size, hasEarlier: paging.after !== undefined };
}

/** One page of records that are all at hand anyway, in order of id. */
export function pageOf<T extends { readonly id: number }>(
  paging: Paging,
  order: { readonly descending: boolean },
  all: readonly T[],
): Promise<ListPage<T>> {
  const byId = new Map(all.map((record) => [record.id, record]));
  const load = async (ids: readonly number[]) => ids.flatMap((id) => byId.get(id) ?? []);
  return readPage(paging, order, async (range) => idsWithin([...byId.keys()], range), load);
}

/** One page of records whose ids are at hand, in order of id; only those that are shown are loaded. */
export function pageOfIds<T>(
  paging: Paging,
  ids: readonly number[],
  load: (ids: readonly number[]) => Promise<readonly T[]>,
): Promise<ListPage<T>> {
  return readPage(paging, { descending: false }, async (range) => idsWithin(ids, range), load);
}

function idsWithin(ids: readonly number[], { descending, beyond, limit }: IdRange): number[] {
  const sign = descending ? -1 : 1;
  return ids
    .filter((id) => beyond === undefined || sign * (id - beyond) > 0)
    .sort((a, b) => sign * (a - b))
    .slice(0, limit);
}

/** What a list's links are made from. */
type Asked = Pick<Request, 'baseUrl' | 'path' | 'rawQuery'>;

/**
 * The paging keys of an answer, in the style the client asked for. `count` is how many records the whole list has; a
 * counter that lags behind is corrected by what the page shows.
 */
export function pageEnvelope(request: Asked, paging: Paging, page: ListPage<unknown>, count: number): PageEnvelope {
  if (paging.style === 'offset') {
    const start = (paging.page - 1) * paging.size;
    const seen = page.lastId === null ? 0 : start + page.items.length + (page.hasMore ? 1 : 0);
    return {
      count: Math.max(count, seen),
      next_page: page.hasMore ? link(request, { page: String(paging.page + 1) }) : null,
      previous_page: paging.page > 1 ? link(request, { page: String(paging.page - 1) }) : null,
    };
  }
  const after = page.lastId === null ? null : encodeCursor(page.lastId);
  const before = page.firstId === null ? null : encodeCursor(page.firstId);
  // Going backwards, what is left is what goes before.
  const has_more = paging.before === undefined ? page.hasMore : page.hasEarlier;
  return {
    meta: { has_more, after_cursor: after, before_cursor: before },
    links: {
      prev: page.hasEarlier && before !== null ? link(request, { 'page[before]': before }) : null,
      next: page.hasMore && after !== null ? link(request, { 'page[after]': after }) : null,
    },
  };
}

/** The same list at another page: scheme and host as clients use them, the client's path and its other parameters. */
function link(request: Asked, changes: Record<string, string>): string {
  const query = new URLSearchParams(request.rawQuery);
  for (const name of ['page', 'page[after]', 'page[before]']) query.delete(name);
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  return `${new URL(request.baseUrl).origin}${encodeURI(request.path)}?${query}`;
}
