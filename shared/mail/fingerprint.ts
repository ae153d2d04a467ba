import { createHash } from 'node:crypto';
import type { InboundMail } from './mail.ts';

/**
 * The same for the same mail, however often and on whatever way it reaches us: of what its sender named it by, or, where
 * they did not, of its bytes.
 */
export function fingerprintOf(mail: Pick<InboundMail, 'messageId' | 'from' | 'date'>, raw: Uint8Array): string {
  const hash = createHash('sha256');
  if (mail.messageId) hash.update(`named\n${mail.messageId}\n${mail.from[0]?.address ?? ''}\n${mail.date}`);
  else hash.update('bytes\n').update(raw);
  return hash.digest('base64url');
}

/** The fingerprint of a mail that could not be read. */
export function fingerprintOfBytes(raw: Uint8Array): string {
  return createHash('sha256').update('bytes\n').update(raw).digest('base64url');
}
