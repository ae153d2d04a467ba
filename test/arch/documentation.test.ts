import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ROOT, sourceFiles } from './source-files.ts';

const EXPORTED_FUNCTION = /^export (?:async )?function\*? (\w+)/;

describe('documentation', () => {
  const shared = sourceFiles().filter(({ path }) => path.startsWith('shared/'));

  test('stands above every function that shared code exports', () => {
    const bare = shared.flatMap(({ path, text }) => {
      const lines = text.split('\n');
      return lines.flatMap((line, at) => {
        const name = EXPORTED_FUNCTION.exec(line)?.[1];
        return name && !lines[at - 1]?.trimEnd().endsWith('*/') ? [`${path}: ${name}`] : [];
      });
    });
    expect(bare).toEqual([]);
  });

  test('of access patterns names every function of every store', () => {
    const page = `${ROOT}/infra/docs/access-patterns.md`;
    expect(existsSync(page), 'infra/docs/access-patterns.md').toBe(true);
    const text = readFileSync(page, 'utf8');
    const stores = shared.filter(({ path }) => path.endsWith('.store.ts'));
    const missing = stores.flatMap((file) =>
      file.text
        .split('\n')
        .flatMap((line) => EXPORTED_FUNCTION.exec(line)?.[1] ?? [])
        .filter((name) => !text.includes(`\`${name}\``))
        .map((name) => `${file.path}: ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
