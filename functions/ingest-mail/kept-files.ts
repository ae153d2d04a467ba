import type { IncomingFile } from '../../shared/attachments/attachment.ts';
import type { MailAttachment } from '../../shared/mail/mail.ts';

/** A mail's files as the attachments' keeper takes them. */
export function incomingFiles(files: readonly MailAttachment[]): IncomingFile[] {
  return files.map((file) => ({
    file_name: file.fileName,
    content_type: file.contentType,
    bytes: file.bytes,
    inline: file.inline,
    content_id: file.contentId,
  }));
}
