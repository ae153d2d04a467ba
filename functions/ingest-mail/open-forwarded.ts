import { cutText } from '../../shared/mail/cut-text.ts';
import type { ForwardedMail } from '../../shared/mail/forwarded-mail.ts';
import { languageOf } from '../../shared/mail/language.ts';
import { findOrCreateByEmail } from '../../shared/people/user.store.ts';
import type { User } from '../../shared/people/user.ts';
import { mailText } from '../../shared/platform/i18n/mail-text.ts';
import { log } from '../../shared/platform/log.ts';
import { changeTicket, openTicket } from '../../shared/tickets/change-ticket.ts';
import { commitInOne } from '../../shared/tickets/ticket.store.ts';
import { MAX_SUBJECT_LENGTH, via } from '../../shared/tickets/ticket.ts';
import { type Arrival, mailWrites, ourRecipient, viaMail } from './arrival.ts';
import type { IngestDeps } from './ingest-mail.ts';
import { keptMail } from './kept-comment.ts';
import { doneBy } from './recovery.ts';

type ForwardArrival = Arrival & { readonly forwarded: ForwardedMail; readonly sender: User };

/**
 * Opens the ticket of whoever wrote the mail that an agent forwards: their words are its first comment, the agent's above
 * them an internal note. Nothing in it was checked, and mailboxes forward by themselves: so we are not sure of the
 * requester, and tell whomever it names none of its words. Nobody is copied: whom the agent wrote to besides us are not
 * the customer's people.
 */
export async function openForwarded(arrival: ForwardArrival, deps: IngestDeps): Promise<void> {
  const { forwarded, sender: agent } = arrival;
  const { from, mail, note } = forwarded;
  const language = languageOf(`${mail.subject}\n${mail.text}`);
  const person = { email: from.address, name: from.name, locale: language ?? deps.defaultLocale };
  const requester = await findOrCreateByEmail(deps.table, person, { now: deps.now(), newId: deps.newId });
  const locale = language ?? requester.locale;
  const now = deps.now();
  const ticketId = await deps.nextNumber();
  const words = await keptMail(mail, { ticketId, locale, public: true, origin: 'person' }, deps);
  const noted = note && (await keptMail(note, { ticketId, locale: agent.locale, public: false }, deps));
  const { actor, words: asAgent } = doneBy(arrival, agent, deps.defaultLocale);
  const context = { now, newId: deps.newId, actor, closeAfter: deps.closeAfter };
  const recipient = ourRecipient(arrival, deps);
  const opened = openTicket(
    {
      id: ticketId,
      subject: cutText(mail.subject, MAX_SUBJECT_LENGTH) || mailText(locale, 'mail.no_subject'),
      requester_id: requester.id,
      submitter_id: agent.id,
      organization_id: requester.organization_id,
      locale,
      recipient,
      comment: { ...words.comment, author: { id: requester.id, role: requester.role }, trusted: false },
    },
    { ...context, via: via('email', { from: { ...from }, to: { address: recipient } }) },
  );
  const further = noted
    ? changeTicket(
        opened.ticket,
        { comment: { ...noted.comment, ...asAgent } },
        { ...context, via: viaMail(arrival, null, deps) },
      )
    : undefined;
  await commitInOne(deps.table, opened, further ? [further] : [], [
    // What the agent answers to their own forward is for us, not for the customer.
    ...mailWrites(arrival, { ticketId, id: words.id, isNote: true }, now),
    ...words.writes,
    ...(noted ? noted.writes : []),
  ]);
  log.info('mail_opened_ticket', { ticket_id: ticketId, rule: arrival.rule, files: words.files });
}
