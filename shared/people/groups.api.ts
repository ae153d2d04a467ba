import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { resource, route } from '../platform/http/contract.ts';
import { PAGE_ENVELOPE, PAGE_QUERY, SORT_QUERY } from '../platform/http/paging.ts';
import { GroupWire } from './group.view.ts';
import { groupMembershipRoutes } from './group-memberships.api.ts';
import { UserWire } from './user.view.ts';
import { CountResponse, Id, IdParams, Name, text } from './wire-fields.ts';

const STAFF = ['agent', 'admin'] as const;
const ADMIN = ['admin'] as const;
/** Thirty days, in seconds. */
const MAX_SKILL_TIMEOUT = 2_592_000;
const One = onFirstUse(() => z.object({ group: GroupWire }));
const Many = onFirstUse(() => z.object({ groups: z.array(GroupWire), ...PAGE_ENVELOPE }));
const Page = onFirstUse(() => z.object({ ...PAGE_QUERY, ...SORT_QUERY }));
const OfUser = onFirstUse(() => z.object({ user_id: Id }));
const fields = onFirstUse(() => ({
  description: z.optional(z.nullable(text(5_000))),
  is_public: z.optional(z.boolean()),
  routing: z.optional(
    z.object({
      enabled: z.optional(z.boolean()),
      skill_timeout_seconds: z.optional(z.int().check(z.minimum(0), z.maximum(MAX_SKILL_TIMEOUT))),
    }),
  ),
}));

/** Teams, and who is in them. */
export const groupsApi = resource({
  name: 'groups',
  bases: ['/api/v2/groups', '/api/v2/group_memberships'],
  routes: {
    list: route({
      method: 'GET',
      path: '/api/v2/groups',
      summary: 'List groups',
      allow: STAFF,
      query: Page,
      response: Many,
    }),
    listAssignable: route({
      method: 'GET',
      path: '/api/v2/groups/assignable',
      summary: 'Groups that tickets can be given to',
      allow: STAFF,
      query: Page,
      response: Many,
    }),
    count: route({
      method: 'GET',
      path: '/api/v2/groups/count',
      summary: 'The number of groups',
      allow: STAFF,
      response: CountResponse,
    }),
    listOfUser: route({
      method: 'GET',
      path: '/api/v2/users/{user_id}/groups',
      summary: 'The groups a person is in',
      allow: STAFF,
      params: OfUser,
      query: Page,
      response: Many,
    }),
    countOfUser: route({
      method: 'GET',
      path: '/api/v2/users/{user_id}/groups/count',
      summary: 'The number of groups a person is in',
      allow: STAFF,
      params: OfUser,
      response: CountResponse,
    }),
    show: route({
      method: 'GET',
      path: '/api/v2/groups/{id}',
      summary: 'Show a group',
      allow: STAFF,
      params: IdParams,
      response: One,
    }),
    listUsers: route({
      method: 'GET',
      path: '/api/v2/groups/{id}/users',
      summary: 'The people of a group',
      allow: STAFF,
      params: IdParams,
      query: Page,
      response: () => z.object({ users: z.array(UserWire), ...PAGE_ENVELOPE }),
    }),
    create: route({
      method: 'POST',
      path: '/api/v2/groups',
      summary: 'Create a group; the first one is the default group',
      allow: ADMIN,
      body: () => z.object({ group: z.object({ name: Name, ...fields }) }),
      status: 201,
      response: One,
    }),
    update: route({
      method: 'PUT',
      path: '/api/v2/groups/{id}',
      summary: 'Change a group',
      allow: ADMIN,
      params: IdParams,
      body: () => z.object({ group: z.object({ name: z.optional(Name), ...fields }) }),
      response: One,
    }),
    delete: route({
      method: 'DELETE',
      path: '/api/v2/groups/{id}',
      summary: 'Delete a group; its people leave it',
      allow: ADMIN,
      params: IdParams,
      status: 204,
    }),
    ...groupMembershipRoutes,
  },
});
