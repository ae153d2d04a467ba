import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ROOT } from '../arch/source-files.ts';

const run = promisify(execFile);

/** The command as people run it, on its own so that nothing of the test runner is in its world. */
async function faults(...options: string[]): Promise<string[]> {
  const { stdout } = await run(process.execPath, [join(ROOT, 'test/faults/main.ts'), ...options], { cwd: ROOT });
  return stdout.trim().split('\n');
}

test('nothing is lost, doubled or told to the wrong person, whatever fails: 200 seeds', {
  timeout: 400_000,
}, async () => {
  expect((await faults('--seeds', '200')).at(-1)).toBe('200 seeds, 0 violations');
});

test('the harness misses every safeguard that is taken away', { timeout: 400_000 }, async () => {
  const lines = await faults('--mutants');
  expect(lines.filter((line) => line.includes('NOT FOUND'))).toEqual([]);
  expect(lines.at(-1)).toMatch(/^(\d+) mutants, \1 found within 500 seeds$/);
});
