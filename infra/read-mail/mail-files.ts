import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** The files that were named, those in folders that were named, and, for `-`, those that `names` lists. */
export async function* mailFiles(paths: readonly string[], names: Readable): AsyncGenerator<string> {
  for (const path of paths) {
    if (path === '-') {
      for await (const line of createInterface({ input: names })) if (line.trim() !== '') yield line;
    } else yield* below(path);
  }
}

async function* below(path: string): AsyncGenerator<string> {
  // What does not exist is told about like any mail that cannot be read.
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    yield path;
    return;
  }
  for (const name of (await readdir(path)).sort()) if (!name.startsWith('.')) yield* below(join(path, name));
}
