import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import type { Checks, MailFacts } from '../../shared/mail/mail-facts.ts';
import type { MailKeys } from '../../shared/mail/reply-token.ts';
import { KeptSecrets, secretsFrom } from '../../shared/platform/secrets.ts';

/** What a file does not say: which addresses are ours, and by which key our signatures are known. */
export interface Circumstances {
  readonly supportAddresses: readonly string[];
  readonly keys: MailKeys;
}

/** Nobody checked a mail that lies in a file; what its headers say of checks, its sender may have written. */
const UNCHECKED: Checks = { spf: 'unknown', dkim: 'unknown', dmarc: 'unknown', spam: 'unknown', virus: 'unknown' };

/** Our addresses and keys. Without a secrets file the key is one that nobody has, so that nothing counts as signed. */
export function circumstances(supportAddresses: readonly string[], secretsFile: string | undefined): Circumstances {
  if (secretsFile === undefined) return { supportAddresses, keys: { current: randomBytes(32).toString('hex') } };
  const secrets = secretsFrom(z.parse(KeptSecrets, JSON.parse(readFileSync(secretsFile, 'utf8'))));
  return { supportAddresses, keys: { current: secrets.mail_key, previous: secrets.previous_mail_key } };
}

/** What intake is told by the receiving server, as far as a file can tell: who was spoken of is in the mail's own headers. */
export function factsOf({ supportAddresses, keys }: Circumstances): MailFacts {
  const [first = ''] = supportAddresses;
  return {
    envelopeFrom: undefined,
    recipients: [],
    checks: UNCHECKED,
    ours: { supportAddresses: [...supportAddresses], domain: first.slice(first.lastIndexOf('@') + 1) },
    keys,
  };
}
