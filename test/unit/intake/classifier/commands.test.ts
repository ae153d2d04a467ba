import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../../../arch/source-files.ts';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

let folder: string;
const at = (name: string) => join(folder, name);
const write = (name: string, text: string) => {
  writeFileSync(at(name), text);
  return at(name);
};

/** Runs a command to its end, with something on its standard input. */
function run(name: 'main' | 'classify-main', options: readonly string[], input = ''): Promise<Ended> {
  return new Promise((resolve) => {
    const file = `${ROOT}/infra/train-classifier/${name}.ts`;
    const child = execFile(process.execPath, [file, ...options], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}
const train = (input: string, output = at('unused')) => run('main', ['--input', input, '--output', output]);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'moorline-commands-'));
  write('good.jsonl', '{"text":"lost card","label":"card"}\n{"text":"提现没到","label":"提现"}\n');
  await train(at('good.jsonl'), at('model'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('CSV as spreadsheets write it is read: byte order mark, CR LF, columns in any order, line breaks in quotes, empty lines', async () => {
  const csv = '\uFEFFlabel,channel,Text\r\ncard,web,"lost\r\n""card"""\r\n\r\n提现,chat,提现没到\r\n';
  const { code, stderr } = await train(write('sheet.csv', csv), at('of-csv'));
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('2 texts, 2 labels') });
  const { stdout } = await run('classify-main', ['--model', at('of-csv'), '--input', at('sheet.csv'), '--json']);
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { label: 'card', expected: 'card', text: 'lost\r\n"card"' },
    { label: '提现', expected: '提现' },
  ]);
});

test('several inputs are one set, and standard input is one of them', async () => {
  const more = '{"text":"a refund please","label":"refund"}\n';
  const { stderr } = await run('main', ['--input', at('good.jsonl'), '--input=-', '--output', at('of-both')], more);
  expect(stderr).toContain('3 texts, 3 labels');
});

test('lines that cannot be learnt from are left out and named', async () => {
  const lines = [
    '{"text":"a b","label":"x"}',
    '',
    'rubbish',
    '{"label":"x"}',
    '{"text":"no label"}',
    '{"text":" ","label":"x"}',
    '[1]',
  ];
  const { code, stderr } = await train(write('mixed.jsonl', lines.join('\n')));
  expect(code).toBe(0);
  for (const said of [
    'line 2: the line is empty',
    'line 3: not JSON',
    'line 4: no "text"',
    'line 5: no "label"',
    'line 6: the "text" is empty',
  ])
    expect(stderr).toContain(said);
  expect(stderr).toContain('6 lines left out');
  expect(stderr).toContain('every text has the label x');
});

test.each([
  ['a file that is not there', () => at('nowhere.jsonl'), 'There is no '],
  ['a folder', () => folder, 'is a folder'],
  ['an empty file', () => write('empty.jsonl', ''), 'There is no labelled text'],
  ['columns without text', () => write('columns.csv', 'a,b\n1,2\n'), 'with "text" among them'],
  ['a quote left open', () => write('open.csv', 'text,label\n"lost card,x\na,b\n'), 'starts on line 2 is not closed'],
])('%s ends with one plain line and no model', async (_, input, said) => {
  const { code, stdout, stderr } = await train(input(), at('none'));
  expect(code).not.toBe(0);
  expect(stdout).toBe('');
  expect(stderr).toContain(said);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(existsSync(at('none'))).toBe(false);
});

test('where the model cannot be written is said before anything is learnt', async () => {
  const { code, stderr } = await train(at('good.jsonl'), at('no-such-folder/model'));
  expect(code).toBe(1);
  expect(stderr).toContain(`There is no ${at('no-such-folder')}.`);
});

test('unknown options, and none, show what the command takes', async () => {
  const wrong = [[], ['--inptu', 'x'], ['--input', 'x'], ['--input', 'x', '--output', 'y', '--seed', 'z']];
  for (const { code, stderr } of await Promise.all(wrong.map((options) => run('main', options)))) {
    expect(code).toBe(2);
    expect(stderr).toContain('npm run train -- --input FILE --output MODEL');
  }
});

test('a model that is none, or is damaged, is refused in words', async () => {
  const damaged = readFileSync(at('model'));
  damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
  writeFileSync(at('damaged'), damaged);
  const saidOf = async (model: string) =>
    (await run('classify-main', ['--model', model, '--input', at('good.jsonl')])).stderr;
  expect(await saidOf(at('good.jsonl'))).toBe('This is not a model file.\n');
  expect(await saidOf(at('damaged'))).toContain('damaged');
  expect(await saidOf(at('nowhere'))).toContain('There is no ');
});

test('of many labels the pairs confused most are shown, of few the whole table', async () => {
  const many = Array.from({ length: 30 }, (_, number) =>
    JSON.stringify({ text: 'lost card', label: `label ${number % 15}` }),
  );
  const confused = await run('classify-main', [
    '--model',
    at('model'),
    '--input',
    write('many.jsonl', many.join('\n')),
  ]);
  expect(confused.stdout).toContain('accuracy\t0.00 % (0 of 30)');
  expect(confused.stdout).toContain('most confused');
  expect(confused.stdout).toContain('2 of 2\tlabel 0\tcard');
  const { stdout } = await run('classify-main', ['--model', at('model'), '--input', at('good.jsonl')]);
  expect(stdout).toMatch(/expected \\ given {2}card {2}提现\ncard +1 +0\n提现 +0 +1\n/);
});

test('a line for each line: also for one that cannot be read, so that the two files correspond', async () => {
  const lines = '{"text":"lost card"}\n\nrubbish\n{"text":"提现没到"}\n';
  const { stdout } = await run('classify-main', ['--model', at('model'), '--input', '-', '--json'], lines);
  const said = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(said.map(({ label, error }) => label ?? error)).toEqual(['card', 'the line is empty', 'not JSON', '提现']);
});
