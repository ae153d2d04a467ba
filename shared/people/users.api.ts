import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { resource, route } from '../platform/http/contract.ts';
import { PAGE_ENVELOPE, PAGE_QUERY, SORT_QUERY } from '../platform/http/paging.ts';
import { identityRoutes } from './identities.api.ts';
import { MAX_NAME } from './text-rules.ts';
import { Role } from './user.ts';
import { UserWire } from './user.view.ts';
import { UserInput } from './user-input.ts';
import { userBulkRoutes } from './users-bulk.api.ts';
import { CountResponse, ExternalId, ExternalIdList, IdList, IdParams, Tags, text } from './wire-fields.ts';

const STAFF = ['agent', 'admin'] as const;
const One = onFirstUse(() => z.object({ user: UserWire }));
const Many = onFirstUse(() => z.object({ users: z.array(UserWire), ...PAGE_ENVELOPE }));
const TagList = onFirstUse(() => z.object({ tags: z.array(z.string()) }));

/** People: customers, agents and administrators. */
export const usersApi = resource({
  name: 'users',
  bases: ['/api/v2/users'],
  routes: {
    me: route({
      method: 'GET',
      path: '/api/v2/users/me',
      summary: 'Who the caller is; `Anonymous user` without credentials and with wrong ones',
      allow: ['anonymous', 'end-user', ...STAFF],
      lenientAuth: true,
      response: One,
    }),
    list: route({
      method: 'GET',
      path: '/api/v2/users',
      summary: 'List people',
      allow: STAFF,
      query: () => z.object({ ...PAGE_QUERY, ...SORT_QUERY, role: z.optional(Role), 'role[]': z.optional(Role) }),
      response: Many,
    }),
    count: route({
      method: 'GET',
      path: '/api/v2/users/count',
      summary: 'The number of people',
      allow: STAFF,
      query: () => z.object({ role: z.optional(Role), 'role[]': z.optional(Role) }),
      response: CountResponse,
    }),
    showMany: route({
      method: 'GET',
      path: '/api/v2/users/show_many',
      summary: 'Several people by their ids or external ids',
      allow: STAFF,
      query: () => z.object({ ids: z.optional(IdList), external_ids: z.optional(ExternalIdList) }),
      response: Many,
    }),
    search: route({
      method: 'GET',
      path: '/api/v2/users/search',
      summary: 'Find people by address, by the beginning of their name or address, or by external id',
      allow: STAFF,
      query: () => z.object({ ...PAGE_QUERY, query: z.optional(text(1_000)), external_id: z.optional(ExternalId) }),
      response: Many,
    }),
    autocomplete: route({
      method: 'GET',
      path: '/api/v2/users/autocomplete',
      summary: 'People whose name begins so',
      allow: STAFF,
      query: () => z.object({ ...PAGE_QUERY, name: text(MAX_NAME).check(z.minLength(1)) }),
      response: Many,
    }),
    show: route({
      method: 'GET',
      path: '/api/v2/users/{id}',
      summary: 'Show a person, deleted ones with `active: false`',
      allow: STAFF,
      params: IdParams,
      response: One,
    }),
    related: route({
      method: 'GET',
      path: '/api/v2/users/{id}/related',
      summary: 'How much belongs to a person',
      allow: STAFF,
      params: IdParams,
      response: () => z.object({ user_related: z.record(z.string(), z.int()) }),
    }),
    create: route({
      method: 'POST',
      path: '/api/v2/users',
      summary: 'Create a person',
      allow: STAFF,
      body: () => z.object({ user: UserInput }),
      status: 201,
      response: One,
    }),
    createOrUpdate: route({
      method: 'POST',
      path: '/api/v2/users/create_or_update',
      summary: 'Create a person, or change the one known by this external id or address',
      allow: STAFF,
      body: () => z.object({ user: UserInput }),
      response: One,
    }),
    update: route({
      method: 'PUT',
      path: '/api/v2/users/{id}',
      summary: 'Change a person; a new address is added to those they have',
      allow: STAFF,
      params: IdParams,
      body: () => z.object({ user: UserInput }),
      response: One,
    }),
    delete: route({
      method: 'DELETE',
      path: '/api/v2/users/{id}',
      summary: 'Delete a person: their addresses become free, their name stays in tickets',
      allow: STAFF,
      params: IdParams,
      response: One,
    }),
    listTags: route({
      method: 'GET',
      path: '/api/v2/users/{id}/tags',
      summary: "A person's tags",
      allow: STAFF,
      params: IdParams,
      response: TagList,
    }),
    setTags: route({
      method: 'POST',
      path: '/api/v2/users/{id}/tags',
      summary: "Replace a person's tags",
      allow: STAFF,
      params: IdParams,
      body: () => z.object({ tags: Tags }),
      response: TagList,
    }),
    addTags: route({
      method: 'PUT',
      path: '/api/v2/users/{id}/tags',
      summary: "Add to a person's tags",
      allow: STAFF,
      params: IdParams,
      body: () => z.object({ tags: Tags }),
      response: TagList,
    }),
    removeTags: route({
      method: 'DELETE',
      path: '/api/v2/users/{id}/tags',
      summary: "Take some of a person's tags away",
      allow: STAFF,
      params: IdParams,
      body: () => z.object({ tags: Tags }),
      response: TagList,
    }),
    ...userBulkRoutes,
    ...identityRoutes,
  },
});
