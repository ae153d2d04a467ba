import type { apiTokensApi } from '../../shared/people/api-tokens.api.ts';
import type { UseCases } from '../../shared/platform/http/contract.ts';
import { createApiToken, deleteApiToken } from './change-api-tokens.ts';
import type { ApiTokensDeps } from './deps.ts';
import { listApiTokens, showApiToken } from './list-api-tokens.ts';

/** What serves each route of `apiTokensApi`. */
export const apiTokensUseCases: UseCases<typeof apiTokensApi.routes, ApiTokensDeps> = {
  list: listApiTokens,
  show: showApiToken,
  create: createApiToken,
  delete: deleteApiToken,
};
