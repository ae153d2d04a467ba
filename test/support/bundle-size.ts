import type { Metafile } from 'esbuild';

/** Bytes that a bundled function reads before it can answer: its `index.mjs` and what that imports, not what it may import later. */
export function bytesAtStart({ outputs }: Metafile): number {
  const read = new Set<string>();
  const visit = (file: string) => {
    if (read.has(file)) return;
    read.add(file);
    for (const { path, kind } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement' && outputs[path]) visit(path);
  };
  const index = Object.keys(outputs).find((file) => file.endsWith('/index.mjs'));
  if (index === undefined) throw new TypeError('There is no index.mjs in the bundle');
  visit(index);
  return [...read].reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0);
}
