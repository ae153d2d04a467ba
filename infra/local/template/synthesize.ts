import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../build-app.ts';
import { configOf } from '../../config.ts';
import type { Stack, Template } from './template.ts';

/*
 * Run as a process of its own: `node synthesize.ts <file>` writes the stacks of the environment `local` as compact JSON.
 * The CDK needs some 500 MB while it works, which the local run shall not keep.
 */

const [, , file = ''] = process.argv;
const outdir = join(tmpdir(), `moorline-synth-${process.pid}`);
try {
  const assembly = buildApp(configOf('local'), { bundling: false, checks: false, outdir }).synth();
  const stacks = assembly.stacks.map((artifact): Stack => {
    const { region } = artifact.environment;
    const template = artifact.template as Template;
    return { name: artifact.stackName, region: region === 'unknown-region' ? 'us-east-1' : region, template };
  });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(stacks));
  renameSync(`${file}.${process.pid}`, file);
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
