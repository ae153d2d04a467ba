import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { agentPool } from '../../../infra/local/agent-pool.ts';
import type { GatewayRequest } from '../../../infra/local/gateway/gateway-request.ts';
import { readOptions } from '../../../infra/local/options.ts';
import { rateOf } from '../../../infra/local/schedules.ts';
import { ensureSecrets } from '../../../infra/local/secrets-file.ts';
import { openAssembly } from '../../../infra/local/template/assembly.ts';
import { environmentOf } from '../../../infra/local/template/stack-parts.ts';
import { KeptSecrets } from '../../../shared/platform/secrets.ts';

const aDirectory = () => mkdtempSync(join(tmpdir(), 'moorline-test-'));

test('ports and directory come from the environment, with standards', () => {
  expect(readOptions({}, [], '/moorline')).toMatchObject({
    port: 4010,
    smtpPort: 2525,
    mailboxPort: 8005,
    dataDir: '/moorline/.local',
    ephemeral: false,
  });
  const env = { PORT: '0', SMTP_PORT: '25', MOORLINE_DATA: '/data' };
  expect(readOptions(env, ['--ephemeral'], '/moorline')).toMatchObject({
    port: 0,
    smtpPort: 25,
    dataDir: '/data',
    ephemeral: true,
  });
});

test.each([
  [{ PORT: '70000' }, [], 'PORT'],
  [{ SMTP_PORT: 'x' }, [], 'SMTP_PORT'],
  [{}, ['--ephemral'], '--ephemral'],
])('a wrong option is named: %j %j', (env, args, name) => {
  expect(() => readOptions(env, args, '/')).toThrow(name);
});

test('the keys are made once, complete, and stay', () => {
  const file = join(aDirectory(), 'secrets.json');
  const secrets = ensureSecrets(file);
  expect(KeptSecrets.parse(secrets)).toEqual(secrets);
  expect(secrets.signing_key.length).toBeGreaterThanOrEqual(32);
  expect(ensureSecrets(file)).toEqual(secrets);
});

test('rates are read, and what is no rate is named', () => {
  expect([rateOf('rate(1 minute)'), rateOf('rate(2 hours)')]).toEqual([60_000, 7_200_000]);
  expect(() => rateOf('cron(0 1 * * ? *)')).toThrow('cron(0 1 * * ? *)');
});

test('two functions that want different values under one name are a fault of the template', () => {
  const aFunction = (value: string) => ({
    Type: 'AWS::Lambda::Function',
    Metadata: { 'moorline:entry': 'functions/x/handler.ts' },
    Properties: { Environment: { Variables: { SAME: 'a', OTHER: value } } },
  });
  const assembly = (Resources: Record<string, ReturnType<typeof aFunction>>) =>
    openAssembly([{ name: 'S', region: 'r', template: { Resources } }], {
      queueEndpoint: '',
      publicUrl: '',
      filesUrl: '',
    });
  expect(environmentOf(assembly({ A: aFunction('x'), B: aFunction('x') }))).toEqual({ SAME: 'a', OTHER: 'x' });
  expect(() => environmentOf(assembly({ A: aFunction('x'), B: aFunction('y') }))).toThrow('OTHER');
});

test('an agent gets tokens with the claims of Cognito, which the published keys prove', async () => {
  const issuer = 'http://127.0.0.1:1/local/agents';
  const keyFile = join(aDirectory(), 'key.json');
  const ask = async (pool: ReturnType<typeof agentPool>, method: string, path: string, body = '') => {
    const request = {
      method,
      path,
      query: '',
      headers: [],
      body: Buffer.from(body),
      sourceIp: '',
      host: '',
      requestId: '',
      at: 0,
    };
    return JSON.parse(String((await pool(request satisfies GatewayRequest))?.body));
  };
  const pool = agentPool({ issuer, clientId: 'console', keyFile });
  const { id_token, access_token } = await ask(pool, 'POST', '/local/agents/tokens', '{"email":"lin@moorline.test"}');
  // The key outlives a restart.
  const keys: JSONWebKeySet = await ask(
    agentPool({ issuer, clientId: 'console', keyFile }),
    'GET',
    '/local/agents/.well-known/jwks.json',
  );
  expect(Object.keys(keys.keys[0] ?? {})).not.toContain('d');
  const id = await jwtVerify(id_token, createLocalJWKSet(keys), { issuer, audience: 'console', algorithms: ['RS256'] });
  expect(id.payload).toMatchObject({ token_use: 'id', email: 'lin@moorline.test', email_verified: true });
  const access = await jwtVerify(access_token, createLocalJWKSet(keys), { issuer });
  expect(access.payload).toMatchObject({ token_use: 'access', client_id: 'console', sub: id.payload.sub });
  expect(pool({ method: 'GET', path: '/local/agents/other' } as GatewayRequest)).toBeUndefined();
});
