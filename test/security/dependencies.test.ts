import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../arch/source-files.ts';
import { type AuditReport, advisoriesIn, objections } from './advisories.ts';

interface LockedPackage {
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
}
type Versions = Readonly<Record<string, string>>;
interface PackageFile {
  readonly dependencies: Versions;
  readonly devDependencies: Versions;
  readonly optionalDependencies: Versions;
  readonly license?: string;
}

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const ours = JSON.parse(read('package.json')) as PackageFile;
const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> };
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');
const inProduction = locked.filter(([, { dev }]) => !dev);
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Packages that want to run a script when they are installed, and why they may stay. `.npmrc` keeps the scripts from running. */
const INSTALL_SCRIPTS: Readonly<Record<string, string>> = {
  esbuild:
    'The script puts the binary of its platform package in the place of a small launcher; the launcher works as well. It would load something only if that package were missing.',
};

/** Licences under which we may give our product to customers, or run it for them, without further duties than a notice. */
const LICENCES = ['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '(MIT OR Apache-2.0)'];

/** Packages that run in two majors at once, and why. */
const TWO_MAJORS: Readonly<Record<string, string>> = {};

describe('dependencies', () => {
  test('are pinned to a version each, so that nothing changes unless we change it', () => {
    const asked = { ...ours.dependencies, ...ours.devDependencies, ...ours.optionalDependencies };
    expect(Object.entries(asked).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
    const differing = Object.entries(asked).filter(
      ([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version,
    );
    expect(differing).toEqual([]);
  });

  test('come from the registry, each with the hash of what it must be', () => {
    // What lies inside of another package is covered by that one's hash.
    const bare = locked.filter(
      ([, { integrity, inBundle }]) => !inBundle && !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''),
    );
    expect(bare.map(([path]) => path)).toEqual([]);
    // The lock file names no place, so that everyone takes packages from their own registry; git, files and addresses name one.
    const elsewhere = locked.filter(([, { resolved, link }]) => resolved !== undefined || link);
    expect(elsewhere.map(([path]) => path)).toEqual([]);
    expect(read('.npmrc')).toMatch(/^omit-lockfile-registry-resolved=true$/m);
  });

  test('run nothing of theirs when they are installed', () => {
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
    const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect(scripted.sort()).toEqual(Object.keys(INSTALL_SCRIPTS).sort());
  });

  test('that run have licences which ask for no more than a notice', () => {
    const others = inProduction.filter(([, { license }]) => !LICENCES.includes(license ?? ''));
    expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
  });

  test('that run do so in one major each', () => {
    const majors = new Map<string, Set<string>>();
    for (const [path, { version }] of inProduction) {
      const name = nameOf(path);
      majors.set(name, (majors.get(name) ?? new Set()).add(version.split('.')[0] ?? ''));
    }
    const twice = [...majors].filter(([, versions]) => versions.size > 1).map(([name]) => name);
    expect(twice).toEqual(Object.keys(TWO_MAJORS));
  });
});

describe('the audit', () => {
  const packages = {
    'node_modules/runs': {},
    'node_modules/tool': { dev: true },
    'node_modules/runs/node_modules/tool': {},
  };
  const advisory = (severity: string) => ({
    source: 7,
    url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
    severity,
    title: 'It leaks',
  });
  const found = (name: string, severity: string, ...nodes: string[]) => {
    const report: AuditReport = { vulnerabilities: { [name]: { name, nodes, via: [advisory(severity), 'other'] } } };
    return advisoriesIn(report, { packages }) ?? [];
  };
  const allowance = { id: 'GHSA-aaaa-bbbb-cccc', reason: 'We never call it.', until: '2026-07-01' };

  test.each([
    ['high', 'runs', 1],
    ['critical', 'runs', 1],
    ['moderate', 'runs', 0],
    ['high', 'tool', 0],
    ['critical', 'tool', 1],
  ])('of a %s weakness of what %s has %i objections', (severity, name, count) => {
    expect(objections(found(name, severity, `node_modules/${name}`), [], '2026-06-01')).toHaveLength(count);
  });

  test('takes a tool for what runs where a copy of it runs', () => {
    const advisories = found('tool', 'high', 'node_modules/tool', 'node_modules/runs/node_modules/tool');
    expect(objections(advisories, [], '2026-06-01')).toEqual(['tool: high: It leaks (GHSA-aaaa-bbbb-cccc)']);
  });

  test('lets a known weakness pass until its day, and asks for its removal when it is gone', () => {
    const advisories = found('runs', 'high', 'node_modules/runs');
    expect(objections(advisories, [allowance], '2026-06-30')).toEqual([]);
    expect(objections(advisories, [allowance], '2026-07-01')).toEqual([
      'runs: high: It leaks (GHSA-aaaa-bbbb-cccc); it was allowed until 2026-07-01',
    ]);
    expect(objections([], [allowance], '2026-06-30')).toHaveLength(1);
  });

  test('knows an answer that is none', () => {
    expect(advisoriesIn({ statusCode: 405, error: {} }, { packages })).toBeUndefined();
    expect(advisoriesIn({ vulnerabilities: {} }, { packages })).toEqual([]);
  });
});
