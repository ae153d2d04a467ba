import { idSource } from '../../shared/kernel/ids.ts';
import { groupsApi } from '../../shared/people/groups.api.ts';
import { httpDeps } from '../../shared/people/http.deps.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { groupsUseCases } from './use-cases.ts';

export const connect = (outside: OutsideWithTable) =>
  resourceApi(groupsApi, groupsUseCases, {
    ...httpDeps(outside),
    table: outside.table,
    newId: idSource(outside.now, outside.random),
    newToken: outside.newToken,
  });

export const handler = connect(awsWithTable());
