import { idSource } from '../../shared/kernel/ids.ts';
import { httpDeps } from '../../shared/people/http-deps.store.ts';
import { theTable } from '../../shared/platform/aws.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { ticketFieldsApi } from '../../shared/tickets/ticket-fields.api.ts';
import { ticketFieldsUseCases } from './use-cases.ts';

const table = theTable();

export const handler = resourceApi(ticketFieldsApi, ticketFieldsUseCases, {
  ...httpDeps(table),
  table,
  newId: idSource(Date.now, Math.random),
});
