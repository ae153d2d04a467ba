import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run } from '../../infra/local/demo/clients.ts';

export interface Instance {
  readonly run: Run & { pid: number };
  readonly dir: string;
  readonly readyAfter: number;
  stop(): Promise<void>;
}

/** Starts the local run on free ports in a child process, as `npm start` does, and waits until it is ready. */
export async function startInstance(
  options: { dir?: string; ephemeral?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<Instance> {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'moorline-bench-')));
  const file = join(dir, 'run.json');
  await rm(file, { force: true });
  const from = performance.now();
  const child = spawn(
    process.execPath,
    ['infra/local/main.ts', ...(options.ephemeral === false ? [] : ['--ephemeral'])],
    {
      env: { ...process.env, ...options.env, PORT: '0', SMTP_PORT: '0', MAILBOX_PORT: '0', MOORLINE_DATA: dir },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The local run ended with code ${child.exitCode}:\n${errors}`);
    try {
      const run = JSON.parse(await readFile(file, 'utf8'));
      const readyAfter = performance.now() - from;
      return {
        run,
        dir,
        readyAfter,
        async stop() {
          child.kill('SIGTERM');
          await exited;
          if (!options.dir) await rm(dir, { recursive: true, force: true });
        },
      };
    } catch {
      if (performance.now() - from > 60_000) throw new Error(`The local run was not ready within a minute:\n${errors}`);
      await new Promise((done) => setTimeout(done, 10));
    }
  }
}

/** Resident memory of a process and all its descendants, in MB. Linux only. */
export async function treeMemory(pid: number): Promise<number> {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim();
  const own = Number(/^VmRSS:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  const below = await Promise.all(
    (children === '' ? [] : children.split(' ')).map((child) => treeMemory(Number(child))),
  );
  return below.reduce((sum, each) => sum + each, own);
}
