import { notFound } from '../../shared/kernel/errors.ts';
import { getUser } from '../../shared/people/user.store.ts';
import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import { idOrder, MAX_OFFSET, pageEnvelope, pagingOf, readPage } from '../../shared/platform/http/paging.ts';
import type { RequestListQuery, requestsApi } from '../../shared/tickets/requests.api.ts';
import { getTickets } from '../../shared/tickets/ticket.store.ts';
import { countListed, listTicketIds, type TicketList } from '../../shared/tickets/ticket-list.store.ts';
import { callerOf } from './caller.ts';
import type { RequestsDeps } from './deps.ts';
import { presentRequests } from './present-requests.ts';

type Routes = typeof requestsApi.routes;
type ListRequest = Request<unknown, RequestListQuery>;

/** The caller's own requests, newest first unless asked otherwise. */
export const listRequests: UseCase<Routes['list'], RequestsDeps> = (request, deps) =>
  list(request, deps, callerOf(request).userId, {});

/** Those that are being worked on. */
export const listOpenRequests: UseCase<Routes['listOpen'], RequestsDeps> = (request, deps) =>
  list(request, deps, callerOf(request).userId, { classes: ['live'] });

/** Those that are solved or closed. */
export const listSolvedRequests: UseCase<Routes['listSolved'], RequestsDeps> = (request, deps) =>
  list(request, deps, callerOf(request).userId, { classes: ['done'] });

/** Somebody's requests, for those who help them. */
export const listRequestsOfUser: UseCase<Routes['listOfUser'], RequestsDeps> = async (request, deps) => {
  const { user_id } = request.params;
  const reply = await list(request, deps, user_id, {});
  if (reply.body.requests.length === 0 && !(await getUser(deps.table, user_id))) throw notFound('user');
  return reply;
};

async function list(request: ListRequest, deps: RequestsDeps, owner: number, only: Pick<TicketList, 'classes'>) {
  const paging = pagingOf(request.query);
  const own: TicketList = { of: 'requester', owner, publicOnes: true, ...only };
  const [page, count] = await Promise.all([
    readPage(
      paging,
      idOrder(request.query, { descending: true }),
      (range) => listTicketIds(deps.table, own, range),
      (ids) => getTickets(deps.table, ids),
    ),
    paging.style === 'offset' ? countListed(deps.table, own, MAX_OFFSET) : 0,
  ]);
  // The index may be a moment behind: what became internal, or another's, is not shown.
  const tickets = page.items.filter((ticket) => ticket.is_public && ticket.requester_id === owner);
  const requests = await presentRequests(deps, tickets, request);
  return { body: { requests, ...pageEnvelope(request, paging, page, count) } };
}
