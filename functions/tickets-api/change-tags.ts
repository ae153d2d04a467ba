import { notFound } from '../../shared/kernel/errors.ts';
import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import { editTicket } from '../../shared/tickets/edit-ticket.store.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import type { TicketInput } from '../../shared/tickets/ticket-input.ts';
import type { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import { callerOf } from './caller.ts';

type Routes = typeof ticketsApi.routes;
type TagRequest = Request<{ id: number }, unknown, Pick<TicketInput, 'safe_update' | 'updated_stamp'>>;

export const listTags: UseCase<Routes['listTags'], TicketDeps> = async ({ params }, deps) => {
  const ticket = await getTicket(deps.table, params.id);
  if (!ticket) throw notFound('ticket');
  return { body: { tags: ticket.tags } };
};

/** POST replaces, PUT adds, DELETE removes: so clients of this API expect it. */
export const setTags: UseCase<Routes['setTags'], TicketDeps> = (request, deps) =>
  change(request, deps, { tags: request.body.tags });

export const addTags: UseCase<Routes['addTags'], TicketDeps> = (request, deps) =>
  change(request, deps, { additional_tags: request.body.tags });

export const removeTags: UseCase<Routes['removeTags'], TicketDeps> = (request, deps) =>
  change(request, deps, { remove_tags: request.body.tags });

async function change(request: TagRequest, deps: TicketDeps, tags: TicketInput) {
  const { safe_update, updated_stamp } = request.body;
  const stamp = {
    ...(safe_update === undefined ? {} : { safe_update }),
    ...(updated_stamp === undefined ? {} : { updated_stamp }),
  };
  const { ticket } = await editTicket(deps, request.params.id, { ...tags, ...stamp }, callerOf(request));
  return { body: { tags: ticket.tags } };
}
