import { idSource } from '../../shared/kernel/ids.ts';
import { apiTokensApi } from '../../shared/people/api-tokens.api.ts';
import { httpDeps } from '../../shared/people/http-deps.store.ts';
import { theTable } from '../../shared/platform/aws.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { apiTokensUseCases } from './use-cases.ts';

const table = theTable();

export const handler = resourceApi(apiTokensApi, apiTokensUseCases, {
  ...httpDeps(table),
  table,
  newId: idSource(Date.now, Math.random),
});
