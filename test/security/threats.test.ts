import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../arch/source-files.ts';

const PAGE = 'infra/docs/threat-model.md';
const BOUNDARIES = 10;
const KINDS = ['S', 'T', 'R', 'I', 'D', 'E'];
const NO_TEST = 'Review only';

interface Threat {
  readonly kind: string;
  readonly threat: string;
  readonly heldBy: string;
}

/** The threats under each heading that has a table of them. */
const boundaries = readFileSync(join(ROOT, PAGE), 'utf8')
  .split(/^## /m)
  .map((section) => ({ name: section.split('\n')[0] ?? '', threats: rowsOf(section) }))
  .filter(({ threats }) => threats.length > 0);
const threats = boundaries.flatMap((boundary) => boundary.threats);

function rowsOf(section: string): Threat[] {
  return section
    .split('\n')
    .filter((line) => /^\| [A-Z] \|/.test(line))
    .map((line) => {
      const [, kind = '', threat = '', , heldBy = ''] = line.split(/ ?\| ?/);
      return { kind, threat, heldBy };
    });
}

/** The tests a cell names: the titles after each link to a file. */
function testsNamed({ heldBy }: Threat): { file: string; title: string }[] {
  return heldBy.split(/(?=\[)/).flatMap((part) => {
    const [, target = ''] = /^\[[^\]]+\]\(\.\.\/\.\.\/([^)]+)\)/.exec(part) ?? [];
    return [...part.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({ file: target, title }));
  });
}

/** Whether a file has a test of that title. */
function hasTest(file: string, title: string): boolean {
  if (!existsSync(join(ROOT, file))) return false;
  const quoted = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`\\(\\s*(['"\`])${quoted}\\1`).test(readFileSync(join(ROOT, file), 'utf8'));
}

describe('the threat model', () => {
  test('has every boundary, and something to say about each kind of threat at each', () => {
    expect(boundaries).toHaveLength(BOUNDARIES);
    for (const { name, threats: named } of boundaries)
      expect([...new Set(named.map(({ kind }) => kind))].sort(), name).toEqual([...KINDS].sort());
  });

  test('names for each threat the tests that hold it, or says that there are none', () => {
    const bare = threats.filter((threat) => testsNamed(threat).length === 0 && threat.heldBy !== NO_TEST);
    expect(bare.map(({ threat }) => threat)).toEqual([]);
  });

  test('names tests that exist', () => {
    const named = threats.flatMap(testsNamed);
    expect(named.length).toBeGreaterThan(threats.length);
    const gone = named.filter(({ file, title }) => !hasTest(file, title));
    expect(gone.map(({ file, title }) => `${file}: ${title}`)).toEqual([]);
  });

  test('rests on review alone for no more than a few', () => {
    expect(threats.filter(({ heldBy }) => heldBy === NO_TEST).length).toBeLessThanOrEqual(2);
  });
});
