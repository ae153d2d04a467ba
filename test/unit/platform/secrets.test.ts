import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { MINUTE } from '../../../shared/kernel/clock.ts';
import { aws } from '../../../shared/platform/aws.ts';
import { readEnv } from '../../../shared/platform/env.ts';
import { secretSource, secretsFrom } from '../../../shared/platform/secrets.ts';

const kept = (name: string) => ({ signing_key: name.padEnd(32, '.'), customer_jwt: { issuer: 'https://x.test' } });
const keys = (name: string) => JSON.stringify(kept(name));
const linkKey = (name: string) => secretsFrom(kept(name)).link_key;

describe('the keys of a deployment', () => {
  let folder: string;
  let file: string;
  let now: number;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'moorline-keys-'));
    file = join(folder, 'secrets.json');
    now = 0;
    vi.stubEnv('SECRETS_FILE', file);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  test('are read once, and again after five minutes', async () => {
    await writeFile(file, keys('first'));
    const source = secretSource({ ...aws(), now: () => now });
    expect((await source()).link_key).toBe(linkKey('first'));
    await writeFile(file, keys('second'));
    now = 5 * MINUTE;
    expect((await source()).link_key).toBe(linkKey('first'));
    now = 5 * MINUTE + 1;
    expect((await source()).link_key).toBe(linkKey('second'));
  });

  test('that could not be read are tried again at the next request', async () => {
    const source = secretSource({ ...aws(), now: () => now });
    await expect(source()).rejects.toThrow();
    await writeFile(file, keys('late'));
    expect((await source()).link_key).toBe(linkKey('late'));
  });

  test('that are incomplete are refused', async () => {
    await writeFile(file, '{"signing_key":"m"}');
    await expect(secretSource({ ...aws(), now: () => now })()).rejects.toThrow(/signing_key/);
  });

  test('are one for each use, all from the one that is kept, and so are the previous ones', () => {
    const { mail_key, link_key, previous_mail_key, previous_link_key } = secretsFrom({
      ...kept('new'),
      previous_signing_key: kept('old').signing_key,
    });
    expect(new Set([mail_key, link_key, previous_mail_key, previous_link_key, kept('new').signing_key]).size).toBe(5);
    expect({ mail_key: previous_mail_key, link_key: previous_link_key }).toEqual({
      mail_key: secretsFrom(kept('old')).mail_key,
      link_key: linkKey('old'),
    });
    expect(secretsFrom(kept('new'))).not.toHaveProperty('previous_mail_key');
  });

  test('come from Secrets Manager, signed for, where there is no file', async () => {
    const server = createServer(async (request, response) => {
      expect(request.headers['x-amz-target']).toBe('secretsmanager.GetSecretValue');
      expect(request.headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=.*\/secretsmanager\/aws4_request/);
      const { SecretId } = JSON.parse(await text(request)) as { SecretId: string };
      response.end(JSON.stringify({ SecretString: keys(SecretId) }));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    vi.stubEnv('SECRETS_FILE', undefined);
    vi.stubEnv('SECRET_ARN', 'arn:of:the:keys');
    vi.stubEnv('AWS_REGION', 'us-east-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect((await secretSource({ ...aws(), now: () => now })()).link_key).toBe(linkKey('arn:of:the:keys'));
    server.closeAllConnections();
    server.close();
  });
});

describe('the environment', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test('that lacks something fails at the first start, with every name', () => {
    vi.stubEnv('TABLE_NAME', 'a-table');
    const shape = { TABLE_NAME: z.string(), FILES_BUCKET_X: z.string(), FILES_URL_X: z.string() };
    expect(() => readEnv(shape)).toThrow(/FILES_BUCKET_X, FILES_URL_X/);
    expect(readEnv({ TABLE_NAME: z.string() })).toEqual({ TABLE_NAME: 'a-table' });
  });
});
