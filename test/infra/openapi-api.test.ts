import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { beforeAll, expect, test, vi } from 'vitest';
import { bundleOptions } from '../../infra/constructs/bundling/options.ts';
import { openApiDocument } from '../../infra/openapi.ts';

type Handler = (
  event: object,
  context: object,
) => Promise<{ statusCode: number; headers: Record<string, string>; body: string }>;

const request = {
  version: '2.0',
  rawPath: '/openapi.json',
  rawQueryString: '',
  headers: {},
  requestContext: { requestId: 'request', http: { method: 'GET', path: '/openapi.json' } },
};

beforeAll(() => {
  vi.stubEnv('PUBLIC_URL', 'https://api.moorline.test');
  vi.stubEnv('RATE_LIMIT_PER_MINUTE', '1000');
});

async function serves(handler: Handler): Promise<void> {
  const answer = await handler(request, {});
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(JSON.parse(answer.body)).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
}

test('GET /openapi.json answers the document, from source', async () => {
  const { handler } = await import('../../functions/openapi-api/handler.ts');
  await serves(handler as unknown as Handler);
});

test('GET /openapi.json answers the document, from the bundle, which holds no contract but its own', async () => {
  const outdir = mkdtempSync(join(tmpdir(), 'moorline-bundle-'));
  const { metafile } = buildSync(bundleOptions('openapi-api', outdir));
  const sources = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  expect(sources.filter((file) => file.endsWith('.api.ts'))).toEqual(['shared/platform/openapi.api.ts']);
  const { handler } = (await import(/* @vite-ignore */ join(outdir, 'index.mjs'))) as { handler: Handler };
  await serves(handler);
});

test.each([
  ['//evil.example/x', '/evil.example/x'],
  ['/\\\\evil.example//x', '/%5C%5Cevil.example/x'],
  ['////evil.example', '/evil.example'],
  ['/api//x\r\nset-cookie: a=b', '/api/x%0D%0Aset-cookie%3A%20a%3Db'],
  ['/api//提现?x', '/api/%E6%8F%90%E7%8E%B0%3Fx'],
  ['/api//\ud800', '/api/%EF%BF%BD'],
])('%j is led to a path of ours, and nowhere else', async (rawPath, location) => {
  const { handler } = await import('../../functions/openapi-api/handler.ts');
  const answer = await (handler as unknown as Handler)({ ...request, rawPath, rawQueryString: 'a=1' }, {});
  expect([answer.statusCode, answer.headers['location']]).toEqual([308, `${location}?a=1`]);
});
