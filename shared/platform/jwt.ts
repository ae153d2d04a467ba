import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import type { Instant } from '../kernel/clock.ts';
import { DomainError } from '../kernel/errors.ts';

/** The one kind of key a token's signature is checked with, and the one algorithm that goes with it. */
export type JwtKeys =
  | { readonly alg: 'HS256'; readonly secret: string }
  | { readonly alg: 'RS256'; readonly jwksUrl: string };

/** Seconds by which two clocks may differ. */
const CLOCK_TOLERANCE = 5;
const FETCH_TIMEOUT = 3_000;

const keySets = new Map<string, JWTVerifyGetKey>();

/**
 * The claims of a signed token (RFC 7519) whose issuer, signature and times are right. `exp` must be there. The algorithm
 * is that of the key and never what the token says. Throws `unauthenticated`, or `unavailable` when the issuer's keys
 * cannot be fetched. jose is loaded on first use: callers with API tokens do not pay for it.
 */
export async function verifyJwt(token: string, issuer: string, keys: JwtKeys, now: Instant): Promise<JWTPayload> {
  // Its two parts by name: the whole of jose would be 43 kB more in every API function.
  const [{ jwtVerify }, { createRemoteJWKSet }] = await Promise.all([
    import('jose/jwt/verify'),
    import('jose/jwks/remote'),
  ]);
  const options = {
    issuer,
    algorithms: [keys.alg],
    requiredClaims: ['exp'],
    currentDate: new Date(now),
    clockTolerance: CLOCK_TOLERANCE,
  };
  try {
    if (keys.alg === 'HS256') return (await jwtVerify(token, Buffer.from(keys.secret, 'utf8'), options)).payload;
    return (await jwtVerify(token, keySet(createRemoteJWKSet, keys.jwksUrl), options)).payload;
  } catch (cause) {
    throw refusal(cause);
  }
}

function keySet(open: typeof import('jose').createRemoteJWKSet, url: string): JWTVerifyGetKey {
  const known = keySets.get(url) ?? open(new URL(url), { timeoutDuration: FETCH_TIMEOUT });
  keySets.set(url, known);
  return known;
}

/** Codes of what says nothing about the token: the keys could not be had. */
const KEYS_MISSING = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']);

function refusal(cause: unknown): DomainError {
  const code = (cause as { code?: unknown }).code;
  const aboutTheToken = typeof code === 'string' && code.startsWith('ERR_J') && !KEYS_MISSING.has(code);
  if (aboutTheToken) return new DomainError('unauthenticated', 'unauthenticated', { cause });
  return new DomainError('unavailable', 'try_again', { cause });
}

/**
 * What a token says about itself, unchecked: good for choosing whose keys to check it with, and for nothing else.
 * Undefined when it is not a token.
 */
export function unverifiedJwt(token: string): { readonly alg: unknown; readonly iss: unknown } | undefined {
  const [header, payload, signature, ...more] = token.split('.');
  if (!header || !payload || !signature || more.length > 0) return undefined;
  try {
    const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as { alg?: unknown };
    const { iss } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { iss?: unknown };
    return { alg, iss };
  } catch {
    return undefined;
  }
}
