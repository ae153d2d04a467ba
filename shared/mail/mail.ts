/** One address of a header, decoded. `address` is lower case; the name may be empty, and of a sender who is nobody the address. */
export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

/** A header field: its name in lower case, its value unfolded but otherwise as sent. */
export interface MailHeader {
  readonly name: string;
  readonly value: string;
}

/** A part that a reader would save as a file, or an image that the HTML refers to. */
export interface MailAttachment {
  readonly fileName: string;
  readonly contentType: string;
  readonly inline: boolean;
  /** Without angle brackets (RFC 2392). */
  readonly contentId: string | undefined;
  readonly bytes: Uint8Array;
}

/** A mail as a reader would see it, with what machines wrote around it. Nothing in it is to be believed. */
export interface InboundMail {
  /** In the order of the mail, repeated ones included. */
  readonly headers: readonly MailHeader[];
  readonly from: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject: string;
  /** Message ids are without angle brackets. */
  readonly messageId: string | undefined;
  readonly inReplyTo: readonly string[];
  /** Oldest first. */
  readonly references: readonly string[];
  readonly date: string;
  readonly text: string;
  /** As sent: never to be shown before `safeHtml`. */
  readonly html: string | undefined;
  readonly attachments: readonly MailAttachment[];
  /** Fields of a delivery status or feedback report (RFC 3464, 5965), and the headers of the mail it is about. */
  readonly report: MailReport | undefined;
  /** What limits kept out of the fields above; the raw mail has it. Empty for nearly every mail. */
  readonly leftOut: readonly LeftOut[];
}

/** So many of something were left out: files, parts and header fields by number, texts by characters. */
export interface LeftOut {
  readonly what: 'files' | 'parts' | 'headers' | 'text';
  readonly count: number;
}

/** The machine-readable part of a report about an earlier mail. */
export interface MailReport {
  readonly kind: 'delivery-status' | 'feedback' | 'disposition';
  /** The report's blocks of fields, each by lower-case name. */
  readonly blocks: readonly ReadonlyMap<string, string>[];
  readonly originalHeaders: readonly MailHeader[];
}

/** The first header of a name, or undefined. Names are compared in lower case. */
export function headerOf(mail: Pick<InboundMail, 'headers'>, name: string): string | undefined {
  return mail.headers.find((header) => header.name === name)?.value;
}

/** Every value of the headers of a name. */
export function headersOf(headers: readonly MailHeader[], name: string): string[] {
  return headers.filter((header) => header.name === name).map((header) => header.value);
}

/**
 * The ids in a header such as `References`, without angle brackets, in their order; rubbish between them is skipped. Some
 * programs leave the brackets out: then it has to be nothing but ids.
 */
export function messageIds(value: string | undefined): string[] {
  const bracketed = [...(value ?? '').matchAll(/<([^<>\s]{1,250})>/g)].flatMap((match) => match[1] ?? []);
  if (bracketed.length > 0) return bracketed;
  const bare = (value ?? '').split(/[\s<>]+/).filter((word) => word !== '');
  return bare.every((word) => word.length <= 250 && /^[^@"]+@[^@"]+$/.test(word)) ? bare : [];
}
