import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { Id, IdParams } from '../people/wire-fields.ts';
import { resource, route } from '../platform/http/contract.ts';
import { PAGE_ENVELOPE, PAGE_QUERY, SORT_QUERY } from '../platform/http/paging.ts';
import { COMMENT_ORDER_QUERY } from './comment-order.ts';
import { RequestInput } from './ticket-input.ts';
import { CommentAuthorWire, RequestCommentWire, RequestWire } from './ticket-wire.ts';

const STAFF = ['agent', 'admin'] as const;
const SIGNED_IN = ['end-user', ...STAFF] as const;
const ListQuery = onFirstUse(() => z.object({ ...PAGE_QUERY, ...SORT_QUERY }));
export type RequestListQuery = z.output<typeof ListQuery>;

const Body = onFirstUse(() => z.object({ request: RequestInput }));
const One = onFirstUse(() => z.object({ request: RequestWire }));
const Many = onFirstUse(() => z.object({ requests: z.array(RequestWire), ...PAGE_ENVELOPE }));
const Authors = onFirstUse(() => ({ users: z.array(CommentAuthorWire) }));

/** Requests: tickets as those see them whose matter they are. */
export const requestsApi = resource({
  name: 'requests',
  bases: ['/api/v2/requests'],
  routes: {
    list: route({
      method: 'GET',
      path: '/api/v2/requests',
      summary: 'The requests of the caller',
      allow: SIGNED_IN,
      query: ListQuery,
      response: Many,
    }),
    listOpen: route({
      method: 'GET',
      path: '/api/v2/requests/open',
      summary: 'The requests of the caller that are being worked on',
      allow: SIGNED_IN,
      query: ListQuery,
      response: Many,
    }),
    listSolved: route({
      method: 'GET',
      path: '/api/v2/requests/solved',
      summary: 'The requests of the caller that are solved or closed',
      allow: SIGNED_IN,
      query: ListQuery,
      response: Many,
    }),
    listOfUser: route({
      method: 'GET',
      path: '/api/v2/users/{user_id}/requests',
      summary: 'The requests of somebody, as they see them',
      allow: STAFF,
      params: () => z.object({ user_id: Id }),
      query: ListQuery,
      response: Many,
    }),
    show: route({
      method: 'GET',
      path: '/api/v2/requests/{id}',
      summary: 'Show a request',
      allow: SIGNED_IN,
      params: IdParams,
      response: One,
    }),
    create: route({
      method: 'POST',
      path: '/api/v2/requests',
      summary: 'Make a request; without signing in, with an address that counts as unverified',
      allow: ['anonymous', ...SIGNED_IN],
      body: Body,
      status: 201,
      response: One,
    }),
    update: route({
      method: 'PUT',
      path: '/api/v2/requests/{id}',
      summary: 'Add to a request of one’s own, or declare it solved; adding to a solved one reopens it',
      allow: SIGNED_IN,
      params: IdParams,
      body: Body,
      response: One,
    }),
    listComments: route({
      method: 'GET',
      path: '/api/v2/requests/{id}/comments',
      summary: 'What was said on a request, in order of time',
      allow: SIGNED_IN,
      params: IdParams,
      query: () => z.object({ ...PAGE_QUERY, ...COMMENT_ORDER_QUERY }),
      response: () => z.object({ comments: z.array(RequestCommentWire), ...Authors, ...PAGE_ENVELOPE }),
    }),
    showComment: route({
      method: 'GET',
      path: '/api/v2/requests/{id}/comments/{comment_id}',
      summary: 'One thing that was said on a request',
      allow: SIGNED_IN,
      params: () => z.object({ id: Id, comment_id: Id }),
      response: () => z.object({ comment: RequestCommentWire, ...Authors }),
    }),
  },
});
