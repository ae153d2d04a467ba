import { httpDeps } from '../../shared/people/http.deps.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { reportsApi } from '../../shared/reports/reports.api.ts';
import { reportsUseCases } from './use-cases.ts';

export const connect = (outside: OutsideWithTable) =>
  resourceApi(reportsApi, reportsUseCases, { ...httpDeps(outside), table: outside.table });

export const handler = connect(awsWithTable());
