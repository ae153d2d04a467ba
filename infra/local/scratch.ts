import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DirectoryLock, isAbandoned, takeLock } from './processes.ts';

/** A directory that goes away with its process. */
export interface Scratch {
  readonly directory: string;
  readonly lock: DirectoryLock;
  remove(): Promise<void>;
}

const PREFIX = 'moorline-';
const LOCK = 'lock.json';

/** Makes a scratch directory, in memory where the system offers that, and clears away those that killed processes left. */
export async function makeScratch(): Promise<Scratch> {
  const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  await removeAbandoned(parent);
  const directory = await mkdtemp(join(parent, PREFIX));
  const lock = await takeLock(join(directory, LOCK));
  return { directory, lock, remove: () => rm(directory, { recursive: true, force: true }) };
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const lock = join(parent, name, LOCK);
    if (!name.startsWith(PREFIX) || !isAbandoned(lock)) continue;
    try {
      // Ends the engine, if it still works in there.
      await takeLock(lock);
      await rm(join(parent, name), { recursive: true, force: true });
    } catch {
      // Somebody else was faster, or it is another person's: both are fine.
    }
  }
}
