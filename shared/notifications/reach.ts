import { createHash } from 'node:crypto';
import type { Instant } from '../kernel/clock.ts';
import { isStaffMember, type User } from '../people/user.ts';
import { text } from '../platform/i18n/text.ts';
import type { Notice } from './decide.ts';
import { type Delivery, isForStaff } from './delivery.ts';
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

/** Whether a notice is for the person it was meant for: what is for staff is not for somebody who was staff once. */
export function isFor({ template }: Notice, recipient: User): boolean {
  return !isForStaff(template) || isStaffMember(recipient);
}

/**
 * The addresses of the customers among those who get a message: its requester, and who is in copy. Each of them sees them,
 * as in any mail, and reaches all with a reply to all. Staff in copy are not shown, and are shown nobody: else a reply to
 * all of theirs would pass us by, and carry their own address.
 */
export function addressesOf(recipients: readonly (User & { email: string })[], { ticket }: Happening): string[] {
  const isCustomer = (user: User) => user.id === ticket.requester_id || !isStaffMember(user);
  return recipients.filter(isCustomer).map(({ email }) => email);
}

/**
 * Whether the requester may be somebody who never wrote: an address that anybody can type. `caller` is who opened the
 * ticket; an agent who does so for a customer answers for the address.
 */
export function isUnproven({ ticket, comment }: Happening, caller: User | undefined): boolean {
  if (ticket.requester_assurance !== 'unverified') return false;
  // An agent who recovers or forwards a mail answers for its words, not for its address.
  if (comment?.trusted === false) return true;
  // Whoever did not sign in is recorded as the requester they named, which may well be an agent.
  const byAgent = caller !== undefined && isStaffMember(caller) && caller.id !== ticket.requester_id;
  return !byAgent;
}

/**
 * An acknowledgement to an address that nobody proved to be theirs, be it typed into a form or the sender of a mail,
 * without a word of whoever did: else our good name carries whatever they want to tell a stranger.
 */
export function withoutTheirWords(delivery: Delivery): Delivery {
  return { ...delivery, ticket_subject: text(delivery.locale, 'request.unnamed'), name: '' };
}

/** The delivery of a notice: the same id for the same notice, whoever works it out again. */
export function deliveryOf(
  notice: Notice,
  happening: Happening,
  recipient: User & { email: string },
  context: {
    readonly author: User | undefined;
    readonly thread: Thread | undefined;
    /** The addresses that several customers see of one another; none where each is written to alone. */
    readonly together: readonly string[];
    readonly now: Instant;
  },
): Delivery {
  const { ticket, comment, audit } = happening;
  const { author, thread, together, now } = context;
  return {
    id: deliveryId(notice, happening),
    template: notice.template,
    ticket_id: ticket.id,
    audit_id: audit?.id ?? null,
    ticket_subject: ticket.subject,
    comment_id: comment?.id ?? ticket.first_comment_id,
    root_comment_id: ticket.first_comment_id,
    recipient_id: recipient.id,
    address: recipient.email,
    name: recipient.name,
    locale: recipient.id === ticket.requester_id ? ticket.locale : recipient.locale,
    time_zone: recipient.time_zone,
    ...addressed(recipient.email, together),
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

/** The first one, who is the requester if they can be reached, is written to; the others are in copy. */
function addressed(own: string, [to, ...cc]: readonly string[]): Pick<Delivery, 'addressed'> {
  return to === undefined || cc.length === 0 || ![to, ...cc].includes(own) ? {} : { addressed: { to, cc } };
}

/** Tells by itself where the delivery is kept: with those of its ticket, by audit. */
function deliveryId({ recipientId, template }: Notice, { id, ticket, audit }: Happening): string {
  const hash = createHash('sha256').update(`${id}\n${recipientId}\n${template}`).digest('base64url').slice(0, 24);
  return `${ticket.id}-${audit?.id ?? 0}-${hash}`;
}
