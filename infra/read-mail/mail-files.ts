import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** The files that were named, those in folders that were named, and, for `-`, those that `names` lists. */
export async function* mailFiles(paths: readonly string[], names: Readable): AsyncGenerator<string> {
  for (const path of paths) {
    if (path === '-') {
      for await (const line of createInterface({ input: names })) if (line.trim() !== '') yield line;
    } else if ((await kindOf(path)) === 'folder') yield* below(path, new Set());
    else yield path;
  }
}

/** What lies in a folder, each folder once: links may lead in a circle. What cannot be opened is told about like any mail. */
async function* below(folder: string, seen: Set<string>): AsyncGenerator<string> {
  const real = await realpath(folder).catch(() => folder);
  if (seen.has(real)) return;
  seen.add(real);
  const names = await readdir(folder).catch(() => undefined);
  if (!names) yield folder;
  for (const name of names?.sort() ?? []) {
    if (name.startsWith('.')) continue;
    const path = join(folder, name);
    const kind = await kindOf(path);
    if (kind === 'folder') yield* below(path, seen);
    // A pipe or a device would keep its reader for ever.
    else if (kind !== 'other') yield path;
  }
}

async function kindOf(path: string): Promise<'folder' | 'file' | 'missing' | 'other'> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return 'missing';
  if (found.isDirectory()) return 'folder';
  return found.isFile() ? 'file' : 'other';
}
