import { DomainError, forbidden, notFound } from '../../shared/kernel/errors.ts';
import type { Principal } from '../../shared/kernel/principal.ts';
import { type SuspendedMailState, suspendedMailStates } from '../../shared/mail/suspended-mail.store.ts';
import { suspendedTicketView } from '../../shared/mail/suspended-ticket.view.ts';
import type { suspendedTicketsApi } from '../../shared/mail/suspended-tickets.api.ts';
import type { RecoveryOrder, SuspendedMail } from '../../shared/mail/suspension.ts';
import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import { getTicketRecords } from '../../shared/tickets/ticket.store.ts';
import { ticketView } from '../../shared/tickets/ticket.view.ts';
import type { SuspendedTicketsDeps } from './deps.ts';

type Routes = typeof suspendedTicketsApi.routes;

/** Milliseconds between looks at what was ordered: twelve seconds in all, well within what a gateway waits. */
const LOOKS = [40, 60, 100, 150, 250, 400, 600, 900, 1_500, 2_000, 3_000, 3_000] as const;

/** Has a mail taken in after all and answers the ticket it became, or was added to. Asked again, it answers the same. */
export const recoverSuspendedTicket: UseCase<Routes['recover'], SuspendedTicketsDeps> = async (request, deps) => {
  const { ticketIds, refused, unfinished } = await recover([request.params.id], request.principal, deps);
  if (unfinished.length > 0) throw new DomainError('unavailable', 'mail_still_recovering');
  if (refused.length > 0) return { status: 422, body: { suspended_tickets: refused.map(viewFor(request)) } };
  const ticket = await ticketsOf(ticketIds, request, deps);
  if (ticket.length === 0) throw notFound('suspended_ticket');
  return { body: { ticket } };
};

/** As for one. If some could not be taken in, or not yet, those are what is answered. */
export const recoverManySuspendedTickets: UseCase<Routes['recoverMany'], SuspendedTicketsDeps> = async (
  request,
  deps,
) => {
  const { ticketIds, refused, unfinished } = await recover(request.query.ids, request.principal, deps);
  const left = [...refused, ...unfinished];
  if (left.length > 0) return { status: 422, body: { suspended_tickets: left.map(viewFor(request)) } };
  const tickets = await ticketsOf(ticketIds, request, deps);
  if (tickets.length === 0) throw notFound('suspended_ticket');
  return { body: { tickets } };
};

interface Outcome {
  readonly ticketIds: readonly number[];
  /** What cannot be taken in, with the reason. */
  readonly refused: readonly SuspendedMail[];
  /** What is not taken in yet, and will be. */
  readonly unfinished: readonly SuspendedMail[];
}

/**
 * Orders mails to be taken in, by the function that takes in all mail, and waits for what comes of it. An order that is
 * not carried out in that time still will be.
 */
async function recover(ids: readonly number[], principal: Principal, deps: SuspendedTicketsDeps): Promise<Outcome> {
  const before = await suspendedMailStates(deps.table, ids, deps.now());
  const waiting = [...before.values()].flatMap((each) => (each.state === 'waiting' ? [each.mail] : []));
  await order(waiting, principal, deps);
  let after: ReadonlyMap<number, SuspendedMailState> = before;
  let open = waiting;
  for (const milliseconds of LOOKS) {
    if (open.length === 0) break;
    await deps.pause(milliseconds);
    const seen = await suspendedMailStates(
      deps.table,
      open.map(({ id }) => id),
      deps.now(),
    );
    after = new Map([...after, ...seen]);
    open = open.filter((mail) => isUntouched(mail, seen.get(mail.id)));
  }
  const unfinished = new Set(open.map(({ id }) => id));
  const states = [...after.values()];
  return {
    ticketIds: states.flatMap((each) => (each.state === 'recovered' ? [each.ticketId] : [])),
    refused: states.flatMap((each) => (each.state === 'waiting' && !unfinished.has(each.mail.id) ? [each.mail] : [])),
    unfinished: open,
  };
}

async function order(mails: readonly SuspendedMail[], principal: Principal, deps: SuspendedTicketsDeps): Promise<void> {
  if (principal.kind !== 'user' || principal.role === 'end-user') throw forbidden();
  if (mails.length === 0) return;
  const by = { id: principal.userId, role: principal.role };
  const messages = mails.map(({ id }) => {
    const recover: RecoveryOrder = { suspended_id: id, by };
    return { body: JSON.stringify({ recover }) };
  });
  const unsent = await deps.sendMessages(deps.intakeQueue, messages);
  if (unsent.size === mails.length) throw new DomainError('unavailable', 'try_again');
}

/** Whether nobody has said yet what became of it. */
function isUntouched(before: SuspendedMail, now: SuspendedMailState | undefined): boolean {
  return now?.state === 'waiting' && now.mail.updated_at === before.updated_at;
}

function viewFor({ baseUrl, locale }: Request) {
  return (mail: SuspendedMail) => suspendedTicketView(mail, baseUrl, locale);
}

async function ticketsOf(ids: readonly number[], { baseUrl }: Request, deps: SuspendedTicketsDeps) {
  const tickets = new Map((await getTicketRecords(deps.table, ids)).map((ticket) => [ticket.id, ticket]));
  return [...new Set(ids)].flatMap((id) => {
    const ticket = tickets.get(id);
    return ticket?.deleted_at === null ? [ticketView(ticket, baseUrl)] : [];
  });
}
