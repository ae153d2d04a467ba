import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { Id, IdParams, text } from '../people/wire-fields.ts';
import { route } from '../platform/http/contract.ts';
import { PAGE_ENVELOPE, PAGE_QUERY } from '../platform/http/paging.ts';
import { AUTHENTICATIONS, METHODS, SUBSCRIPTION } from './webhook.ts';
import { AttemptWire, InvocationWire, WebhookWire } from './webhook.view.ts';

const ADMINS = ['admin'] as const;
const MAX_URL = 2_000;

const Authentication = onFirstUse(() =>
  z.object({
    type: z.enum(AUTHENTICATIONS),
    data: z.record(text(100), text(500)),
    add_position: z.optional(z.literal('header')),
  }),
);
const Fields = onFirstUse(() => ({
  name: text(255).check(z.trim(), z.minLength(1)),
  endpoint: text(MAX_URL),
  http_method: z.enum(METHODS),
  request_format: z.literal('json'),
  status: z.enum(['active', 'inactive']),
  description: z.optional(z.nullable(text(1_000))),
  subscriptions: z.optional(z.array(z.literal(SUBSCRIPTION)).check(z.maxLength(1))),
  custom_headers: z.optional(z.nullable(z.record(text(100), text(500)))),
  authentication: z.optional(z.nullable(Authentication)),
}));

const One = onFirstUse(() => z.object({ webhook: WebhookWire }));
const Secret = onFirstUse(() =>
  z.object({ signing_secret: z.object({ algorithm: z.literal('SHA256'), secret: z.string() }) }),
);
const CallParams = onFirstUse(() => z.object({ id: Id, invocation_id: Id }));

/** Servers of others that escalations call. Administrators only: what they are told, and with which secret, is theirs to say. */
export const webhookRoutes = {
  listWebhooks: route({
    method: 'GET',
    path: '/api/v2/webhooks',
    summary: 'List the webhooks that escalations can call',
    allow: ADMINS,
    query: () => z.object(PAGE_QUERY),
    response: () => z.object({ webhooks: z.array(WebhookWire), ...PAGE_ENVELOPE }),
  }),
  showWebhook: route({
    method: 'GET',
    path: '/api/v2/webhooks/{id}',
    summary: 'Show a webhook, without its secrets',
    allow: ADMINS,
    params: IdParams,
    response: One,
  }),
  createWebhook: route({
    method: 'POST',
    path: '/api/v2/webhooks',
    summary: 'Create a webhook; what its calls are signed with is made here',
    allow: ADMINS,
    body: () => z.object({ webhook: z.object(Fields) }),
    status: 201,
    response: One,
  }),
  testWebhook: route({
    method: 'POST',
    path: '/api/v2/webhooks/test',
    summary: 'Call a webhook, or one that is still to be made, and show what it answers',
    allow: ADMINS,
    query: () => z.object({ webhook_id: z.optional(Id) }),
    body: () =>
      z.object({
        request: z.optional(
          z.object({
            endpoint: z.optional(text(MAX_URL)),
            http_method: z.optional(z.enum(METHODS)),
            request_format: z.optional(z.literal('json')),
            payload: z.optional(text(20_000)),
            custom_headers: z.optional(z.nullable(z.record(text(100), text(500)))),
          }),
        ),
      }),
    response: () =>
      z.object({
        response: z.object({
          status: z.nullable(z.int()),
          outcome: z.string(),
          headers: z.array(z.object({ key: z.string(), value: z.string() })),
          payload: z.string(),
        }),
      }),
  }),
  replaceWebhook: route({
    method: 'PUT',
    path: '/api/v2/webhooks/{id}',
    summary: 'Change a webhook as a whole; what calls prove themselves by stays unless it is sent',
    allow: ADMINS,
    params: IdParams,
    body: () => z.object({ webhook: z.object(Fields) }),
    status: 204,
  }),
  changeWebhook: route({
    method: 'PATCH',
    path: '/api/v2/webhooks/{id}',
    summary: 'Change some of what a webhook is',
    allow: ADMINS,
    params: IdParams,
    body: () => z.object({ webhook: z.partial(z.object(Fields)) }),
    status: 204,
  }),
  removeWebhook: route({
    method: 'DELETE',
    path: '/api/v2/webhooks/{id}',
    summary: 'Delete a webhook that no policy calls',
    allow: ADMINS,
    params: IdParams,
    status: 204,
  }),
  showSigningSecret: route({
    method: 'GET',
    path: '/api/v2/webhooks/{id}/signing_secret',
    summary: 'Show what the calls of a webhook are signed with',
    allow: ADMINS,
    params: IdParams,
    response: Secret,
  }),
  resetSigningSecret: route({
    method: 'POST',
    path: '/api/v2/webhooks/{id}/signing_secret',
    summary: 'Sign the calls of a webhook with a new secret from now on',
    allow: ADMINS,
    params: IdParams,
    status: 201,
    response: Secret,
  }),
  listInvocations: route({
    method: 'GET',
    path: '/api/v2/webhooks/{id}/invocations',
    summary: 'List the calls of a webhook, the last one first',
    allow: ADMINS,
    params: IdParams,
    query: () => z.object(PAGE_QUERY),
    response: () => z.object({ invocations: z.array(InvocationWire), ...PAGE_ENVELOPE }),
  }),
  listAttempts: route({
    method: 'GET',
    path: '/api/v2/webhooks/{id}/invocations/{invocation_id}/attempts',
    summary: 'List the attempts at a call',
    allow: ADMINS,
    params: CallParams,
    response: () => z.object({ attempts: z.array(AttemptWire) }),
  }),
} as const;
