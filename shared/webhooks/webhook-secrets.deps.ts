import { randomBytes } from 'node:crypto';
import type { Instant } from '../kernel/clock.ts';
import { type SealKeys, seal, unseal } from '../platform/sealed-text.ts';
import {
  type AskedAuthentication,
  type Authentication,
  authenticationHeader,
  credentialsFrom,
  secretPlace,
  type Webhook,
} from './webhook.ts';
import { signedHeaders, type WebhookCall } from './webhook-call.ts';

/** A new secret to sign with, sealed. */
export function newSigningSecret(webhookId: number, keys: SealKeys): string {
  return seal(randomBytes(32).toString('base64'), secretPlace(webhookId, 'signature'), keys);
}

/** What the calls of a webhook are signed with. */
export function signingSecretOf({ id, signing_secret }: Webhook, keys: SealKeys): string {
  return unseal(signing_secret, secretPlace(id, 'signature'), keys);
}

/** The headers of a call: the webhook's own, what proves who calls, and the signature. */
export function headersOf(
  webhook: Webhook,
  call: Pick<WebhookCall, 'id' | 'webhook_id' | 'body'>,
  keys: SealKeys,
  now: Instant,
): Record<string, string> {
  const { id, authentication, custom_headers } = webhook;
  return {
    ...custom_headers,
    ...(authentication ? authenticationHeader(authentication, credentialOf(id, authentication, keys)) : {}),
    ...signedHeaders(call, signingSecretOf(webhook, keys), now),
  };
}

/** The password, token or key of a webhook. */
function credentialOf(id: number, { sealed }: Authentication, keys: SealKeys): string {
  return unseal(sealed, secretPlace(id, 'authentication'), keys);
}

/** What is kept of how a client said that calls prove who they come from. Throws `invalid` for what cannot be sent. */
export function keptAuthentication(webhookId: number, asked: AskedAuthentication, keys: SealKeys): Authentication {
  const { name, secret } = credentialsFrom(asked);
  return { type: asked.type, name, sealed: seal(secret, secretPlace(webhookId, 'authentication'), keys) };
}

/** The same webhook with its secrets sealed by the key of today. What no key opens any more stays until it is given anew. */
export function sealedAnew(webhook: Webhook, keys: SealKeys): Webhook {
  const { id, authentication } = webhook;
  const again = (sealed: string, of: 'signature' | 'authentication') => {
    const place = secretPlace(id, of);
    try {
      return seal(unseal(sealed, place, keys), place, keys);
    } catch {
      return sealed;
    }
  };
  return {
    ...webhook,
    signing_secret: again(webhook.signing_secret, 'signature'),
    authentication: authentication && {
      ...authentication,
      sealed: again(authentication.sealed, 'authentication'),
    },
  };
}
