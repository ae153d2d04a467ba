import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { JWK } from 'jose';
import * as z from 'zod/mini';
import type { GatewayRequest } from './gateway/gateway-request.ts';
import type { GatewayResponse } from './gateway/http-api.ts';
import { AGENTS_PATH } from './template/attributes.ts';

export interface AgentPoolOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** Where the signing key is kept. */
  readonly keyFile: string;
}

const Asked = z.object({ email: z.string() });
const VALID_SECONDS = 3600;

/**
 * What the agents' user pool offers in AWS, under the gateway's own address: its public keys, and a token for whoever is
 * named (`POST /local/agents/tokens {"email": ...}`), with the claims that Cognito would put into it. No password and no
 * second factor: it is there so that what reads the tokens can be run.
 */
export function agentPool(
  options: AgentPoolOptions,
): (request: GatewayRequest) => Promise<GatewayResponse> | undefined {
  let kept: Promise<JWK> | undefined;
  const signingKey = () => {
    kept ??= ensureKey(options.keyFile);
    return kept;
  };
  return ({ method, path, body }) => {
    if (method === 'GET' && path === `${AGENTS_PATH}/.well-known/jwks.json`) return publicKeys(signingKey);
    if (method === 'POST' && path === `${AGENTS_PATH}/tokens`) return mint(options, signingKey, body);
    return undefined;
  };
}

async function publicKeys(signingKey: () => Promise<JWK>): Promise<GatewayResponse> {
  const { kty, n, e, kid } = await signingKey();
  return answer(200, { keys: [{ kty, n, e, kid, alg: 'RS256', use: 'sig' }] });
}

async function mint(options: AgentPoolOptions, signingKey: () => Promise<JWK>, body: Buffer): Promise<GatewayResponse> {
  let email: string;
  try {
    email = z.parse(Asked, JSON.parse(body.toString('utf8'))).email;
  } catch {
    return answer(400, { message: 'Send {"email": "..."} of the agent to sign in' });
  }
  const { importJWK, SignJWT } = await import('jose');
  const jwk = await signingKey();
  const key = await importJWK(jwk, 'RS256');
  const now = Math.floor(Date.now() / 1000);
  const sub = subjectOf(email);
  const common = { sub, origin_jti: randomUUID(), event_id: randomUUID(), auth_time: now };
  const sign = (claims: Record<string, unknown>) =>
    new SignJWT({ ...common, ...claims })
      .setProtectedHeader({ alg: 'RS256', ...(jwk.kid ? { kid: jwk.kid } : {}) })
      .setIssuer(options.issuer)
      .setIssuedAt(now)
      .setExpirationTime(now + VALID_SECONDS)
      .setJti(randomUUID())
      .sign(key);
  const id_token = await sign({
    token_use: 'id',
    aud: options.clientId,
    email,
    email_verified: true,
    'cognito:username': sub,
  });
  const access_token = await sign({
    token_use: 'access',
    client_id: options.clientId,
    scope: 'openid email profile',
    username: sub,
    version: 2,
  });
  return answer(200, { id_token, access_token, token_type: 'Bearer', expires_in: VALID_SECONDS });
}

/** The same person has the same subject each time, shaped like a UUID. */
function subjectOf(email: string): string {
  const hash = createHash('sha256').update(email.toLowerCase()).digest('hex');
  return hash.slice(0, 32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

async function ensureKey(file: string): Promise<JWK> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const { exportJWK, generateKeyPair } = await import('jose');
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: randomUUID() };
  writeFileSync(file, JSON.stringify(jwk), { mode: 0o600 });
  return jwk;
}

function answer(status: number, body: object): GatewayResponse {
  return { status, headers: [['content-type', 'application/json']], body: JSON.stringify(body) };
}
