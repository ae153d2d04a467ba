import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { GroupWire } from '../people/group.view.ts';
import { UserWire } from '../people/user.view.ts';
import { CountResponse, Id, IdList, IdParams, text } from '../people/wire-fields.ts';
import { resource, route } from '../platform/http/contract.ts';
import { PAGE_ENVELOPE, PAGE_QUERY, SORT_QUERY } from '../platform/http/paging.ts';
import { SIDELOADED } from '../tickets/sideloaded.api.ts';
import { INCLUDE_QUERY } from '../tickets/ticket-sideloads.ts';
import { TicketWire } from '../tickets/ticket-wire.ts';
import { MAX_COLUMNS, MAX_CONDITIONS } from './view.ts';
import { ColumnWire, RowWire, ViewCountWire, ViewWire } from './view-wire.ts';

const STAFF = ['agent', 'admin'] as const;
/** Views that are counted in one request. */
const MAX_COUNTED = 20;

const nullish = <T extends z.ZodMiniType>(schema: T) => z.optional(z.nullable(schema));

const Condition = onFirstUse(() => {
  const one = z.union([text(1_000), z.number(), z.boolean(), z.null()]);
  return z.object({
    field: text(100),
    operator: text(100),
    value: z.optional(z.union([one, z.array(z.union([text(255), z.number()])).check(z.maxLength(100))])),
  });
});
const Conditions = onFirstUse(() => nullish(z.array(Condition).check(z.maxLength(MAX_CONDITIONS))));
const Order = onFirstUse(() => nullish(z.enum(['asc', 'desc'])));
/** A name, or nothing in the words of the wire. */
const Name = onFirstUse(() => nullish(text(100)));

const Output = onFirstUse(() =>
  z.object({
    columns: nullish(z.array(z.union([text(100), z.int()])).check(z.minLength(1), z.maxLength(MAX_COLUMNS))),
    group_by: Name,
    group_order: Order,
    sort_by: Name,
    sort_order: Order,
  }),
);

const Restriction = onFirstUse(() =>
  nullish(
    z.object({
      type: z.enum(['Group', 'User']),
      id: nullish(Id),
      ids: nullish(z.array(Id).check(z.minLength(1), z.maxLength(50))),
    }),
  ),
);

const Title = text(255).check(z.trim(), z.minLength(1));
const parts = onFirstUse(() => ({
  description: nullish(text(5_000)),
  active: z.optional(z.boolean()),
  position: nullish(z.int().check(z.minimum(0), z.maximum(1_000_000))),
  all: Conditions,
  any: Conditions,
  /** As a view is read, for those who write back what they read. */
  conditions: nullish(z.object({ all: Conditions, any: Conditions })),
  output: nullish(Output),
  restriction: Restriction,
}));
const ViewChange = onFirstUse(() => z.object({ title: z.optional(Title), ...parts }));
export type ViewChange = z.output<typeof ViewChange>;

const ViewPlace = onFirstUse(() => z.object({ id: Id, position: parts.position, active: parts.active }));

const One = onFirstUse(() => z.object({ view: ViewWire }));
const Many = onFirstUse(() => z.object({ views: z.array(ViewWire), ...PAGE_ENVELOPE }));
const flag = onFirstUse(() =>
  z.optional(
    z.pipe(
      z.enum(['true', 'false', '1', '0']),
      z.transform((word: 'true' | 'false' | '1' | '0') => word === 'true' || word === '1'),
    ),
  ),
);
const WHICH = onFirstUse(() => ({
  ...PAGE_QUERY,
  ...SORT_QUERY,
  access: z.optional(z.enum(['personal', 'shared', 'account'])),
  group_id: z.optional(Id),
}));
const Which = onFirstUse(() => z.object({ ...WHICH, active: flag }));
export type ViewsQuery = z.output<typeof Which>;

const Rows = onFirstUse(() =>
  z.object({
    columns: z.array(ColumnWire),
    rows: z.array(RowWire),
    groups: z.array(GroupWire),
    users: z.array(UserWire),
    view: z.object({ id: z.nullable(z.int()), url: z.nullable(z.string()), title: z.string() }),
    ...PAGE_ENVELOPE,
  }),
);
/** A part of a view as CSV. */
const Part = onFirstUse(() =>
  z.object({
    ...SORT_QUERY,
    'page[size]': z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(500))),
    'page[after]': z.optional(text(200)),
  }),
);
const Run = onFirstUse(() => z.object({ ...PAGE_QUERY, ...SORT_QUERY }));

