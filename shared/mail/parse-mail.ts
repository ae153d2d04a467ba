import PostalMime, { type Attachment, addressParser, decodeWords, type Email } from 'postal-mime';
import { textOfHtml } from '../platform/html/html-as-text.ts';
import { type InboundMail, type MailAddress, type MailAttachment, type MailHeader, messageIds } from './mail.ts';
import { parseReport } from './parse-report.ts';
import { withReadableHeaders } from './raw-headers.ts';

/** Deeper than any mail a person sends; what lies below stays an attachment. */
const LIMITS = { maxNestingDepth: 100, maxRfc822NestingDepth: 5, maxHeadersSize: 1024 * 1024 } as const;

/**
 * Reads a mail as the world sends it. Charsets, nesting and broken structure are the library's matter (postal-mime);
 * what it leaves open is settled here: 8-bit headers, several senders, a text where there is only HTML. Throws for what
 * no reader could make sense of.
 */
export async function parseMail(raw: Uint8Array): Promise<InboundMail> {
  const email = await PostalMime.parse(withReadableHeaders(raw), LIMITS);
  const headers: MailHeader[] = email.headers.map(({ key, value }) => ({ name: key, value }));
  const all = (name: string) => headers.filter((header) => header.name === name).map(({ value }) => value);
  const first = (name: string) => all(name)[0];
  const html = email.html?.trim() ? email.html : undefined;
  return {
    headers,
    from: addresses(all('from').slice(0, 1)),
    to: addresses(all('to')),
    cc: addresses(all('cc')),
    subject: decodeWords(first('subject') ?? '')
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim(),
    messageId: messageIds(first('message-id'))[0],
    inReplyTo: all('in-reply-to').flatMap(messageIds),
    references: all('references').flatMap(messageIds),
    date: first('date') ?? '',
    text: readableText(email, html),
    html,
    attachments: email.attachments.map(attachment),
    report: await parseReport(email.attachments.map((part) => ({ type: part.mimeType, bytes: bytesOf(part) }))),
  };
}

function addresses(values: readonly string[]): MailAddress[] {
  return values
    .flatMap((value) => addressParser(value, { flatten: true }))
    .flatMap(({ name, address }) => (address ? [{ name: name.trim(), address: address.trim().toLowerCase() }] : []));
}

/** The plain part where there is one to read; some senders put nothing, or only a hint, beside their HTML. */
function readableText(email: Email, html: string | undefined): string {
  const plain = normalLines(email.text ?? '');
  if (plain.trim() !== '' || html === undefined) return plain;
  return normalLines(textOfHtml(html));
}

function normalLines(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\0/g, '').toWellFormed();
}

function bytesOf(part: Attachment): Uint8Array {
  const { content } = part;
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

function attachment(part: Attachment, index: number): MailAttachment {
  const contentId = part.contentId?.replace(/^<|>$/g, '');
  return {
    fileName: part.filename?.trim() || nameByType(part.mimeType, index),
    contentType: part.mimeType,
    inline: part.related === true && contentId !== undefined,
    contentId,
    bytes: bytesOf(part),
  };
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'message/rfc822': 'eml',
  'text/calendar': 'ics',
  'text/html': 'html',
  'text/plain': 'txt',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'application/pdf': 'pdf',
};

function nameByType(type: string, index: number): string {
  return `attachment-${index + 1}.${EXTENSIONS[type] ?? 'bin'}`;
}
