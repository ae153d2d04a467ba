import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { resource, route } from '../platform/http/contract.ts';
import { PAGE_ENVELOPE, PAGE_QUERY, SORT_QUERY } from '../platform/http/paging.ts';
import { ApiTokenWire } from './api-token.view.ts';
import { Id, IdParams, text } from './wire-fields.ts';

const STAFF = ['agent', 'admin'] as const;
const One = onFirstUse(() => z.object({ api_token: ApiTokenWire }));

/** Keys by which programs call in a person's name. Ours: agents have their own, administrators everybody's. */
export const apiTokensApi = resource({
  name: 'api-tokens',
  bases: ['/api/v2/api_tokens'],
  routes: {
    list: route({
      method: 'GET',
      path: '/api/v2/api_tokens',
      summary: "List tokens: one's own, or for administrators everybody's or those of `user_id`",
      allow: STAFF,
      query: () => z.object({ ...PAGE_QUERY, ...SORT_QUERY, user_id: z.optional(Id) }),
      response: () => z.object({ api_tokens: z.array(ApiTokenWire), ...PAGE_ENVELOPE }),
    }),
    show: route({
      method: 'GET',
      path: '/api/v2/api_tokens/{id}',
      summary: 'Show a token, without its secret',
      allow: STAFF,
      params: IdParams,
      response: One,
    }),
    create: route({
      method: 'POST',
      path: '/api/v2/api_tokens',
      summary: 'Make a token; its secret is in this answer and nowhere else',
      allow: STAFF,
      body: () =>
        z.object({ api_token: z.object({ description: z.optional(text(1_000)), user_id: z.optional(z.int()) }) }),
      status: 201,
      response: One,
    }),
    delete: route({
      method: 'DELETE',
      path: '/api/v2/api_tokens/{id}',
      summary: 'Revoke a token; it stops working within a minute',
      allow: STAFF,
      params: IdParams,
      status: 204,
    }),
  },
});
