import { createHash } from 'node:crypto';
import type { Instant } from '../kernel/clock.ts';
import { isStaffMember, type User } from '../people/user.ts';
import { text } from '../platform/i18n/text.ts';
import type { Notice } from './decide.ts';
import type { Delivery } from './delivery.ts';
import type { Happening } from './happening.ts';

/** Mailboxes of machines and duties: an answer to them goes round in circles or annoys somebody else. */
const NO_PERSON = /^(mailer-daemon|postmaster|abuse|root|no-?reply|do-?not-?reply|bounces?)([+.-].*)?@/i;

/** The customer's last mail on the ticket, if there was one. */
export interface Thread {
  readonly messageId: string | null;
  readonly references: readonly string[];
}

/** Whether mail may be sent to a person at all. */
export function isReachable(user: User | undefined, ours: readonly string[]): user is User & { email: string } {
  if (!user?.email || !user.active || user.suspended) return false;
  return !NO_PERSON.test(user.email) && !ours.includes(user.email);
}

/**
 * Whether the requester may be somebody who never wrote: an address that anybody can type. `caller` is who opened the
 * ticket; an agent who does so for a customer answers for the address.
 */
export function isUnproven({ ticket }: Happening, caller: User | undefined): boolean {
  if (ticket.requester_assurance !== 'unverified') return false;
  // Whoever did not sign in is recorded as the requester they named, which may well be an agent.
  const byAgent = caller !== undefined && isStaffMember(caller) && caller.id !== ticket.requester_id;
  return !byAgent;
}

/**
 * An acknowledgement to an address that nobody proved to be theirs, be it typed into a form or the sender of a mail,
 * without a word of whoever did: else our good name carries whatever they want to tell a stranger.
 */
export function withoutTheirWords(delivery: Delivery): Delivery {
  return { ...delivery, ticket_subject: text(delivery.locale, 'mail.acknowledgement.subject'), name: '' };
}

/** The delivery of a notice: the same id for the same notice, whoever works it out again. */
export function deliveryOf(
  notice: Notice,
  { id, ticket, comment }: Happening,
  recipient: User & { email: string },
  context: { author: User | undefined; thread: Thread | undefined; now: Instant },
): Delivery {
  const { author, thread, now } = context;
  return {
    id: deliveryId(id, recipient.id, notice.template),
    template: notice.template,
    ticket_id: ticket.id,
    ticket_subject: ticket.subject,
    comment_id: comment?.id ?? ticket.first_comment_id,
    root_comment_id: ticket.first_comment_id,
    recipient_id: recipient.id,
    address: recipient.email,
    name: recipient.name,
    locale: recipient.id === ticket.requester_id ? ticket.locale : recipient.locale,
    support_address: ticket.recipient,
    author_name: author ? (author.alias ?? author.name) : null,
    params: notice.params,
    in_reply_to: thread?.messageId ?? null,
    references: [...(thread?.references ?? [])],
    state: 'queued',
    attempts: 0,
    doubts: 0,
    lease_until: 0,
    ses_message_id: null,
    error: null,
    created_at: now,
  };
}

function deliveryId(eventId: string, recipientId: number, template: string): string {
  return createHash('sha256').update(`${eventId}\n${recipientId}\n${template}`).digest('base64url').slice(0, 24);
}
