import type { Instant } from '../../shared/kernel/clock.ts';
import type { Assurance } from '../../shared/kernel/principal.ts';
import type { ExaminedMail } from '../../shared/mail/examine-mail.ts';
import type { ForwardedMail } from '../../shared/mail/forwarded-mail.ts';
import { type AcceptedMail, acceptedWrites, type IdClaim } from '../../shared/mail/inbound-mail.store.ts';
import type { InboundMail } from '../../shared/mail/mail.ts';
import { isOurs, plainAddress } from '../../shared/mail/mail-facts.ts';
import type { MailReceipt } from '../../shared/mail/ses-notification.ts';
import { recoveredWrite } from '../../shared/mail/suspended-mail.store.ts';
import { isEmail } from '../../shared/people/text-rules.ts';
import { findOrCreateByEmail } from '../../shared/people/user.store.ts';
import { isStaffMember, type User } from '../../shared/people/user.ts';
import { MAX_RECIPIENTS, type Via, via } from '../../shared/tickets/ticket.ts';
import type { IngestDeps } from './ingest-mail.ts';
import type { Recovery } from './recovery.ts';

/** A mail that was accepted, on its way to its ticket. */
export interface Arrival {
  readonly examined: ExaminedMail;
  readonly receipt: MailReceipt;
  /** What put it there. */
  readonly rule: string;
  readonly sender: User | undefined;
  readonly forwarded: ForwardedMail | undefined;
  readonly revived: boolean;
  /** For whom the mail's id is still free. */
  readonly idClaim: IdClaim;
  /** Set when it had been set aside. */
  readonly recovery?: Recovery | undefined;
}

/**
 * Everybody else a mail was written to, known or new, as many as a ticket can carry: they get every answer to come. So
 * only a person's own mail brings them, and only when the sender is proven, on a new ticket too: who writes in another's
 * name would read along, and would have us write to strangers; a list would be told everything. Whom a mail that brings
 * nobody was written to is still said in `via`, for an agent to add.
 */
export async function copiedPeople(arrival: Arrival, author: User, deps: IngestDeps): Promise<number[]> {
  const { mail, authentication, verdict } = arrival.examined;
  if (authentication !== 'pass' || verdict.kind !== 'normal') return [];
  const others = [...mail.to, ...mail.cc].filter(
    ({ address }) => isEmail(address) && address !== mail.from[0]?.address && !isOurs(address, deps.ours),
  );
  const people = new Map(others.map((other) => [other.address, other]));
  const context = { now: deps.now(), newId: deps.newId };
  const found = await Promise.all(
    [...people.values()]
      .slice(0, MAX_RECIPIENTS)
      .map(({ name, address }) => findOrCreateByEmail(deps.table, { email: address, name }, context)),
  );
  return [...new Set(found.map((user) => user.id))].filter((id) => id !== author.id);
}

/** Which of our addresses it was sent to: the one we answer from. */
export function ourRecipient({ examined: { mail }, receipt }: Arrival, deps: IngestDeps): string | null {
  const written = [...receipt.recipients, ...[...mail.to, ...mail.cc].map(({ address }) => address)];
  const ours = written.find((address) => isOurs(address, deps.ours));
  return ours === undefined ? null : plainAddress(ours);
}

/** How it reached us, as the wire shows it. Whom an agent wrote to besides is not for the customer. */
export function viaMail(arrival: Arrival, rel: string | null, deps: IngestDeps): Via {
  const { sender, examined } = arrival;
  const [from] = examined.mail.from;
  const known = { address: from?.address || null, name: from?.name || null };
  const asCustomer = sender === undefined || !isStaffMember(sender);
  return via('email', {
    from: asCustomer ? { ...known, original_recipients: writtenTo(examined.mail, deps) } : known,
    to: { address: ourRecipient(arrival, deps) },
    rel,
  });
}

/** Everybody a mail names as its recipients. Of ours only the plain address: the signature in the other is a key. */
function writtenTo({ to, cc }: InboundMail, { ours }: IngestDeps): string[] {
  const addresses = [...to, ...cc].map(({ address }) => (isOurs(address, ours) ? plainAddress(address) : address));
  return [...new Set(addresses)].filter(isEmail).slice(0, MAX_RECIPIENTS);
}

/** How sure the checks make us of the sender. */
export function assuranceOf({ examined }: Arrival): Assurance {
  return examined.authentication === 'pass' ? 'verified_mail' : 'unverified';
}

/** What belongs into the transaction of the comment that the mail becomes. */
export function mailWrites(arrival: Arrival, comment: { ticketId: number; id: number; isNote: boolean }, at: Instant) {
  const { examined, receipt, rule, sender, idClaim, recovery } = arrival;
  const { mail } = examined;
  const accepted: AcceptedMail = {
    fingerprint: recovery?.mail.fingerprint ?? examined.fingerprint,
    wasSetAside: recovery !== undefined,
    ticketId: comment.ticketId,
    commentId: comment.id,
    isNote: comment.isNote,
    messageId: mail.messageId,
    idClaim,
    sender: mail.from[0]?.address ?? '',
    references: mail.references.length > 0 ? mail.references : mail.inReplyTo,
    rawKey: receipt.rawKey,
    authentication: examined.authentication,
    rule,
    // What nobody proved to be the customer's is not what our next mail answers.
    fromCustomer:
      examined.verdict.kind !== 'bounce' && !(sender && isStaffMember(sender)) && recovery?.byJudgement !== true,
    isUnanswered: examined.verdict.isUnanswered === true,
    at,
  };
  const writes = acceptedWrites(accepted);
  if (!recovery) return writes;
  return [recoveredWrite(recovery.mail, { ticketId: comment.ticketId, by: recovery.by.id }), ...writes];
}