/** Queues to work from: which tickets, in which order, with which columns, for whom. */
export const viewsApi = resource({
  name: 'views',
  bases: ['/api/v2/views'],
  routes: {
    list: route({
      method: 'GET',
      path: '/api/v2/views',
      summary: 'List the views the caller can use: their own, those of their groups, and those of everybody',
      allow: STAFF,
      query: Which,
      response: Many,
    }),
    active: route({
      method: 'GET',
      path: '/api/v2/views/active',
      summary: 'List the active views the caller can use',
      allow: STAFF,
      query: () => z.object(WHICH),
      response: Many,
    }),
    compact: route({
      method: 'GET',
      path: '/api/v2/views/compact',
      summary: 'List the first 32 active views the caller can use',
      allow: STAFF,
      response: Many,
    }),
    shared: route({
      method: 'GET',
      path: '/api/v2/views/shared',
      summary: 'List the active views that the caller shares with others',
      allow: STAFF,
      query: () => z.object(WHICH),
      response: Many,
    }),
    search: route({
      method: 'GET',
      path: '/api/v2/views/search',
      summary: 'Find views the caller can use by a part of their title; case does not matter',
      allow: STAFF,
      query: () => z.extend(Which, { query: text(255) }),
      response: Many,
    }),
    showMany: route({
      method: 'GET',
      path: '/api/v2/views/show_many',
      summary: 'Several views by their ids',
      allow: STAFF,
      query: () => z.object({ ids: IdList, active: flag }),
      response: Many,
    }),
    count: route({
      method: 'GET',
      path: '/api/v2/views/count',
      summary: 'The number of views the caller can use',
      allow: STAFF,
      response: CountResponse,
    }),
    countMany: route({
      method: 'GET',
      path: '/api/v2/views/count_many',
      summary: 'How many tickets some views have; 20 views at most',
      allow: STAFF,
      query: () => z.object({ ids: IdList.check(z.maxLength(MAX_COUNTED)) }),
      response: () => z.object({ view_counts: z.array(ViewCountWire) }),
    }),
    preview: route({
      method: 'POST',
      path: '/api/v2/views/preview',
      summary: 'The rows a view would have, without keeping it',
      allow: STAFF,
      query: Run,
      body: () => z.object({ view: ViewChange }),
      response: Rows,
    }),
    previewCount: route({
      method: 'POST',
      path: '/api/v2/views/preview/count',
      summary: 'How many tickets a view would have, without keeping it',
      allow: STAFF,
      body: () => z.object({ view: ViewChange }),
      response: () => z.object({ view_count: ViewCountWire }),
    }),
    create: route({
      method: 'POST',
      path: '/api/v2/views',
      summary: 'Create a view: for oneself, or as an administrator for groups or everybody',
      allow: STAFF,
      body: () => z.object({ view: z.object({ title: Title, ...parts }) }),
      status: 201,
      response: One,
    }),
    reorder: route({
      method: 'PUT',
      path: '/api/v2/views/reorder',
      summary:
        'Change the order in which views are offered; those left out keep their places. One that fails (409, 5xx) may have been done in part: the same request completes it',
      allow: STAFF,
      body: () => z.object({ view_order: z.array(Id).check(z.minLength(1), z.maxLength(100)) }),
      response: Many,
    }),
    updateMany: route({
      method: 'PUT',
      path: '/api/v2/views/update_many',
      summary: 'Change the positions of views, or switch them on or off; none of them unless the caller may change all',
      allow: STAFF,
      body: () => z.object({ views: z.array(ViewPlace).check(z.minLength(1), z.maxLength(100)) }),
      response: Many,
    }),
    destroyMany: route({
      method: 'DELETE',
      path: '/api/v2/views/destroy_many',
      summary: 'Delete several views by their ids',
      allow: STAFF,
      query: () => z.object({ ids: IdList }),
      status: 204,
    }),
    show: route({
      method: 'GET',
      path: '/api/v2/views/{id}',
      summary: 'Show a view',
      allow: STAFF,
      params: IdParams,
      response: One,
    }),
    update: route({
      method: 'PUT',
      path: '/api/v2/views/{id}',
      summary: 'Change a view; conditions are replaced as a whole. Administrators change those of others to share',
      allow: STAFF,
      params: IdParams,
      body: () => z.object({ view: ViewChange }),
      response: One,
    }),
    remove: route({
      method: 'DELETE',
      path: '/api/v2/views/{id}',
      summary: 'Delete a view',
      allow: STAFF,
      params: IdParams,
      status: 204,
    }),
    execute: route({
      method: 'GET',
      path: '/api/v2/views/{id}/execute',
      summary: 'The rows of a view: what its columns show of its tickets',
      allow: STAFF,
      params: IdParams,
      query: Run,
      response: Rows,
    }),
    exportView: route({
      method: 'GET',
      path: '/api/v2/views/{id}/export',
      summary: 'Where to have the tickets of a view as CSV, which is at once; `Accept: text/csv` gets the CSV itself',
      allow: STAFF,
      params: IdParams,
      query: Part,
      answers: 'json_or_file',
      response: () =>
        z.object({ export: z.object({ status: z.literal('completed'), view_id: z.int(), url: z.string() }) }),
    }),
    exportViewAsCsv: route({
      method: 'GET',
      path: '/api/v2/views/{id}/export.csv',
      summary: 'The tickets of a view as CSV, up to 500 (`page[size]`); the header `Link` leads to the next part',
      allow: STAFF,
      params: IdParams,
      query: Part,
      answers: 'file',
    }),
    tickets: route({
      method: 'GET',
      path: '/api/v2/views/{id}/tickets',
      summary: 'The tickets of a view',
      allow: STAFF,
      params: IdParams,
      query: () => z.object({ ...PAGE_QUERY, ...SORT_QUERY, ...INCLUDE_QUERY }),
      response: () => z.object({ tickets: z.array(TicketWire), ...SIDELOADED, ...PAGE_ENVELOPE }),
    }),
    countTickets: route({
      method: 'GET',
      path: '/api/v2/views/{id}/count',
      summary: 'How many tickets a view has',
      allow: STAFF,
      params: IdParams,
      response: () => z.object({ view_count: ViewCountWire }),
    }),
  },
});
