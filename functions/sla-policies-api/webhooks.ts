import { conflict, DomainError, forbidden, notFound } from '../../shared/kernel/errors.ts';
import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import { pageEnvelope, pageOf, pagingOf } from '../../shared/platform/http/paging.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import type { SealKeys } from '../../shared/platform/sealed-text.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { webhooksIn } from '../../shared/sla/ladder-wire.ts';
import type { slaPoliciesApi } from '../../shared/sla/sla-policies.api.ts';
import { listPolicies } from '../../shared/sla/sla-policy.store.ts';
import { deleteWebhook, getWebhook, listWebhooks as list, putWebhook } from '../../shared/webhooks/webhook.store.ts';
import { checkEndpoint, checkHeaders, checkMove, MAX_WEBHOOKS, type Webhook } from '../../shared/webhooks/webhook.ts';
import { webhookView } from '../../shared/webhooks/webhook.view.ts';
import {
  keptAuthentication,
  newSigningSecret,
  sealedAnew,
  signingSecretOf,
} from '../../shared/webhooks/webhook-secrets.deps.ts';
import type { SlaPoliciesDeps } from './deps.ts';

type Routes = typeof slaPoliciesApi.routes;
type Use<R extends keyof Routes> = UseCase<Routes[R], SlaPoliciesDeps>;

/** The webhook of that number. Throws `not_found`. */
export async function theWebhook(table: Table, id: number): Promise<Webhook> {
  const found = await getWebhook(table, id);
  if (!found) throw notFound('webhook');
  return found;
}

/** The keys by which secrets of webhooks are sealed. */
export async function sealKeys({ secrets }: Pick<SlaPoliciesDeps, 'secrets'>): Promise<SealKeys> {
  const { link_key, previous_link_key } = await secrets();
  return [link_key, previous_link_key];
}

export const listWebhooks: Use<'listWebhooks'> = async (request, { table }) => {
  const paging = pagingOf(request.query);
  const all = await list(table);
  const page = await pageOf(paging, { descending: false }, all);
  return { body: { webhooks: page.items.map(webhookView), ...pageEnvelope(request, paging, page, all.length) } };
};

export const showWebhook: Use<'showWebhook'> = async ({ params }, { table }) => ({
  body: { webhook: webhookView(await theWebhook(table, params.id)) },
});

export const createWebhook: Use<'createWebhook'> = async (request, deps) => {
  const { name, endpoint, http_method, status, description = null, ...asked } = request.body.webhook;
  const custom_headers = asked.custom_headers ?? {};
  checkEndpoint(endpoint, deps.isLocal);
  checkHeaders(custom_headers);
  const keys = await sealKeys(deps);
  const [now, by] = [deps.now(), whoAsks(request)];
  const id = await createOnce<number>(deps.table, request.idempotency, now, async (claim) => {
    if ((await list(deps.table)).length >= MAX_WEBHOOKS)
      throw new DomainError('invalid', 'webhook.too_many', { params: { limit: MAX_WEBHOOKS } });
    const made: Webhook = {
      ...{ id: deps.newId(), version: 1, name, description, endpoint, http_method, status, custom_headers },
      ...{ authentication: null, signing_secret: '' },
      ...{ created_at: now, created_by: by, updated_at: now, updated_by: by },
    };
    const authentication = asked.authentication ? keptAuthentication(made.id, asked.authentication, keys) : null;
    const signing_secret = newSigningSecret(made.id, keys);
    await putWebhook(deps.table, undefined, { ...made, authentication, signing_secret }, claim(made.id));
    return made.id;
  });
  return {
    body: { webhook: webhookView(await theWebhook(deps.table, id)) },
    headers: { location: `${request.baseUrl}/webhooks/${id}` },
  };
};

export const replaceWebhook: Use<'replaceWebhook'> = async (request, deps) => {
  const { description = null, custom_headers = {}, ...asked } = request.body.webhook;
  await change(request, { ...asked, description, custom_headers }, deps);
  return {};
};

export const changeWebhook: Use<'changeWebhook'> = async (request, deps) => {
  await change(request, request.body.webhook, deps);
  return {};
};

type Asked = Parameters<Use<'changeWebhook'>>[0]['body']['webhook'];
type Asking = Pick<Request<{ readonly id: number }>, 'params' | 'principal'>;

/** Every change seals the secrets anew, so that what a rotated key has sealed can be left behind. */
async function change(request: Asking, asked: Asked, deps: SlaPoliciesDeps): Promise<void> {
  const before = await theWebhook(deps.table, request.params.id);
  const { id } = before;
  if (asked.endpoint !== undefined) checkEndpoint(asked.endpoint, deps.isLocal);
  checkMove(before, asked.endpoint, asked.authentication !== undefined);
  if (asked.custom_headers) checkHeaders(asked.custom_headers);
  const keys = await sealKeys(deps);
  const sealed = sealedAnew(before, keys);
  const given = Object.fromEntries(
    (['name', 'endpoint', 'http_method', 'status', 'description'] as const).flatMap((field) =>
      asked[field] === undefined ? [] : [[field, asked[field]]],
    ),
  );
  const { authentication, custom_headers } = asked;
  await putWebhook(deps.table, before, {
    ...sealed,
    ...given,
    custom_headers: custom_headers === undefined ? before.custom_headers : (custom_headers ?? {}),
    authentication:
      authentication === undefined
        ? sealed.authentication
        : authentication && keptAuthentication(id, authentication, keys),
    version: before.version + 1,
    updated_at: deps.now(),
    updated_by: whoAsks(request),
  });
}

export const removeWebhook: Use<'removeWebhook'> = async ({ params }, { table }) => {
  const [webhook, { policies }] = await Promise.all([
    theWebhook(table, params.id),
    listPolicies(table, { consistent: true }),
  ]);
  const user = policies.find(({ escalations }) => webhooksIn(escalations ?? []).includes(webhook.id));
  if (user) throw conflict('webhook.in_use', { policy: user.title });
  await deleteWebhook(table, webhook);
  return {};
};

export const showSigningSecret: Use<'showSigningSecret'> = async ({ params }, deps) => {
  const webhook = await theWebhook(deps.table, params.id);
  return { body: secretView(signingSecretOf(webhook, await sealKeys(deps))) };
};

export const resetSigningSecret: Use<'resetSigningSecret'> = async (request, deps) => {
  const [keys, now, updated_by] = [await sealKeys(deps), deps.now(), whoAsks(request)];
  const id = await createOnce<number>(deps.table, request.idempotency, now, async (claim) => {
    const before = await theWebhook(deps.table, request.params.id);
    const signing_secret = newSigningSecret(before.id, keys);
    const version = before.version + 1;
    const after: Webhook = { ...sealedAnew(before, keys), signing_secret, version, updated_at: now, updated_by };
    await putWebhook(deps.table, before, after, claim(before.id));
    return before.id;
  });
  return { body: secretView(signingSecretOf(await theWebhook(deps.table, id), keys)) };
};

function secretView(secret: string) {
  return { signing_secret: { algorithm: 'SHA256' as const, secret } };
}

function whoAsks({ principal }: Pick<Request, 'principal'>): number {
  if (principal.kind !== 'user') throw forbidden();
  return principal.userId;
}
