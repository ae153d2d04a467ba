import * as z from 'zod/mini';
import { toIso } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { text } from '../platform/i18n/text.ts';
import { Via, via } from '../tickets/ticket.ts';
import { SUSPENSION_CAUSES, type SuspendedMail } from './suspension.ts';

/** A mail that was set aside, as the wire calls and shows it. */
export const SuspendedTicketWire = onFirstUse(() =>
  z.object({
    url: z.string(),
    id: z.int(),
    author: z.object({ id: z.nullable(z.int()), name: z.string(), email: z.nullable(z.string()) }),
    brand_id: z.null(),
    cause: z.string(),
    cause_id: z.int(),
    /** The beginning of the mail's text. */
    content: z.string(),
    created_at: z.string(),
    updated_at: z.string(),
    error_messages: z.array(z.object({ description: z.string() })),
    message_id: z.nullable(z.string()),
    recipient: z.nullable(z.string()),
    subject: z.string(),
    ticket_id: z.nullable(z.int()),
    via: Via,
    /** What was attached, by name: the files themselves come with the ticket. */
    attachments: z.array(
      z.object({ file_name: z.string(), content_type: z.string(), size: z.int(), inline: z.boolean() }),
    ),
  }),
);

/** A suspended mail as agents see it, its cause in their language. */
export function suspendedTicketView(
  mail: SuspendedMail,
  baseUrl: string,
  locale: string,
): z.input<typeof SuspendedTicketWire> {
  const { id, cause, error, from, recipient, created_at } = mail;
  const known = { address: from.address || null, name: from.name || null };
  return {
    url: `${baseUrl}/suspended_tickets/${id}.json`,
    id,
    author: { id: mail.author_id, name: from.name, email: from.address || null },
    brand_id: null,
    cause: text(locale, `suspension.${cause}`),
    cause_id: SUSPENSION_CAUSES[cause],
    content: mail.content,
    created_at: toIso(created_at),
    updated_at: toIso(mail.updated_at ?? created_at),
    error_messages: error === null ? [] : [{ description: error }],
    message_id: mail.message_id,
    recipient,
    subject: mail.subject,
    ticket_id: mail.ticket_id,
    via: via('email', { from: known, to: { address: recipient } }),
    attachments: mail.attachments,
  };
}
