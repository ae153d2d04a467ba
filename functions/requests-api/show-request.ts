import { notFound } from '../../shared/kernel/errors.ts';
import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import { maySeeRequest } from '../../shared/tickets/request.policy.ts';
import type { requestsApi } from '../../shared/tickets/requests.api.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import { changeRequest, createRequest } from '../../shared/tickets/write-request.store.ts';
import type { RequestsDeps } from './deps.ts';
import { presentRequests } from './present-requests.ts';

type Routes = typeof requestsApi.routes;

export const showRequest: UseCase<Routes['show'], RequestsDeps> = async (request, deps) => {
  const ticket = await getTicket(deps.table, request.params.id);
  if (!ticket || !maySeeRequest(request.principal, ticket)) throw notFound('request');
  return { body: { request: await present(request, deps, ticket) } };
};

/** Makes a request. The same `Idempotency-Key` again answers with the request that the first one made. */
export const createRequestOnce: UseCase<Routes['create'], RequestsDeps> = async (request, deps) => {
  let made: Ticket | undefined;
  const id = await createOnce<number>(deps.table, request.idempotency, deps.now(), async (claim) => {
    const { principal, locale } = request;
    made = (await createRequest(deps, request.body.request, { principal, locale }, claim)).ticket;
    return made.id;
  });
  const ticket = made ?? (await getTicket(deps.table, id));
  if (!ticket) throw notFound('request');
  const body = { request: await present(request, deps, ticket) };
  return { body, headers: { location: `${request.baseUrl}/requests/${id}` } };
};

export const updateRequest: UseCase<Routes['update'], RequestsDeps> = async (request, deps) => {
  const ticket = await changeRequest(deps, request.params.id, request.body.request, request.principal);
  return { body: { request: await present(request, deps, ticket) } };
};

async function present(request: Request, deps: RequestsDeps, ticket: Ticket) {
  const [shown] = await presentRequests(deps, [ticket], request);
  if (!shown) throw notFound('request');
  return shown;
}
