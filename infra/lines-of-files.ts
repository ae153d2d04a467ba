import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** The lines of files, one file after the other; `-` stands for what is typed. Throws for a file that cannot be read. */
export async function* linesOfFiles(paths: readonly string[], typed: Readable): AsyncGenerator<string> {
  for (const path of paths) {
    const input = path === '-' ? typed : createReadStream(path);
    try {
      yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
    } catch (error) {
      // A folder is found to be one only when it is read, and then nothing says which it was.
      throw error instanceof Error ? Object.assign(error, { path }) : error;
    }
  }
}
