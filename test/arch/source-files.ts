import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of the repository: its path from the root, with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** One import or re-export: what it names, and the repository's file behind it where there is one. */
export interface Import {
  readonly specifier: string;
  /** Set for a file of our own. */
  readonly target: string | undefined;
  readonly typeOnly: boolean;
}

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const PLACES = ['infra', 'functions', 'shared', 'test'];

/** Every TypeScript file of ours. */
export function sourceFiles(): SourceFile[] {
  return PLACES.flatMap((place) => walk(place))
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** Every file below a folder, by path from the root. */
export function walk(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(path) : [path];
  });
}

const STATEMENT = /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g;

/** What a file imports, statically or with `import('...')`. */
export function importsOf(file: SourceFile): Import[] {
  const code = withoutComments(file.text);
  const found = [
    ...[...code.matchAll(STATEMENT)].map((match) => ({ specifier: match[2] ?? '', typeOnly: match[1] !== undefined })),
    ...[...code.matchAll(DYNAMIC)].map((match) => ({ specifier: match[1] ?? '', typeOnly: false })),
  ];
  return found.map(({ specifier, typeOnly }) => ({
    specifier,
    typeOnly,
    target: specifier.startsWith('.') ? normalize(join(dirname(file.path), specifier)) : undefined,
  }));
}

/** The text with its comments blanked out, lines kept. Good enough for code that a formatter has laid out. */
export function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/^(\s*)\/\/.*$/gm, '$1');
}

/** The lines of files that match a pattern outside of comments, as `path:line: text`. */
export function linesMatching(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    withoutComments(text)
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}: ${line.trim()}`] : [])),
  );
}

/** A name that a file exports, and whether only types can name it. */
export interface Export {
  readonly name: string;
  readonly isType: boolean;
}

const DECLARED = /^export (?:declare )?(?:async )?(function\*?|const|let|class|enum|type|interface) (\w+)/gm;

/** What a file declares and exports by name. */
export function exportsOf(file: SourceFile): Export[] {
  const found = new Map<string, Export>();
  // A schema and the type it infers share a name: what is a value too is a value.
  for (const [, kind = '', name = ''] of withoutComments(file.text).matchAll(DECLARED)) {
    const isType = (kind === 'type' || kind === 'interface') && found.get(name)?.isType !== false;
    found.set(name, { name, isType });
  }
  return [...found.values()];
}

const NAMED = /^(?:import|export)\s+(?:type\s)?\{([^}]*)\}\s+from\s+'([^']+)'/gm;

/** The names that a file takes from each file of ours; `*` where it takes all under one name, or loads it by `import()`. */
export function namesTakenBy(file: SourceFile): { readonly target: string; readonly names: readonly string[] }[] {
  const code = withoutComments(file.text);
  const at = (specifier: string) => normalize(join(dirname(file.path), specifier));
  const named = [...code.matchAll(NAMED)].map(([, list = '', specifier = '']) => ({
    target: at(specifier),
    names: list.split(',').map((each) =>
      each
        .trim()
        .replace(/^type /, '')
        .replace(/ as .*$/, ''),
    ),
  }));
  const whole = [...code.matchAll(/(?:^import \* as \w+ from |\bimport\(\s*|\bimport\()'([^']+)'/gm)].map(
    ([, specifier = '']) => ({
      target: at(specifier),
      names: ['*'],
    }),
  );
  return [...named, ...whole];
}
