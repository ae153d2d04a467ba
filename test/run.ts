import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * `npm test`: types, lint and what is known against our dependencies side by side, then every test. The last line says how
 * much of it passed; the exit code is 0 only when nothing failed. Names after `npm test --` choose test files.
 */

interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Runs a tool of `node_modules` on this very Node; its output appears at once, or when it has ended. */
function run(
  script: string,
  options: readonly string[],
  output: 'live' | 'held',
): Promise<{ code: number; text: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'node_modules', script), ...options], {
    cwd: ROOT,
    stdio: ['ignore', ...(output === 'live' ? (['inherit', 'inherit'] as const) : (['pipe', 'pipe'] as const))],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((done) => {
    child.once('error', (error) => done({ code: 1, text: String(error) }));
    child.once('close', (code) => done({ code: code ?? 1, text }));
  });
}

/** A check that passes or fails as a whole; one that is `telling` has something to say when it passes, too. */
async function check(name: string, script: string, options: readonly string[], telling?: 'telling'): Promise<Outcome> {
  const started = Date.now();
  const { code, text } = await run(script, options, 'held');
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const words = code === 0 && telling ? `: ${text.trim()}` : '';
  console.log(`${code === 0 ? 'ok' : 'FAILED'}  ${name} (${seconds} s)${words}`);
  if (code !== 0) console.log(text);
  return code === 0 ? { passed: 0, failed: 0 } : { passed: 0, failed: 1 };
}

async function tests(names: readonly string[]): Promise<Outcome> {
  const scratch = await mkdtemp(join(tmpdir(), 'moorline-tests-'));
  const file = join(scratch, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code } = await run(
    'vitest/vitest.mjs',
    ['run', '--config', 'test/vitest.config.ts', ...reporters, ...names],
    'live',
  );
  const report = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as TestReport,
    () => undefined,
  );
  await rm(scratch, { recursive: true, force: true });
  if (!report) return { passed: 0, failed: 1 };
  // A file that does not load, or whose set-up fails, has no failed test to its name; an error between tests has no file.
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
  );
  const failed = report.numFailedTests + unloaded.length;
  return { passed: report.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
}

const started = Date.now();
const outcomes = await Promise.all([
  check('types', 'typescript/bin/tsc', ['--noEmit']),
  check('lint and format', '@biomejs/biome/bin/biome', ['check', '.']),
  check('audit', '../test/security/audit.ts', [], 'telling'),
]);
outcomes.push(await tests(process.argv.slice(2)));
const passed = outcomes.reduce((sum, each) => sum + each.passed, 0);
const failed = outcomes.reduce((sum, each) => sum + each.failed, 0);
console.log(`\n${Math.round((Date.now() - started) / 1000)} s in all`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
