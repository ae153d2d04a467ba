import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { placeOf } from './places.ts';
import { ROOT, sourceFiles, walk } from './source-files.ts';

const TOP_LEVEL = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'cdk.json',
  'README.md',
  'infra',
  'functions',
  'shared',
  'test',
];
const FORBIDDEN = /(^|[-.])(utils?|helpers?|types|common|misc|manager|index|constants|interfaces)(\.|$)/i;
const LONGEST = 400;

describe('the layout', () => {
  const files = sourceFiles();

  test('has only the agreed entries at the top', () => {
    const ignored = readFileSync(`${ROOT}/.gitignore`, 'utf8')
      .split('\n')
      .map((line) => line.replace(/\/$/, ''));
    const entries = readdirSync(ROOT).filter(
      (name) => !name.startsWith('.') && !ignored.includes(name) && !name.endsWith('.log'),
    );
    expect(entries.filter((name) => !TOP_LEVEL.includes(name))).toEqual([]);
  });

  test('has a place for every file of shared', () => {
    for (const path of walk('shared')) expect(() => placeOf(path)).not.toThrow();
  });

  test('names files for what they hold, in lower case with hyphens', () => {
    const names = files.map(({ path }) => ({ path, name: path.split('/').at(-1) ?? '' }));
    expect(names.filter(({ name }) => FORBIDDEN.test(name)).map(({ path }) => path)).toEqual([]);
    expect(
      names.filter(({ name }) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.ts$/.test(name)).map(({ path }) => path),
    ).toEqual([]);
  });

  test('gives every function a folder, named <plural>-api or verb-noun, with a handler', () => {
    const folders = readdirSync(`${ROOT}/functions`);
    for (const folder of folders) {
      expect(folder).toMatch(/^[a-z]+(-[a-z]+)+$/);
      const handler = files.find(({ path }) => path === `functions/${folder}/handler.ts`);
      expect(handler, `functions/${folder}/handler.ts`).toBeDefined();
      expect(handler?.text).toMatch(/^export (const|async function) handler\b/m);
    }
  });

  test(`keeps every file within ${LONGEST} lines`, () => {
    const sizes = files
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .sort((a, b) => a.lines - b.lines);
    const ours = sizes.filter(({ path }) => !path.startsWith('test/'));
    const at = (share: number) => ours[Math.min(ours.length - 1, Math.floor(ours.length * share))]?.lines;
    process.stdout.write(
      `${ours.length} files outside test/: median ${at(0.5)} lines, 90% within ${at(0.9)}, longest ${at(1)}\n`,
    );
    expect(sizes.filter(({ lines }) => lines > LONGEST)).toEqual([]);
  });
});
