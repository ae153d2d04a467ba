import { cutText } from '../../shared/mail/cut-text.ts';
import type { ExaminedMail, UnreadableMail } from '../../shared/mail/examine-mail.ts';
import type { MailReceipt } from '../../shared/mail/ses-notification.ts';
import { suspendMail } from '../../shared/mail/suspended-mail.store.ts';
import type { SuspensionCause } from '../../shared/mail/suspension.ts';
import { log } from '../../shared/platform/log.ts';
import { MAX_SUBJECT_LENGTH } from '../../shared/tickets/ticket.ts';
import type { IngestDeps } from './ingest-mail.ts';

interface Suspension {
  readonly receipt: MailReceipt;
  readonly examined: ExaminedMail | UnreadableMail;
  readonly cause: SuspensionCause;
  readonly ticketId: number | null;
  readonly rule?: string;
}

const ERROR_AT_MOST = 500;
/** Longer than any that works; what pretends to be an address may fill a record. */
const ADDRESS_AT_MOST = 320;

/** Keeps a mail that was not accepted, whole and with its cause, and says so in the log. */
export async function setAside(
  { receipt, examined, cause, ticketId, rule }: Suspension,
  deps: IngestDeps,
): Promise<void> {
  const mail = 'mail' in examined ? examined.mail : undefined;
  const error = 'error' in examined ? examined.error : undefined;
  const [from] = mail?.from ?? [];
  await suspendMail(
    deps.table,
    {
      id: deps.newId(),
      cause,
      reason: rule ?? cause,
      error: error === undefined ? null : cutText(String(error), ERROR_AT_MOST),
      raw_key: receipt.rawKey,
      receipt: { ...receipt },
      from: {
        name: cutText(from?.name ?? '', 200),
        address: cutText(from?.address ?? receipt.envelopeFrom, ADDRESS_AT_MOST),
      },
      subject: cutText(mail?.subject ?? '', MAX_SUBJECT_LENGTH),
      recipient: receipt.recipients[0] ?? null,
      message_id: mail?.messageId ?? null,
      ticket_id: ticketId,
      created_at: deps.now(),
    },
    examined.fingerprint,
  );
  const fields = { cause, rule: rule ?? cause, raw_key: receipt.rawKey };
  if (error === undefined) log.warn('mail_suspended', fields);
  else log.error('mail_suspended', error, fields);
}
