import { createHash } from 'node:crypto';
import type { InboundMail } from './mail.ts';
import { asGoodAs, type Standing } from './standing.ts';
import type { Evidence } from './ticket-evidence.ts';

/**
 * What the same mail has in common, however often and on whatever way it reaches us: its id, sender, date, the tickets it
 * points to and all that a reader sees. Of a mail without an id, its bytes: nothing else tells two of the same words apart.
 */
export function contentDigest(mail: InboundMail, evidence: readonly Evidence[], raw: Uint8Array): string {
  if (!mail.messageId) return bytesDigest(raw);
  const { messageId, from, to, cc, date, subject, inReplyTo, references, text, html, attachments } = mail;
  const files = attachments.map((file) => [file.fileName, file.contentType, bytesDigest(file.bytes)]);
  // One mail that is sent to several of our addresses comes with each of them: the order is that of the servers.
  const signs = evidence.map((sign) => JSON.stringify(sign)).sort();
  const words = [bytesDigest(text), html === undefined ? null : bytesDigest(html)];
  const said = [messageId, from, to, cc, date, subject, inReplyTo, references, words, files, signs];
  return createHash('sha256').update('named\n').update(JSON.stringify(said)).digest('base64url');
}

/**
 * The fingerprints under which a mail of this content was here before, its own first. A mail repeats only what stood at
 * least as well: whoever sends somebody's mail ahead of them, forged or dressed up as spam, must not make the real one
 * look repeated.
 */
export function fingerprintsOf(digest: string, standing: Standing): [own: string, ...better: string[]] {
  const [own, ...better] = asGoodAs(standing).map(({ isPlain, authentication }) =>
    createHash('sha256').update(`${digest}\n${isPlain}\n${authentication}`).digest('base64url'),
  );
  return [own ?? digest, ...better];
}

/** The fingerprint of a mail that could not be read. */
export function fingerprintOfBytes(raw: Uint8Array): string {
  return bytesDigest(raw);
}

function bytesDigest(bytes: Uint8Array | string): string {
  return createHash('sha256').update('bytes\n').update(bytes).digest('base64url');
}
