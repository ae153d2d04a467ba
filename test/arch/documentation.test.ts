import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, sourceFiles, walk } from './source-files.ts';

/** `[text](target)`, and a picture's too. */
const LINK = /\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g;
const HEADING = /^#+ +(.*?) *$/gm;
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

  test('links to files that exist, and to headings that these have', () => {
    const pages = ['README.md', ...walk('infra/docs').filter((path) => path.endsWith('.md'))];
    const links = pages.flatMap((page) => [...prose(page).matchAll(LINK)].map(([, target = '']) => ({ page, target })));
    expect(links.length).toBeGreaterThan(3);
    const broken = links.filter(({ page, target }) => !leadsSomewhere(page, target));
    expect(broken.map(({ page, target }) => `${page}: ${target}`)).toEqual([]);
  });
});

function leadsSomewhere(page: string, target: string): boolean {
  if (/^[a-z]+:/.test(target)) return true;
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? page : join(dirname(page), decodeURIComponent(file));
  if (!existsSync(join(ROOT, path))) return false;
  if (anchor === undefined || !path.endsWith('.md')) return true;
  return [...prose(path).matchAll(HEADING)].some(([, heading = '']) => anchorOf(heading) === anchor);
}

/** A page without its blocks of code, where brackets and number signs mean other things. */
function prose(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8').replace(/^ *```[\s\S]*?^ *```/gm, '');
}

/** The part of a link that leads to a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
