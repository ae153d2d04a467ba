import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InUse, isAbandoned, markOf, takeLock } from '../../../infra/local/processes.ts';

const aLockFile = () => join(mkdtempSync(join(tmpdir(), 'moorline-test-')), 'lock.json');
const sleeper = () => spawn('sleep', ['60'], { stdio: 'ignore' });

/** A process that is gone: its number is free, or somebody else's. */
async function aDeadProcess() {
  const child = sleeper();
  const mark = markOf(child.pid ?? 0);
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await gone;
  return mark;
}

test('a directory in which somebody runs is not taken', async () => {
  const file = aLockFile();
  const other = sleeper();
  writeFileSync(file, JSON.stringify({ owner: markOf(other.pid ?? 0) }));
  await expect(takeLock(file)).rejects.toBeInstanceOf(InUse);
  other.kill('SIGKILL');
});

test('after a kill the directory is taken over, and the engine that was left behind is ended', async () => {
  const file = aLockFile();
  const engine = sleeper();
  const ended = new Promise((done) => engine.once('exit', (_, signal) => done(signal)));
  writeFileSync(file, JSON.stringify({ owner: await aDeadProcess(), engine: markOf(engine.pid ?? 0) }));
  expect(isAbandoned(file)).toBe(true);
  const lock = await takeLock(file);
  expect(await ended).toBe('SIGTERM');
  expect(isAbandoned(file)).toBe(false);
  lock.release();
  expect(isAbandoned(file)).toBeUndefined();
});

test('a process that only has the number of the engine is left alone', async () => {
  const file = aLockFile();
  const stranger = sleeper();
  const mark = { pid: stranger.pid ?? 0, started: '1' };
  writeFileSync(file, JSON.stringify({ owner: await aDeadProcess(), engine: mark }));
  await takeLock(file);
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  stranger.kill('SIGKILL');
});

test('a lock that cannot be read is no lock', async () => {
  const file = aLockFile();
  writeFileSync(file, '{"own');
  const lock = await takeLock(file);
  lock.engineStarted(process.pid);
  expect(JSON.parse(readFileSync(file, 'utf8')).engine).toEqual(markOf(process.pid));
});
