import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalOptions } from './options.ts';
import { takeLock } from './processes.ts';
import type { QueueEngine } from './queues/local-queue.ts';
import { startQueueEngine } from './queues/queue-engine.ts';
import { remoteQueues } from './queues/remote-queues.ts';
import { makeScratch } from './scratch.ts';
import { startTableEngine } from './table-engine.ts';

/** Something to do when the run stops; the last thing started is the first to stop. */
export type Undo = (step: () => unknown) => void;

/** Where a run keeps what it keeps. */
export interface Directories {
  /** For everything that functions and mail leave behind; goes away with an ephemeral run. */
  readonly kept: string;
  readonly ephemeral: boolean;
  readonly runFile: string;
  readonly engineStarted: (pid: number) => void;
}

/** Takes the data directory; what shall not be kept goes to a scratch directory. Throws InUse. */
export async function takeDirectories({ dataDir, ephemeral }: LocalOptions, undo: Undo): Promise<Directories> {
  mkdirSync(dataDir, { recursive: true });
  const lock = await takeLock(join(dataDir, 'lock.json'));
  undo(lock.release);
  const runFile = join(dataDir, 'run.json');
  if (!ephemeral) return { kept: dataDir, ephemeral, runFile, engineStarted: lock.engineStarted };
  const scratch = await makeScratch();
  undo(scratch.remove);
  return { kept: scratch.directory, ephemeral, runFile, engineStarted: scratch.lock.engineStarted };
}

/** What answers for DynamoDB; `file` is the database of the embedded engine. */
export interface TableServer {
  readonly endpoint: string;
  readonly file: string | undefined;
}

/** The embedded table engine, or the server that the environment names. */
export async function tableServer(options: LocalOptions, directories: Directories, undo: Undo): Promise<TableServer> {
  if (options.tableEndpoint !== undefined) return { endpoint: options.tableEndpoint, file: undefined };
  const { kept, engineStarted } = directories;
  const engine = await startTableEngine({ file: join(kept, 'table.db'), onStart: engineStarted });
  undo(engine.stop);
  return engine;
}

/** The embedded queues and buckets, or the servers that the environment names. */
export async function queueServer(
  { sqsEndpoint, s3Endpoint }: LocalOptions,
  { kept, ephemeral }: Directories,
  region: string,
  onError: (error: unknown) => void,
  undo: Undo,
): Promise<QueueEngine> {
  const queueDir = ephemeral ? {} : { queueDir: join(kept, 'queues') };
  const engine =
    sqsEndpoint !== undefined && s3Endpoint !== undefined
      ? remoteQueues({ region, sqs: sqsEndpoint, s3: s3Endpoint, onError })
      : await startQueueEngine({ region, objectDir: join(kept, 'objects'), ...queueDir });
  undo(engine.stop);
  return engine;
}
