import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * What a script prints as JSON, run by itself: it changes the environment of its process. A script that misses its target
 * ends with an error and has printed all the same.
 */
export async function figuresOf(script: string): Promise<Record<string, number>> {
  const ended = await run(process.execPath, [script, '--json'], { maxBuffer: 2 ** 24 }).catch(
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  );
  if (ended.stdout.trim() === '') throw new Error(`${script} printed nothing`);
  return JSON.parse(ended.stdout);
}
