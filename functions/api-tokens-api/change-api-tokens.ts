import { forbidden, invalid } from '../../shared/kernel/errors.ts';
import { createApiToken as create, revokeApiToken } from '../../shared/people/api-token.store.ts';
import { apiTokenView } from '../../shared/people/api-token.view.ts';
import type { apiTokensApi } from '../../shared/people/api-tokens.api.ts';
import { mayUseTokensOf } from '../../shared/people/user.policy.ts';
import { getUser } from '../../shared/people/user.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import type { ApiTokensDeps } from './deps.ts';
import { theApiToken } from './list-api-tokens.ts';

type Routes = typeof apiTokensApi.routes;

/**
 * Makes a token for the caller or, by an administrator, for anybody. A repeated request with the same `Idempotency-Key`
 * gets the same token, but not its secret: nobody has that any more.
 */
export const createApiToken: UseCase<Routes['create'], ApiTokensDeps> = async (request, deps) => {
  const { principal, body, baseUrl, idempotency } = request;
  if (principal.kind !== 'user') throw forbidden();
  const { user_id = principal.userId, description = '' } = body.api_token;
  if (!mayUseTokensOf(principal, user_id)) throw forbidden();
  const owner = await getUser(deps.table, user_id);
  if (!owner?.active) throw invalid('user_id', 'record_not_found');
  const context = { now: deps.now(), newId: deps.newId };
  let secret: string | undefined;
  const id = await createOnce<number>(deps.table, idempotency, context.now, async (claim) => {
    const made = await create(deps.table, { user_id, description }, context, ({ id }) => claim(id));
    secret = made.secret;
    return made.token.id;
  });
  const token = await theApiToken(deps.table, id, principal);
  const api_token = { ...apiTokenView(token, baseUrl), ...(secret === undefined ? {} : { token: secret }) };
  return { headers: { location: `${baseUrl}/api_tokens/${id}` }, body: { api_token } };
};

/** Revokes a token. */
export const deleteApiToken: UseCase<Routes['delete'], ApiTokensDeps> = async ({ params, principal }, deps) => {
  await revokeApiToken(deps.table, await theApiToken(deps.table, params.id, principal), deps.now());
  return {};
};
