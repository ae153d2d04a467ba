import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const LOADER = new URL('../../../infra/local/functions/reload.ts', import.meta.url).href;

/** In a process of its own: the test runner has a resolver of its own. */
async function inAProcess(files: Record<string, string>, script: string): Promise<unknown> {
  const root = mkdtempSync(join(tmpdir(), 'moorline-test-'));
  mkdirSync(join(root, 'src'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, 'src', name), text);
  const program = `
    import { writeFileSync } from 'node:fs';
    import { moduleLoader } from ${JSON.stringify(LOADER)};
    const root = ${JSON.stringify(root)};
    const write = (name, text) => writeFileSync(root + '/src/' + name, text);
    const modules = moduleLoader(root, ['src']);
    const load = (name) => modules.load('src/' + name);
    const out = [];
    ${script}
    process.stdout.write(JSON.stringify(out));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  return JSON.parse(stdout);
}

const FILES = {
  'base.ts': 'export const value: string = "old";',
  'other.ts': 'export const made = Math.random();',
  'a.ts': 'import { value } from "./base.ts"; import { made } from "./other.ts"; export const a = { value, made };',
  'b.ts': 'import { made } from "./other.ts"; export const b = { made, own: Math.random() };',
};

test('a change reaches whatever imports the file, however far away', async () => {
  const script = `
    out.push((await load('a.ts')).a.value);
    write('base.ts', 'export const value = "new";');
    out.push((await load('a.ts')).a.value);
    const concerns = modules.changed(['src/base.ts']);
    out.push((await load('a.ts')).a.value, ['a.ts', 'b.ts', 'base.ts', 'other.ts'].map((name) => concerns('src/' + name)));`;
  expect(await inAProcess(FILES, script)).toEqual(['old', 'old', 'new', [true, false, true, false]]);
});

test('what does not build on the changed file stays the one instance it was', async () => {
  const script = `
    const before = [(await load('a.ts')).a.made, (await load('b.ts')).b];
    modules.changed(['src/base.ts']);
    const after = [(await load('a.ts')).a.made, (await load('b.ts')).b];
    out.push(before[0] === after[0], before[1] === after[1]);`;
  expect(await inAProcess(FILES, script)).toEqual([true, true]);
});

test('a file that was broken and mended loads again', async () => {
  const script = `
    await load('a.ts');
    write('base.ts', 'export const value = ;');
    modules.changed(['src/base.ts']);
    await load('a.ts').catch((error) => out.push(error.name));
    write('base.ts', 'export const value = "mended";');
    modules.changed(['src/base.ts']);
    out.push((await load('a.ts')).a.value);`;
  expect(await inAProcess(FILES, script)).toEqual(['SyntaxError', 'mended']);
});
