import { readFileSync } from 'node:fs';

/** Processor time in milliseconds: of this process, and of those that it started (the table's engine). */
export interface CpuTime {
  readonly own: number;
  readonly engine: number;
}

/** Ticks a second in which Linux counts, on every architecture that we run on. */
const TICKS = 100;

/** Processor time so far. It hardly depends on what else the machine does, which the time on the wall does. */
export function cpuTime(): CpuTime {
  const { user, system } = process.cpuUsage();
  return { own: (user + system) / 1_000, engine: children().reduce((sum, pid) => sum + ofProcess(pid), 0) };
}

/** Processor time since then. */
export function cpuSince(then: CpuTime): CpuTime {
  const now = cpuTime();
  return { own: now.own - then.own, engine: now.engine - then.engine };
}

function children(): string[] {
  return readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
}

function ofProcess(pid: string): number {
  // The name, in brackets, may hold anything; user and system time are the 12th and 13th after it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS;
}
