import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A line of a file that is not blank, and where it stands. */
export interface LineOfFile {
  /** `-` for what is typed. */
  readonly file: string;
  /** Its number, from 1. */
  readonly line: number;
  readonly text: string;
}

/**
 * The lines of files, one file after the other; `-` stands for what is typed. A file that cannot be read is told of, and
 * those after it are read.
 */
export async function* linesOfFiles(
  paths: readonly string[],
  typed: Readable,
  notRead: (error: unknown) => void,
): AsyncGenerator<LineOfFile> {
  for (const file of paths) {
    const input = file === '-' ? typed : createReadStream(file);
    let line = 0;
    try {
      for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
        line++;
        if (text.trim() !== '') yield { file, line, text };
      }
    } catch (error) {
      // A folder is found to be one only when it is read, and then nothing says which it was.
      notRead(error instanceof Error ? Object.assign(error, { path: file }) : error);
    }
  }
}
