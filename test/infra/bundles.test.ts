import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, inject, test } from 'vitest';
import { bundleOptions } from '../../infra/constructs/bundling/options.ts';
import { bytesAtStart } from '../support/bundle-size.ts';
import { aTable } from '../support/table.ts';

describe('bundles', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'moorline-bundles-'));

  test.each(readdirSync(new URL('../../functions', import.meta.url)))(
    '%s is complete in itself, starts small, and without undici',
    (name) => {
      const { metafile, warnings } = buildSync(bundleOptions(name, join(outdir, name)));
      expect(warnings).toEqual([]);
      const imports = Object.values(metafile.outputs).flatMap((output) => output.imports.map(({ path }) => path));
      expect(imports.filter((path) => !path.startsWith('node:') && !(path in metafile.outputs))).toEqual([]);
      expect(imports).not.toContain('node:http');
      expect(bytesAtStart(metafile)).toBeLessThan(name.endsWith('-mail') ? 1_000_000 : 400_000);
      // Only whoever has HTML in hand pays for making it safe.
      const index = Object.keys(metafile.outputs).find((file) => file.endsWith('/index.mjs')) ?? '';
      expect(Object.keys(metafile.outputs[index]?.inputs ?? {}).join('\n')).not.toContain('/sanitize-html/');
    },
  );

  test.each(['tickets-api', 'ingest-mail'])('what makes HTML safe lies beside %s, and does', async (name) => {
    const folder = join(outdir, name);
    buildSync(bundleOptions(name, folder));
    const file = readdirSync(folder).find((each) => /^safe-html-\w+\.mjs$/.test(each)) ?? '';
    const { safeHtml } = (await import(/* @vite-ignore */ join(folder, file))) as { safeHtml(html: string): string };
    expect(safeHtml('<p style="color:red">x<script>y</script>')).toBe('<p>x</p>');
  });

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
