import { type FailedRecipient, failedRecipients } from '../../shared/mail/bounce-report.ts';
import { cutText } from '../../shared/mail/cut-text.ts';
import { undeliverableWrite } from '../../shared/mail/mail-state.store.ts';
import { findUserByEmail } from '../../shared/people/user.store.ts';
import { text } from '../../shared/platform/i18n/text.ts';
import { log } from '../../shared/platform/log.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import { type Arrival, mailWrites, viaMail } from './arrival.ts';
import type { IngestDeps } from './ingest-mail.ts';

/** Recipients of one report that are looked at. */
const LOOKED_AT = 3;
const TEXT_AT_MOST = 2_000;

/**
 * Records a bounce or complaint as a note on the ticket whose mail it is about. It got here by an id that we signed, so
 * an address of somebody on the ticket that refuses mail for good is given up; anyone else's is not.
 */
export async function recordReport(arrival: Arrival & { ticketId: number }, deps: IngestDeps): Promise<void> {
  const { examined, ticketId } = arrival;
  const { mail, verdict } = examined;
  const now = deps.now();
  const commentId = deps.newId();
  const failed = verdict.kind === 'bounce' ? failedRecipients(mail).slice(0, LOOKED_AT) : [];
  const owners = await Promise.all(failed.map(({ recipient }) => findUserByEmail(deps.table, recipient)));
  const done = await updateTicket(
    deps.table,
    ticketId,
    (ticket) => {
      const given = failed.filter((each, index) => each.hard && isOnTicket(ticket, owners[index]?.id));
      return {
        change: {
          comment: {
            id: commentId,
            body: note(failed, given, mail.text, verdict.kind, deps),
            public: false,
            origin: 'bounce',
          },
        },
        also: () => [
          ...mailWrites(arrival, ticketId, commentId, now),
          ...given.map(({ recipient, status }) => undeliverableWrite(recipient, status, now)),
        ],
      };
    },
    () => ({
      now,
      newId: deps.newId,
      actor: { kind: 'system', reason: text(deps.defaultLocale, 'mail.reason_bounce') },
      via: viaMail(arrival, null, deps),
      closeAfter: deps.closeAfter,
    }),
  );
  if (!done) throw new Error(`Ticket ${ticketId} went away while a report was added to it`);
  log.info('mail_recorded_report', { ticket_id: ticketId, rule: arrival.rule, kind: verdict.kind });
}

function isOnTicket(ticket: Ticket, userId: number | undefined): boolean {
  if (userId === undefined) return false;
  return ticket.requester_id === userId || ticket.assignee_id === userId || ticket.email_cc_ids.includes(userId);
}

function note(
  failed: readonly FailedRecipient[],
  given: readonly FailedRecipient[],
  reported: string,
  kind: string,
  { defaultLocale }: IngestDeps,
): string {
  const lines = failed.map((each) =>
    text(defaultLocale, each.hard ? 'mail.note_bounce' : 'mail.note_bounce_later', {
      address: each.recipient,
      detail: [each.status, each.reason].filter(Boolean).join(' '),
    }),
  );
  if (given.length > 0) lines.push(text(defaultLocale, 'mail.note_given_up'));
  if (lines.length === 0)
    lines.push(text(defaultLocale, kind === 'complaint' ? 'mail.reason_complaint' : 'mail.reason_bounce'));
  return [...lines, cutText(reported.trim(), TEXT_AT_MOST)].filter(Boolean).join('\n\n');
}
