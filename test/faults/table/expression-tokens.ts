import { NotSupported } from './refusals.ts';

/** The words and signs of an expression, to be taken one after the other. */
export interface Tokens {
  /** The next one, '' at the end. */
  peek(): string;
  next(): string;
  /** Takes the next one if it is that word, in whichever case. */
  accept(word: string): boolean;
  expect(word: string): void;
  /** Takes a placeholder: of a name (`#a`) or of a value (`:a`), and remembers that it was used. */
  name(): string;
  value(): string;
  readonly names: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
}

const TOKEN = /\s*([#:]?\w+|<=|>=|[=<>(),])\s*/y;

/** Splits an expression. It throws for what our own code never puts into one, such as `NOT`, `<>` or a nested path. */
export function tokens(text: string): Tokens {
  const all: string[] = [];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length; ) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(text)?.[1];
    if (found === undefined) throw unknown(text, text.slice(from));
    all.push(found);
  }
  let at = 0;
  const names = new Set<string>();
  const values = new Set<string>();
  const next = () => all[at++] ?? '';
  function accept(word: string): boolean {
    if (all[at]?.toUpperCase() !== word.toUpperCase()) return false;
    at++;
    return true;
  }
  function placeholder(sign: string, used: Set<string>): string {
    const word = next();
    if (!word.startsWith(sign)) throw unknown(text, word);
    used.add(word);
    return word;
  }
  return {
    peek: () => all[at] ?? '',
    next,
    accept,
    expect(word) {
      if (!accept(word)) throw unknown(text, all[at] ?? 'the end');
    },
    name: () => placeholder('#', names),
    value: () => placeholder(':', values),
    names,
    values,
  };
}

/** What to throw when an expression goes on in an unknown way. */
export function unknown(text: string, word: string): Error {
  return new NotSupported(`'${word}' in the expression '${text}'`);
}
