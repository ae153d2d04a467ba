import { httpDeps } from '../../shared/people/http-deps.store.ts';
import { theTable } from '../../shared/platform/aws.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { ticketDeps } from '../../shared/tickets/ticket-deps.store.ts';
import { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import { ticketsUseCases } from './use-cases.ts';

const table = theTable();

export const handler = resourceApi(ticketsApi, ticketsUseCases, { ...httpDeps(table), ...ticketDeps(table) });
