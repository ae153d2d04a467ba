import { storeFiles } from '../../shared/attachments/attachment.store.ts';
import type { MailAttachment } from '../../shared/mail/mail.ts';
import { watchFile } from '../../shared/tickets/watched-file.store.ts';
import type { IngestDeps } from './ingest-mail.ts';

/** Keeps a mail's files for a comment; what is returned has to be committed with it. */
export function keptFiles(
  files: readonly MailAttachment[],
  { ticketId, commentId }: { readonly ticketId: number; readonly commentId: number },
  { table, files: objects, newId, now }: IngestDeps,
) {
  const incoming = files.map((file) => ({
    file_name: file.fileName,
    content_type: file.contentType,
    bytes: file.bytes,
    inline: file.inline,
    content_id: file.contentId,
  }));
  return storeFiles(table, objects, incoming, { newId, alongside: watchFile, now: now(), ticketId, commentId });
}
