import type { suspendedTicketsApi } from '../../shared/mail/suspended-tickets.api.ts';
import type { UseCases } from '../../shared/platform/http/contract.ts';
import { deleteManySuspendedTickets, deleteSuspendedTicket } from './delete-suspended-tickets.ts';
import type { SuspendedTicketsDeps } from './deps.ts';
import { recoverManySuspendedTickets, recoverSuspendedTicket } from './recover-suspended-tickets.ts';
import { listSuspendedTickets, showSuspendedTicket } from './show-suspended-tickets.ts';

/** What serves each route of `suspendedTicketsApi`. */
export const suspendedTicketsUseCases: UseCases<typeof suspendedTicketsApi.routes, SuspendedTicketsDeps> = {
  list: listSuspendedTickets,
  show: showSuspendedTicket,
  recover: recoverSuspendedTicket,
  recoverMany: recoverManySuspendedTickets,
  destroyMany: deleteManySuspendedTickets,
  delete: deleteSuspendedTicket,
};
