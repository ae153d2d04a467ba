import * as z from 'zod/mini';
import { type Instant, SECOND } from '../kernel/clock.ts';
import { DomainError } from '../kernel/errors.ts';
import { makeId } from '../kernel/ids.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { Principal } from '../kernel/principal.ts';
import { acceptedLocale } from '../platform/i18n/locale.ts';
import { unverifiedJwt, verifyJwt } from '../platform/jwt.ts';
import type { SecretSource } from '../platform/secrets.ts';
import type { Table } from '../platform/table/table.ts';
import { findApiToken, tokenHash } from './api-token.store.ts';
import { signInCustomer } from './customer-sign-in.store.ts';
import { type SignInCache, signInCache } from './sign-in-cache.ts';
import { normalEmail } from './text-rules.ts';
import { findUserByEmail, getUser } from './user.store.ts';
import { isStaffMember, principalOf, type User } from './user.ts';

/** The user pool that agents sign in with. */
export interface AgentPool {
  readonly issuer: string;
  readonly clientId: string;
  readonly jwksUrl: string;
}

export interface AuthenticatorDeps {
  readonly table: Table;
  /** 0 <= x < 1 */
  readonly random: () => number;
  readonly secrets: SecretSource;
  /** Undefined where agents only use API tokens. */
  readonly agentPool: AgentPool | undefined;
  /** The language of new customers who say theirs neither in their token nor in their request. */
  readonly defaultLocale: string;
}

/** How long a look-up is believed: a revoked token stops working within this time on every instance. */
const BELIEVED = 60 * SECOND;
const DISBELIEVED = 10 * SECOND;

type Caller = Extract<Principal, { kind: 'user' }>;
type SignedIn = { readonly principal: Caller; readonly until: Instant } | undefined;

/**
 * Who sent these headers: `anonymous` without credentials; an API token's person, an agent of the user pool or a
 * customer of the exchange with right ones; throws `unauthenticated` for everything else. One of our tokens costs a hash
 * and a look-up in memory, and a read of the table once a minute.
 */
export function authenticator(deps: AuthenticatorDeps) {
  // An outcome is kept by the hash of the credential, so that no memory holds a secret.
  const keptFor = (known: SignedIn, now: Instant) => (known ? Math.min(BELIEVED, known.until - now) : DISBELIEVED);
  const cache: SignInCache<SignedIn> = signInCache(keptFor);
  return async (headers: Readonly<Record<string, string>>, now: Instant): Promise<Principal> => {
    const header = headers['authorization']?.trim();
    if (!header) return { kind: 'anonymous' };
    const [scheme = '', credential = ''] = header.split(/\s+/, 2);
    const principal = await signIn(scheme.toLowerCase(), credential, headers['accept-language'], now);
    if (!principal) throw new DomainError('unauthenticated', 'unauthenticated');
    return principal;
  };

  function signIn(scheme: string, credential: string, languages: string | undefined, now: Instant) {
    if (scheme === 'basic') return byApiToken(deps, cache, credential, now);
    if (scheme !== 'bearer') return undefined;
    const defaultLocale = acceptedLocale(languages) ?? deps.defaultLocale;
    return byBearerToken({ ...deps, defaultLocale }, cache, credential, now);
  }
}

/** `Basic base64("{email}/token:{secret}")`: the secret decides, the address must be its owner's. */
async function byApiToken(deps: AuthenticatorDeps, cache: SignInCache<SignedIn>, credential: string, now: Instant) {
  const given = /^(.+)\/token:(.+)$/s.exec(Buffer.from(credential, 'base64').toString('utf8'));
  const [, email = '', secret = ''] = given ?? [];
  if (!given) return undefined;
  const principal = await ownerOfApiToken(deps, cache, secret, now);
  return principal?.email === normalEmail(email) ? principal : undefined;
}

/** Who has this API token, unless it was revoked or they may not call any more. */
async function ownerOfApiToken(deps: AuthenticatorDeps, cache: SignInCache<SignedIn>, secret: string, now: Instant) {
  const sha256 = tokenHash(secret);
  const known = await cache.get(`basic ${sha256}`, now, async () => {
    const token = await findApiToken(deps.table, sha256);
    if (!token || token.revoked_at !== null) return undefined;
    const user = await getUser(deps.table, token.user_id);
    return user && mayCall(user)
      ? { principal: principalOf(user, token.id), until: Number.POSITIVE_INFINITY }
      : undefined;
  });
  return known?.principal;
}

/**
 * `Bearer {token}` (RFC 6750): a JWT, whose issuer tells whose keys it must stand up to and nothing more; or one of our
 * API tokens, which clients that only know OAuth send so.
 */
async function byBearerToken(deps: AuthenticatorDeps, cache: SignInCache<SignedIn>, token: string, now: Instant) {
  const claimed = unverifiedJwt(token);
  if (!claimed) return ownerOfApiToken(deps, cache, token, now);
  const issuer = claimed.iss;
  if (typeof issuer !== 'string') return undefined;
  const known = await cache.get(`bearer ${tokenHash(token)}`, now, async () => {
    if (issuer === deps.agentPool?.issuer) return signInAgent(deps.table, token, deps.agentPool, now);
    const { customer_jwt } = await deps.secrets();
    if (issuer !== customer_jwt.issuer) return undefined;
    const newId = () => makeId(now, deps.random());
    const context = { now, newId, defaultLocale: deps.defaultLocale };
    const { user, until } = await signInCustomer(deps.table, token, customer_jwt, context);
    return { principal: principalOf(user), until };
  });
  return known?.principal;
}

const AgentClaims = onFirstUse(() =>
  z.object({
    exp: z.number(),
    token_use: z.enum(['id', 'access']),
    aud: z.optional(z.string()),
    client_id: z.optional(z.string()),
    email: z.string(),
    /** Without it an agent could write somebody else's address into their own profile. */
    email_verified: z.union([z.literal(true), z.literal('true')]),
  }),
);

/** The agent whom a token of the user pool names: by their primary address, which the pool has verified. */
async function signInAgent(table: Table, token: string, pool: AgentPool, now: Instant): Promise<SignedIn> {
  const payload = await verifyJwt(token, pool.issuer, { alg: 'RS256', jwksUrl: pool.jwksUrl }, now);
  const claims = z.safeParse(AgentClaims, payload);
  if (!claims.success) return undefined;
  const { token_use, aud, client_id, email, exp } = claims.data;
  if ((token_use === 'id' ? aud : client_id) !== pool.clientId) return undefined;
  const user = await findUserByEmail(table, email);
  if (!user || !isStaffMember(user) || !mayCall(user) || user.email !== normalEmail(email)) return undefined;
  return { principal: principalOf(user), until: exp * SECOND };
}

function mayCall(user: User): boolean {
  return user.active && !user.suspended;
}
