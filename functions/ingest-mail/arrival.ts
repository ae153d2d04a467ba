import type { Instant } from '../../shared/kernel/clock.ts';
import type { Assurance } from '../../shared/kernel/principal.ts';
import type { ExaminedMail } from '../../shared/mail/examine-mail.ts';
import { type AcceptedMail, acceptedWrites } from '../../shared/mail/inbound-mail.store.ts';
import { isOurs, plainAddress } from '../../shared/mail/mail-facts.ts';
import type { MailReceipt } from '../../shared/mail/ses-notification.ts';
import { isEmail } from '../../shared/people/text-rules.ts';
import { findOrCreateByEmail } from '../../shared/people/user.store.ts';
import { isStaffMember, type User } from '../../shared/people/user.ts';
import type { Write } from '../../shared/platform/table/table-input.ts';
import { MAX_RECIPIENTS, type Via, via } from '../../shared/tickets/ticket.ts';
import type { IngestDeps } from './ingest-mail.ts';

/** A mail that was accepted, on its way to its ticket. */
export interface Arrival {
  readonly examined: ExaminedMail;
  readonly receipt: MailReceipt;
  /** What put it there. */
  readonly rule: string;
  readonly sender: User | undefined;
  readonly revived: boolean;
}

/**
 * Everybody else a mail was written to, known or new, as many as a ticket can carry. Nobody when the sender is not proven:
 * who writes in another's name would read every answer to come.
 */
export async function copiedPeople(arrival: Arrival, author: User, deps: IngestDeps): Promise<number[]> {
  const { mail, authentication } = arrival.examined;
  if (authentication !== 'pass') return [];
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

/** How it reached us, as the wire shows it. */
export function viaMail(arrival: Arrival, rel: string | null, deps: IngestDeps): Via {
  const [from] = arrival.examined.mail.from;
  return via('email', {
    from: { address: from?.address ?? null, name: from?.name || null },
    to: { address: ourRecipient(arrival, deps) },
    rel,
  });
}

/** How sure the checks make us of the sender. */
export function assuranceOf({ examined }: Arrival): Assurance {
  return examined.authentication === 'pass' ? 'verified_mail' : 'unverified';
}

/** What belongs into the transaction of the comment that the mail becomes. */
export function mailWrites(arrival: Arrival, ticketId: number, commentId: number, at: Instant): Write[] {
  const { examined, receipt, rule, sender } = arrival;
  const { mail } = examined;
  const accepted: AcceptedMail = {
    fingerprint: examined.fingerprint,
    ticketId,
    commentId,
    messageId: mail.messageId,
    references: mail.references.length > 0 ? mail.references : mail.inReplyTo,
    rawKey: receipt.rawKey,
    authentication: examined.authentication,
    rule,
    fromCustomer: examined.verdict.kind !== 'bounce' && !(sender && isStaffMember(sender)),
    at,
  };
  return acceptedWrites(accepted);
}
