import { httpDeps } from '../../shared/people/http.deps.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { viewsApi } from '../../shared/views/views.api.ts';
import { viewsDeps } from './deps.ts';
import { viewsUseCases } from './use-cases.ts';

export const connect = (outside: OutsideWithTable) =>
  resourceApi(viewsApi, viewsUseCases, { ...httpDeps(outside), ...viewsDeps(outside) });

export const handler = connect(awsWithTable());
