import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** The key of the deployment and, while a rotation lasts, the one before it. */
export type SealKeys = readonly [current: string, previous?: string | undefined];

/**
 * Encrypts a text so that only who has the key of the deployment can read it, and only where `place` says that it belongs:
 * a sealed text that is moved to another record cannot be opened there.
 */
export function seal(text: string, place: string, [key]: SealKeys): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, keyFrom(key), nonce).setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** The text that was sealed. Throws when it was changed, belongs elsewhere, or was sealed with none of the keys. */
export function unseal(sealed: string, place: string, keys: SealKeys): string {
  const known = keys.flatMap((key) => key ?? []);
  for (const key of known) {
    const opened = opens(sealed, place, key);
    if (opened !== undefined) return opened;
  }
  throw new Error('A sealed text was sealed with another key, or changed');
}

function opens(sealed: string, place: string, key: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv(CIPHER, keyFrom(key), bytes.subarray(0, NONCE)).setAAD(Buffer.from(place));
    decipher.setAuthTag(bytes.subarray(-TAG));
    return `${decipher.update(bytes.subarray(NONCE, -TAG), undefined, 'utf8')}${decipher.final('utf8')}`;
  } catch {
    return undefined;
  }
}

/** The key signs links too: what is derived from it for one use is of no use for another. */
function keyFrom(key: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'sealed text', 32));
}
