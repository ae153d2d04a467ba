import type { Context } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Principal } from '../../../shared/kernel/principal.ts';
import { type Request, resource, route } from '../../../shared/platform/http/contract.ts';
import { RateLimit } from '../../../shared/platform/http/rate-limit.ts';
import type { GatewayEvent } from '../../../shared/platform/http/request.ts';
import { resourceApi } from '../../../shared/platform/http/resource-api.ts';
import { agentPrincipal, customerPrincipal } from '../../support/a-principal.ts';
import { callApi } from '../../support/call-api.ts';
import { aClock } from '../../support/clock.ts';

const Id = z.coerce.number().check(z.int());

const things = resource({
  name: 'things',
  bases: ['/api/v2/things'],
  routes: {
    show: route({
      method: 'GET',
      path: '/api/v2/things/{id}',
      summary: '',
      allow: ['agent'],
      params: z.object({ id: Id }),
      response: z.object({ thing: z.object({ id: z.int() }) }),
    }),
    make: route({
      method: 'POST',
      path: '/api/v2/things',
      summary: '',
      allow: ['agent', 'end-user'],
      query: z.object({ colour: z.optional(z.string()) }),
      body: z.object({ thing: z.object({ name: z.string().check(z.maxLength(5)) }) }),
      status: 201,
      response: z.object({ thing: z.object({ name: z.string() }) }),
    }),
    upload: route({
      method: 'PUT',
      path: '/api/v2/things/{id}/file',
      summary: '',
      allow: ['agent'],
      params: z.object({ id: Id }),
      accepts: 'bytes',
      body: z.instanceof(Buffer),
      status: 204,
    }),
    page: route({ method: 'GET', path: '/api/v2/things/page', summary: '', allow: ['anonymous'], answers: 'html' }),
    linked: route({
      method: 'GET',
      path: '/api/v2/things/linked/{token}',
      summary: '',
      allow: ['anonymous'],
      params: z.object({ token: z.string() }),
      answers: 'html',
    }),
  },
});

