import { idSource } from '../../shared/kernel/ids.ts';
import { groupsApi } from '../../shared/people/groups.api.ts';
import { httpDeps } from '../../shared/people/http-deps.store.ts';
import { theTable } from '../../shared/platform/aws.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { groupsUseCases } from './use-cases.ts';

const table = theTable();

export const handler = resourceApi(groupsApi, groupsUseCases, {
  ...httpDeps(table),
  table,
  newId: idSource(Date.now, Math.random),
});
