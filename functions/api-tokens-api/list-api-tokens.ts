import { forbidden, notFound } from '../../shared/kernel/errors.ts';
import type { Principal } from '../../shared/kernel/principal.ts';
import { countApiTokens, getApiToken, getApiTokens, listApiTokenIds } from '../../shared/people/api-token.store.ts';
import type { ApiToken } from '../../shared/people/api-token.ts';
import { apiTokenView } from '../../shared/people/api-token.view.ts';
import type { apiTokensApi } from '../../shared/people/api-tokens.api.ts';
import { mayUseTokensOf } from '../../shared/people/user.policy.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { idOrder, pageEnvelope, pagingOf, readPage } from '../../shared/platform/http/paging.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { ApiTokensDeps } from './deps.ts';

type Routes = typeof apiTokensApi.routes;

/** Tokens that work, without their secrets. */
export const listApiTokens: UseCase<Routes['list'], ApiTokensDeps> = async (request, { table }) => {
  const { query, principal, baseUrl } = request;
  const owner = ownerAsked(principal, query.user_id);
  const paging = pagingOf(query);
  const [page, count] = await Promise.all([
    readPage(
      paging,
      idOrder(query),
      (range) => listApiTokenIds(table, owner, range),
      (ids) => getApiTokens(table, ids),
    ),
    paging.style === 'offset' ? countApiTokens(table, owner) : 0,
  ]);
  const api_tokens = page.items.map((token) => apiTokenView(token, baseUrl));
  return { body: { api_tokens, ...pageEnvelope(request, paging, page, count) } };
};

/** One token, without its secret. */
export const showApiToken: UseCase<Routes['show'], ApiTokensDeps> = async ({ params, principal, baseUrl }, deps) => {
  return { body: { api_token: apiTokenView(await theApiToken(deps.table, params.id, principal), baseUrl) } };
};

/** A token that works and that the caller may see. Of somebody else's, an agent does not even learn that it exists. */
export async function theApiToken(table: Table, id: number, principal: Principal): Promise<ApiToken> {
  const token = await getApiToken(table, id);
  if (!token || !mayUseTokensOf(principal, token.user_id)) throw notFound('api_token');
  return token;
}

/** Whose tokens are listed: agents only ever get their own. */
function ownerAsked(principal: Principal, userId: number | undefined): number | undefined {
  if (principal.kind !== 'user') throw forbidden();
  if (userId === undefined) return principal.role === 'admin' ? undefined : principal.userId;
  if (!mayUseTokensOf(principal, userId)) throw forbidden();
  return userId;
}
