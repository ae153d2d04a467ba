import { storeFiles } from '../../shared/attachments/attachment.store.ts';
import { cutText } from '../../shared/mail/cut-text.ts';
import { languageOf } from '../../shared/mail/language.ts';
import { mailComment } from '../../shared/mail/mail-comment.ts';
import { forgetUndeliverable } from '../../shared/mail/mail-state.store.ts';
import { findOrCreateByEmail } from '../../shared/people/user.store.ts';
import type { User } from '../../shared/people/user.ts';
import { text } from '../../shared/platform/i18n/text.ts';
import { log } from '../../shared/platform/log.ts';
import { openTicket } from '../../shared/tickets/change-ticket.ts';
import { keepLongText } from '../../shared/tickets/comment-text.store.ts';
import { commitTicket } from '../../shared/tickets/ticket.store.ts';
import { MAX_SUBJECT_LENGTH } from '../../shared/tickets/ticket.ts';
import { watchFile } from '../../shared/tickets/watched-file.store.ts';
import { type Arrival, assuranceOf, copiedPeople, mailWrites, ourRecipient, viaMail } from './arrival.ts';
import { incomingFiles } from './incoming-files.ts';
import type { IngestDeps } from './ingest-mail.ts';

/** Opens a ticket for a mail; as a follow-up when it answers one that is closed for good. */
export async function openByMail(arrival: Arrival & { followUpOf: number | null }, deps: IngestDeps): Promise<void> {
  const { examined, followUpOf, sender } = arrival;
  const { mail, verdict } = examined;
  const language = languageOf(`${mail.subject}\n${mail.text}`);
  const requester = sender ?? (await newRequester(arrival, language ?? deps.defaultLocale, deps));
  const locale = language ?? requester.locale;
  const now = deps.now();
  const commentId = deps.newId();
  const ticketId = await deps.nextNumber();
  const { body, html_body, files } = await mailComment(mail, 'whole', locale);
  const keeping = { newId: deps.newId, alongside: watchFile };
  const [copied, stored] = await Promise.all([
    copiedPeople(arrival, requester, deps),
    storeFiles(deps.table, deps.files, incomingFiles(files), { ...keeping, now, ticketId, commentId }),
  ]);
  const comment = await keepLongText(deps.files, ticketId, {
    id: commentId,
    body: body || text(locale, 'mail.no_subject'),
    html_body,
    public: true,
    origin: verdict.kind === 'normal' ? 'person' : 'auto-reply',
    attachments: stored.attachments,
  });
  const commit = openTicket(
    {
      id: ticketId,
      subject: cutText(mail.subject, MAX_SUBJECT_LENGTH) || text(locale, 'mail.no_subject'),
      requester_id: requester.id,
      submitter_id: requester.id,
      organization_id: requester.organization_id,
      locale,
      recipient: ourRecipient(arrival, deps),
      email_cc_ids: copied,
      followup_source_id: followUpOf,
      requester_assurance: assuranceOf(arrival),
      comment,
    },
    {
      now,
      newId: deps.newId,
      actor: { kind: 'user', id: requester.id, role: requester.role },
      via: viaMail(arrival, followUpOf === null ? null : 'follow_up', deps),
      closeAfter: deps.closeAfter,
    },
  );
  await commitTicket(deps.table, commit, [
    ...mailWrites(arrival, { ticketId, id: commentId, isNote: false }, now),
    ...stored.writes,
  ]);
  if (arrival.revived) await forgetUndeliverable(deps.table, mail.from[0]?.address ?? '');
  log.info('mail_opened_ticket', { ticket_id: ticketId, rule: arrival.rule, files: files.length });
}

function newRequester(arrival: Arrival, locale: string, deps: IngestDeps): Promise<User> {
  const [from] = arrival.examined.mail.from;
  const person = {
    email: from?.address ?? '',
    name: from?.name ?? '',
    locale,
    verified: assuranceOf(arrival) !== 'unverified',
  };
  return findOrCreateByEmail(deps.table, person, { now: deps.now(), newId: deps.newId });
}
