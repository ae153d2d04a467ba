import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { usersUseCases } from '../../functions/users-api/use-cases.ts';
import { SECOND } from '../../shared/kernel/clock.ts';
import { getApiToken, revokeApiToken } from '../../shared/people/api-token.store.ts';
import type { AgentPool } from '../../shared/people/principal.store.ts';
import { findUserByEmail, findUserByExternalId, getUser, updateUser } from '../../shared/people/user.store.ts';
import type { User, UserFields } from '../../shared/people/user.ts';
import { usersApi } from '../../shared/people/users.api.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { anAdmin, anAgent, aUser } from '../support/a-user.ts';
import { aCustomerJwt, type Credentials, callApi, TEST_SECRETS, testDeps } from '../support/call-api.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const ISSUER = TEST_SECRETS.customer_jwt.issuer;
const pair = await generateKeyPair('RS256', { extractable: true });
const stranger = await generateKeyPair('RS256');

let keyServer: Server;
let jwksUrl: string;
let keysAnswer = 200;
beforeAll(async () => {
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  keyServer = createServer((_request, response) => {
    response.writeHead(keysAnswer, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((done) => keyServer.listen(0, '127.0.0.1', done));
  jwksUrl = `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}/jwks.json`;
});
afterAll(() => new Promise((done) => keyServer.close(done)));

let table: Table;
let clock: TestClock;
let calls = 0;
beforeEach(async () => {
  table = await aTable(() => {
    calls += 1;
  });
  clock = aClock();
});

/** What `GET /users` (staff only) and `GET /users/me` (anybody) answer to these credentials. */
function front(options: Parameters<typeof testDeps>[2] = {}) {
  const api = resourceApi(usersApi, usersUseCases, testDeps(table, clock, options));
  return {
    me: async (as?: Credentials) =>
      (await callApi(api, { method: 'GET', path: '/api/v2/users/me.json', as })).body.user,
    list: (as?: Credentials) => callApi(api, { method: 'GET', path: '/api/v2/users.json', as }),
    ids: (as?: Credentials) => callApi(api, { method: 'GET', path: '/api/v2/users/me/identities', as }),
  };
}

const basic = (text: string): Credentials => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
const change = async (user: User, fields: UserFields) => {
  const fresh = (await getUser(table, user.id)) ?? user;
  return updateUser(table, fresh, fields, { now: clock.now(), newId: clock.newId });
};

describe('without right credentials', () => {
  it('/users/me answers 200 with the anonymous user, for none and for wrong ones', async () => {
    const agent = await anAgent(table, clock);
    const wrong: (Credentials | undefined)[] = [
      undefined,
      basic(`${agent.user.email}/token:wrong`),
      basic(`${agent.user.email}:password`),
      { authorization: 'Bearer nonsense' },
      { authorization: 'Bearer' },
      { authorization: 'Digest x' },
    ];
    for (const as of wrong) {
      expect(await front().me(as)).toMatchObject({
        id: null,
        name: 'Anonymous user',
        email: 'invalid@example.com',
        role: 'end-user',
      });
    }
  });

  it('protected routes answer 401 in the words that clients know', async () => {
    for (const as of [
      undefined,
      basic('a@b.test/token:x'),
      { authorization: 'Bearer a.b.c' },
      { authorization: 'x' },
    ]) {
      const { status, body } = await front().list(as);
      expect([status, body]).toEqual([401, { error: "Couldn't authenticate you" }]);
    }
  });

  it('an API token is also accepted as a bearer token, as clients that only know OAuth send it', async () => {
    const agent = await anAgent(table, clock);
    const secret = 'apiToken' in agent.as ? agent.as.apiToken : '';
    expect(await front().me({ authorization: `Bearer ${secret}` })).toMatchObject({ id: agent.user.id });
    expect(await front().me({ authorization: `Bearer ${secret.slice(1)}` })).toMatchObject({ id: null });
  });

  it('strange headers are refused, not stumbled over', async () => {
    const strange = [
      'Basic',
      'Basic !!!!',
      'Basic Og==',
      'Bearer ..',
      `Bearer ${'a'.repeat(9_000)}`,
      'Basic L3Rva2VuOg==',
    ];
    for (const authorization of strange) expect((await front().list({ authorization })).status).toBe(401);
  });
});

describe('API tokens', () => {
  it('let their owner in, with the address in any case', async () => {
    const { user, as } = await anAgent(table, clock, { email: 'smith@moorline.test' });
    expect((await front().me(as)).id).toBe(user.id);
    const { apiToken } = as as { apiToken: string };
    expect((await front().me({ email: 'SMITH@moorline.test', apiToken })).id).toBe(user.id);
  });

  it("do not work with somebody else's address", async () => {
    const admin = await anAdmin(table, clock);
    const agent = await anAgent(table, clock);
    const { apiToken } = agent.as as { apiToken: string };
    const api = front();
    expect((await api.list(agent.as)).status).toBe(200);
    expect((await api.list({ email: admin.user.email ?? '', apiToken })).status).toBe(401);
  });

  it('stop working within a minute after they are revoked, and at once where they were not used', async () => {
    const { as, tokenId } = await anAgent(table, clock);
    const api = front();
    expect((await api.list(as)).status).toBe(200);
    const token = await getApiToken(table, tokenId);
    if (!token) throw new Error('no token');
    await revokeApiToken(table, token, clock.now());
    expect((await front().list(as)).status).toBe(401);
    clock.advance(61 * SECOND);
    expect((await api.list(as)).status).toBe(401);
  });

  it('stop working when their owner is suspended, and lose rights when their owner does', async () => {
    const { user, as } = await anAgent(table, clock);
    const api = front();
    expect((await api.list(as)).status).toBe(200);
    await change(user, { role: 'end-user' });
    clock.advance(61 * SECOND);
    expect((await api.list(as)).status).toBe(403);
    await change(user, { suspended: true });
    clock.advance(61 * SECOND);
    expect((await api.list(as)).status).toBe(401);
  });

  it('cost no read of the table while they are remembered, and neither do wrong ones', async () => {
    const { as } = await anAgent(table, clock);
    const api = front();
    await api.ids(as);
    calls = 0;
    for (let n = 0; n < 20; n++) await api.ids(as);
    // The identities, and the marks of addresses that mail has given up.
    expect(calls).toBe(20 * 2);
    await api.ids(basic('x@y.test/token:wrong'));
    calls = 0;
    for (let n = 0; n < 20; n++) await api.ids(basic('x@y.test/token:wrong'));
    expect(calls).toBe(0);
  });
});

describe("customers' tokens, signed by the exchange", () => {
  it('sign in a new customer with verified address, and the same one again', async () => {
    const jwt = await aCustomerJwt(clock, { external_id: 'uid-1', email: 'Ann@Example.com', name: '安' });
    const me = await front().me(jwt);
    expect(me).toMatchObject({ name: '安', email: 'ann@example.com', role: 'end-user', verified: true });
    expect(me).not.toHaveProperty('notes');
    const again = await front().me(await aCustomerJwt(clock, { external_id: 'uid-1', name: 'Other' }));
    expect(again.id).toBe(me.id);
  });

  it('tell the language of a new customer, else the request does', async () => {
    const api = resourceApi(usersApi, usersUseCases, testDeps(table, clock));
    const locale = async (claims: { external_id: string; locale?: string }, headers = {}) => {
      const as = await aCustomerJwt(clock, claims);
      return (await callApi(api, { method: 'GET', path: '/api/v2/users/me', as, headers })).body.user.locale;
    };
    expect(await locale({ external_id: '1', locale: 'zh-CN' })).toBe('zh-CN');
    expect(await locale({ external_id: '2' }, { 'accept-language': 'zh-Hans;q=0.9, fr' })).toBe('zh-CN');
    expect(await locale({ external_id: '3' })).toBe('en');
  });

  it('make one customer of many first requests at once', async () => {
    const jwt = await aCustomerJwt(clock, { external_id: 'uid-1', email: 'a@x.test' });
    const answers = await Promise.all(Array.from({ length: 8 }, () => front().me(jwt)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  });

  it('find the person who wrote from that address before', async () => {
    const user = await aUser(table, clock, { email: 'mailer@x.test', verified: false });
    const me = await front().me(await aCustomerJwt(clock, { external_id: 'uid-9', email: 'mailer@x.test' }));
    expect([me.id, me.verified]).toEqual([user.id, true]);
    expect((await findUserByExternalId(table, 'uid-9'))?.id).toBe(user.id);
  });

  it('do not take over an address that the exchange itself calls unproven', async () => {
    const user = await aUser(table, clock, { email: 'victim@x.test' });
    const claims = { external_id: 'thief', email: 'victim@x.test', email_verified: false };
    const me = await front().me(await aCustomerJwt(clock, claims));
    expect(me.id).not.toBe(user.id);
    expect(me.email).toBeNull();
  });

  it('claim no address that is unproven, and get it once the exchange has proven it', async () => {
    const claims = { external_id: 'uid-7', email: 'owner@x.test' };
    const me = await front().me(await aCustomerJwt(clock, { ...claims, email_verified: false }));
    expect(me.email).toBeNull();
    expect(await findUserByEmail(table, 'owner@x.test')).toBeUndefined();
    const again = await front().me(await aCustomerJwt(clock, { ...claims, email_verified: false }));
    expect([again.id, again.email]).toEqual([me.id, null]);
    const proven = await front().me(await aCustomerJwt(clock, { ...claims, email_verified: true }));
    expect(proven).toMatchObject({ id: me.id, email: 'owner@x.test', verified: true });
    expect((await findUserByEmail(table, 'owner@x.test'))?.id).toBe(me.id);
  });

  it('who are known get no address that is another account’s, and keep the one they have', async () => {
    const owner = await aUser(table, clock, { email: 'owner@x.test' });
    const bare = await aUser(table, clock, { external_id: 'uid-8', email: null });
    const kept = await aUser(table, clock, { external_id: 'uid-9', email: 'kept@x.test' });
    const api = front();
    const taken = await api.me(await aCustomerJwt(clock, { external_id: 'uid-8', email: 'owner@x.test' }));
    expect([taken.id, taken.email]).toEqual([bare.id, null]);
    const other = await api.me(await aCustomerJwt(clock, { external_id: 'uid-9', email: 'new@x.test' }));
    expect([other.id, other.email]).toEqual([kept.id, 'kept@x.test']);
    expect((await findUserByEmail(table, 'owner@x.test'))?.id).toBe(owner.id);
    expect(await findUserByEmail(table, 'new@x.test')).toBeUndefined();
  });

  it('do not take over somebody who has another account at the exchange', async () => {
    const user = await aUser(table, clock, { email: 'rich@x.test', external_id: 'uid-rich' });
    const me = await front().me(
      await aCustomerJwt(clock, { external_id: 'uid-2', email: 'rich@x.test', email_verified: true }),
    );
    expect(me.id).not.toBe(user.id);
    expect((await getUser(table, user.id))?.external_id).toBe('uid-rich');
  });

  it("never sign in those who work here, neither by address nor by an agent's external id", async () => {
    const { user } = await anAdmin(table, clock, { email: 'boss@moorline.test' });
    const api = front();
    const byAddress = await aCustomerJwt(clock, {
      external_id: 'x',
      email: 'boss@moorline.test',
      email_verified: true,
      role: 'admin',
    });
    const me = await api.me(byAddress);
    expect([me.id === user.id, me.role]).toEqual([false, 'end-user']);
    expect((await api.list(byAddress)).status).toBe(403);
    await change(user, { external_id: 'staff-1' });
    expect((await api.list(await aCustomerJwt(clock, { external_id: 'staff-1' }))).status).toBe(401);
  });

  it('do not let back in who is suspended, whether known by id or by address', async () => {
    await aUser(table, clock, { external_id: 'banned', suspended: true });
    await aUser(table, clock, { email: 'banned@x.test', suspended: true });
    const api = front();
    expect((await api.ids(await aCustomerJwt(clock, { external_id: 'banned' }))).status).toBe(401);
    expect((await api.ids(await aCustomerJwt(clock, { external_id: 'n', email: 'banned@x.test' }))).status).toBe(401);
  });

  it('are refused when expired, premature, endless, of another issuer, or without an external id', async () => {
    const now = Math.floor(clock.now() / 1000);
    const api = front();
    const refused: Record<string, unknown>[] = [
      { external_id: 'a', exp: now - 60 },
      { external_id: 'a', nbf: now + 600 },
      { external_id: 'a', exp: undefined },
      { external_id: 'a', iss: 'https://other.test' },
      { external_id: 'a', iss: undefined },
      { external_id: '' },
      { external_id: 5 },
      { email: 'a@x.test' },
      { external_id: 'a', email: 'not an address' },
      { external_id: 'a\ud800' },
      { external_id: 'x'.repeat(256) },
    ];
    for (const claims of refused) expect((await api.ids(await aCustomerJwt(clock, claims))).status).toBe(401);
    expect((await api.ids(await aCustomerJwt(clock, { external_id: 'a' }))).status).toBe(200);
  });

  it('stop working when they expire, however often they were used before', async () => {
    const exp = Math.floor(clock.now() / 1000) + 30;
    const jwt = await aCustomerJwt(clock, { external_id: 'a', exp });
    const api = front();
    expect((await api.ids(jwt)).status).toBe(200);
    clock.advance(36 * SECOND);
    expect((await api.ids(jwt)).status).toBe(401);
  });

  it('are refused unsigned, with another key, or changed after signing', async () => {
    const api = front();
    const claims = { external_id: 'a', iss: ISSUER, exp: Math.floor(clock.now() / 1000) + 60 };
    const { jwt } = await aCustomerJwt(clock, { external_id: 'a' });
    const [header = '', , signature = ''] = jwt.split('.');
    const other = Buffer.from(JSON.stringify({ ...claims, external_id: 'b' })).toString('base64url');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const forged = [
      new UnsecuredJWT(claims).encode(),
      `${none}.${other}.`,
      `${none}.${other}.x`,
      `${header}.${other}.${signature}`,
      (await aCustomerJwt(clock, { external_id: 'a' }, 'another-secret-0123456789abcdef0123456789')).jwt,
      await new SignJWT(claims).setProtectedHeader({ alg: 'HS512' }).sign(Buffer.from('x'.repeat(64))),
    ];
    for (const each of forged) expect((await api.ids({ jwt: each })).status).toBe(401);
  });

  it('of an exchange with published keys are checked with them, and its public key is no shared secret', async () => {
    const api = front({ customerJwt: { secret: undefined, jwks_url: jwksUrl } });
    const claims = { external_id: 'rs', iss: ISSUER, exp: Math.floor(clock.now() / 1000) + 60 };
    const sign = (key: typeof pair.privateKey) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(key);
    expect((await api.ids({ jwt: await sign(pair.privateKey) })).status).toBe(200);
    expect((await api.ids({ jwt: await sign(stranger.privateKey) })).status).toBe(401);
    const pem = await exportSPKI(pair.publicKey);
    const confused = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(Buffer.from(pem));
    expect((await api.ids({ jwt: confused })).status).toBe(401);
    expect((await front().ids({ jwt: await sign(pair.privateKey) })).status).toBe(401);
  });
});

describe("agents' tokens from the user pool", () => {
  const issuer = 'https://cognito.test/pool';
  const pool = (): AgentPool => ({ issuer, clientId: 'client-1', jwksUrl });
  const sign = (claims: Record<string, unknown>, key = pair.privateKey) => {
    const exp = Math.floor(clock.now() / 1000) + 3600;
    const usual = { iss: issuer, exp, token_use: 'id', aud: 'client-1', email_verified: true };
    return new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(key);
  };

  it('let in who works here by their verified primary address', async () => {
    const { user } = await anAgent(table, clock, { email: 'smith@moorline.test' });
    const api = front({ agentPool: pool() });
    expect(await api.me({ jwt: await sign({ email: 'Smith@moorline.test' }) })).toMatchObject({
      id: user.id,
      role: 'agent',
    });
    const access = { token_use: 'access', aud: undefined, client_id: 'client-1', email: 'smith@moorline.test' };
    expect((await api.list({ jwt: await sign(access) })).status).toBe(200);
  });

  it('are refused for customers, strangers, suspended agents and unverified addresses', async () => {
    await aUser(table, clock, { email: 'customer@x.test' });
    await anAgent(table, clock, { email: 'banned@moorline.test', suspended: true });
    await anAgent(table, clock, { email: 'smith@moorline.test' });
    const api = front({ agentPool: pool() });
    const refused = [
      { email: 'customer@x.test' },
      { email: 'nobody@x.test' },
      { email: 'banned@moorline.test' },
      { email: 'smith@moorline.test', email_verified: false },
      { email: 'smith@moorline.test', email_verified: undefined },
      { email: 'smith@moorline.test', aud: 'client-2' },
      { email: 'smith@moorline.test', token_use: 'access' },
      { email: 'smith@moorline.test', token_use: undefined },
      { email: 'smith@moorline.test', exp: Math.floor(clock.now() / 1000) - 60 },
      { email: 'smith@moorline.test', iss: `${issuer}/x` },
    ];
    for (const claims of refused) expect((await api.list({ jwt: await sign(claims) })).status).toBe(401);
    expect((await api.list({ jwt: await sign({ email: 'smith@moorline.test' }, stranger.privateKey) })).status).toBe(
      401,
    );
  });

  it("cannot be made with the exchange's secret", async () => {
    await anAdmin(table, clock, { email: 'boss@moorline.test' });
    const api = front({ agentPool: pool() });
    const claims = { iss: issuer, token_use: 'id', aud: 'client-1', email_verified: true, email: 'boss@moorline.test' };
    expect((await api.list(await aCustomerJwt(clock, { ...claims, external_id: 'a' }))).status).toBe(401);
  });

  it('are answered with 503, not 401, while the keys cannot be fetched', async () => {
    const { user } = await anAgent(table, clock);
    keysAnswer = 500;
    const api = front({ agentPool: { ...pool(), jwksUrl: `${jwksUrl}?down` } });
    const { status, headers } = await api.list({ jwt: await sign({ email: user.email }) });
    keysAnswer = 200;
    expect(status).toBe(503);
    expect(headers['retry-after']).toBeDefined();
    expect((await api.list({ jwt: await sign({ email: user.email }) })).status).toBe(200);
  });
});
