import { watch } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Loads the project's modules so that they can be loaded anew when their sources change. */
export interface ModuleLoader {
  /** Imports a file of the project with everything it imports, in their newest versions. */
  load(file: string): Promise<Record<string, unknown>>;
  /**
   * Says that these files changed. What was loaded of them, and of whatever imports them, lives on until nobody uses it;
   * `load` reads them again. Answers which files that concerns.
   */
  changed(files: readonly string[]): (file: string) => boolean;
}

/**
 * Gives every module under the folders a version, as a query of its URL. A query on the imported file alone would leave
 * its own imports as they were, so a resolver notes who imports whom: a change gives a new version to the changed file and
 * to all that build on it, and to nothing else, because a module that was loaded once is never freed.
 */
export function moduleLoader(root: string, folders: readonly string[]): ModuleLoader {
  const bases = folders.map((folder) => pathToFileURL(join(root, folder) + sep).href);
  const isOurs = (url: string) => bases.some((base) => url.startsWith(base));
  const importers = new Map<string, Set<string>>();
  const versions = new Map<string, number>();

  registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context);
      const url = withoutVersion(resolved.url);
      if (!isOurs(url)) return resolved;
      const known = importers.get(url) ?? new Set();
      importers.set(url, known);
      if (context.parentURL) known.add(withoutVersion(context.parentURL));
      const version = versions.get(url);
      return { ...resolved, url: version === undefined ? url : `${url}?version=${version}` };
    },
  });

  const urlOf = (file: string) => pathToFileURL(join(root, file)).href;
  return {
    load: (file) => import(urlOf(file)),
    changed(files) {
      const concerned = new Set(files.map(urlOf));
      for (const url of concerned) {
        for (const importer of importers.get(url) ?? []) if (isOurs(importer)) concerned.add(importer);
        versions.set(url, (versions.get(url) ?? 0) + 1);
      }
      return (file) => concerned.has(urlOf(file));
    },
  };
}

function withoutVersion(url: string): string {
  return url.split('?', 1)[0] ?? url;
}

/** An editor writes a file in several steps, and a checkout many files. */
const SETTLED_AFTER = 60;

/** Calls `onChange` with the sources in the folders that changed, some moments after the last of them. Answers how to stop. */
export function watchSources(
  root: string,
  folders: readonly string[],
  onChange: (files: readonly string[]) => void,
): () => void {
  const changed = new Set<string>();
  let settling: NodeJS.Timeout | undefined;
  const settled = () => {
    const files = [...changed];
    changed.clear();
    onChange(files);
  };
  const watchers = folders.map((folder) =>
    watch(join(root, folder), { recursive: true }, (_, file) => {
      if (file === null || !/\.(ts|json)$/.test(file)) return;
      changed.add(join(folder, file));
      clearTimeout(settling);
      settling = setTimeout(settled, SETTLED_AFTER);
    }),
  );
  return () => {
    clearTimeout(settling);
    for (const watcher of watchers) watcher.close();
  };
}
