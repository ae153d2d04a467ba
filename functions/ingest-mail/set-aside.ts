import { cutText } from '../../shared/mail/cut-text.ts';
import type { ExaminedMail, UnreadableMail } from '../../shared/mail/examine-mail.ts';
import type { MailReceipt } from '../../shared/mail/ses-notification.ts';
import { suspendMail } from '../../shared/mail/suspended-mail.store.ts';
import { CONTENT_KEPT, ERROR_KEPT, FILES_NAMED, type SuspensionCause } from '../../shared/mail/suspension.ts';
import { log } from '../../shared/platform/log.ts';
import { MAX_SUBJECT_LENGTH } from '../../shared/tickets/ticket.ts';
import type { IngestDeps } from './ingest-mail.ts';

interface Suspension {
  readonly receipt: MailReceipt;
  readonly examined: ExaminedMail | UnreadableMail;
  readonly cause: SuspensionCause;
  readonly ticketId: number | null;
  /** Whose address it bears, if we know them. */
  readonly authorId?: number | undefined;
  readonly rule?: string;
}

/** Longer than any that works; what pretends to be an address may fill a record. */
const ADDRESS_AT_MOST = 320;
const NAME_AT_MOST = 200;

/** Keeps a mail that was not accepted, whole and with its cause, and says so in the log. */
export async function setAside(
  { receipt, examined, cause, ticketId, authorId, rule }: Suspension,
  deps: IngestDeps,
): Promise<void> {
  const mail = 'mail' in examined ? examined.mail : undefined;
  const error = 'error' in examined ? examined.error : undefined;
  const [from] = mail?.from ?? [];
  await suspendMail(deps.table, {
    id: deps.newId(),
    cause,
    reason: rule ?? cause,
    error: error === undefined ? null : cutText(String(error), ERROR_KEPT),
    raw_key: receipt.rawKey,
    receipt: { ...receipt, recipients: [...receipt.recipients] },
    from: {
      name: cutText(from?.name ?? '', NAME_AT_MOST),
      address: cutText(from?.address ?? receipt.envelopeFrom, ADDRESS_AT_MOST),
    },
    author_id: authorId ?? null,
    subject: cutText(mail?.subject ?? '', MAX_SUBJECT_LENGTH),
    content: cutText(mail?.text.trim() ?? '', CONTENT_KEPT),
    attachments: (mail?.attachments ?? []).slice(0, FILES_NAMED).map((file) => ({
      file_name: cutText(file.fileName, NAME_AT_MOST),
      content_type: cutText(file.contentType, NAME_AT_MOST),
      size: file.bytes.length,
      inline: file.inline,
    })),
    recipient: receipt.recipients[0] ?? null,
    message_id: mail?.messageId ?? null,
    ticket_id: ticketId,
    created_at: deps.now(),
    fingerprint: examined.fingerprint,
  });
  const fields = { cause, rule: rule ?? cause, raw_key: receipt.rawKey };
  if (error === undefined) log.warn('mail_suspended', fields);
  else log.error('mail_suspended', error, fields);
}
