import { describe, expect, test } from 'vitest';
import { objection } from './import-rules.ts';
import { isPure, placeOf } from './places.ts';
import { importsOf, linesMatching, type SourceFile, sourceFiles } from './source-files.ts';

describe('reading imports', () => {
  test('finds every form of them, and none in comments', () => {
    const text = [
      "import './a.ts';",
      "import b from './b.ts';",
      "import type { C } from '../c.ts';",
      "import {\n  d,\n  type D,\n} from './d.ts';",
      "import * as z from 'zod/mini';",
      "export { e } from './e.ts';",
      "import en from './en.json' with { type: 'json' };",
      `const f = await ${'import'}('./f.ts');`,
      "// import './no.ts';",
      "/*\nimport './no.ts';\n*/",
    ].join('\n');
    const found = importsOf({ path: 'shared/x/x.ts', text });
    const targets = found.map(
      ({ target, specifier, typeOnly }) => `${target ?? specifier}${typeOnly ? ' (type)' : ''}`,
    );
    expect(targets).toEqual([
      'shared/x/a.ts',
      'shared/x/b.ts',
      'shared/c.ts (type)',
      'shared/x/d.ts',
      'zod/mini',
      'shared/x/e.ts',
      'shared/x/en.json',
      'shared/x/f.ts',
    ]);
  });
});

describe('the rules for imports', () => {
  test.each([
    ['shared/tickets/ticket.ts', 'shared/people/user.ts', true],
    ['shared/people/user.ts', 'shared/tickets/ticket.ts', false],
    ['shared/sla/breach.ts', 'shared/tickets/ticket.ts', true],
    ['shared/sla/breach.ts', 'shared/mail/mail.ts', false],
    ['shared/attachments/upload.ts', 'shared/timers/timer.ts', false],
    ['shared/tickets/ticket.ts', 'shared/tickets/ticket.store.ts', false],
    ['shared/tickets/ticket.ts', 'shared/platform/table/table.ts', false],
    ['shared/tickets/ticket.store.ts', 'shared/platform/table/table.ts', true],
    ['shared/tickets/tickets.api.ts', 'shared/platform/http/contract.ts', true],
    ['shared/tickets/tickets.api.ts', 'shared/tickets/ticket.store.ts', false],
    ['shared/tickets/ticket.deps.ts', 'shared/platform/env.ts', true],
    ['shared/tickets/ticket.deps.ts', 'shared/people/user.store.ts', true],
    ['shared/people/http.deps.ts', 'shared/tickets/ticket.store.ts', false],
    ['shared/tickets/ticket.store.ts', 'shared/tickets/ticket.deps.ts', true],
    ['shared/tickets/ticket.view.ts', 'shared/tickets/ticket.deps.ts', false],
    ['functions/tickets-api/handler.ts', 'shared/tickets/ticket.deps.ts', true],
    ['infra/stack.ts', 'shared/people/http.deps.ts', false],
    ['shared/kernel/ids.ts', 'shared/platform/env.ts', false],
    ['shared/platform/idempotency.ts', 'shared/people/user.ts', false],
    ['shared/people/user.ts', 'functions/users-api/handler.ts', false],
    ['functions/users-api/handler.ts', 'functions/users-api/show-user.ts', true],
    ['functions/users-api/handler.ts', 'functions/groups-api/show-group.ts', false],
    ['functions/users-api/show-user.ts', 'shared/platform/table/keys.ts', false],
    ['functions/users-api/show-user.ts', 'infra/config.ts', false],
    ['infra/stack.ts', 'shared/people/users.api.ts', true],
    ['infra/stack.ts', 'shared/people/user.store.ts', false],
    ['infra/stack.ts', 'functions/users-api/handler.ts', false],
  ])('%s may import %s: %s', (file, target, allowed) => {
    expect(objection(file, target) === undefined).toBe(allowed);
  });
});

