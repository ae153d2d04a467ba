import { notFound } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { pageEnvelope, pagingOf, readPage } from '../../shared/platform/http/paging.ts';
import type { slaPoliciesApi } from '../../shared/sla/sla-policies.api.ts';
import { CALL_HEADERS, checkEndpoint, checkHeaders } from '../../shared/webhooks/webhook.ts';
import { attemptViews, invocationView } from '../../shared/webhooks/webhook.view.ts';
import { getWebhookCalls, listWebhookCallIds } from '../../shared/webhooks/webhook-call.store.ts';
import { headersOf } from '../../shared/webhooks/webhook-secrets.deps.ts';
import type { SlaPoliciesDeps } from './deps.ts';
import { sealKeys, theWebhook } from './webhooks.ts';

type Routes = typeof slaPoliciesApi.routes;
type Use<R extends keyof Routes> = UseCase<Routes[R], SlaPoliciesDeps>;

/** There can be millions of calls, so their list has cursors only. */
const PAGE = 100;

export const listInvocations: Use<'listInvocations'> = async (request, { table }) => {
  const webhook = await theWebhook(table, request.params.id);
  const { 'page[size]': size = PAGE, 'page[after]': after, 'page[before]': before } = request.query;
  const paging = pagingOf({ 'page[size]': size, 'page[after]': after, 'page[before]': before });
  const page = await readPage(
    paging,
    { descending: true },
    (range) => listWebhookCallIds(table, webhook.id, range),
    (ids) => getWebhookCalls(table, ids),
  );
  return { body: { invocations: page.items.map(invocationView), ...pageEnvelope(request, paging, page, 0) } };
};

export const listAttempts: Use<'listAttempts'> = async ({ params }, { table }) => {
  const [call] = await getWebhookCalls(table, [params.invocation_id]);
  if (call?.webhook_id !== params.id) throw notFound('invocation');
  return { body: { attempts: attemptViews(call) } };
};

/** Headers of an answer that say what it is; others may be about whoever stands in front of the server. */
const SHOWN = ['content-type', 'content-length', 'location', 'retry-after'];
const PAYLOAD = JSON.stringify({ type: 'test' });

/**
 * Calls at once and shows the answer. Another server than the webhook's own gets neither its secrets nor a signature:
 * it could pass them on.
 */
export const testWebhook: Use<'testWebhook'> = async ({ query, body }, deps) => {
  const webhook = query.webhook_id === undefined ? undefined : await theWebhook(deps.table, query.webhook_id);
  const asked = body.request ?? {};
  const endpoint = asked.endpoint ?? webhook?.endpoint ?? '';
  const own = endpoint === webhook?.endpoint ? webhook : undefined;
  const custom = asked.custom_headers ?? {};
  checkEndpoint(endpoint, deps.isLocal, 'request.endpoint');
  checkHeaders(custom);
  const id = deps.newId();
  const call = { id, webhook_id: webhook?.id ?? id, body: asked.payload ?? PAYLOAD };
  const answer = await deps.callServer({
    url: endpoint,
    method: asked.http_method ?? webhook?.http_method ?? 'POST',
    headers: { ...(own ? headersOf(own, call, await sealKeys(deps), deps.now()) : {}), ...custom, ...CALL_HEADERS },
    body: call.body,
  });
  if ('failure' in answer)
    return { body: { response: { status: null, outcome: answer.failure, headers: [], payload: '' } } };
  const { status, headers: all } = answer;
  const headers = SHOWN.flatMap((key) => (all[key] === undefined ? [] : [{ key, value: all[key] }]));
  return { body: { response: { status, outcome: 'answered', headers, payload: answer.body.toWellFormed() } } };
};
