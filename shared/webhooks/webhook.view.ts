import * as z from 'zod/mini';
import { toIso, toIsoOrNull } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { AUTHENTICATIONS, type Authentication, METHODS, SUBSCRIPTION, type Webhook } from './webhook.ts';
import type { CallAttempt, WebhookCall } from './webhook-call.ts';

/** A webhook as the wire shows it: its id as text, and never its secrets. */
export const WebhookWire = onFirstUse(() =>
  z.object({
    id: z.string(),
    name: z.string(),
    description: z.nullable(z.string()),
    status: z.enum(['active', 'inactive']),
    subscriptions: z.array(z.string()),
    endpoint: z.string(),
    http_method: z.enum(METHODS),
    request_format: z.literal('json'),
    custom_headers: z.record(z.string(), z.string()),
    authentication: z.nullable(
      z.object({
        type: z.enum(AUTHENTICATIONS),
        data: z.object({ username: z.optional(z.string()), name: z.optional(z.string()) }),
        add_position: z.literal('header'),
      }),
    ),
    created_at: z.string(),
    created_by: z.string(),
    updated_at: z.string(),
    updated_by: z.string(),
  }),
);

/** A webhook, for administrators. */
export function webhookView(webhook: Webhook): z.input<typeof WebhookWire> {
  const { id, name, description, status, endpoint, http_method, custom_headers, authentication } = webhook;
  return {
    id: String(id),
    name,
    description,
    status,
    subscriptions: [SUBSCRIPTION],
    endpoint,
    http_method,
    request_format: 'json',
    custom_headers,
    authentication: authentication && authenticationView(authentication),
    created_at: toIso(webhook.created_at),
    created_by: String(webhook.created_by),
    updated_at: toIso(webhook.updated_at),
    updated_by: String(webhook.updated_by),
  };
}

function authenticationView({ type, name }: Authentication) {
  const data = type === 'basic_auth' ? { username: name ?? '' } : type === 'api_key' ? { name: name ?? '' } : {};
  return { type, data, add_position: 'header' as const };
}

/** A call as the wire shows it, where it is an invocation. */
export const InvocationWire = onFirstUse(() =>
  z.object({
    id: z.string(),
    status: z.enum(['waiting', 'success', 'failed', 'cancelled']),
    status_code: z.nullable(z.int()),
    latest_completed_at: z.nullable(z.string()),
    ticket_id: z.int(),
    created_at: z.string(),
  }),
);

/** A call of a webhook, with how its last attempt ended. */
export function invocationView(call: WebhookCall): z.input<typeof InvocationWire> {
  const last = call.attempts.at(-1);
  return {
    id: String(call.id),
    status: call.status,
    status_code: last?.status ?? null,
    latest_completed_at: toIsoOrNull(last && endOf(last)),
    ticket_id: call.ticket_id,
    created_at: toIso(call.created_at),
  };
}

/** An attempt as the wire shows it. `outcome` is ours: why there is no answer. */
export const AttemptWire = onFirstUse(() =>
  z.object({
    id: z.string(),
    status: z.enum(['success', 'failed']),
    outcome: z.string(),
    completed_at: z.string(),
    request: z.object({ payload: z.string() }),
    response: z.nullable(z.object({ status: z.int(), payload: z.string() })),
  }),
);

/** The attempts at a call that are still known, the first one first. */
export function attemptViews(call: WebhookCall): z.input<typeof AttemptWire>[] {
  const first = call.attempt_count - call.attempts.length + 1;
  return call.attempts.map((attempt, at) => ({
    id: `${call.id}-${first + at}`,
    status: attempt.status !== null && attempt.status >= 200 && attempt.status < 300 ? 'success' : 'failed',
    outcome: attempt.outcome,
    completed_at: toIso(endOf(attempt)),
    request: { payload: call.body },
    response: attempt.status === null ? null : { status: attempt.status, payload: attempt.answer },
  }));
}

function endOf({ at, milliseconds }: CallAttempt): number {
  return at + milliseconds;
}
