import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { makeScratch } from './scratch.ts';

export interface TableEngine {
  readonly endpoint: string;
  readonly file: string;
  stop(): Promise<void>;
}

export interface TableEngineOptions {
  /** The database; without it the engine keeps its data in memory-backed storage and removes it when it stops. */
  readonly file?: string;
  /** Is told the process at once: it outlives us if we are killed. */
  readonly onStart?: (pid: number) => void;
}

/** Starts the embedded DynamoDB engine (Linux x64) on a free port. */
export async function startTableEngine(options: TableEngineOptions): Promise<TableEngine> {
  const scratch = options.file === undefined ? await makeScratch() : undefined;
  const file = options.file ?? join(scratch?.directory ?? '', 'table.db');
  const onStart = options.onStart ?? scratch?.lock.engineStarted ?? (() => undefined);
  const { engine, endpoint } = await startOnFreePort(file, onStart);
  return {
    endpoint,
    file,
    async stop() {
      if (engine.exitCode === null && engine.signalCode === null) {
        const exited = new Promise((done) => engine.once('exit', done));
        engine.kill('SIGTERM');
        await exited;
      }
      await scratch?.remove();
    },
  };
}

const ATTEMPTS = 3;

/** Between finding a free port and using it somebody else may take it: then with another one. */
async function startOnFreePort(file: string, onStart: (pid: number) => void) {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    // In a process group of its own: Ctrl+C is for us, and we stop it once our work in hand is done.
    const args = ['--host', '127.0.0.1', '--port', String(port), '--db-path', file];
    const engine = spawn(binary(), args, { stdio: 'ignore', detached: true });
    if (engine.pid !== undefined) onStart(engine.pid);
    try {
      await answers(endpoint, engine);
      return { engine, endpoint };
    } catch (error) {
      engine.kill('SIGKILL');
      if (attempt >= ATTEMPTS) throw error;
    }
  }
}

function binary(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json')), 'dynoxide');
  } catch (cause) {
    const advice = 'Start a DynamoDB-compatible server yourself and set AWS_ENDPOINT_URL_DYNAMODB to its address.';
    throw new Error(`The embedded table engine is for Linux x64. ${advice}`, { cause });
  }
}

async function answers(endpoint: string, engine: ChildProcess): Promise<void> {
  let failure: Error | undefined;
  engine.once('error', (error) => {
    failure = error;
  });
  for (let waited = 0; waited < 5_000; waited += 10) {
    if (failure) throw failure;
    if (engine.exitCode !== null) throw new Error(`The table engine ended at once with code ${engine.exitCode}`);
    try {
      await fetch(endpoint);
      return;
    } catch {
      await new Promise((done) => setTimeout(done, 10));
    }
  }
  throw new Error('The table engine did not answer within 5 seconds');
}

/** A port nobody listens on at the moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}
