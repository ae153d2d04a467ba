import type { Line } from './line.ts';

/** What `find` finds in the text of a line, looked for once: what may begin at any line goes through those below each time. */
export function perLine<T>(find: (text: string) => T): (line: Line) => T {
  const found = new WeakMap<Line, { readonly it: T }>();
  return (line) => {
    const known = found.get(line) ?? { it: find(line.text) };
    found.set(line, known);
    return known.it;
  };
}
