import type { FailedRecipient } from '../../shared/mail/bounce-report.ts';
import { cutText } from '../../shared/mail/cut-text.ts';
import type { InboundMail } from '../../shared/mail/mail.ts';
import { mailText } from '../../shared/platform/i18n/mail-text.ts';
import { log } from '../../shared/platform/log.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import { type Arrival, mailWrites, viaMail } from './arrival.ts';
import type { IngestDeps } from './ingest-mail.ts';

/** Recipients of one report that are looked at. */
const LOOKED_AT = 3;
const TEXT_AT_MOST = 2_000;

/**
 * Records a bounce or complaint as a note on the ticket whose mail it is about, and no more. It got here by an id that we
 * signed, but everybody who ever got a mail of the ticket has one and can write a report about any address: which are
 * given up, the events of the sending service say.
 */
export async function recordReport(arrival: Arrival & { ticketId: number }, deps: IngestDeps): Promise<void> {
  const { examined, ticketId } = arrival;
  const { mail, verdict } = examined;
  const now = deps.now();
  const commentId = deps.newId();
  const failed = verdict.kind === 'bounce' ? await reportedBy(mail) : [];
  const done = await updateTicket(
    deps.table,
    ticketId,
    () => ({
      change: {
        comment: {
          id: commentId,
          body: note(failed, mail.text, verdict.kind, deps),
          public: false,
          origin: 'bounce',
        },
      },
      also: () => mailWrites(arrival, { ticketId, id: commentId, isNote: true }, now),
    }),
    () => ({
      now,
      newId: deps.newId,
      actor: { kind: 'system', reason: mailText(deps.defaultLocale, 'mail.reason_bounce') },
      via: viaMail(arrival, null, deps),
      closeAfter: deps.closeAfter,
    }),
  );
  if (!done) throw new Error(`Ticket ${ticketId} went away while a report was added to it`);
  log.info('mail_recorded_report', { ticket_id: ticketId, rule: arrival.rule, kind: verdict.kind });
}

async function reportedBy(mail: InboundMail): Promise<FailedRecipient[]> {
  // Loaded with the first bounce: it knows the words of all servers.
  const { failedRecipients } = await import('../../shared/mail/bounce-report.ts');
  return failedRecipients(mail).slice(0, LOOKED_AT);
}

function note(
  failed: readonly FailedRecipient[],
  reported: string,
  kind: string,
  { defaultLocale }: IngestDeps,
): string {
  const lines = failed.map((each) =>
    mailText(defaultLocale, each.hard ? 'mail.note_bounce' : 'mail.note_bounce_later', {
      address: each.recipient,
      detail: [each.status, each.reason].filter(Boolean).join(' '),
    }),
  );
  if (lines.length === 0)
    lines.push(mailText(defaultLocale, kind === 'complaint' ? 'mail.reason_complaint' : 'mail.reason_bounce'));
  return [...lines, cutText(reported.trim(), TEXT_AT_MOST)].filter(Boolean).join('\n\n');
}
