import { describe, expect, test } from 'vitest';
import { isPure, placeOf } from './places.ts';
import { linesMatching, sourceFiles } from './source-files.ts';

describe('code', () => {
  const files = sourceFiles();
  const running = files.filter(({ path }) => !/^(infra|test)\//.test(path));
  const rules = running.filter(({ path }) => isPure(placeOf(path)));

  test.each([
    ['the clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b/],
    ['chance', /\bMath\.random\b|\brandom(UUID|Bytes|Int)\b|\bgetRandomValues\b/],
    ['the network', /\bfetch\(/],
    ['timers of the process', /\bset(Timeout|Interval|Immediate)\(/],
    ['the environment', /(?<!\.)\bprocess\b/],
  ])('of rules, views, policies and contracts does not touch %s', (_, pattern) => {
    expect(linesMatching(rules, pattern)).toEqual([]);
  });

  // The survey's page asks by itself, in the browser. Secrets have to be drawn by the system's own generator: what a seed could repeat, somebody could guess.
  test.each([
    [
      'the clock, chance and waiting',
      /\bDate\.now\b|\bMath\.random\b|\brandomUUID\b|\bset(Timeout|Interval)\(/,
      /\/aws\.ts$/,
    ],
    ['clients of services', /\bnew (\w*Client)\(/, /\/(aws|aws-table|ses)\.ts$/],
    ['requests without a seam', /(?<![.\w])fetch\(/, /\/(outside|survey-page)\.ts$/],
  ])('reaches %s through its outside only', (_, pattern, seam) => {
    expect(
      linesMatching(
        running.filter(({ path }) => !seam.test(path)),
        pattern,
      ),
    ).toEqual([]);
  });

  test('reads the environment in platform/env.ts only', () => {
    const others = running.filter(({ path }) => path !== 'shared/platform/env.ts');
    expect(linesMatching(others, /\bprocess\.env\b/)).toEqual([]);
  });

  test('of functions goes to the table through stores', () => {
    const functions = files.filter(({ path }) => path.startsWith('functions/'));
    expect(linesMatching(functions, /\btable\.(get|batchGet|put|putAll|update|delete|query|count|transact)\(/)).toEqual(
      [],
    );
  });

  test('writes to the console in the log and the command line only', () => {
    const others = files.filter(
      ({ path }) =>
        !/^(shared\/platform\/log\.ts|infra\/(local|redrive)\/|test\/run\.ts|test\/(bench|faults|load|soak|cost|scale|security)\/)/.test(
          path,
        ),
    );
    expect(linesMatching(others, /\bconsole\.(log|info|warn|error|debug|table)\b/)).toEqual([]);
  });

  test.each([
    ['default export', /^export default\b/, /^test\/vitest\.config\.ts$/],
    ['`as any`', /\bas any\b/, undefined],
    ['ignored type error', /@ts-(ignore|nocheck|expect-error)/, undefined],
    ['barrel', /^export \* from\b/, undefined],
  ])('has no %s', (_, pattern, except) => {
    const self = 'test/arch/purity.test.ts';
    const held = files.filter(({ path }) => path !== self && !except?.test(path));
    const hits = held
      .filter(({ text }) => pattern.source.includes('@ts') && pattern.test(text))
      .map(({ path }) => path);
    expect([...hits, ...linesMatching(held, pattern)]).toEqual([]);
  });

  test('leaves nothing to do and skips no test', () => {
    // This file names what it looks for. Customers' messages and learned models are data: the letters stand there as theirs, or by chance.
    const others = files.filter(({ path }) => path !== 'test/arch/purity.test.ts');
    expect(others.filter(({ text }) => /\b(TODO|FIXME|XXX)\b/.test(text)).map(({ path }) => path)).toEqual([]);
    const tests = others.filter(({ path }) => path.startsWith('test/'));
    // With its reason beside it: what needs a program that the tests do not.
    const conditional = tests.filter(({ path }) => path !== 'test/flows/readme.test.ts');
    expect(linesMatching(tests, /\b(test|it|describe)\.(skip|only|todo|fails)\b/)).toEqual([]);
    expect(linesMatching(conditional, /\b(test|it|describe)\.(skipIf|runIf)\b/)).toEqual([]);
  });
});
