import type { UseCase } from '../../shared/platform/http/contract.ts';
import { earlierResult } from '../../shared/platform/idempotency.ts';
import { assertMergeable } from '../../shared/tickets/merge-tickets.store.ts';
import { mergeRows } from '../../shared/tickets/merge-tickets.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import type { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import { queueTickets } from './bulk-tickets.ts';

/** Merges tickets into one, by a job. What cannot be merged is refused at once; what changes until then, by the job. */
export const mergeTickets: UseCase<typeof ticketsApi.routes.merge, TicketDeps> = async (request, deps) => {
  const { idempotency, params, body } = request;
  const rows = mergeRows(params.id, body);
  // Sent again, it finds its tickets merged: that is no mistake then.
  const isRepeated = idempotency && (await earlierResult(deps.table, idempotency, deps.now())) !== undefined;
  if (!isRepeated) {
    const ids = rows.map(({ id }) => id);
    await assertMergeable(deps.table, params.id, ids);
  }
  return queueTickets(request, deps, 'tickets.merge', rows);
};
