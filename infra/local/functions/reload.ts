import { watch } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The query under which a newer generation of the project's modules is loaded. The first one has none. */
const GENERATION = 'generation';

/** Loads the project's modules so that they can be loaded anew when their source changes. */
export interface ModuleLoader {
  /** Imports a file of the project in the newest generation, with everything it imports. */
  load(file: string): Promise<Record<string, unknown>>;
  /** From now on `load` reads the sources again. What was loaded before lives on until nobody uses it. */
  renew(): void;
}

/**
 * Makes every module under the folders part of a generation. A query on the imported file alone would leave its own
 * imports as they were, so a resolver hands the generation down from importer to imported.
 */
export function moduleLoader(root: string, folders: readonly string[]): ModuleLoader {
  const bases = folders.map((folder) => pathToFileURL(join(root, folder) + sep).href);
  let newest = 0;
  registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context);
      if (!bases.some((base) => resolved.url.startsWith(base))) return resolved;
      const url = new URL(resolved.url);
      if (url.searchParams.has(GENERATION)) return resolved;
      const generation = context.parentURL ? new URL(context.parentURL).searchParams.get(GENERATION) : null;
      if (generation === null) return resolved;
      url.searchParams.set(GENERATION, generation);
      return { ...resolved, url: url.href };
    },
  });
  return {
    async load(file) {
      const url = pathToFileURL(join(root, file));
      if (newest > 0) url.searchParams.set(GENERATION, String(newest));
      return import(url.href);
    },
    renew: () => {
      newest += 1;
    },
  };
}

/** An editor writes a file in several steps, and a checkout many files. */
const SETTLED_AFTER = 60;

/** Calls `onChange` some moments after sources in the folders changed. Answers how to stop. */
export function watchSources(root: string, folders: readonly string[], onChange: () => void): () => void {
  let settling: NodeJS.Timeout | undefined;
  const changed = (_: string, file: string | null) => {
    if (file !== null && !/\.(ts|json)$/.test(file)) return;
    clearTimeout(settling);
    settling = setTimeout(onChange, SETTLED_AFTER);
  };
  const watchers = folders.map((folder) => watch(join(root, folder), { recursive: true }, changed));
  return () => {
    clearTimeout(settling);
    for (const watcher of watchers) watcher.close();
  };
}
