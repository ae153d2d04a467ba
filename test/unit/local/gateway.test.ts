import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { APIGatewayProxyEvent, APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { gatewayServer } from '../../../infra/local/gateway/gateway.ts';
import { routeFinder } from '../../../infra/local/gateway/routes.ts';

let server: Server;
let port: number;
let events: unknown[] = [];
let answer: (event: unknown) => unknown;

beforeAll(async () => {
  const findRoute = routeFinder([
    { gateway: 'http', method: 'ANY', path: '/http/{proxy+}', functionArn: 'http' },
    { gateway: 'rest', method: 'ANY', path: '/rest/{proxy+}', functionArn: 'rest' },
  ]);
  const invoke = async (_: string, event: unknown) => {
    events.push(event);
    return answer(event);
  };
  server = gatewayServer(() => ({ findRoute, invoke, written: () => undefined, local: () => undefined }));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => {
  events = [];
  answer = () => ({ statusCode: 200, body: '' });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

interface Sent {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer;
}

function send(path: string, { method = 'GET', headers = {}, body }: Sent = {}) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((done, failed) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, async (response) => {
      done({ status: response.statusCode ?? 0, headers: response.headers, body: await buffer(response) });
    });
    sent.once('error', failed);
    sent.end(body);
  });
}

const httpEvent = () => events[0] as APIGatewayProxyEventV2;
const restEvent = () => events[0] as APIGatewayProxyEvent;

test('an HTTP API lowers and joins headers, and sets cookies apart', async () => {
  await send('/http/x', { headers: { 'X-Two': ['a', 'b'], Cookie: 'c=1; d=2', 'User-Agent': 'me' } });
  const { headers, cookies, requestContext } = httpEvent();
  expect(headers).toMatchObject({ 'x-two': 'a,b', 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' });
  expect(headers['cookie']).toBeUndefined();
  expect(cookies).toEqual(['c=1', 'd=2']);
  expect(requestContext.http).toMatchObject({ method: 'GET', path: '/http/x', sourceIp: '127.0.0.1', userAgent: 'me' });
});

test('an HTTP API decodes the path and leaves the query as it was sent', async () => {
  await send('/http/a%20b%2Fc?q=a%20b&q=c&page%5Bsize%5D=5');
  expect(httpEvent()).toMatchObject({
    version: '2.0',
    routeKey: 'ANY /http/{proxy+}',
    rawPath: '/http/a b/c',
    rawQueryString: 'q=a%20b&q=c&page%5Bsize%5D=5',
    queryStringParameters: { q: 'a b,c', 'page[size]': '5' },
    pathParameters: { proxy: 'a b/c' },
  });
});

// What gateways of AWS were seen to deliver: published captures of July 2026 (github.com/hotsock/voker).
test.each([
  ['/http/question%3Fvalue', '/http/question'],
  ['/http/hash%23value', '/http/hash#value'],
  ['/http/slash%2Fvalue', '/http/slash/value'],
  ['/http/unicode-%CE%BB-%E4%B8%96', '/http/unicode-λ-世'],
  ['/http/literal%252Fvalue', '/http/literal/value'],
  ['/http/literal%253Fvalue', '/http/literal?value'],
  ['/http/literal%2525value', '/http/literal%value'],
])('an HTTP API delivers %s as %s', async (sent, delivered) => {
  await send(sent);
  expect(httpEvent()).toMatchObject({ rawPath: delivered, requestContext: { http: { path: delivered } } });
});

test.each(['/http/percent%25done', '/http/1%25/tags', '/http/%zz'])(
  'an HTTP API refuses %s of its own',
  async (path) => {
    const response = await send(path);
    expect([response.status, response.body.toString()]).toEqual([400, '{"message":"Bad Request"}']);
    expect(events).toEqual([]);
  },
);

test.each([
  ['application/json', false],
  ['application/json; charset=utf-8', false],
  ['application/vnd.api+json', false],
  ['text/plain', false],
  ['application/xml', false],
  ['application/x-www-form-urlencoded', true],
  ['image/png', true],
  ['application/octet-stream', true],
])('an HTTP API reads %s as bytes: %s', async (type, bytes) => {
  await send('/http/x', { method: 'POST', headers: { 'content-type': type }, body: 'é' });
  expect(httpEvent()).toMatchObject({
    isBase64Encoded: bytes,
    body: bytes ? Buffer.from('é').toString('base64') : 'é',
  });
});

test('an HTTP API destroys bytes that a client labels JSON; a REST API hands them over', async () => {
  const file = Buffer.from([0x89, 0x50, 0xff, 0xfe]);
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: file };
  await send('/http/x', sent);
  expect(Buffer.from(httpEvent().body ?? '', 'utf8').equals(file)).toBe(false);
  events = [];
  await send('/rest/x', sent);
  expect(restEvent().isBase64Encoded).toBe(true);
  expect(Buffer.from(restEvent().body ?? '', 'base64').equals(file)).toBe(true);
});

test('a REST API keeps the path and the names of headers as they were sent', async () => {
  await send('/rest/a%20b?x=1&x=2', { headers: { 'X-Some-Thing': 'y' } });
  expect(restEvent()).toMatchObject({
    resource: '/rest/{proxy+}',
    path: '/rest/a%20b',
    httpMethod: 'GET',
    headers: { 'X-Some-Thing': 'y' },
    multiValueQueryStringParameters: { x: ['1', '2'] },
    pathParameters: { proxy: 'a%20b' },
    body: null,
    isBase64Encoded: false,
  });
});

test('status, headers, cookies and bytes of an answer arrive', async () => {
  const body = Buffer.from([1, 2, 255]);
  answer = () => ({
    statusCode: 201,
    headers: { Location: '/there', 'x-n': 7 },
    cookies: ['a=1', 'b=2'],
    body: body.toString('base64'),
    isBase64Encoded: true,
  });
  const response = await send('/http/x');
  expect(response.status).toBe(201);
  expect(response.headers).toMatchObject({ location: '/there', 'x-n': '7', 'set-cookie': ['a=1', 'b=2'] });
  expect(response.headers['apigw-requestid']).toBe(httpEvent().requestContext.requestId);
  expect(response.body.equals(body)).toBe(true);
});

test('an HTTP API makes an answer without a status a JSON body; a REST API refuses it', async () => {
  answer = () => ({ hello: 'world' });
  const response = await send('/http/x');
  expect([response.status, response.body.toString()]).toEqual([200, '{"hello":"world"}']);
  expect((await send('/rest/x')).status).toBe(502);
});

test('a function that throws is an internal error of the gateway, without a word of it', async () => {
  answer = () => {
    throw new Error('secret');
  };
  const http = await send('/http/x');
  expect([http.status, http.body.toString()]).toEqual([500, '{"message":"Internal Server Error"}']);
  const rest = await send('/rest/x');
  expect([rest.status, rest.body.toString()]).toEqual([502, '{"message":"Internal server error"}']);
});

test('a path that no route has is not found, and no function is asked', async () => {
  const response = await send('/elsewhere');
  expect([response.status, response.body.toString()]).toEqual([404, '{"message":"Not Found"}']);
  expect(events).toEqual([]);
});

test('a body over 10 MB is refused, announced or not', async () => {
  const body = Buffer.alloc(10 * 1024 * 1024 + 1);
  expect((await send('/http/x', { method: 'POST', body })).status).toBe(413);
  const chunked = { method: 'POST', headers: { 'transfer-encoding': 'chunked' }, body };
  expect((await send('/http/x', chunked)).status).toBe(413);
  expect(events).toEqual([]);
});

test('a body that a function cannot take is refused: 6 MB, of which base64 takes a third', async () => {
  const bytes = { method: 'POST', headers: { 'content-type': 'image/png' } };
  expect((await send('/http/x', { ...bytes, body: Buffer.alloc(5 * 1024 * 1024) })).status).toBe(413);
  expect((await send('/http/x', { ...bytes, body: Buffer.alloc(4 * 1024 * 1024) })).status).toBe(200);
  const text = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x'.repeat(5 * 1024 * 1024) };
  expect((await send('/http/x', text)).status).toBe(200);
});

test('an answer over 6 MB is an internal error', async () => {
  answer = () => ({ statusCode: 200, body: 'x'.repeat(7 * 1024 * 1024) });
  expect((await send('/http/x')).status).toBe(500);
});

test('headers over 10,240 bytes are refused', async () => {
  expect((await send('/http/x', { headers: { 'x-long': 'x'.repeat(10_300) } })).status).toBe(431);
  expect((await send('/http/x', { headers: { 'x-long': 'x'.repeat(9_000) } })).status).toBe(200);
});

test('until there is something to serve, everything is unavailable', async () => {
  const early = gatewayServer(() => undefined);
  await new Promise<void>((done) => early.listen(0, '127.0.0.1', done));
  const response = await fetch(`http://127.0.0.1:${(early.address() as AddressInfo).port}/http/x`);
  expect(response.status).toBe(503);
  early.closeAllConnections();
  early.close();
});
