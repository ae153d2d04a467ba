import { httpDeps } from '../../shared/people/http-deps.store.ts';
import { theTable } from '../../shared/platform/aws.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { requestsApi } from '../../shared/tickets/requests.api.ts';
import { ticketDeps } from '../../shared/tickets/ticket-deps.store.ts';
import { requestsUseCases } from './use-cases.ts';

const table = theTable();

export const handler = resourceApi(requestsApi, requestsUseCases, { ...httpDeps(table), ...ticketDeps(table) });
