import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { CountResponse, Id, IdList, text } from '../people/wire-fields.ts';
import { route } from '../platform/http/contract.ts';
import { PAGE_ENVELOPE, PAGE_QUERY, SORT_QUERY } from '../platform/http/paging.ts';
import { SIDELOADED } from './sideloaded.api.ts';
import { INCLUDE_QUERY } from './ticket-sideloads.ts';
import { TicketWire } from './ticket-wire.ts';

const STAFF = ['agent', 'admin'] as const;
const UserParams = onFirstUse(() => z.object({ user_id: Id }));
const GroupParams = onFirstUse(() => z.object({ group_id: Id }));
const OrganizationParams = onFirstUse(() => z.object({ organization_id: Id }));
const ListQuery = onFirstUse(() => z.object({ ...PAGE_QUERY, ...SORT_QUERY, ...INCLUDE_QUERY }));
export type TicketListQuery = z.output<typeof ListQuery>;

const Tickets = onFirstUse(() => z.object({ tickets: z.array(TicketWire), ...SIDELOADED, ...PAGE_ENVELOPE }));

/** Lists of tickets, by everyone, person, group or organization, and how long they are: part of the tickets' resource. */
export const ticketListRoutes = {
  list: route({
    method: 'GET',
    path: '/api/v2/tickets',
    summary: 'List tickets in order of number, or those another system knows by an id',
    allow: STAFF,
    query: () => z.extend(ListQuery, { external_id: z.optional(text(255)) }),
    response: Tickets,
  }),
  recent: route({
    method: 'GET',
    path: '/api/v2/tickets/recent',
    summary: 'The newest tickets',
    allow: STAFF,
    query: ListQuery,
    response: Tickets,
  }),
  showMany: route({
    method: 'GET',
    path: '/api/v2/tickets/show_many',
    summary: 'Several tickets by their numbers',
    allow: STAFF,
    query: () => z.object({ ids: IdList, ...INCLUDE_QUERY }),
    response: Tickets,
  }),
  count: route({
    method: 'GET',
    path: '/api/v2/tickets/count',
    summary: 'The number of tickets',
    allow: STAFF,
    response: CountResponse,
  }),
  listRequested: route({
    method: 'GET',
    path: '/api/v2/users/{user_id}/tickets/requested',
    summary: 'Tickets somebody asked for',
    allow: STAFF,
    params: UserParams,
    query: ListQuery,
    response: Tickets,
  }),
  countRequested: route({
    method: 'GET',
    path: '/api/v2/users/{user_id}/tickets/requested/count',
    summary: 'The number of tickets somebody asked for',
    allow: STAFF,
    params: UserParams,
    response: CountResponse,
  }),
  listAssigned: route({
    method: 'GET',
    path: '/api/v2/users/{user_id}/tickets/assigned',
    summary: 'Tickets assigned to an agent',
    allow: STAFF,
    params: UserParams,
    query: ListQuery,
    response: Tickets,
  }),
  countAssigned: route({
    method: 'GET',
    path: '/api/v2/users/{user_id}/tickets/assigned/count',
    summary: 'The number of tickets assigned to an agent',
    allow: STAFF,
    params: UserParams,
    response: CountResponse,
  }),
  listOfGroup: route({
    method: 'GET',
    path: '/api/v2/groups/{group_id}/tickets',
    summary: 'Tickets of a group',
    allow: STAFF,
    params: GroupParams,
    query: ListQuery,
    response: Tickets,
  }),
  countOfGroup: route({
    method: 'GET',
    path: '/api/v2/groups/{group_id}/tickets/count',
    summary: 'The number of tickets of a group',
    allow: STAFF,
    params: GroupParams,
    response: CountResponse,
  }),
  listOfOrganization: route({
    method: 'GET',
    path: '/api/v2/organizations/{organization_id}/tickets',
    summary: 'Tickets of an organization',
    allow: STAFF,
    params: OrganizationParams,
    query: ListQuery,
    response: Tickets,
  }),
  countOfOrganization: route({
    method: 'GET',
    path: '/api/v2/organizations/{organization_id}/tickets/count',
    summary: 'The number of tickets of an organization',
    allow: STAFF,
    params: OrganizationParams,
    response: CountResponse,
  }),
};
