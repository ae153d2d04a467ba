import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { DomainError } from '../kernel/errors.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { type JwtKeys, unverifiedJwt, verifyJwt } from '../platform/jwt.ts';
import type { Secrets } from '../platform/secrets.ts';
import type { Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import { cleanName, isEmail, MAX_NAME, nameFromEmail, normalEmail } from './text-rules.ts';
import {
  createUser,
  findEmailOwner,
  findUserByEmail,
  findUserByExternalId,
  updateUser,
  type WriteContext,
} from './user.store.ts';
import type { User } from './user.ts';

const wellFormed = z.refine<string>((text) => text.isWellFormed());

/** What the exchange says about its customer. `exp` is the end of the token, in seconds. */
const Claims = onFirstUse(() =>
  z.object({
    exp: z.number(),
    external_id: z.string().check(z.minLength(1), z.maxLength(MAX_NAME), wellFormed),
    email: z.optional(z.string().check(z.refine<string>((address) => isEmail(normalEmail(address))))),
    /** The exchange vouches for the address it signs, unless it says here that its owner has not proven it. */
    email_verified: z.optional(z.boolean()),
    name: z.optional(z.string().check(z.maxLength(MAX_NAME), wellFormed)),
    locale: z.optional(z.string().check(z.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.maxLength(35))),
  }),
);
type Claims = z.output<typeof Claims>;

/** When a customer signs in, and what new ones are given. */
export interface SignInContext extends WriteContext {
  readonly defaultLocale: string;
}

/** The customer whom a token of the exchange names, found, linked or created, and when the token ends. */
export async function signInCustomer(
  table: Table,
  token: string,
  customers: Secrets['customer_jwt'],
  context: SignInContext,
): Promise<{ user: User; until: Instant }> {
  const keys = keysFor(token, customers);
  if (!keys) throw refused();
  const claims = z.safeParse(Claims, await verifyJwt(token, customers.issuer, keys, context.now));
  if (!claims.success) throw refused();
  return { user: await customerOf(table, claims.data, context), until: claims.data.exp * 1_000 };
}

/** A shared secret checks HS256 and nothing else, published keys check RS256 and nothing else. */
function keysFor(token: string, { secret, jwks_url }: Secrets['customer_jwt']): JwtKeys | undefined {
  const alg = unverifiedJwt(token)?.alg;
  if (alg === 'HS256' && secret) return { alg, secret };
  if (alg === 'RS256' && jwks_url) return { alg, jwksUrl: jwks_url };
  return undefined;
}

const ATTEMPTS = 3;

/** Another request of the same new customer may get there first: then they are found at the next attempt. */
async function customerOf(table: Table, claims: Claims, context: SignInContext): Promise<User> {
  for (let tried = 1; ; tried++) {
    try {
      return await findLinkOrCreate(table, claims, context);
    } catch (error) {
      const overtaken = error instanceof ConditionFailed || (error instanceof DomainError && error.kind === 'invalid');
      if (!overtaken || tried >= ATTEMPTS) throw error;
    }
  }
}

async function findLinkOrCreate(table: Table, claims: Claims, context: SignInContext): Promise<User> {
  const { external_id, locale = context.defaultLocale } = claims;
  // Mail from an address lands on its account: one that nobody has proven must stay free for its owner.
  const email = claims.email_verified === false ? undefined : claims.email;
  const known = await findUserByExternalId(table, external_id);
  if (known) return withFirstAddress(table, asCustomer(known), email, context);
  const owner = email === undefined ? undefined : await findUserByEmail(table, email);
  if (owner && mayBeLinked(owner)) {
    asCustomer(owner);
    const verified = owner.verified || owner.email === normalEmail(email ?? '');
    return updateUser(table, owner, { external_id, verified }, context);
  }
  const free = email !== undefined && !owner ? { email, verified: true } : {};
  const name = cleanName(claims.name ?? '') || (email === undefined ? external_id : nameFromEmail(email));
  return createUser(table, { ...free, name, external_id, locale }, context);
}

/** Somebody without an address gets the one they have proven by now, unless it is another person's. */
async function withFirstAddress(
  table: Table,
  user: User,
  email: string | undefined,
  context: SignInContext,
): Promise<User> {
  if (email === undefined || user.email !== null || (await findEmailOwner(table, email))) return user;
  return updateUser(table, user, { email, verified: true }, context);
}

/** Nobody is taken over who has another account at the exchange, or who works here. */
function mayBeLinked(user: User): boolean {
  return user.role === 'end-user' && user.external_id === null;
}

/** The exchange signs in its customers; it cannot sign in those who work here. */
function asCustomer(user: User): User {
  if (user.role !== 'end-user' || !user.active || user.suspended) throw refused();
  return user;
}

function refused(): DomainError {
  return new DomainError('unauthenticated', 'unauthenticated');
}
