import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../arch/source-files.ts';
import { rawMail } from '../../support/a-mail.ts';

/** What an operator types: the scripts that run something of `infra/`, by name. */
const COMMANDS = new Map(
  Object.entries<string>(JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8')).scripts).flatMap(([name, script]) => {
    const [, file] = /^node --require \S+ (infra\/\S+\.ts)$/.exec(script) ?? [];
    return file === undefined ? [] : [[name, file] as const];
  }),
);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'moorline-commands-'));
  writeFileSync(join(folder, 'good.eml'), rawMail({}));
  writeFileSync(join(folder, 'good.jsonl'), '{"text": "my withdrawal is stuck"}\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a command to its end in a folder where no instance runs. */
async function run(name: string, options: readonly string[]) {
  const child = spawn(process.execPath, [`${ROOT}/${COMMANDS.get(name)}`, ...options], { cwd: folder });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
  child.stdin.end();
  const code = await new Promise((done) => child.once('close', done));
  return { code, out, err };
}

test('all commands are found', () => {
  expect(COMMANDS.size).toBeGreaterThan(9);
});

describe('a Node that is too old', () => {
  const guard = readFileSync(`${ROOT}/infra/needs-node.cjs`, 'utf8');
  /** What the guard does on a Node of that version. */
  const on = (node: string) => {
    let said = '';
    let code: number | undefined;
    const process = {
      versions: { node },
      stderr: { write: (text: string) => (said += text) },
      exit: (with_: number) => (code = with_),
    };
    runInNewContext(guard, { process });
    return { said, code };
  };

  test.each(['20.20.2', '22.18.0'])('is told so in words: %s', (node) => {
    const { said, code } = on(node);
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`^Moorline runs on Node 24 or newer, .* Node ${node}\\.\n`));
  });

  test.each(['24.0.0', '26.1.0'])('is none of those that do: %s', (node) => {
    expect(on(node)).toEqual({ said: '', code: undefined });
  });

  test('is asked for by every command that runs TypeScript', () => {
    const scripts = Object.values<string>(JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8')).scripts);
    const ours = scripts.filter((script) => script.endsWith('.ts'));
    expect(ours.length).toBeGreaterThan(15);
    for (const script of ours) expect(script).toMatch(/^node --require \.\/infra\/needs-node\.cjs \S+\.ts$/);
  });
});

test.each([...COMMANDS.keys()].flatMap((name) => [[name, '--help'] as const, [name, '-h'] as const]))(
  'npm run %s -- %s says how to use it, and that is no failure',
  async (name, asked) => {
    const { code, out, err } = await run(name, [asked]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(new RegExp(`^npm (run )?(-s )?${name}\\b`));
  },
  60_000,
);

test('what the README has written to a file is without npm’s own lines', () => {
  const written = readFileSync(`${ROOT}/README.md`, 'utf8').match(/npm run [^`\n]* > \S+/g) ?? [];
  expect(written.length).toBeGreaterThan(0);
  for (const command of written) expect(command).toMatch(/^npm run (-s|--silent) /);
});

describe('a file that is not there', () => {
  test('stops no other mail, is named in words, and makes the command fail in the end', async () => {
    const { code, out, err } = await run('mail', ['--json', 'nofile.eml', 'good.eml']);
    expect(code).toBe(1);
    expect(
      out
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line).kind),
    ).toEqual(['unreadable', 'normal']);
    expect(err).toBe('Not read: There is no nofile.eml.\n2 mails: 1 unreadable, 1 normal\n');
  });

  test('is told to people without a decision, for there is none', async () => {
    const { out } = await run('mail', ['nofile.eml']);
    expect(out).toBe('== nofile.eml\n   error     There is no nofile.eml.\n\n');
  });

  test('is no failure when it is there and no mail: what is in it is for intake to judge', async () => {
    writeFileSync(join(folder, 'noise.eml'), new Uint8Array([0, 255, 0, 254]));
    expect((await run('mail', ['noise.eml'])).code).toBe(0);
  });

  test.each(['intake', 'clock'])('npm run %s says so, and what to do', async (name) => {
    const { code, out, err } = await run(name, ['nofile.jsonl']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^There is no nofile\.jsonl\. Check .*--help/);
  });

  test.each([
    ['mail', ['--secrets', 'nofile.json', 'good.eml']],
    ['clock', ['--holidays', 'nofile.ics', 'good.jsonl']],
    ['classify', ['--model', 'nofile', '--input', 'good.jsonl']],
  ])('npm run %s says so of a file that it needs besides', async (name, options) => {
    const { code, err } = await run(name, options);
    expect(code).toBe(1);
    expect(err).toMatch(/^There is no nofile/);
  });
});

describe('a line that is bad', () => {
  const ASKED = {
    intake: '{"text": "my withdrawal is stuck"}',
    clock: '{"op": "add", "start": "2026-01-02", "seconds": 7}',
  };

  test.each(Object.entries(ASKED))('stops no other of npm run %s, and is named where it stands', async (name, good) => {
    writeFileSync(join(folder, 'mixed.jsonl'), `${good}\n\nno \u001b[31mJSON\n${good}\n`);
    writeFileSync(join(folder, 'asked.jsonl'), `${good}\n`);
    const { code, out, err } = await run(name, ['--json', 'mixed.jsonl', 'nofile.jsonl', 'asked.jsonl']);
    const answers = out.split('\n').filter(Boolean);
    expect(answers.map((line) => Object.hasOwn(JSON.parse(line), 'error'))).toEqual([false, true, false, false]);
    const [bad, missing, ...rest] = err.split('\n').filter(Boolean);
    expect(bad).toMatch(/^mixed\.jsonl:3: not JSON: [^\p{Cc}]*$/u);
    expect(missing).toMatch(/^There is no nofile\.jsonl\./);
    expect({ code, rest }).toEqual({ code: 1, rest: [] });
  });

  test('of labelled messages is left out of the score', async () => {
    writeFileSync(join(folder, 'labelled.jsonl'), 'bad\n{"text": "my withdrawal is stuck", "kind": "problem"}\n');
    const { code, out, err } = await run('intake', ['--score', 'labelled.jsonl']);
    expect({ code, err }).toEqual({ code: 1, err: 'labelled.jsonl:1: not JSON\n' });
    expect(out).toMatch(/^1 messages\n/);
  });

  test.each(Object.entries(ASKED))('is no line that is good: npm run %s ends well', async (name, good) => {
    writeFileSync(join(folder, 'asked.jsonl'), `${good}\n`);
    expect(await run(name, ['asked.jsonl'])).toMatchObject({ code: 0, err: '' });
  });
});

test('npm run intake says which words are a forwarded mail’s', async () => {
  const text = 'is this you?\n\n--- Forwarded message ---\nFrom: Safe <a@fraud.test>\nSubject: x\n\nYou were hacked!';
  writeFileSync(join(folder, 'forwarded.jsonl'), JSON.stringify({ subject: 'Fwd: Hacked', text }));
  const { out } = await run('intake', ['forwarded.jsonl']);
  expect(out).toContain("forwarded  subject, text 13-94: not the writer's own words");
  expect(out).toContain('risk       none');
});

test.each(['intake', 'clock'])('npm run %s says that a folder is no file', async (name) => {
  const { code, err } = await run(name, [folder]);
  expect({ code, err }).toEqual({ code: 1, err: `${folder} is a folder, not a file.\n` });
});
