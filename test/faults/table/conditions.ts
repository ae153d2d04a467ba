import type { Item } from '../../../shared/platform/table/table.ts';
import { type Tokens, tokens, unknown } from './expression-tokens.ts';
import { sameValue, typeName } from './plain-values.ts';
import { validation } from './refusals.ts';
import { sortText } from './sorted-rows.ts';

export type Comparison = '=' | '<' | '<=' | '>' | '>=';

/** A condition as a tree. Names and values are placeholders. */
export type Test =
  | { readonly kind: 'and'; readonly left: Test; readonly right: Test }
  | { readonly kind: 'or'; readonly left: Test; readonly right: Test }
  | { readonly kind: 'exists'; readonly name: string }
  | { readonly kind: 'missing'; readonly name: string }
  | { readonly kind: 'compare'; readonly by: Comparison; readonly name: string; readonly value: string }
  | { readonly kind: 'between'; readonly name: string; readonly low: string; readonly high: string }
  | { readonly kind: 'begins'; readonly name: string; readonly value: string };

/** A parsed expression and the placeholders that stand in it. */
export interface Parsed<T> {
  readonly tree: T;
  readonly names: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
}

/** What placeholders stand for. */
export interface Meanings {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Item>;
}

const parsed = new Map<string, Parsed<Test>>();

/** Parses a condition, once for each text. */
export function parseCondition(text: string): Parsed<Test> {
  let found = parsed.get(text);
  if (!found) {
    const words = tokens(text);
    const tree = either(words, text);
    if (words.peek() !== '') throw unknown(text, words.peek());
    found = { tree, names: words.names, values: words.values };
    parsed.set(text, found);
  }
  return found;
}

function either(words: Tokens, text: string): Test {
  let left = both(words, text);
  while (words.accept('OR')) left = { kind: 'or', left, right: both(words, text) };
  return left;
}

function both(words: Tokens, text: string): Test {
  let left = single(words, text);
  while (words.accept('AND')) left = { kind: 'and', left, right: single(words, text) };
  return left;
}

function single(words: Tokens, text: string): Test {
  if (words.accept('(')) {
    const inner = either(words, text);
    words.expect(')');
    return inner;
  }
  if (words.accept('attribute_exists')) return { kind: 'exists', name: argument(words) };
  if (words.accept('attribute_not_exists')) return { kind: 'missing', name: argument(words) };
  if (words.accept('begins_with')) {
    words.expect('(');
    const name = words.name();
    words.expect(',');
    const value = words.value();
    words.expect(')');
    return { kind: 'begins', name, value };
  }
  const name = words.name();
  if (words.accept('BETWEEN')) {
    const low = words.value();
    words.expect('AND');
    return { kind: 'between', name, low, high: words.value() };
  }
  const by = words.next();
  if (!['=', '<', '<=', '>', '>='].includes(by)) throw unknown(text, by);
  return { kind: 'compare', by: by as Comparison, name, value: words.value() };
}

function argument(words: Tokens): string {
  words.expect('(');
  const name = words.name();
  words.expect(')');
  return name;
}

/** Whether a condition holds for an item; for one that is not there it is asked of an empty one. */
export function holds(test: Test, item: Item, { names, values }: Meanings): boolean {
  if (test.kind === 'and' || test.kind === 'or') {
    const left = holds(test.left, item, { names, values });
    return left === (test.kind === 'or') ? left : holds(test.right, item, { names, values });
  }
  const held = item[names[test.name] as string];
  if (test.kind === 'exists') return held !== undefined;
  if (test.kind === 'missing') return held === undefined;
  if (held === undefined) return false;
  if (test.kind === 'begins') return typeof held === 'string' && held.startsWith(values[test.value] as string);
  if (test.kind === 'between') return compares(held, '>=', values[test.low]) && compares(held, '<=', values[test.high]);
  return compares(held, test.by, values[test.value]);
}

/** Compares two values; those of different types are neither equal nor in any order. */
export function compares(held: unknown, by: Comparison, value: unknown): boolean {
  if (by === '=') return sameValue(held, value);
  const type = typeName(held);
  if (type !== typeName(value)) return false;
  const [one, other] = type === 'S' ? [sortText(held as string), sortText(value as string)] : [held, value];
  if (by === '<') return (one as number) < (other as number);
  if (by === '<=') return (one as number) <= (other as number);
  if (by === '>') return (one as number) > (other as number);
  return (one as number) >= (other as number);
}

/** Throws when a value is of a type that its place in the condition cannot have. `where` names the expression. */
export function checkOperands(test: Test, values: Readonly<Item>, where: string): void {
  if (test.kind === 'and' || test.kind === 'or') {
    checkOperands(test.left, values, where);
    checkOperands(test.right, values, where);
  } else if (test.kind === 'begins') {
    ordered(values[test.value], 'begins_with', ['S'], where);
  } else if (test.kind === 'between') {
    checkBounds(values[test.low], values[test.high], where);
  } else if (test.kind === 'compare' && test.by !== '=') {
    ordered(values[test.value], test.by, ['S', 'N'], where);
  }
}

function checkBounds(low: unknown, high: unknown, where: string): void {
  const between = `Invalid ${where}: The BETWEEN operator requires`;
  ordered(low, 'BETWEEN', ['S', 'N'], where);
  if (typeName(low) !== typeName(high)) throw validation(`${between} same data type for lower and upper bounds`);
  if (compares(low, '>', high)) {
    throw validation(`${between} upper bound to be greater than or equal to lower bound`);
  }
}

function ordered(value: unknown, operator: string, types: readonly string[], where: string): void {
  const type = typeName(value);
  if (types.includes(type)) return;
  const what = `Incorrect operand type for operator or function; operator or function: ${operator}`;
  throw validation(`Invalid ${where}: ${what}, operand type: ${type}`);
}
