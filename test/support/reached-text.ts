import { readFileSync } from 'node:fs';

/** The declarations at the top of a module by name, each with its text, and where the names it imports come from. */
interface Declared {
  readonly texts: ReadonlyMap<string, string>;
  readonly imported: ReadonlyMap<string, URL>;
}

const seen = new Map<string, Declared>();
const HEAD = /^(?:export )?(?:async )?(?:const|let|function) (?:\{?\s*)(\w+)/;
const IMPORT = /^import (?:\{([^}]*)\}|\w+) from '(\.[^']+)';/gm;

function declaredIn(file: URL): Declared {
  const known = seen.get(file.href);
  if (known) return known;
  const source = readFileSync(file, 'utf8');
  const imported = new Map<string, URL>();
  for (const [, names = '', from = ''] of source.matchAll(IMPORT))
    for (const name of names.split(',')) {
      const local = name
        .trim()
        .split(/\s+as\s+/)
        .at(-1);
      if (local && !local.startsWith('type ')) imported.set(local, new URL(from, file));
    }
  const texts = new Map<string, string>();
  for (const part of source.split(/^(?=(?:export |async |const |let |function |type |interface |\/\*\*))/m)) {
    const name = HEAD.exec(part)?.[1];
    if (name) texts.set(name, part);
  }
  const declared = { texts, imported };
  seen.set(file.href, declared);
  return declared;
}

/** The text of what an expression in a module of a function calls, and all that calls, as far as it is in that function's own folder. */
export function reachedText(file: URL, expression: string): string {
  const folder = new URL('.', file).href;
  const reached = new Map<string, string>();
  const follow = (from: URL, text: string) => {
    const { texts, imported } = declaredIn(from);
    // What only lends its type is not called.
    const called = text.replace(/\btypeof \w+/g, '');
    for (const name of new Set(called.match(/\b[A-Za-z_]\w*\b/g))) {
      const source = texts.has(name) ? from : imported.get(name);
      if (!source?.href.startsWith(folder)) continue;
      const id = `${source.href}#${name}`;
      const found = declaredIn(source).texts.get(name);
      if (found === undefined || reached.has(id)) continue;
      reached.set(id, found);
      follow(source, found);
    }
  };
  follow(file, expression);
  if (reached.size === 0) throw new Error(`${file.pathname} has nothing behind ${expression}`);
  return [...reached.values()].join('\n');
}
