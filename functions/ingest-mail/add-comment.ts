import { type CommentPart, mailComment } from '../../shared/mail/mail-comment.ts';
import { forgetUndeliverable } from '../../shared/mail/mail-state.store.ts';
import { isStaffMember, type User } from '../../shared/people/user.ts';
import { log } from '../../shared/platform/log.ts';
import { MAX_RECIPIENTS, type Ticket } from '../../shared/tickets/ticket.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import { addressOwners } from './address-owner.ts';
import { type Arrival, assuranceOf, copiedPeople, mailWrites, viaMail } from './arrival.ts';
import type { IngestDeps } from './ingest-mail.ts';
import { keptComment } from './kept-comment.ts';
import { doneBy } from './recovery.ts';

/**
 * Adds a mail to the ticket it belongs to. Only a person's own words are public and count as an answer; what a machine
 * sent is kept where agents see it. An agent's answer from their own mail client is one to the customer, unless it
 * answers what the customer never got, says nothing new or quotes a mail of somebody else; whom they copied on such a note is not on the ticket. A mail
 * that an agent forwards to a ticket is a note as a whole.
 */
export async function addComment(
  arrival: Arrival & { ticketId: number; isPublic: boolean },
  deps: IngestDeps,
): Promise<void> {
  const { examined, ticketId, isPublic, sender } = arrival;
  const { mail, verdict } = examined;
  if (!sender) throw new Error('A comment by mail needs a known sender');
  const now = deps.now();
  const { actor, words } = doneBy(arrival, sender, deps.defaultLocale);
  const byPerson = verdict.kind === 'normal';
  const origin = byPerson ? 'person' : 'auto-reply';
  const { locale } = sender;
  const ownerOf = addressOwners(arrival, ticketId, sender, deps);
  const comment = await mailComment(mail, partOf(arrival, sender), locale, ownerOf);
  const [kept, copied] = await Promise.all([
    keptComment(comment, { ticketId, locale, public: isPublic, origin }, deps),
    isPublic && !comment.isUnsent ? copiedPeople(arrival, sender, deps) : [],
  ]);
  const done = await updateTicket(
    deps.table,
    ticketId,
    (ticket) => ({
      change: { comment: { ...kept.comment, ...words }, ...ccChange(ticket, copied), ...proof(ticket, arrival) },
      also: () => [
        ...mailWrites(arrival, { ticketId, id: kept.id, isNote: !kept.comment.public }, now),
        ...kept.writes,
      ],
    }),
    () => ({
      now,
      newId: deps.newId,
      actor,
      via: viaMail(arrival, null, deps),
      closeAfter: deps.closeAfter,
    }),
  );
  if (!done) throw new Error(`Ticket ${ticketId} went away while a mail was added to it`);
  if (arrival.revived) await forgetUndeliverable(deps.table, mail.from[0]?.address ?? '');
  log.info('mail_added_comment', { ticket_id: ticketId, rule: arrival.rule, kind: verdict.kind, files: kept.files });
}

function partOf(
  { forwarded, isPublic }: Pick<Arrival, 'forwarded'> & { isPublic: boolean },
  sender: User,
): CommentPart {
  if (forwarded) return 'whole';
  if (!isStaffMember(sender)) return 'answer';
  return isPublic ? 'answer-of-staff' : 'note-of-staff';
}

function ccChange(ticket: Ticket, copied: readonly number[]) {
  const added = copied.filter((id) => id !== ticket.requester_id && !ticket.email_cc_ids.includes(id));
  if (added.length === 0) return {};
  return { fields: { email_cc_ids: [...ticket.email_cc_ids, ...added].slice(0, MAX_RECIPIENTS) } };
}

/** The requester's own mail proves who they are; anyone else's says nothing about them. */
function proof(ticket: Ticket, arrival: Arrival) {
  const proven = arrival.sender?.id === ticket.requester_id && ticket.requester_assurance === 'unverified';
  return proven && assuranceOf(arrival) === 'verified_mail' ? { requester_assurance: 'verified_mail' as const } : {};
}
