import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { IdList, IdParams } from '../people/wire-fields.ts';
import { resource, route } from '../platform/http/contract.ts';
import { PAGE_ENVELOPE, PAGE_QUERY, SORT_QUERY } from '../platform/http/paging.ts';
import { TicketWire } from '../tickets/ticket-wire.ts';
import { SuspendedTicketWire } from './suspended-ticket.view.ts';

const STAFF = ['agent', 'admin'] as const;
const Ids = onFirstUse(() => z.object({ ids: IdList }));
/** What could not be recovered, with status 422. */
const NotRecovered = onFirstUse(() => ({ suspended_tickets: z.optional(z.array(SuspendedTicketWire)) }));

/** Mails that were set aside: to be looked through, taken in after all, or deleted. They wait for 14 days. */
export const suspendedTicketsApi = resource({
  name: 'suspended-tickets',
  bases: ['/api/v2/suspended_tickets'],
  routes: {
    list: route({
      method: 'GET',
      path: '/api/v2/suspended_tickets',
      summary: 'List mails that were set aside, newest first; sorted by `created_at` or `id` only',
      allow: STAFF,
      query: () => z.object({ ...PAGE_QUERY, ...SORT_QUERY }),
      response: () => z.object({ suspended_tickets: z.array(SuspendedTicketWire), ...PAGE_ENVELOPE }),
    }),
    show: route({
      method: 'GET',
      path: '/api/v2/suspended_tickets/{id}',
      summary: 'Show a mail that was set aside',
      allow: STAFF,
      params: IdParams,
      response: () => z.object({ suspended_ticket: SuspendedTicketWire }),
    }),
    recover: route({
      method: 'PUT',
      path: '/api/v2/suspended_tickets/{id}/recover',
      summary: 'Take a mail in after all: answers its ticket, also when asked again',
      allow: STAFF,
      params: IdParams,
      response: () => z.object({ ticket: z.optional(z.array(TicketWire)), ...NotRecovered }),
    }),
    recoverMany: route({
      method: 'PUT',
      path: '/api/v2/suspended_tickets/recover_many',
      summary: 'Take up to 100 mails in after all: answers their tickets, or with status 422 those not taken in',
      allow: STAFF,
      query: Ids,
      response: () => z.object({ tickets: z.optional(z.array(TicketWire)), ...NotRecovered }),
    }),
    destroyMany: route({
      method: 'DELETE',
      path: '/api/v2/suspended_tickets/destroy_many',
      summary: 'Delete up to 100 mails that were set aside, for good',
      allow: STAFF,
      query: Ids,
      status: 204,
    }),
    delete: route({
      method: 'DELETE',
      path: '/api/v2/suspended_tickets/{id}',
      summary: 'Delete a mail that was set aside, for good',
      allow: STAFF,
      params: IdParams,
      status: 204,
    }),
  },
});
