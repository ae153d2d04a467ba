import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';

/** A process for good: its number may be given to another one later, its start time with it may not. */
const ProcessMark = z.object({ pid: z.int(), started: z.string() });
export type ProcessMark = z.output<typeof ProcessMark>;

/** The process that has this number now, or undefined when there is none or the system does not tell. */
export function markOf(pid: number): ProcessMark | undefined {
  try {
    // After the name, which is in brackets and may hold anything: state, then 18 numbers, then the start time.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const [state, started] = [fields[0], fields[19]];
    return state === 'Z' || started === undefined ? undefined : { pid, started };
  } catch {
    return undefined;
  }
}

function isAlive(mark: ProcessMark): boolean {
  return markOf(mark.pid)?.started === mark.started;
}

const Lock = z.object({ owner: ProcessMark, engine: z.optional(ProcessMark) });

/** A directory is ours: nobody else may start in it, and the engine process that works in it is known. */
export interface DirectoryLock {
  /** Remembers the engine, so that whoever comes after a kill can end it. */
  engineStarted(pid: number): void;
  release(): void;
}

/** Somebody else runs in this directory. */
export class InUse extends Error {}

/**
 * Takes a directory by its lock file. A lock whose owner was killed is taken over, after the engine that it left behind
 * has been ended: that is the only process this ever ends, and only if number and start time are those of the lock.
 */
export async function takeLock(file: string): Promise<DirectoryLock> {
  const left = readLock(file);
  if (left && left.owner.pid !== process.pid && isAlive(left.owner)) {
    throw new InUse(`Process ${left.owner.pid} already runs with this data directory`);
  }
  if (left?.engine) await end(left.engine);
  const owner = markOf(process.pid) ?? { pid: process.pid, started: 'unknown' };
  const write = (lock: z.output<typeof Lock>) => {
    writeFileSync(`${file}.new`, JSON.stringify(lock));
    renameSync(`${file}.new`, file);
  };
  write({ owner });
  return {
    engineStarted(pid) {
      const engine = markOf(pid);
      if (engine) write({ owner, engine });
    },
    release: () => rmSync(file, { force: true }),
  };
}

/** Whether a lock's owner is gone; undefined when there is no lock to tell by. */
export function isAbandoned(file: string): boolean | undefined {
  const lock = readLock(file);
  return lock && !isAlive(lock.owner);
}

function readLock(file: string): z.output<typeof Lock> | undefined {
  try {
    return z.parse(Lock, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

async function end(mark: ProcessMark): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!isAlive(mark)) return;
    process.kill(mark.pid, signal);
    for (let waited = 0; waited < 3_000 && isAlive(mark); waited += 10)
      await new Promise((done) => setTimeout(done, 10));
  }
}
