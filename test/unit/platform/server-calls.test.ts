import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type ServerCall, serverCaller } from '../../../shared/platform/server-calls.ts';
import { aCertificate } from '../../support/a-certificate.ts';

const NAME = 'hooks.example.com';
const known = aCertificate(NAME);
const heard: { method: string; path: string; body: string; headers: IncomingMessage['headers'] }[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

function listen(request: IncomingMessage, response: ServerResponse): void {
  const parts: Buffer[] = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const { method = '', url: path = '', headers } = request;
    heard.push({ method, path, headers, body: Buffer.concat(parts).toString() });
    answer(request, response);
  });
}

const secure = createTlsServer({ ...known, requestTimeout: 0 }, listen);
const plain = createServer(listen);
const portOf = (server: typeof secure | typeof plain) => (server.address() as AddressInfo).port;
const call = (url: string, more: Partial<ServerCall> = {}): ServerCall => ({
  ...{ url, method: 'POST', headers: { 'x-one': '1' }, body: '{"a":"é"}' },
  ...more,
});
/** As if the name stood for this machine, and this machine were a public server. */
const here = (names: Readonly<Record<string, string>> = {}) =>
  serverCaller(
    async (name) => [names[name] ?? '127.0.0.1'],
    (address) => address === '127.0.0.1',
  );

beforeAll(async () => {
  setDefaultCACertificates([...getCACertificates('default'), known.cert]);
  await new Promise<void>((done) => secure.listen(0, '127.0.0.1', done));
  await new Promise<void>((done) => plain.listen(0, '127.0.0.1', done));
});
afterEach(() => {
  heard.length = 0;
  vi.unstubAllEnvs();
});
afterAll(() => {
  secure.closeAllConnections();
  plain.closeAllConnections();
  secure.close();
  plain.close();
});

describe('a call of somebody else’s server', () => {
  test('arrives as it was meant, at the address that was looked at, for the name of the certificate', async () => {
    answer = (_, response) => response.writeHead(202, { 'retry-after': '7' }).end('taken');
    const url = `https://${NAME}:${portOf(secure)}/in?to=desk`;
    expect(await here()(call(url))).toMatchObject({ status: 202, headers: { 'retry-after': '7' }, body: 'taken' });
    expect(heard).toMatchObject([
      {
        method: 'POST',
        path: '/in?to=desk',
        body: '{"a":"é"}',
        headers: { host: `${NAME}:${portOf(secure)}`, 'x-one': '1' },
      },
    ]);
  });

  test('tells nothing to a server with a certificate of another name', async () => {
    expect(await here()(call(`https://other.example.com:${portOf(secure)}/`))).toEqual({ failure: 'unreachable' });
    expect(heard).toEqual([]);
  });

  test('does not follow where it is sent to: that is an answer like others', async () => {
    answer = (_, response) => response.writeHead(302, { location: `http://127.0.0.1:${portOf(plain)}/` }).end();
    expect(await here()(call(`https://${NAME}:${portOf(secure)}/`))).toMatchObject({ status: 302 });
    expect(heard).toHaveLength(1);
  });

  test('reads only the beginning of a long answer', async () => {
    answer = (_, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
      };
      response.on('drain', more);
      more();
    };
    const read = await here()(call(`https://${NAME}:${portOf(secure)}/`));
    expect('body' in read && read.body.length).toBe(8_192);
  });

  test('waits for a limited time, also when the answer has begun', { timeout: 10_000 }, async () => {
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      const limit = new AbortController();
      setTimeout(() => limit.abort(), 200);
      return limit.signal;
    });
    answer = () => undefined;
    expect(await here()(call(`https://${NAME}:${portOf(secure)}/`))).toEqual({ failure: 'timed_out' });
    answer = (_, response) => void response.writeHead(200).write('…');
    expect(await here()(call(`https://${NAME}:${portOf(secure)}/`))).toEqual({ failure: 'timed_out' });
    const forEver = serverCaller(() => new Promise(() => undefined));
    expect(await forEver(call(`https://${NAME}/`))).toEqual({ failure: 'timed_out' });
    vi.restoreAllMocks();
  });

  test('is ten seconds at most', async () => {
    const limit = vi.spyOn(AbortSignal, 'timeout');
    await serverCaller(async () => ['10.0.0.1'])(call(`https://${NAME}/`));
    expect(limit).toHaveBeenCalledExactlyOnceWith(10_000);
    vi.restoreAllMocks();
  });

  test.each([
    ['a name that stands for this machine', `https://${NAME}/`, ['127.0.0.1']],
    ['a name that stands for the metadata of a cloud machine', `https://${NAME}/`, ['169.254.169.254']],
    ['a name that stands for a public server and a private one', `https://${NAME}/`, ['93.184.216.34', '10.0.0.1']],
    ['this machine', 'https://127.0.0.1/', ['93.184.216.34']],
    ['this machine, in other words', 'https://2130706433/', ['93.184.216.34']],
    ['this machine, in other words', 'https://[::ffff:127.0.0.1]/', ['93.184.216.34']],
    ['anybody without encryption', `http://${NAME}/`, ['93.184.216.34']],
    ['this machine without encryption, where nobody allowed it', 'http://localhost/', ['93.184.216.34']],
  ])('never goes to %s', async (_, url, addresses) => {
    const withPort = new URL(url);
    withPort.port = String(portOf(withPort.protocol === 'https:' ? secure : plain));
    answer = (_request, response) => response.end();
    expect(await serverCaller(async () => addresses)(call(withPort.href))).toEqual({ failure: 'address_refused' });
    expect(heard).toEqual([]);
  });

  test('goes to this machine in a local run only, and to no other name there', async () => {
    vi.stubEnv('LOCAL_WEBHOOKS', 'on');
    answer = (_, response) => response.writeHead(302, { location: '/again' }).end('no');
    const local = serverCaller(async () => ['10.0.0.1']);
    expect(await local(call(`http://localhost:${portOf(plain)}/`))).toMatchObject({ status: 302, body: 'no' });
    expect(heard).toMatchObject([{ body: '{"a":"é"}' }]);
    expect(await local(call(`http://${NAME}:${portOf(plain)}/`))).toEqual({ failure: 'address_refused' });
    expect(await local(call(`https://${NAME}/`))).toEqual({ failure: 'address_refused' });
  });

  test('says when a name stands for nothing, and when nobody listens', async () => {
    const nameless = serverCaller(() => Promise.reject(new Error('ENOTFOUND')));
    expect(await nameless(call(`https://${NAME}/`))).toEqual({ failure: 'unreachable' });
    expect(await here()(call(`https://${NAME}:1/`))).toEqual({ failure: 'unreachable' });
  });
});
