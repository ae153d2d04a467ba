import { isOurs } from '../../shared/mail/mail-facts.ts';
import type { OwnerOf } from '../../shared/mail/shown-mail.ts';
import { isEmail } from '../../shared/people/text-rules.ts';
import { findUserByEmail } from '../../shared/people/user.store.ts';
import { isStaffMember, type User } from '../../shared/people/user.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import type { Arrival } from './arrival.ts';
import type { IngestDeps } from './ingest-mail.ts';

/**
 * Tells whose an address in an answer is. In the conversation is whom the mail names, who is on the ticket, and who works
 * here; for an agent also everybody at their own domain. People are looked up only where the mail does not tell.
 */
export function addressOwners(arrival: Arrival, ticketId: number, sender: User, deps: IngestDeps): OwnerOf {
  const { from, to, cc } = arrival.examined.mail;
  const named = new Set([...from, ...to, ...cc].map(({ address }) => address));
  const colleagues = isStaffMember(sender) ? [...from.map(({ address }) => domainOf(address)), deps.ours.domain] : [];
  let ticket: Promise<Ticket | undefined> | undefined;
  return async (address) => {
    if (isOurs(address, deps.ours)) return 'us';
    if (named.has(address) || colleagues.includes(domainOf(address))) return 'party';
    if (!isEmail(address)) return 'stranger';
    ticket ??= getTicket(deps.table, ticketId);
    const [on, owner] = await Promise.all([ticket, findUserByEmail(deps.table, address)]);
    if (owner === undefined) return 'stranger';
    return owner.id === sender.id || isStaffMember(owner) || isOn(on, owner.id) ? 'party' : 'stranger';
  };
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

function isOn(ticket: Ticket | undefined, id: number): boolean {
  if (!ticket) return false;
  const { requester_id, submitter_id, assignee_id, email_cc_ids, follower_ids } = ticket;
  return [requester_id, submitter_id, assignee_id, ...email_cc_ids, ...follower_ids].includes(id);
}
