import * as z from 'zod/mini';
import { MAX_ROWS } from '../jobs/job.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { QueuedJobResponse } from '../people/bulk.ts';
import { IdList, IdParams } from '../people/wire-fields.ts';
import { resource, route } from '../platform/http/contract.ts';
import { MergeInput } from './merge-tickets.ts';
import { SIDELOADED } from './sideloaded.api.ts';
import { Id, TicketInput } from './ticket-input.ts';
import { ticketListRoutes } from './ticket-lists.api.ts';
import { ticketPartRoutes } from './ticket-parts.api.ts';
import { INCLUDE_QUERY } from './ticket-sideloads.ts';
import { AuditWire, TicketWire } from './ticket-wire.ts';

const STAFF = ['agent', 'admin'] as const;
const Body = onFirstUse(() => z.object({ ticket: TicketInput }));
/** Rows of a bulk request: all are checked before any is carried out. */
const bulk = <S extends z.ZodMiniType>(row: S) => z.array(row).check(z.minLength(1), z.maxLength(MAX_ROWS));
const Written = onFirstUse(() => z.object({ ticket: TicketWire, audit: z.optional(AuditWire) }));

/** Tickets, as those who work on them see them. */
export const ticketsApi = resource({
  name: 'tickets',
  bases: ['/api/v2/tickets', '/api/v2/ticket_metrics'],
  routes: {
    ...ticketListRoutes,
    show: route({
      method: 'GET',
      path: '/api/v2/tickets/{id}',
      summary: 'Show a ticket',
      allow: STAFF,
      params: IdParams,
      query: () => z.object(INCLUDE_QUERY),
      response: () => z.object({ ticket: TicketWire, ...SIDELOADED }),
    }),
    create: route({
      method: 'POST',
      path: '/api/v2/tickets',
      summary: 'Open a ticket, for a requester who is found or created',
      allow: STAFF,
      body: Body,
      status: 201,
      response: Written,
    }),
    update: route({
      method: 'PUT',
      path: '/api/v2/tickets/{id}',
      summary: 'Change a ticket, comment on it, or both; `safe_update` refuses when it changed since `updated_stamp`',
      allow: STAFF,
      params: IdParams,
      body: Body,
      response: Written,
    }),
    remove: route({
      method: 'DELETE',
      path: '/api/v2/tickets/{id}',
      summary: 'Delete a ticket; its record stays for those who audit',
      allow: STAFF,
      params: IdParams,
      status: 204,
    }),
    createMany: route({
      method: 'POST',
      path: '/api/v2/tickets/create_many',
      summary: 'Open up to 100 tickets, by a job',
      allow: STAFF,
      body: () => z.object({ tickets: bulk(TicketInput) }),
      response: QueuedJobResponse,
    }),
    updateMany: route({
      method: 'PUT',
      path: '/api/v2/tickets/update_many',
      summary: 'Change up to 100 tickets by a job: all alike by `ids`, or each in its own way',
      allow: STAFF,
      query: () => z.object({ ids: z.optional(IdList) }),
      body: () =>
        z.object({ ticket: z.optional(TicketInput), tickets: z.optional(bulk(z.extend(TicketInput, { id: Id }))) }),
      response: QueuedJobResponse,
    }),
    removeMany: route({
      method: 'DELETE',
      path: '/api/v2/tickets/destroy_many',
      summary: 'Delete up to 100 tickets, by a job',
      allow: STAFF,
      query: () => z.object({ ids: IdList }),
      response: QueuedJobResponse,
    }),
    merge: route({
      method: 'POST',
      path: '/api/v2/tickets/{id}/merge',
      summary: 'Merge tickets into this one, by a job: they are closed and name it; replies to them come here',
      allow: STAFF,
      params: IdParams,
      body: MergeInput,
      response: QueuedJobResponse,
    }),
    ...ticketPartRoutes,
  },
});
