import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aDataDir, aLocalRun, type TestRun } from '../support/a-local-run.ts';

const { dataDir, remove } = aDataDir();
let run: TestRun;
beforeAll(async () => {
  run = await aLocalRun({ dataDir });
});
afterAll(async () => {
  await run?.end('SIGTERM');
  remove();
});

test('the demo tells its whole story to who runs it beside a fresh start', { timeout: 60_000 }, async () => {
  const { code, said } = await demo();
  // Shown as a whole: which step broke, and what went well before it.
  if (code !== 0) throw new Error(`The demo ended with ${code}:\n${said}`);
  expect(said).toMatch(/\nThe whole story happened as told\.\n$/);
  // Each step is told before what was checked of it, and a priority leads from where the last one led to.
  for (const told of [
    /takes it, answers the customer[^\n]*\n +✓ the answer is public/,
    /solves it[^\n]*\n +✓ the ticket is solved/,
    /opens the link[^\n]*\n +✓ the link opens/,
    /priority high\n[\s\S]*high → normal[\s\S]*normal → high/,
  ])
    expect(said).toMatch(told);
});

async function demo(): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['infra/local/demo/main.ts'], {
    env: { ...process.env, MOORLINE_DATA: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 55_000,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  await once(child, 'close');
  return { code: child.exitCode, said };
}
