import { notFound } from '../../shared/kernel/errors.ts';
import {
  countSuspendedMails,
  getSuspendedMails,
  listSuspendedMailIds,
  suspendedMailState,
} from '../../shared/mail/suspended-mail.store.ts';
import { suspendedTicketView } from '../../shared/mail/suspended-ticket.view.ts';
import type { suspendedTicketsApi } from '../../shared/mail/suspended-tickets.api.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { idOrder, pageEnvelope, pagingOf, readPage } from '../../shared/platform/http/paging.ts';
import type { SuspendedTicketsDeps } from './deps.ts';

type Routes = typeof suspendedTicketsApi.routes;

/** Mails that were set aside and wait, newest first. */
export const listSuspendedTickets: UseCase<Routes['list'], SuspendedTicketsDeps> = async (request, deps) => {
  const { query, baseUrl, locale } = request;
  const now = deps.now();
  const paging = pagingOf(query);
  const [page, count] = await Promise.all([
    readPage(
      paging,
      idOrder(query, { descending: true }),
      (range) => listSuspendedMailIds(deps.table, range, now),
      (ids) => getSuspendedMails(deps.table, ids, now),
    ),
    paging.style === 'offset' ? countSuspendedMails(deps.table, now) : 0,
  ]);
  const suspended_tickets = page.items.map((mail) => suspendedTicketView(mail, baseUrl, locale));
  return { body: { suspended_tickets, ...pageEnvelope(request, paging, page, count) } };
};

/** One mail that was set aside. */
export const showSuspendedTicket: UseCase<Routes['show'], SuspendedTicketsDeps> = async (request, deps) => {
  const { params, baseUrl, locale } = request;
  const found = await suspendedMailState(deps.table, params.id, deps.now());
  if (found?.state !== 'waiting') throw notFound('suspended_ticket');
  return { body: { suspended_ticket: suspendedTicketView(found.mail, baseUrl, locale) } };
};
