import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import {
  type IdRange,
  idOrder,
  MAX_OFFSET,
  pageEnvelope,
  pagingOf,
  readPage,
} from '../../shared/platform/http/paging.ts';
import { withWholeDescriptions } from '../../shared/tickets/description.store.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import { getTickets } from '../../shared/tickets/ticket.store.ts';
import {
  countByExternalId,
  listTicketIds,
  listTicketIdsByExternalId,
  type TicketList,
} from '../../shared/tickets/ticket-list.store.ts';
import type { TicketListQuery } from '../../shared/tickets/ticket-lists.api.ts';
import type { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import { assertOwnerExists, countList } from './count-tickets.ts';
import { presentTickets } from './present-tickets.ts';

type Routes = typeof ticketsApi.routes;
type ListRequest = Request<unknown, TicketListQuery>;

/** All tickets in order of number, or those that another system knows under an id. */
export const listTickets: UseCase<Routes['list'], TicketDeps> = async (request, deps) => {
  const { external_id } = request.query;
  if (external_id === undefined) return listIn(request, deps, { of: 'all', owner: null });
  return page(request, deps, {
    ids: (range) => listTicketIdsByExternalId(deps.table, external_id, range),
    count: () => countByExternalId(deps.table, external_id, MAX_OFFSET),
  });
};

/** The newest tickets first. */
export const listRecentTickets: UseCase<Routes['recent'], TicketDeps> = (request, deps) =>
  listIn(request, deps, { of: 'all', owner: null }, { descending: true });

export const listRequestedTickets: UseCase<Routes['listRequested'], TicketDeps> = (request, deps) =>
  listIn(request, deps, { of: 'requester', owner: request.params.user_id });

export const listAssignedTickets: UseCase<Routes['listAssigned'], TicketDeps> = (request, deps) =>
  listIn(request, deps, { of: 'assignee', owner: request.params.user_id });

export const listTicketsOfGroup: UseCase<Routes['listOfGroup'], TicketDeps> = (request, deps) =>
  listIn(request, deps, { of: 'group', owner: request.params.group_id });

export const listTicketsOfOrganization: UseCase<Routes['listOfOrganization'], TicketDeps> = (request, deps) =>
  listIn(request, deps, { of: 'organization', owner: request.params.organization_id });

async function listIn(request: ListRequest, deps: TicketDeps, list: TicketList, order = { descending: false }) {
  const { table } = deps;
  const listing = { ids: (range: IdRange) => listTicketIds(table, list, range), count: () => countList(table, list) };
  const reply = await page(request, deps, listing, order);
  if (reply.body.tickets.length === 0) await assertOwnerExists(table, list);
  return reply;
}

interface Listing {
  readonly ids: (range: IdRange) => Promise<number[]>;
  readonly count: () => Promise<number>;
}

async function page(request: ListRequest, deps: TicketDeps, listing: Listing, order = { descending: false }) {
  const paging = pagingOf(request.query);
  const [found, count] = await Promise.all([
    readPage(paging, idOrder(request.query, order), listing.ids, (ids) => getTickets(deps.table, ids)),
    paging.style === 'offset' ? listing.count() : 0,
  ]);
  const tickets = await withWholeDescriptions(deps, found.items);
  const shown = await presentTickets(deps, tickets, request);
  return { body: { ...shown, ...pageEnvelope(request, paging, found, count) } };
}
