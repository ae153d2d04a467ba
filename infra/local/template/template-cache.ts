import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from './template.ts';

/** Templates that are kept: one for each of the branches somebody goes back and forth between. */
const KEPT = 5;

/**
 * The synthesised stacks of this source tree: from the cache, or made by a child process and kept. What the template
 * depends on makes its name: the CDK app, the contracts, the events, the platform's names, and the installed packages.
 */
export async function loadStacks(root: string): Promise<Stack[]> {
  const directory = join(root, 'node_modules', '.cache', 'moorline');
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `template-${sourceHash(root)}.json`);
  if (!existsSync(file)) {
    await synthesize(root, file);
    forgetOld(directory);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** What names the template: it changes with everything that can change the template. */
export function sourceHash(root: string): string {
  const hash = createHash('sha256').update(process.version);
  for (const path of [...templateSources(root), 'package-lock.json'].sort()) {
    if (existsSync(join(root, path))) hash.update(`\n${path}\n`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex').slice(0, 24);
}

/** The files that can change the template, relative to the project. */
function templateSources(root: string): string[] {
  const files = (folder: string) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|cjs|json)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  const app = files('infra').filter(
    (path) => !/^infra\/(local|docs)\//.test(path) || path.startsWith('infra/local/template/'),
  );
  const shared = files('shared').filter(
    (path) => /\.(api|events)\.ts$/.test(path) || path.startsWith('shared/platform/'),
  );
  return [...app, ...shared];
}

function synthesize(root: string, file: string): Promise<void> {
  const script = join(root, 'infra', 'local', 'template', 'synthesize.ts');
  const child = spawn(process.execPath, [script, file], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => {
      if (code === 0) done();
      else failed(new Error(`The stack cannot be synthesised:\n${complaints.trim()}`));
    });
  });
}

function forgetOld(directory: string): void {
  const templates = readdirSync(directory)
    .filter((name) => name.startsWith('template-'))
    .map((name) => ({ path: join(directory, name), at: statSync(join(directory, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { path } of templates.slice(KEPT)) rmSync(path, { force: true });
}
