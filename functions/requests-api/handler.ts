import { httpDeps } from '../../shared/people/http.deps.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { expectedWaits } from '../../shared/reports/expected-wait.store.ts';
import { requestsApi } from '../../shared/tickets/requests.api.ts';
import { ticketDeps } from '../../shared/tickets/ticket.deps.ts';
import { requestsUseCases } from './use-cases.ts';

export const connect = (outside: OutsideWithTable) =>
  resourceApi(requestsApi, requestsUseCases, {
    ...httpDeps(outside),
    ...ticketDeps(outside),
    expectedWait: expectedWaits(outside.table, outside.now),
  });

export const handler = connect(awsWithTable());
