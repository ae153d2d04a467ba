import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { linesMatching, ROOT, type SourceFile, sourceFiles } from '../arch/source-files.ts';
import { runSeed } from '../faults/run-seed.ts';
import { templateOf } from '../infra/synthesized.ts';
import { grantedRights } from './rights/granted-rights.ts';
import { neededRights, PORTS } from './rights/needed-rights.ts';
import { type ReachedLines, reachedLines } from './rights/reached-lines.ts';
import { type Fact, sourceFacts } from './rights/source-facts.ts';

const template = templateOf('production');
const files = new Map(sourceFiles().map((file) => [file.path, file]));
const running = [...files.values()].filter(({ path }) => /^(shared|functions)\//.test(path));
const functions = readdirSync(join(ROOT, 'functions'));

function source(path: string): SourceFile {
  const file = files.get(path);
  if (!file) throw new Error(`${path} is no file of ours`);
  return file;
}

describe('a function', () => {
  let facts: readonly Fact[] = [];
  beforeAll(() => {
    facts = sourceFacts();
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  // When this fails: take what is never used out of `infra/functions.ts`, and put what is missing in.
  test.each(functions)('may do what its code does, and nothing else: %s', async (name) => {
    const needed = neededRights(name, facts, await reachedLines(name), source);
    const granted = grantedRights(name, template);
    const missing = [...needed].filter((right) => !granted.has(right)).map((right) => `missing: ${right}`);
    const unused = [...granted].filter((right) => !needed.has(right)).map((right) => `never used: ${right}`);
    expect([...missing, ...unused].sort()).toEqual([]);
  });

  test('asks the table, in whole workloads, for nothing that its role would refuse', async () => {
    for (const level of ['log', 'warn', 'error'] as const) vi.spyOn(console, level).mockReturnValue();
    const asked = new Set<string>();
    const table = (send: (command: never) => Promise<Record<string, unknown>>, name: string) => (command: Command) => {
      for (const right of rightsOf(command)) asked.add(`${name}: ${right}`);
      return send(command as never);
    };
    for (let seed = 1; seed <= 4; seed++) await runSeed({ seed, tamper: { table: table as never } });
    const granted = new Set(
      functions.flatMap((name) => [...grantedRights(name, template)].map((right) => `${name}: ${right}`)),
    );
    expect(asked.size).toBeGreaterThan(30);
    expect([...asked].filter((right) => !granted.has(right)).sort()).toEqual([]);
  });

  test('leaves for AWS by a few ways only, which the rights are made from', () => {
    const others = running.filter(({ path }) => !(path in PORTS) && path !== 'shared/platform/outside.ts');
    expect(linesMatching(others, /\bnew \w+Command\(|\baws: \{|\brequests\.(fetch|sign)\(/)).toEqual([]);
    // A narrower type of a table or bucket would be one that the reader of the code does not know.
    expect(linesMatching(running, /\b(Pick|Omit|Partial|Extract)<(Table|Objects)\b/)).toEqual([]);
    for (const path of Object.keys(PORTS)) expect(files.has(path), path).toBe(true);
  });
});

describe('what a function needs', () => {
  const fact = (kind: Fact['kind'], what: string, at: number): Fact => {
    const line = { line: at, declaration: [at - 1, at] as const };
    return { kind, what, file: 'shared/x.store.ts', receiver: '', ...line };
  };
  const reached: ReachedLines = new Map([['shared/x.store.ts', new Set([5])]]);
  const needs = (...facts: Fact[]) =>
    [...neededRights('tickets-api', facts, reached, source)].filter((right) => !/^(logs|kms):/.test(right));

  test('comes from code that the bundle holds, and from no other', () => {
    expect(needs(fact('table', 'get', 5), fact('table', 'delete', 50))).toEqual(['dynamodb:GetItem on table']);
  });

  test('for a transaction is what its parts do', () => {
    const parts = [fact('write', 'put', 5), fact('write', 'check', 5)];
    expect(needs(fact('table', 'transact', 5), ...parts)).toEqual([
      'dynamodb:PutItem on table',
      'dynamodb:ConditionCheckItem on table',
    ]);
    expect(needs(...parts)).toEqual([]);
  });

  test('is known for every method of the table and of a bucket', () => {
    expect(() => needs(fact('table', 'scan', 5))).toThrow('scan');
    expect(() => needs(fact('objects', 'list', 5))).toThrow('list');
  });
});

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: {
    readonly IndexName?: string;
    readonly TransactItems?: readonly Readonly<Record<string, unknown>>[];
  };
}

const ACTIONS: Readonly<Record<string, string>> = {
  GetCommand: 'GetItem',
  BatchGetCommand: 'BatchGetItem',
  PutCommand: 'PutItem',
  UpdateCommand: 'UpdateItem',
  DeleteCommand: 'DeleteItem',
  BatchWriteCommand: 'BatchWriteItem',
};
const PARTS: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/** What DynamoDB asks the role of whoever sends a command. */
function rightsOf({ constructor: { name }, input }: Command): string[] {
  if (name === 'QueryCommand') return [`dynamodb:Query on ${input.IndexName ? `index ${input.IndexName}` : 'table'}`];
  if (name === 'TransactWriteCommand')
    return (input.TransactItems ?? []).flatMap((part) =>
      Object.keys(part).map((kind) => `dynamodb:${PARTS[kind]} on table`),
    );
  return [`dynamodb:${ACTIONS[name]} on table`];
}
