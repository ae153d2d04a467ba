import { splitRaw } from '../../../infra/local/mail/raw-mail.ts';

/** A mail as its reader's client shows it. */
export interface ReadMail {
  readonly header: (name: string) => string;
  /** Every text part, decoded, one after the other. */
  readonly text: string;
}

export interface WrittenMail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly at: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Contents of a file that goes along. */
  readonly file?: string;
}

/** A mail as a mail client writes it (RFC 5322, RFC 2046). */
export function writeMail({ from, to, subject, text, messageId, at, headers = {}, file }: WrittenMail): Buffer {
  const boundary = 'a-boundary';
  const all = {
    From: `Somebody <${from}>`,
    To: to,
    Subject: subject,
    Date: new Date(at).toUTCString().replace('GMT', '+0000'),
    'Message-ID': messageId,
    'MIME-Version': '1.0',
    'Content-Type': file === undefined ? PLAIN : `multipart/mixed; boundary="${boundary}"`,
    ...headers,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  if (file === undefined) return Buffer.from([...head, '', text, ''].join('\r\n'));
  const attached = 'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="proof.txt"';
  const parts = [`Content-Type: ${PLAIN}\r\n\r\n${text}`, `${attached}\r\n\r\n${file}`];
  const body = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('');
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}--${boundary}--\r\n`);
}

const PLAIN = 'text/plain; charset=utf-8';

/** Reads a mail of ours: every leaf of its parts that is text. */
export function readMail(raw: Buffer): ReadMail {
  const { headers } = splitRaw(raw);
  return {
    header: (name) => headers.find((header) => header.name.toLowerCase() === name)?.value ?? '',
    text: textsOf(raw).join('\n'),
  };
}

function textsOf(entity: Buffer): string[] {
  const { headers, body } = splitRaw(entity);
  const field = (name: string) => headers.find((header) => header.name.toLowerCase() === name)?.value ?? '';
  const type = field('content-type');
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary !== undefined) {
    const parts = body.toString('latin1').split(`--${boundary}`).slice(1, -1);
    return parts.flatMap((part) => textsOf(Buffer.from(part.replace(/^\r?\n/, ''), 'latin1')));
  }
  if (type !== '' && !type.startsWith('text/')) return [];
  return [decoded(body, field('content-transfer-encoding').toLowerCase())];
}

function decoded(body: Buffer, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body.toString('latin1'), 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body.toString('utf8');
  const bytes = body
    .toString('latin1')
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
