import { forbidden, notFound } from '../../shared/kernel/errors.ts';
import type { Principal } from '../../shared/kernel/principal.ts';
import {
  deleteSuspendedMail,
  type SuspendedMailState,
  suspendedMailState,
  suspendedMailStates,
} from '../../shared/mail/suspended-mail.store.ts';
import type { suspendedTicketsApi } from '../../shared/mail/suspended-tickets.api.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { log } from '../../shared/platform/log.ts';
import type { SuspendedTicketsDeps } from './deps.ts';

type Routes = typeof suspendedTicketsApi.routes;

/** Mails that are deleted side by side. */
const AT_ONCE = 10;

/** Deletes a mail that waits, and the mail as it came in. Asked again, it does what may not have been done. */
export const deleteSuspendedTicket: UseCase<Routes['delete'], SuspendedTicketsDeps> = async (request, deps) => {
  const { params, principal } = request;
  const found = await suspendedMailState(deps.table, params.id, deps.now());
  if (!(await deleteForGood(params.id, found, principal, deps))) throw notFound('suspended_ticket');
  return {};
};

/** Deletes mails that wait; what does not, is not there any more in any case. */
export const deleteManySuspendedTickets: UseCase<Routes['destroyMany'], SuspendedTicketsDeps> = async (
  { query: { ids }, principal },
  deps,
) => {
  const states = await suspendedMailStates(deps.table, ids, deps.now());
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE);
    await Promise.all(some.map((id) => deleteForGood(id, states.get(id), principal, deps)));
  }
  return {};
};

/** Answers false when there is nothing to delete: it never was, its time is over, or it was recovered. */
async function deleteForGood(
  id: number,
  found: SuspendedMailState | undefined,
  principal: Principal,
  deps: SuspendedTicketsDeps,
): Promise<boolean> {
  if (principal.kind !== 'user') throw forbidden();
  if (!found || found.state === 'recovered') return false;
  // The record first: as long as it is there, an order to recover it may be reading the mail.
  if (found.state === 'waiting' && !(await deleteSuspendedMail(deps.table, found.mail))) {
    return deleteForGood(id, await suspendedMailState(deps.table, id, deps.now()), principal, deps);
  }
  await deps.rawMail.delete(found.state === 'waiting' ? found.mail.raw_key : found.rawKey);
  log.info('suspended_mail_deleted', { suspended_id: id, agent_id: principal.userId });
  return true;
}
