import type { Item } from '../../../shared/platform/table/table.ts';
import type { Meanings, Parsed } from './conditions.ts';
import { tokens, unknown } from './expression-tokens.ts';
import { typeName } from './plain-values.ts';
import { NotSupported, validation } from './refusals.ts';

/** What an update does, each with placeholders. */
export interface Changes {
  readonly set: readonly (readonly [name: string, value: string])[];
  readonly add: readonly (readonly [name: string, value: string])[];
  readonly remove: readonly string[];
}

const parsed = new Map<string, Parsed<Changes>>();

/** Parses `SET #a = :v, ... ADD #b :w, ... REMOVE #c, ...`, each part at most once; once for each text. */
export function parseUpdate(text: string): Parsed<Changes> {
  let found = parsed.get(text);
  if (!found) {
    found = parse(text);
    parsed.set(text, found);
  }
  return found;
}

function parse(text: string): Parsed<Changes> {
  const words = tokens(text);
  const set: [string, string][] = [];
  const add: [string, string][] = [];
  const remove: string[] = [];
  const sections = new Set<string>();
  while (words.peek() !== '') {
    const section = words.next().toUpperCase();
    if (sections.has(section)) {
      const once = `The "${section}" section can only be used once in an update expression;`;
      throw validation(`Invalid UpdateExpression: ${once}`);
    }
    sections.add(section);
    do {
      const name = words.name();
      if (section === 'REMOVE') remove.push(name);
      else if (section === 'ADD') add.push([name, words.value()]);
      else if (section === 'SET') {
        words.expect('=');
        set.push([name, words.value()]);
      } else throw unknown(text, section);
    } while (words.accept(','));
  }
  return { tree: { set, add, remove }, names: words.names, values: words.values };
}

/** Throws what is wrong with an update whatever the item is. */
export function checkChanges({ set, add, remove }: Changes, { names, values }: Meanings): void {
  const paths = new Set<string | undefined>();
  const touched = [...set.map(([name]) => name), ...add.map(([name]) => name), ...remove];
  for (const path of touched.map((name) => names[name])) {
    if (paths.has(path)) {
      const overlap = 'Two document paths overlap with each other; must remove or rewrite one of these paths';
      throw validation(`Invalid UpdateExpression: ${overlap}; path one: [${path}], path two: [${path}]`);
    }
    paths.add(path);
  }
  for (const [, value] of add) {
    const type = typeName(values[value]);
    if (type === 'N') continue;
    if (type.length === 2) throw new NotSupported('ADD to a set');
    const what = `Incorrect operand type for operator or function; operator: ADD, operand type: ${type}`;
    throw validation(`Invalid UpdateExpression: ${what}`);
  }
}

/** The item after an update; `before` is left as it was. */
export function changed(before: Item, { set, add, remove }: Changes, { names, values }: Meanings): Item {
  const after: Item = remove.length === 0 ? { ...before } : without(before, new Set(remove.map((name) => names[name])));
  for (const [name, value] of set) after[names[name] as string] = values[value];
  for (const [name, value] of add) {
    const attribute = names[name] as string;
    after[attribute] = sum(before[attribute], values[value]);
  }
  return after;
}

function without(item: Item, removed: ReadonlySet<string | undefined>): Item {
  const rest: Item = {};
  for (const name in item) if (!removed.has(name)) rest[name] = item[name];
  return rest;
}

function sum(held: unknown, added: unknown): unknown {
  if (held === undefined) return added;
  if (typeName(held) !== 'N') throw validation('An operand in the update expression has an incorrect data type');
  if (!whole(held) || !whole(added)) throw new NotSupported('ADD with fractions');
  const exact = BigInt(held) + BigInt(added);
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
}

function whole(value: unknown): value is number | bigint {
  return typeof value === 'bigint' || Number.isInteger(value);
}
