import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';

const Saved = z.object({
  stream: z.string(),
  /** The last record of each shard that was dealt with. */
  handled: z.record(z.string(), z.string()),
  /** Shards that are closed and read to their end. */
  finished: z.array(z.string()),
});

/** How far a stream has been read: kept on disk, so that a new start goes on where a killed one stopped. */
export interface Checkpoint {
  after(shard: string): string | undefined;
  isFinished(shard: string): boolean;
  handled(shard: string, sequenceNumber: string): void;
  finish(shard: string): void;
}

/** Opens the checkpoint of a stream. What the file says of another stream does not count. Without `file`, in memory. */
export function openCheckpoint(stream: string, file: string | undefined): Checkpoint {
  const state = (file && read(file, stream)) || {
    stream,
    handled: {} as Record<string, string>,
    finished: [] as string[],
  };
  const save = () => {
    if (!file) return;
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  };
  return {
    after: (shard) => state.handled[shard],
    isFinished: (shard) => state.finished.includes(shard),
    handled(shard, sequenceNumber) {
      state.handled[shard] = sequenceNumber;
      save();
    },
    finish(shard) {
      state.finished.push(shard);
      delete state.handled[shard];
      save();
    },
  };
}

function read(file: string, stream: string): z.output<typeof Saved> | undefined {
  try {
    const saved = z.parse(Saved, JSON.parse(readFileSync(file, 'utf8')));
    return saved.stream === stream ? saved : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
