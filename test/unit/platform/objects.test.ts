import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aws } from '../../../shared/platform/aws.ts';
import { completeMultipart, PART_BYTES, partsOf, startMultipart } from '../../../shared/platform/multipart.ts';
import { type Objects, openObjects } from '../../../shared/platform/objects.ts';
import { aBucket } from '../../support/objects.ts';

describe('a bucket', () => {
  let bucket: Objects;
  beforeEach(async () => {
    bucket = await aBucket();
  });

  test('gives back what was put into it, with its size and type', async () => {
    await bucket.put('comments/7/ä 1.json', '{"body":"提现"}', 'application/json');
    expect(String(await bucket.get('comments/7/ä 1.json'))).toBe('{"body":"提现"}');
    expect(await bucket.head('comments/7/ä 1.json')).toEqual({ size: 17, contentType: 'application/json' });
    expect(String(await bucket.get('comments/7/ä 1.json', { first: 5 }))).toBe('{"bod');
  });

  test('has nothing under other keys, and forgets what is deleted', async () => {
    expect(await bucket.get('a')).toBeUndefined();
    expect(await bucket.head('a')).toBeUndefined();
    await bucket.put('a', 'x', 'text/plain');
    await bucket.delete('a');
    await bucket.delete('a');
    expect(await bucket.get('a')).toBeUndefined();
  });

  test('takes what is too large for one request in parts', async () => {
    const bytes = Buffer.alloc(2 * PART_BYTES + 1, 'part');
    await bucket.put('large', bytes, 'video/mp4');
    expect(await bucket.head('large')).toEqual({ size: bytes.length, contentType: 'video/mp4' });
    expect((await bucket.get('large'))?.equals(bytes)).toBe(true);
  });

  test('says of parts it does not know that it cannot join them', async () => {
    const upload = await startMultipart(bucket, 'a', 'text/plain');
    expect(await completeMultipart(bucket, 'a', upload, [{ number: 1, etag: '"<&never>"' }])).toBe(false);
    expect(await completeMultipart(bucket, 'a', 'no-such-upload', [{ number: 1, etag: '"x"' }])).toBe(false);
  });

  test('opens one key to one method for a while', async () => {
    await bucket.put('a b', 'x', 'text/plain');
    const url = new URL(
      await bucket.presign('GET', 'a b', { seconds: 60, query: { 'response-content-type': 'text/plain' } }),
    );
    expect(await (await fetch(url)).text()).toBe('x');
    expect(url.searchParams.get('X-Amz-Expires')).toBe('60');
    expect(url.searchParams.get('X-Amz-SignedHeaders')).toBe('host');
    const put = new URL(await bucket.presign('PUT', 'a b', { seconds: 60, contentLength: 5 }));
    expect(put.searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;host');
  });
});

describe('a bucket that has a bad day', () => {
  let answer: (request: IncomingMessage, attempt: number) => { status: number; body?: string };
  let requests = 0;
  const server = createServer((request, response) => {
    request.resume();
    const { status, body = '' } = answer(request, ++requests);
    response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
  });
  let bucket: Objects;
  beforeEach(async () => {
    requests = 0;
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    vi.stubEnv('AWS_ENDPOINT_URL_S3', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    vi.stubEnv('AWS_REGION', 'us-east-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    bucket = openObjects('files', aws().requests);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  test('is asked again, and then it is something to try again later', async () => {
    answer = (_, attempt) => ({ status: attempt < 3 ? 503 : 200, body: 'x' });
    expect(String(await bucket.get('a'))).toBe('x');
    answer = () => ({ status: 503, body: '<Code>SlowDown</Code>' });
    await expect(bucket.put('a', 'x', 'text/plain')).rejects.toMatchObject({ kind: 'unavailable', code: 'try_again' });
  });

  test.each([403, 400])('answering %i is never taken for an object that is not there', async (status) => {
    answer = () => ({ status, body: '<Code>AccessDenied</Code>' });
    await expect(bucket.get('a')).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(bucket.head('a')).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(bucket.put('a', 'x', 'text/plain')).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('that does not exist keeps nothing, and says so', async () => {
    answer = () => ({ status: 404, body: '<Code>NoSuchBucket</Code>' });
    await expect(bucket.put('a', 'x', 'text/plain')).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('may fail to join parts in the body of a 200', async () => {
    answer = () => ({ status: 200, body: '<?xml version="1.0"?>\n<Error><Code>InternalError</Code></Error>' });
    const joined = completeMultipart(bucket, 'a', 'u', [{ number: 1, etag: '"x"' }]);
    await expect(joined).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('that cannot be reached is something to try again later', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_S3', 'http://127.0.0.1:1');
    await expect(openObjects('files', aws().requests).get('a')).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describe('the parts of a file', () => {
  test.each([
    [1, [1]],
    [PART_BYTES, [PART_BYTES]],
    [PART_BYTES + 1, [PART_BYTES, 1]],
    [3 * PART_BYTES, [PART_BYTES, PART_BYTES, PART_BYTES]],
  ])('of %i bytes are %j', (size, sizes) => {
    expect(partsOf(size)).toEqual(sizes.map((each, at) => ({ number: at + 1, size: each })));
  });
});
