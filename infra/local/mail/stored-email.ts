import PostalMime, { type Address } from 'postal-mime';
import type { SentMail } from './sent-mail.ts';

/** A mail as `GET /store` shows it. */
export interface StoredEmail {
  readonly messageId: string;
  /** As in the header: `Name <address>`. */
  readonly from: string;
  /** Bare addresses. */
  readonly destination: { readonly to: string[]; readonly cc: string[]; readonly bcc: string[] };
  readonly subject: string;
  readonly body: { readonly text: string; readonly html: string };
  /** By lower-case name; several of one name are a list. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly raw: string;
  readonly at: string;
}

/** Takes a sent mail apart for people and tests to read. Who is in the envelope and not in `To` or `Cc` is in `bcc`. */
export async function storedEmail(mail: SentMail): Promise<StoredEmail> {
  const parsed = await PostalMime.parse(mail.raw);
  const to = addresses(parsed.to);
  const cc = addresses(parsed.cc);
  const shown = new Set([...to, ...cc].map((address) => address.toLowerCase()));
  const headers: Record<string, string | string[]> = {};
  for (const { key, value } of parsed.headers) {
    const before = headers[key];
    headers[key] = before === undefined ? value : [before, value].flat();
  }
  return {
    messageId: mail.messageId,
    from: parsed.from ? display(parsed.from) : mail.envelopeFrom,
    destination: { to, cc, bcc: mail.recipients.filter((address) => !shown.has(address.toLowerCase())) },
    subject: parsed.subject ?? '',
    body: { text: parsed.text ?? '', html: parsed.html ?? '' },
    headers,
    raw: mail.raw.toString('utf8'),
    at: mail.at,
  };
}

function addresses(list: readonly Address[] | undefined): string[] {
  return (list ?? []).flatMap((each) => (each.group ? each.group.map(({ address }) => address) : [each.address ?? '']));
}

function display({ name, address }: Address): string {
  return name ? `${name} <${address}>` : (address ?? '');
}
