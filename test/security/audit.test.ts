import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ROOT } from '../arch/source-files.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A registry that knows these advisories, or has no such service. Answers its address. */
async function aRegistry(advisories?: object): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    const known = request.url?.endsWith('/advisories/bulk') ? advisories : undefined;
    response.statusCode = known ? 200 : 405;
    response.end(JSON.stringify(known ?? {}));
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** `npm run audit` against a registry. */
function audit(registry: string): Promise<{ code: number; printed: string }> {
  const env = {
    ...process.env,
    npm_config_registry: registry,
    npm_config_cache: mkdtempSync(join(tmpdir(), 'audit-')),
  };
  return new Promise((done) => {
    const child = execFile(process.execPath, ['test/security/audit.ts'], { cwd: ROOT, env }, (_, printed) =>
      done({ code: child.exitCode ?? -1, printed: printed.trim() }),
    );
  });
}

const advisory = (severity: string) => ({
  id: 1,
  url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
  title: 'It leaks',
  severity,
  vulnerable_versions: '<9999',
});

describe('npm run audit', () => {
  test('fails on a grave weakness of what runs, and names it', async () => {
    const registry = await aRegistry({ 'sanitize-html': [advisory('high')], esbuild: [advisory('high')] });
    expect(await audit(registry)).toEqual({ code: 1, printed: 'sanitize-html: high: It leaks (GHSA-aaaa-bbbb-cccc)' });
  });

  test('passes when nothing grave is known, and says what was found', async () => {
    const registry = await aRegistry({ esbuild: [advisory('moderate')] });
    const { code, printed } = await audit(registry);
    expect({ code, printed }).toMatchObject({ code: 0 });
    expect(printed).toMatch(/^\d+ advisories, 0 of them about what runs; none too grave$/);
  });

  test('says so and passes where no advisories can be asked', async () => {
    const said = 'advisories could not be asked: the registry';
    expect(await audit(await aRegistry())).toEqual({ code: 0, printed: `${said} answered 405` });
    expect(await audit('http://127.0.0.1:9')).toEqual({ code: 0, printed: `${said} did not answer` });
  });
});
