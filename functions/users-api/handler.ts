import { idSource } from '../../shared/kernel/ids.ts';
import { httpDeps } from '../../shared/people/http-deps.store.ts';
import { usersApi } from '../../shared/people/users.api.ts';
import { theTable } from '../../shared/platform/aws.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { usersUseCases } from './use-cases.ts';

const table = theTable();

export const handler = resourceApi(usersApi, usersUseCases, {
  ...httpDeps(table),
  table,
  newId: idSource(Date.now, Math.random),
});
