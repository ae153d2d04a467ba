import { createHash } from 'node:crypto';
import type { ThreadHeaders } from './outgoing-headers.ts';

/** A file that goes along. */
export interface MailFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** An address with the name it is shown by, if any. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** A mail ready to be put into MIME. */
export interface ComposedFrom {
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly subject: string;
  readonly language: string;
  readonly text: string;
  readonly html: string;
  readonly thread: ThreadHeaders;
  readonly files: readonly MailFile[];
  readonly at: number;
}

/** The mail as raw MIME (RFC 5322, 2045): the same bytes for the same mail, so that a repeated attempt is the same mail. */
export async function composeMail(mail: ComposedFrom, deliveryId: string): Promise<Buffer> {
  // Loaded with the first mail: not every event becomes one, and it is a quarter of what sends them.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const { thread, files } = mail;
  const seed = createHash('sha256').update(deliveryId).digest('hex').slice(0, 24);
  const composer = new MailComposer({
    from: { ...mail.from },
    to: [...mail.to],
    ...(mail.cc.length > 0 ? { cc: [...mail.cc] } : {}),
    replyTo: { name: mail.from.name, address: thread.replyTo },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    ...(thread.inReplyTo ? { inReplyTo: `<${thread.inReplyTo}>` } : {}),
    references: thread.references.map((id) => `<${id}>`),
    headers: { ...thread.headers, 'Content-Language': mail.language },
    date: new Date(mail.at),
    // SES puts its own in its place.
    messageId: `<${seed}@${mail.from.address.split('@')[1]}>`,
    baseBoundary: seed,
    attachments: files.map((file) => ({
      filename: file.name,
      contentType: file.contentType,
      content: file.bytes,
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
