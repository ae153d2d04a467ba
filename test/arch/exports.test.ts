import { describe, expect, test } from 'vitest';
import { exportsOf, namesTakenBy, type SourceFile, sourceFiles } from './source-files.ts';

const source = (path: string, ...lines: string[]): SourceFile => ({ path, text: lines.join('\n') });

/**
 * What nobody of ours has to import: Lambda calls handlers, every function can be connected to other surroundings, and the
 * bundler puts replacements in the place of packages.
 */
const ENTRANCES = /^(functions\/[^/]+\/handler\.ts: (handler|connect)$|infra\/constructs\/bundling\/)/;

/** Exports that no other file takes, as `path: name`. */
function unused(files: readonly SourceFile[]): string[] {
  const taken = new Map<string, Set<string>>();
  for (const { target, names } of files.flatMap(namesTakenBy)) {
    const all = taken.get(target) ?? new Set();
    for (const name of names) all.add(name);
    taken.set(target, all);
  }
  return files.flatMap((file) => {
    const names = taken.get(file.path);
    if (names?.has('*')) return [];
    return exportsOf(file)
      .filter(({ name, isType }) => !isType && !names?.has(name))
      .map(({ name }) => `${file.path}: ${name}`);
  });
}

describe('an export', () => {
  test('is what stands behind `export`, a schema with the type of its name once', () => {
    const file = source(
      'a.ts',
      'export const A = 1;',
      'export type A = number;',
      'export async function b() {}',
      '// export const c = 1;',
      'export interface D {}',
    );
    expect(exportsOf(file)).toEqual([
      { name: 'A', isType: false },
      { name: 'b', isType: false },
      { name: 'D', isType: true },
    ]);
  });

  test('is used when another file names it, or takes the whole file', () => {
    const lib = source('shared/a.ts', 'export const a = 1;', 'export const b = 2;', 'export const c = a;');
    const user = source('shared/b.ts', "import { type X, a as other } from './a.ts';", "import { b } from './z.ts';");
    expect(unused([lib, user])).toEqual(['shared/a.ts: b', 'shared/a.ts: c']);
    expect(unused([lib, source('shared/c.ts', "import * as all from './a.ts';")])).toEqual([]);
    expect(unused([lib, source('shared/c.ts', `const all = await ${'import'}('./a.ts');`)])).toEqual([]);
  });

  test('of anything but a type has a use outside of its file', () => {
    const files = sourceFiles();
    const ours = unused(files).filter((each) => !each.startsWith('test/') && !ENTRANCES.test(each));
    expect(ours).toEqual([]);
  });
});