describe('imports', () => {
  const files = sourceFiles();
  const all = files.flatMap((file) => importsOf(file).map((each) => ({ file, from: placeOf(file.path), ...each })));

  test('follow the layout: suffixes, the order of contexts, functions apart', () => {
    const wrong = all.flatMap(({ file, target }) => {
      const why = target && objection(file.path, target);
      return why ? [`${file.path} -> ${target}: ${why}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  test('name files that exist, with their ending', () => {
    const known = new Set(files.map(({ path }) => path));
    const wrong = all.filter(({ target }) => target?.endsWith('.json') === false && !known.has(target));
    expect(wrong.map(({ file, specifier }) => `${file.path}: ${specifier}`)).toEqual([]);
  });

  test('of what functions are wired with are for functions; a store only names its type', () => {
    const wrong = all.filter(
      ({ from, target, typeOnly }) =>
        from.area === 'context' && from.suffix === 'store' && target?.endsWith('.deps.ts') && !typeOnly,
    );
    expect(wrong.map(({ file, target }) => `${file.path} -> ${target}`)).toEqual([]);
  });

  test('never go in a circle', () => {
    expect(cycles(files.filter(({ path }) => !path.startsWith('test/')))).toEqual([]);
  });

  test.each([
    [/^@aws-sdk\/(client|lib)-dynamodb|^@smithy\//, /^shared\/platform\//, 'the table’s SDK'],
    [/^@aws-sdk\//, /^shared\/platform\//, 'an AWS SDK'],
    [/^@middy\//, /^shared\/platform\/http\//, 'middy'],
    [
      /^node:(fs|http|https|net|child_process|worker_threads)/,
      /^shared\/platform\//,
      'the disk, the network and processes',
    ],
  ])('matching %s stand in %s only', (pattern, home) => {
    const running = all.filter(({ from }) => from.area !== 'infra' && from.area !== 'test');
    const wrong = running.filter(({ file, specifier }) => pattern.test(specifier) && !home.test(file.path));
    expect(wrong.map(({ file, specifier }) => `${file.path}: ${specifier}`)).toEqual([]);
  });

  test('of clients whose SDK is too large for a function happen nowhere in what runs', () => {
    const running = all.filter(({ from }) => from.area !== 'infra' && from.area !== 'test');
    const wrong = running.filter(({ specifier }) =>
      /^@aws-sdk\/(client-s3|client-secrets-manager|s3-request-presigner)/.test(specifier),
    );
    expect(wrong.map(({ file, specifier }) => `${file.path}: ${specifier}`)).toEqual([]);
  });

  test('take zod as zod/mini and as a namespace', () => {
    const wrong = all.filter(
      ({ specifier }) => specifier === 'zod' || (specifier.startsWith('zod/') && specifier !== 'zod/mini'),
    );
    expect(wrong.map(({ file }) => file.path)).toEqual([]);
    expect(linesMatching(files, /^import (?!(type )?\* as z\b).*'zod\/mini'/)).toEqual([]);
  });

  test('of files in plain rules leave chance and I/O of Node alone', () => {
    const pure = all.filter(({ from }) => isPure(from));
    const wrong = pure.filter(({ specifier }) => specifier.startsWith('node:') && specifier !== 'node:crypto');
    expect(wrong.map(({ file, specifier }) => `${file.path}: ${specifier}`)).toEqual([]);
  });
});

/** Each circle of files that need each other when they load, once. Types alone need nothing. */
function cycles(files: readonly SourceFile[]): string[] {
  const needs = new Map(
    files.map((file) => [
      file.path,
      importsOf(file).flatMap(({ target, typeOnly }) => (target && !typeOnly ? [target] : [])),
    ]),
  );
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]) => {
    const at = trail.indexOf(path);
    if (at >= 0) found.add([...trail.slice(at), path].join(' -> '));
    if (at >= 0 || done.has(path)) return;
    for (const next of needs.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of needs.keys()) visit(path, []);
  return [...found];
}
