import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../../../arch/source-files.ts';

const run = promisify(execFile);
const SAYINGS: Readonly<Record<string, readonly string[]>> = {
  card: ['my card is lost', 'card not working', 'where is my card', 'card declined at the shop', 'a new card please'],
  transfer: ['transfer pending', 'how long does a transfer take', 'transfer failed twice', 'cancel my transfer'],
  提现: ['提现没到账', '我的提现怎么还没到', '提币卡住了', '提现失败', '什么时候能提现'],
};
const ENDINGS = ['', ' please', ' now', ' thanks', ' ??', '!'];

let folder: string;
const at = (name: string) => join(folder, name);
const command = (name: 'main' | 'classify-main', ...options: string[]) =>
  run(process.execPath, [`${ROOT}/infra/train-classifier/${name}.ts`, ...options]);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'moorline-classifier-'));
  const all = Object.entries(SAYINGS).flatMap(([label, sayings]) =>
    sayings.flatMap((saying) => ENDINGS.map((ending) => ({ text: `${saying}${ending}`, label }))),
  );
  writeFileSync(at('all.jsonl'), all.map((each) => JSON.stringify(each)).join('\n'));
  writeFileSync(at('all.csv'), `text,label\n${all.map(({ text, label }) => `"${text}",${label}`).join('\n')}\n`);
  await command('main', '--input', at('all.jsonl'), '--output', at('model'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a model that was trained labels texts it never saw, in both languages, and says how sure it is and why', async () => {
  writeFileSync(at('new.jsonl'), '{"text":"the shop took my card"}\n{"text":"为什么提现还没有到"}\nrubbish\n');
  const { stdout } = await command('classify-main', '--model', at('model'), '--input', at('new.jsonl'), '--json');
  const [card, withdrawal, rubbish] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(card).toMatchObject({ label: 'card', why: expect.arrayContaining(['card']) });
  expect(withdrawal.label).toBe('提现');
  expect(rubbish).toHaveProperty('error');
  for (const { confidence } of [card, withdrawal]) {
    expect(confidence).toBeGreaterThan(1 / 3);
    expect(confidence).toBeLessThanOrEqual(1);
  }
});

test('where labels are given, accuracy and what was confused follow the lines', async () => {
  const { stdout } = await command('classify-main', '--model', at('model'), '--input', at('all.jsonl'));
  expect(stdout).toMatch(/accuracy\s+100\.00 % \(84 of 84\)/);
});

test('the same input gives the same model, as JSON lines or as CSV', async () => {
  await command('main', '--input', at('all.csv'), '--output', at('model-of-csv'));
  expect(readFileSync(at('model-of-csv')).equals(readFileSync(at('model')))).toBe(true);
});
