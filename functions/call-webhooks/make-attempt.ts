import { CALL_HEADERS, type Webhook } from '../../shared/webhooks/webhook.ts';
import { type CallAttempt, retryAfterOf, type WebhookCall } from '../../shared/webhooks/webhook-call.ts';
import { headersOf } from '../../shared/webhooks/webhook-secrets.deps.ts';
import type { CallDeps } from './deps.ts';

/** As much of an answer as is kept. */
const KEPT_ANSWER = 500;

/** Sends a call once, signed, and says what became of it and how long the receiver asks us to wait. */
export async function makeAttempt(
  call: WebhookCall,
  webhook: Webhook,
  { secrets, callServer, now }: CallDeps,
): Promise<{ readonly made: CallAttempt; readonly retryAfter: number | undefined }> {
  const { link_key, previous_link_key } = await secrets();
  const at = now();
  const answer = await callServer({
    url: webhook.endpoint,
    method: webhook.http_method,
    headers: { ...headersOf(webhook, call, [link_key, previous_link_key], at), ...CALL_HEADERS },
    body: call.body,
  });
  const ended = now();
  const milliseconds = ended - at;
  if ('failure' in answer) {
    const made = { at, milliseconds, outcome: answer.failure, status: null, answer: '' };
    return { made, retryAfter: undefined };
  }
  const { status, headers, body } = answer;
  const kept = body.slice(0, KEPT_ANSWER).toWellFormed();
  const made = { at, milliseconds, outcome: 'answered', status, answer: kept };
  const isAsked = status === 429 || status === 503;
  return { made, retryAfter: isAsked ? retryAfterOf(headers['retry-after'], ended) : undefined };
}
