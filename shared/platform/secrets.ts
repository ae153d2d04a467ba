import { hkdfSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { readEnv } from './env.ts';
import type { Outside } from './outside.ts';

/**
 * What is kept of a deployment's keys. `signing_key` is a random text of at least 32 bytes from which every key of ours is
 * derived; `previous_signing_key` still verifies while it is rotated.
 */
export const KeptSecrets = onFirstUse(() =>
  z.object({
    signing_key: z.string().check(z.minLength(32)),
    previous_signing_key: z.optional(z.string().check(z.minLength(32))),
    /** How the exchange signs its customers' tokens: a shared secret (HS256) or the URL of its public keys (RS256). */
    customer_jwt: z.object({
      issuer: z.string(),
      secret: z.optional(z.string()),
      jwks_url: z.optional(z.string()),
    }),
  }),
);
export type KeptSecrets = z.output<typeof KeptSecrets>;

/** The deployment's keys, one for each use; `previous` keys still verify. */
export interface Secrets {
  /** Signs reply addresses and ids in mail. */
  readonly mail_key: string;
  readonly previous_mail_key?: string;
  /** Signs links: surveys, downloads. */
  readonly link_key: string;
  readonly previous_link_key?: string;
  readonly customer_jwt: KeptSecrets['customer_jwt'];
}

/** The keys that are derived from the one that is kept (HKDF with SHA-256, RFC 5869, a use as `info`). */
export function secretsFrom({ signing_key, previous_signing_key: previous, customer_jwt }: KeptSecrets): Secrets {
  return {
    mail_key: derived(signing_key, 'mail'),
    link_key: derived(signing_key, 'link'),
    ...(previous && { previous_mail_key: derived(previous, 'mail'), previous_link_key: derived(previous, 'link') }),
    customer_jwt,
  };
}

function derived(key: string, use: string): string {
  return Buffer.from(hkdfSync('sha256', key, '', `moorline ${use}`, 32)).toString('base64url');
}

/** Where functions get their keys from. */
export type SecretSource = () => Promise<Secrets>;

const KEPT_MS = 5 * 60_000;

/**
 * The keys of this deployment: from Secrets Manager (`SECRET_ARN`), or from a file (`SECRETS_FILE`) in a local run. Read
 * on first use and again after five minutes, so that a rotation arrives by itself.
 */
export function secretSource({ now, requests }: Pick<Outside, 'now' | 'requests'>): SecretSource {
  const env = readEnv({
    SECRETS_FILE: z.optional(z.string()),
    SECRET_ARN: z.optional(z.string()),
    AWS_REGION: z.optional(z.string()),
    AWS_ENDPOINT_URL_SECRETS_MANAGER: z.optional(z.string()),
  });
  const file = env.SECRETS_FILE;
  const endpoint = env.AWS_ENDPOINT_URL_SECRETS_MANAGER ?? `https://secretsmanager.${env.AWS_REGION}.amazonaws.com`;
  const read = file ? () => readFile(file, 'utf8') : () => fromSecretsManager(requests, endpoint, env.SECRET_ARN ?? '');
  let kept: { secrets: Promise<Secrets>; until: number } | undefined;
  return () => {
    if (!kept || kept.until < now()) {
      const secrets = read().then((text) => secretsFrom(z.parse(KeptSecrets, JSON.parse(text))));
      secrets.catch(() => {
        kept = undefined;
      });
      kept = { secrets, until: now() + KEPT_MS };
    }
    return kept.secrets;
  };
}

async function fromSecretsManager(requests: Outside['requests'], endpoint: string, arn: string): Promise<string> {
  const response = await requests.fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'secretsmanager.GetSecretValue' },
    body: JSON.stringify({ SecretId: arn }),
    aws: { service: 'secretsmanager' },
  });
  if (!response.ok) throw new Error(`Secrets Manager answered ${response.status}`);
  return z.parse(z.object({ SecretString: z.string() }), await response.json()).SecretString;
}