describe('a resource of the API', () => {
  let principal: Principal;
  let seen: Request[];
  let answer: { id: number } & Record<string, unknown>;
  let fail: unknown;
  const clock = aClock();
  const logged = vi.fn();

  const note = (request: unknown) => {
    seen.push(request as Request);
    if (fail) throw fail;
  };
  const handler = () =>
    resourceApi(
      things,
      {
        show: async (request) => {
          note(request);
          return { body: { thing: { ...answer } } };
        },
        make: async (request) => {
          note(request);
          return { body: request.body, headers: { location: `${request.baseUrl}/things/1` } };
        },
        upload: async (request) => {
          note(request);
          return {};
        },
        page: async (request) => {
          note(request);
          return { content: '<p>hello</p>', headers: { 'content-type': 'text/html; charset=utf-8' } };
        },
        linked: async () => ({ content: 'linked' }),
      },
      {
        now: clock.now,
        authenticate: async () => principal,
        rateLimit: new RateLimit(2),
        publicUrl: 'https://support.test',
      },
    );

  beforeEach(() => {
    principal = agentPrincipal();
    seen = [];
    answer = { id: 7 };
    fail = undefined;
    logged.mockClear();
    vi.spyOn(console, 'error').mockImplementation(logged);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const get = (path: string, headers: Record<string, string> = {}) =>
    callApi(handler(), { method: 'GET', path, headers });
  const post = (body: object | string | Buffer, headers: Record<string, string> = {}) =>
    callApi(handler(), { method: 'POST', path: '/api/v2/things', body, headers });

  test.each(['/api/v2/things/7', '/api/v2/things/7.json', '//api/v2//things/7/', '/api/v2/things%2F7'])(
    'answers %s from either gateway',
    async (path) => {
      for (const gateway of ['http', 'rest'] as const) {
        const reply = await callApi(handler(), { method: 'GET', path, gateway });
        expect(reply.status).toBe(200);
        expect(reply.body).toEqual({ thing: { id: 7 } });
      }
      expect(seen.map(({ params, path: canonical }) => [params, canonical])).toEqual([
        [{ id: 7 }, '/api/v2/things/7'],
        [{ id: 7 }, '/api/v2/things/7'],
      ]);
    },
  );

  test('takes path parameters from the canonical path, whatever the gateway made of them', async () => {
    const event = {
      version: '2.0',
      rawPath: '/api/v2/things/7.json',
      rawQueryString: '',
      headers: {},
      pathParameters: { id: '7.json' },
      requestContext: { http: { method: 'GET', path: '/api/v2/things/7.json' }, requestId: 'r' },
    };
    const reply = await handler()(event as unknown as GatewayEvent, {} as Context);
    expect(reply.statusCode).toBe(200);
  });

  test('lets out only what its contract declares', async () => {
    answer = { id: 7, password: 'secret' };
    expect((await get('/api/v2/things/7')).body).toEqual({ thing: { id: 7 } });
  });

  test('that answers what its contract does not allow has a fault, and tells nobody the details', async () => {
    answer = { id: 'seven' as unknown as number };
    const reply = await get('/api/v2/things/7');
    expect(reply.status).toBe(500);
    expect(reply.body.error).toBe('InternalError');
    expect(logged).toHaveBeenCalledOnce();
  });

  test('is closed to every role its contract does not name', async () => {
    principal = customerPrincipal();
    expect((await get('/api/v2/things/7')).status).toBe(403);
    principal = { kind: 'anonymous' };
    expect((await get('/api/v2/things/7')).status).toBe(401);
    expect(seen).toEqual([]);
    expect((await get('/api/v2/things/page')).body).toBe('<p>hello</p>');
  });

  test.each([
    ['GET', '/api/v2/things/7/more'],
    ['DELETE', '/api/v2/things/7'],
    ['GET', '/api/v2/others'],
  ] as const)('has nothing at %s %s', async (method, path) => {
    const reply = await callApi(handler(), { method, path });
    expect(reply.status).toBe(404);
    expect(reply.body).toEqual({ error: 'InvalidEndpoint', description: 'Not found' });
  });

  test('knows that what is no id names nothing', async () => {
    expect((await get('/api/v2/things/seven')).body.error).toBe('RecordNotFound');
  });

  test('checks what it is sent, before anything is done', async () => {
    const reply = await post({ thing: { name: 'too long' } }, { 'accept-language': 'zh-CN' });
    expect(reply.status).toBe(422);
    expect(reply.body.details.name[0].error).toBe('field_too_long');
    expect(reply.body.details.name[0].description).toContain('过长');
    expect((await post('{"thing":')).status).toBe(400);
    expect(seen).toEqual([]);
  });

  test('hands a use case what the contract declares and nothing it does not', async () => {
    const reply = await callApi(handler(), {
      method: 'POST',
      path: '/api/v2/things',
      query: { colour: 'red', other: 'x' },
      body: { thing: { name: 'lamp', id: 1 }, extra: true },
    });
    expect(reply.status).toBe(201);
    expect(reply.headers['location']).toBe('https://support.test/api/v2/things/1');
    expect(seen[0]).toMatchObject({ query: { colour: 'red' }, body: { thing: { name: 'lamp' } }, principal });
    expect(seen[0]?.body).toEqual({ thing: { name: 'lamp' } });
  });

  test('hands over a file as it came', async () => {
    const bytes = Buffer.from([0, 255, 13, 10, 128]);
    const reply = await callApi(handler(), {
      method: 'PUT',
      path: '/api/v2/things/7/file',
      body: bytes,
      gateway: 'rest',
    });
    expect(reply.status).toBe(204);
    expect(seen[0]?.body).toEqual(bytes);
  });

  test('names the request, the version and the limits in every answer, also in refusals', async () => {
    const api = handler();
    const replies = await Promise.all([1, 2, 3].map(() => callApi(api, { method: 'GET', path: '/api/v2/things/7' })));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(replies[0]?.headers).toMatchObject({
      'x-rate-limit': '2',
      'x-rate-limit-remaining': '1',
      'x-zendesk-api-version': 'v2',
      'x-content-type-options': 'nosniff',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(Number(replies[2]?.headers['retry-after'])).toBeGreaterThan(0);
    for (const { headers } of replies) expect(headers['x-request-id']).toMatch(/.+/);
  });

  test('counts what strangers open by the link they open: one cannot use up the limit of another', async () => {
    principal = { kind: 'anonymous' };
    const api = handler();
    const open = async (token: string) =>
      (await callApi(api, { method: 'GET', path: `/api/v2/things/linked/${token}` })).status;
    expect([await open('a'), await open('a'), await open('a')]).toEqual([200, 200, 429]);
    expect(await open('b')).toBe(200);
  });

  test('logs faults of ours and no refusals, without what was sent', async () => {
    fail = new DomainError('invalid', 'record_invalid');
    await post({ thing: { name: 'a' } });
    expect(logged).not.toHaveBeenCalled();
    fail = new Error('broken');
    const reply = await post({ thing: { name: 'lamp' } });
    expect(reply.status).toBe(500);
    expect(logged.mock.calls[0]?.[0]).toMatchObject({
      event: 'request_failed',
      path: '/api/v2/things',
      status: 500,
    });
    expect(JSON.stringify(logged.mock.calls)).not.toContain('lamp');
  });

  test('gives a create its idempotency key, with the caller and the route in its scope', async () => {
    const headers = { 'idempotency-key': 'k1' };
    await post({ thing: { name: 'a' } }, headers);
    await post({ thing: { name: 'b' } }, headers);
    expect(seen[0]?.idempotency?.scope).toBe('1001#things.make#k1');
    expect(seen[1]?.idempotency?.bodyHash).not.toBe(seen[0]?.idempotency?.bodyHash);
    expect((await post({ thing: { name: 'a' } }, { 'idempotency-key': 'ü' })).status).toBe(400);
    await get('/api/v2/things/7', headers);
    expect(seen.at(-1)?.idempotency).toBeUndefined();
  });

  test.each(['/api/v2/things/%ff', '/api/v2/things/%0d%0a'])(
    'answers the path %s, which cannot be read, like any other malformed request',
    async (path) => {
      const reply = await callApi(handler(), { method: 'GET', path, gateway: 'rest' });
      expect([reply.status, reply.body.error]).toEqual([400, 'BadRequest']);
    },
  );

  test.each([
    ['http', '/api/v2/things/1%/file'],
    ['rest', '/api/v2/things/1%25/file'],
  ] as const)(
    'finds nothing under a percent sign: it is decoded once, by the %s gateway or by us',
    async (kind, path) => {
      const [method, requestContext] = ['PUT', { http: { method: 'PUT', path }, requestId: 'r' }];
      const event =
        kind === 'http'
          ? { version: '2.0', rawPath: path, rawQueryString: '', headers: {}, requestContext }
          : { httpMethod: method, path, headers: {}, requestContext };
      const reply = await handler()(event as unknown as GatewayEvent, {} as Context);
      expect([reply.statusCode, JSON.parse(reply.body).error]).toEqual([404, 'RecordNotFound']);
    },
  );
});
