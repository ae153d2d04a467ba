import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { KeptSecrets } from '../../shared/platform/secrets.ts';

/** The keys of this data directory, made on first use: what Secrets Manager holds in AWS. */
export function ensureSecrets(file: string): KeptSecrets {
  if (existsSync(file)) return z.parse(KeptSecrets, JSON.parse(readFileSync(file, 'utf8')));
  const key = () => randomBytes(48).toString('base64url');
  const secrets: KeptSecrets = {
    signing_key: key(),
    customer_jwt: { issuer: 'https://exchange.moorline.test', secret: key() },
  };
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}
