import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, inject, test } from 'vitest';
import { bundleOptions } from '../../infra/constructs/bundling/options.ts';
import { aTable } from '../support/table.ts';

describe('bundles', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'moorline-bundles-'));

  test.each(readdirSync(new URL('../../functions', import.meta.url)))(
    '%s is complete in itself, and starts without undici',
    (name) => {
      const { metafile, warnings } = buildSync(bundleOptions(name, join(outdir, name)));
      expect(warnings).toEqual([]);
      const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
      expect(imports.filter(({ path }) => !path.startsWith('node:')).map(({ path }) => path)).toEqual([]);
      expect(imports.map(({ path }) => path)).not.toContain('node:http');
    },
  );

  test('a bundled function takes its credentials from the environment and reaches the table', async () => {
    const table = await aTable();
    const folder = join(outdir, 'run');
    buildSync(bundleOptions('sweep-timers', folder));
    const run = `await (await import(${JSON.stringify(join(folder, 'index.mjs'))})).handler()`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', run], {
      encoding: 'utf8',
      env: {
        TABLE_NAME: table.name,
        QUEUE_URL_FIRE_TIMERS: 'http://127.0.0.1:1/queue',
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'of-the-environment',
        AWS_SECRET_ACCESS_KEY: 'secret',
        AWS_ENDPOINT_URL_DYNAMODB: inject('tableEndpoint'),
      },
    });
    expect(printed).toContain('timers_swept');
  });
});
