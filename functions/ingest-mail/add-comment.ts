import { storeFiles } from '../../shared/attachments/attachment.store.ts';
import { mailComment } from '../../shared/mail/mail-comment.ts';
import { forgetUndeliverable } from '../../shared/mail/mail-state.store.ts';
import { isStaffMember } from '../../shared/people/user.ts';
import { text } from '../../shared/platform/i18n/text.ts';
import { log } from '../../shared/platform/log.ts';
import { keepLongText } from '../../shared/tickets/comment-text.store.ts';
import { MAX_RECIPIENTS, type Ticket } from '../../shared/tickets/ticket.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import { watchFile } from '../../shared/tickets/watched-file.store.ts';
import { type Arrival, assuranceOf, copiedPeople, mailWrites, viaMail } from './arrival.ts';
import { incomingFiles } from './incoming-files.ts';
import type { IngestDeps } from './ingest-mail.ts';

/**
 * Adds a mail to the ticket it belongs to. Only a person's own words are public and count as an answer; what a machine
 * sent is kept where agents see it. An agent's answer from their own mail client is one to the customer, unless it
 * answers what the customer never got; whom they copied on such a note is not on the ticket.
 */
export async function addComment(
  arrival: Arrival & { ticketId: number; isPublic: boolean },
  deps: IngestDeps,
): Promise<void> {
  const { examined, ticketId, isPublic, sender } = arrival;
  const { mail, verdict } = examined;
  if (!sender) throw new Error('A comment by mail needs a known sender');
  const now = deps.now();
  const commentId = deps.newId();
  const byPerson = verdict.kind === 'normal';
  const part = isStaffMember(sender) ? 'answer-of-staff' : 'answer';
  const { body, html_body, files } = await mailComment(mail, part, sender.locale);
  const keeping = { newId: deps.newId, alongside: watchFile };
  const [copied, stored] = await Promise.all([
    isPublic ? copiedPeople(arrival, sender, deps) : [],
    storeFiles(deps.table, deps.files, incomingFiles(files), { ...keeping, now, ticketId, commentId }),
  ]);
  const comment = await keepLongText(deps.files, ticketId, {
    id: commentId,
    body: body || text(sender.locale, 'mail.no_subject'),
    html_body,
    public: isPublic,
    origin: byPerson ? 'person' : 'auto-reply',
    attachments: stored.attachments,
  });
  const done = await updateTicket(
    deps.table,
    ticketId,
    (ticket) => ({
      change: { comment, ...ccChange(ticket, copied), ...proof(ticket, arrival) },
      also: () => [...mailWrites(arrival, { ticketId, id: commentId, isNote: !isPublic }, now), ...stored.writes],
    }),
    () => ({
      now,
      newId: deps.newId,
      actor: { kind: 'user', id: sender.id, role: sender.role },
      via: viaMail(arrival, null, deps),
      closeAfter: deps.closeAfter,
    }),
  );
  if (!done) throw new Error(`Ticket ${ticketId} went away while a mail was added to it`);
  if (arrival.revived) await forgetUndeliverable(deps.table, mail.from[0]?.address ?? '');
  log.info('mail_added_comment', { ticket_id: ticketId, rule: arrival.rule, kind: verdict.kind, files: files.length });
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
