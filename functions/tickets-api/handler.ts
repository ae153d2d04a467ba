import { httpDeps } from '../../shared/people/http.deps.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { ticketDeps } from '../../shared/tickets/ticket.deps.ts';
import { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import { ticketsUseCases } from './use-cases.ts';

export const connect = (outside: OutsideWithTable) =>
  resourceApi(ticketsApi, ticketsUseCases, { ...httpDeps(outside), ...ticketDeps(outside) });

export const handler = connect(awsWithTable());
