import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../arch/source-files.ts';
import { committedFiles, secretsIn } from './secret-scan.ts';

/** Letters and digits that nobody chose, so that no secret stands in this file. */
const letters = (length: number) =>
  Array.from(
    randomBytes(length),
    (byte) => 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'[byte % 57],
  ).join('');

const privateKey = () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const PLANTED: Readonly<Record<string, () => string | Promise<string>>> = {
  'an AWS key': () => `aws_secret_access_key = "${letters(40)}"`,
  'a private key': privateKey,
  'a GitHub token': () => `const token = 'ghp_${letters(36)}';`,
  'an npm token': () => `//registry.example.com/:_authToken=npm_${letters(36)}`,
  'a Slack token': () => `xoxb-${'1'.repeat(12)}-${'2'.repeat(12)}-${letters(24)}`,
  'a password in an address': () => `const url = 'https://admin:${letters(20)}@db.internal.example.org/';`,
  'an API token of ours': () =>
    `authorization: 'Bearer ${randomBytes(32).toString('base64url').replace(/^.{3}/, 'aB3')}'`,
  'a token of a customer': async () =>
    `const jwt = '${await new SignJWT({ sub: '1' }).setProtectedHeader({ alg: 'HS256' }).sign(randomBytes(32))}';`,
  'a key of the deployment': () => `"signing_key": "${letters(64)}"`,
};

describe('the repository', () => {
  test('holds no secret in any file that is or would be committed', async () => {
    const files = committedFiles();
    expect(files).toContain('package.json');
    expect(files).toContain('test/security/secrets.test.ts');
    expect(files.filter((path) => path.startsWith('node_modules/'))).toEqual([]);
    const found = await Promise.all(files.map((path) => secretsIn(path, readFileSync(join(ROOT, path), 'utf8'))));
    expect(found.flat()).toEqual([]);
  });
});

describe('the scan for secrets', () => {
  test.each(Object.entries(PLANTED))('finds %s, and says where but not what', async (_, plant) => {
    const secret = await plant();
    const found = await secretsIn('planted.ts', `// A file.\n${secret}\n`);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toMatch(/^planted\.ts:\d+: /);
    for (const part of secret.match(/[A-Za-z0-9]{16,}/g) ?? []) expect(found.join()).not.toContain(part);
  });

  test('takes no hash, id or long word for a secret', async () => {
    const plain = [
      "integrity: 'sha512-q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCrze8SNFZ4kA=='",
      `const id = '${'0123456789abcdef'.repeat(4)}';`,
      'const aVeryLongNameOfAFunctionThatNobodyWrites2 = 1;',
    ];
    expect(await secretsIn('plain.ts', plain.join('\n'))).toEqual([]);
  });
});
