import * as z from 'zod/mini';
import { readEnv } from '../platform/env.ts';
import { RateLimit } from '../platform/http/rate-limit.ts';
import type { HttpDeps } from '../platform/http/resource-api.ts';
import type { OutsideWithTable } from '../platform/outside.ts';
import { secretSource } from '../platform/secrets.ts';
import { type AgentPool, authenticator } from './principal.store.ts';

/** What every API function needs to know who calls, how often they may, and where they called. */
export function httpDeps(outside: OutsideWithTable): HttpDeps & { readonly defaultLocale: string } {
  const env = readEnv({
    PUBLIC_URL: z.string(),
    RATE_LIMIT_PER_MINUTE: z.coerce.number().check(z.int(), z.minimum(1)),
    DEFAULT_LOCALE: z.string(),
    AGENT_POOL_ISSUER: z.optional(z.string()),
    AGENT_POOL_CLIENT_ID: z.optional(z.string()),
    AGENT_JWKS_URL: z.optional(z.string()),
  });
  const {
    DEFAULT_LOCALE: defaultLocale,
    AGENT_POOL_ISSUER: issuer,
    AGENT_POOL_CLIENT_ID: clientId,
    AGENT_JWKS_URL: jwksUrl,
  } = env;
  const agentPool: AgentPool | undefined = issuer && clientId && jwksUrl ? { issuer, clientId, jwksUrl } : undefined;
  return {
    now: outside.now,
    authenticate: authenticator({ ...outside, secrets: secretSource(outside), agentPool, defaultLocale }),
    rateLimit: new RateLimit(env.RATE_LIMIT_PER_MINUTE),
    publicUrl: env.PUBLIC_URL,
    defaultLocale,
  };
}
