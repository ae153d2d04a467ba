import { idSource } from '../../shared/kernel/ids.ts';
import { httpDeps } from '../../shared/people/http-deps.store.ts';
import { organizationsApi } from '../../shared/people/organizations.api.ts';
import { theTable } from '../../shared/platform/aws.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { organizationsUseCases } from './use-cases.ts';

const table = theTable();

export const handler = resourceApi(organizationsApi, organizationsUseCases, {
  ...httpDeps(table),
  table,
  newId: idSource(Date.now, Math.random),
});
