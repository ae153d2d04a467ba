import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../arch/source-files.ts';
import { aDataDir, aLocalRun, type TestRun } from '../support/a-local-run.ts';

/** The lines that the README gives to copy, in the order in which it gives them, below one of its headings. */
function linesBelow(heading: string): string {
  const [, text = ''] = readFileSync(`${ROOT}/README.md`, 'utf8').split(`\n## ${heading}\n`);
  const [section = ''] = text.split('\n## ');
  return section
    .split('\n')
    .filter((line) => line.startsWith('    '))
    .join('\n');
}

const { dataDir, remove } = aDataDir();
let run: TestRun;
beforeAll(async () => {
  run = await aLocalRun({ dataDir });
});
afterAll(async () => {
  await run?.end('SIGTERM');
  remove();
});

/** Whatever is refused ends the shell. */
const STRICT = 'set -euo pipefail\ncurl() { command curl -sS --fail-with-body "$@"; echo; }\n';

/** The tests need Node and nothing else, the lines to copy need `curl` too: where there is none, nobody can copy them. */
const hasNoCurl = spawnSync('curl', ['--version']).error !== undefined;

test.skipIf(hasNoCurl)('what the README gives to copy works beside a fresh start', () => {
  const [views, routing] = [linesBelow('Queues to work from'), linesBelow('Who gets which ticket, and by when')];
  const script = [STRICT, views, routing, 'echo "$API $EMAIL $TOKEN $GROUP"'].join('\n');
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    encoding: 'utf8',
    timeout: 30_000,
    env: { ...process.env, MOORLINE_DATA: dataDir },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const admin = run.info.agents.find(({ role }) => role === 'admin');
  expect(stdout.trim().split('\n').at(-1)).toMatch(
    new RegExp(`^${run.info.api} ${admin?.email} ${admin?.apiToken} \\d+$`),
  );
  for (const made of ['"title":"Urgent withdrawals"', '"enabled":true', '"routing_rules":', '"title":"Urgent"'])
    expect(stdout).toContain(made);
});
