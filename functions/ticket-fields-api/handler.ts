import { idSource } from '../../shared/kernel/ids.ts';
import { httpDeps } from '../../shared/people/http.deps.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { ticketFieldsApi } from '../../shared/tickets/ticket-fields.api.ts';
import { ticketFieldsUseCases } from './use-cases.ts';

export const connect = (outside: OutsideWithTable) =>
  resourceApi(ticketFieldsApi, ticketFieldsUseCases, {
    ...httpDeps(outside),
    table: outside.table,
    newId: idSource(outside.now, outside.random),
  });

export const handler = connect(awsWithTable());
