import { cutText } from '../../shared/mail/cut-text.ts';
import { forgetUndeliverable } from '../../shared/mail/mail-state.store.ts';
import { findOrCreateByEmail } from '../../shared/people/user.store.ts';
import type { User } from '../../shared/people/user.ts';
import { mailText } from '../../shared/platform/i18n/mail-text.ts';
import { log } from '../../shared/platform/log.ts';
import { openTicket } from '../../shared/tickets/change-ticket.ts';
import { commitTicket, getTicketRecord } from '../../shared/tickets/ticket.store.ts';
import { MAX_SUBJECT_LENGTH } from '../../shared/tickets/ticket.ts';
import { type Arrival, assuranceOf, copiedPeople, mailWrites, ourRecipient, viaMail } from './arrival.ts';
import { followUpFields, followUpSubject } from './follow-up.ts';
import type { IngestDeps } from './ingest-mail.ts';
import { keptMail } from './kept-comment.ts';
import { languageOfMail } from './language-of-mail.ts';
import { openForwarded } from './open-forwarded.ts';
import { doneBy } from './recovery.ts';

/** Opens a ticket for a mail; as a follow-up when it answers one that is closed for good. */
export async function openByMail(arrival: Arrival & { followUpOf: number | null }, deps: IngestDeps): Promise<void> {
  const { examined, sender, forwarded, followUpOf } = arrival;
  if (forwarded && sender) return openForwarded({ ...arrival, forwarded, sender }, deps);
  const { mail, verdict } = examined;
  const language = await languageOfMail(mail);
  const requester = sender ?? (await newRequester(arrival, language ?? deps.defaultLocale, deps));
  const locale = language ?? requester.locale;
  const now = deps.now();
  const { actor, words } = doneBy(arrival, requester, deps.defaultLocale);
  const ticketId = await deps.nextNumber();
  const origin = verdict.kind === 'normal' ? 'person' : 'auto-reply';
  const [copied, kept, source] = await Promise.all([
    copiedPeople(arrival, requester, deps),
    keptMail(mail, { ticketId, locale, public: true, origin }, deps),
    followUpOf === null ? undefined : getTicketRecord(deps.table, followUpOf),
  ]);
  const subject = source ? followUpSubject(mail.subject, source.id) : mail.subject;
  const commit = openTicket(
    {
      ...(source ? followUpFields(source, requester.id) : {}),
      id: ticketId,
      subject: cutText(subject, MAX_SUBJECT_LENGTH) || mailText(locale, 'mail.no_subject'),
      requester_id: requester.id,
      submitter_id: requester.id,
      organization_id: requester.organization_id,
      locale,
      recipient: ourRecipient(arrival, deps),
      email_cc_ids: copied,
      requester_assurance: assuranceOf(arrival),
      comment: { ...kept.comment, ...words },
    },
    {
      now,
      newId: deps.newId,
      actor,
      via: viaMail(arrival, source ? 'follow_up' : null, deps),
      closeAfter: deps.closeAfter,
    },
  );
  await commitTicket(deps.table, commit, [
    ...mailWrites(arrival, { ticketId, id: kept.id, isNote: false }, now),
    ...kept.writes,
  ]);
  if (arrival.revived) await forgetUndeliverable(deps.table, mail.from[0]?.address ?? '');
  log.info('mail_opened_ticket', { ticket_id: ticketId, rule: arrival.rule, files: kept.files });
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
