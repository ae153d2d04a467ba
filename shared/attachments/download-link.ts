import { createHmac, timingSafeEqual } from 'node:crypto';
import { HOUR, type Instant, MINUTE } from '../kernel/clock.ts';

/** How long a link to a file works at least. */
const LINK_VALID = HOUR;
/** Expiries are rounded up to this, so that a page that is read again carries the same links and a browser its copies. */
const ROUNDED_TO = 15 * MINUTE;

/** Makes the token of a link to one file. */
export type DownloadSigner = (attachmentId: number) => string;

/**
 * Signs links with the deployment's link key: whoever holds a link may fetch that one file until it expires, and nothing
 * else. To be made once an answer; signing is one hash.
 */
export function downloadSigner(linkKey: string, now: Instant): DownloadSigner {
  const expires = Math.ceil((now + LINK_VALID) / ROUNDED_TO) * ROUNDED_TO;
  return (attachmentId) => {
    const claim = `${attachmentId.toString(36)}.${expires.toString(36)}`;
    return `${claim}.${signature(linkKey, claim).toString('base64url')}`;
  };
}

/** The file a token stands for, or undefined when it is forged, damaged or expired. `keys`: the current and previous ones. */
export function readDownloadToken(
  token: string,
  keys: readonly (string | undefined)[],
  now: Instant,
): number | undefined {
  const [, claim, id, expires, mac] = /^(([0-9a-z]+)\.([0-9a-z]+))\.([\w-]{43})$/.exec(token) ?? [];
  if (!claim || !id || !expires || !mac) return undefined;
  const given = Buffer.from(mac, 'base64url');
  const genuine = keys.some((key) => key !== undefined && timingSafeEqual(given, signature(key, claim)));
  return genuine && Number.parseInt(expires, 36) > now ? Number.parseInt(id, 36) : undefined;
}

/** The key signs other links too: the first line keeps one kind from passing for another. */
function signature(key: string, claim: string): Buffer {
  return createHmac('sha256', key).update(`attachment\n${claim}`).digest();
}
