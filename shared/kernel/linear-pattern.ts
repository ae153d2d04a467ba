/**
 * Regular expressions that others write, run in time that grows with the text only: all ways through the expression are
 * followed at once, none is tried after another. So there are no look-arounds, no back-references and no great numbers of
 * repetitions.
 */
export interface LinearPattern {
  /** Whether it stands anywhere in a text, as `RegExp.test` says. */
  test(text: string): boolean;
  /**
   * Where it stands by itself in a text, not as a part of a longer word or number: the longest from each place on, up to
   * 255 characters, of the first `most` places. There `^` and `$` mean where such a part begins and ends.
   */
  find(text: string, most: number): { readonly start: number; readonly end: number }[];
}

type Step =
  | { readonly kind: 'one'; readonly is: (character: string) => boolean }
  | { readonly kind: 'at'; readonly what: '^' | '$' | 'b' | 'B' }
  | { readonly kind: 'fork'; readonly to: readonly number[] }
  | { readonly kind: 'end' };

type Part =
  | { readonly kind: 'one'; readonly is: (character: string) => boolean }
  | { readonly kind: 'at'; readonly what: '^' | '$' | 'b' | 'B' }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Part[] }
  | { readonly kind: 'times'; readonly part: Part; readonly least: number; readonly most: number };

/** Steps of one expression, its repetitions written out. */
const MAX_STEPS = 500;
/** Characters of what is found: what begins everywhere and ends nowhere is not followed to the end of the text each time. */
const LONGEST_FOUND = 255;

/** The pattern of an expression (ECMAScript with the `u` flag); undefined for what is none, or cannot be run like that. */
export function linearPattern(source: string): LinearPattern | undefined {
  const part = parse(source);
  const steps: Step[] = [];
  if (!part || !write(part, steps)) return undefined;
  steps.push({ kind: 'end' });
  return {
    test: (text) => stands(steps, text),
    find: (text, most) => find(steps, text, most),
  };
}

/** What cannot be run: look-arounds, settings within, back-references. */
const UNSUPPORTED = /^\(\?(?:[=!]|<[=!]|[a-z-]+:)|^\\(?:[1-9]|k)/;
const ATOM =
  /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|[\s\S])|\[(?:\\[\s\S]|[^\]\\])*\]|[^()|*+?{}[\]\\^$]/uy;
const TIMES = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y;

function parse(source: string): Part | undefined {
  try {
    new RegExp(source, 'u');
  } catch {
    return undefined;
  }
  let at = 0;
  const alternatives = (): Part | undefined => {
    const all: Part[] = [];
    do {
      const one = sequence();
      if (!one) return undefined;
      all.push(one);
    } while (source[at] === '|' && ++at);
    return { kind: 'any', parts: all };
  };
  const sequence = (): Part | undefined => {
    const parts: Part[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const part = single();
      if (!part) return undefined;
      const [least, most] = times();
      parts.push(least === 1 && most === 1 ? part : { kind: 'times', part, least, most });
    }
    return { kind: 'all', parts };
  };
  const single = (): Part | undefined => {
    const rest = source.slice(at);
    if (UNSUPPORTED.test(rest)) return undefined;
    const opening = /^\((?:\?:|\?<[^>]*>)?/.exec(rest)?.[0];
    if (opening !== undefined) {
      at += opening.length;
      const inner = alternatives();
      at += 1;
      return inner;
    }
    const place = /^(?:[$^]|\\[bB])/.exec(rest)?.[0];
    if (place !== undefined) {
      at += place.length;
      return { kind: 'at', what: (place.at(-1) ?? '^') as '^' | '$' | 'b' | 'B' };
    }
    ATOM.lastIndex = at;
    const atom = ATOM.exec(source)?.[0];
    if (atom === undefined) return undefined;
    at += atom.length;
    return { kind: 'one', is: remembering(new RegExp(`^${atom}$`, 'u')) };
  };
  const times = (): [least: number, most: number] => {
    TIMES.lastIndex = at;
    const [all = '', sign, least = '1', comma, most] = TIMES.exec(source) ?? [];
    at += all.length;
    if (all === '') return [1, 1];
    if (sign !== undefined) return [sign === '+' ? 1 : 0, sign === '?' ? 1 : Number.POSITIVE_INFINITY];
    return [Number(least), comma === undefined ? Number(least) : most ? Number(most) : Number.POSITIVE_INFINITY];
  };
  return alternatives();
}

/** A text has few different characters, and asks for each of them often. */
function remembering(one: RegExp): (character: string) => boolean {
  const known = new Map<string, boolean>();
  return (character) => {
    const before = known.get(character);
    if (before !== undefined) return before;
    const is = one.test(character);
    known.set(character, is);
    return is;
  };
}

/** Writes the steps of a part behind those there are; whether they are few enough. */
function write(part: Part, steps: Step[]): boolean {
  if (steps.length > MAX_STEPS) return false;
  switch (part.kind) {
    case 'one':
    case 'at':
      steps.push(part);
      return true;
    case 'all':
      return part.parts.every((each) => write(each, steps));
    case 'any':
      return writeAny(part.parts, steps);
    default:
      return writeTimes(part, steps);
  }
}

function writeAny(parts: readonly Part[], steps: Step[]): boolean {
  if (parts.length === 1) return parts.every((each) => write(each, steps));
  const [to, ends]: [number[], number[][]] = [[], []];
  steps.push({ kind: 'fork', to });
  for (const each of parts) {
    to.push(steps.length);
    if (!write(each, steps)) return false;
    const end: number[] = [];
    ends.push(end);
    steps.push({ kind: 'fork', to: end });
  }
  for (const end of ends) end.push(steps.length);
  return true;
}

function writeTimes({ part, least, most }: Extract<Part, { kind: 'times' }>, steps: Step[]): boolean {
  if (least > MAX_STEPS || (most !== Number.POSITIVE_INFINITY && most > MAX_STEPS)) return false;
  for (let time = 0; time < least; time++) {
    const before = steps.length;
    if (!write(part, steps)) return false;
    // Nothing, however often: within one another such repetitions would be gone through for ever.
    if (steps.length === before) return false;
  }
  const skips: number[][] = [];
  const isEndless = most === Number.POSITIVE_INFINITY;
  for (let time = least; time < (isEndless ? least + 1 : most); time++) {
    const [fork, to] = [steps.length, [steps.length + 1]];
    steps.push({ kind: 'fork', to });
    skips.push(to);
    if (!write(part, steps)) return false;
    if (isEndless) steps.push({ kind: 'fork', to: [fork] });
  }
  for (const to of skips) to.push(steps.length);
  return true;
}

type Places = ReturnType<typeof placesOf>;

/** Whether it stands anywhere: all ways from all places at once. */
function stands(steps: readonly Step[], text: string): boolean {
  const places = placesOf(text, false);
  let ways = new Set<number>();
  for (let at = 0; ; ) {
    follow(steps, 0, at, places, ways);
    if (ways.has(steps.length - 1)) return true;
    if (at >= text.length) return false;
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    at += character.length;
    ways = after(steps, ways, character, at, places);
  }
}

function find(steps: readonly Step[], text: string, most: number): { start: number; end: number }[] {
  const places = placesOf(text, true);
  const found: { start: number; end: number }[] = [];
  for (const start of beginnings(steps, text, places)) {
    if (found.length >= most) break;
    if (start >= (found.at(-1)?.end ?? 0)) found.push({ start, end: longestFrom(steps, text, start, places) });
  }
  return found;
}

function longestFrom(steps: readonly Step[], text: string, start: number, places: Places): number {
  let ways = new Set<number>();
  follow(steps, 0, start, places, ways);
  let end = start;
  for (let at = start; at < text.length && ways.size > 0; ) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    at += character.length;
    if (at - start > LONGEST_FOUND) break;
    ways = after(steps, ways, character, at, places);
    if (ways.has(steps.length - 1) && places.isBound(at)) end = at;
  }
  return end;
}

/**
 * All places from which a way leads to an end that is near enough, in order. The ways are gone backwards, from all ends at
 * once: of two that come to the same step the one with the nearer end stays, so none hides one that is short enough.
 */
function beginnings(steps: readonly Step[], text: string, places: Places): number[] {
  const back = backwards(steps);
  const found: number[] = [];
  const [come, open] = [noWays(steps), noWays(steps)];
  const others = noWays(steps);
  for (let at = text.length; ; ) {
    // The nearest end first, always.
    open.clear();
    if (places.isBound(at)) {
      followBack(steps, back, [steps.length - 1, at], at, places, open);
      // Nothing at all is none: then the others have to come there without it.
      const into = open.has(0) ? others : open;
      others.clear();
      for (const step of come.list) followBack(steps, back, [step, come.end(step)], at, places, into);
      if (into.has(0)) found.push(at);
    }
    for (const step of come.list) followBack(steps, back, [step, come.end(step)], at, places, open);
    if (at === 0) return found.reverse();
    const character = characterBefore(text, at);
    at -= character.length;
    come.clear();
    for (const step of open.list) {
      const one = steps[step - 1];
      if (one?.kind === 'one' && open.end(step) - at <= LONGEST_FOUND && one.is(character))
        come.add(step - 1, open.end(step));
    }
  }
}

/** Steps in the order in which they were come to, each with the end that it leads to. */
interface Ways {
  readonly list: number[];
  has(step: number): boolean;
  end(step: number): number;
  add(step: number, end: number): void;
  clear(): void;
}

function noWays({ length }: readonly Step[]): Ways {
  const [list, ends, rounds]: [number[], Int32Array, Int32Array] = [[], new Int32Array(length), new Int32Array(length)];
  let round = 1;
  return {
    list,
    has: (step) => rounds[step] === round,
    end: (step) => ends[step] ?? 0,
    add(step, end) {
      list.push(step);
      ends[step] = end;
      rounds[step] = round;
    },
    clear() {
      list.length = 0;
      round++;
    },
  };
}

function characterBefore(text: string, at: number): string {
  const two = text.codePointAt(at - 2) ?? 0;
  return two > 0xffff ? String.fromCodePoint(two) : text.charAt(at - 1);
}

/** The steps that lead to each step without a character. */
function backwards(steps: readonly Step[]): number[][] {
  const back: number[][] = steps.map(() => []);
  for (const [at, step] of steps.entries()) {
    if (step.kind === 'fork') for (const to of step.to) back[to]?.push(at);
    if (step.kind === 'at') back[at + 1]?.push(at);
  }
  return back;
}

function followBack(
  steps: readonly Step[],
  back: readonly (readonly number[])[],
  [last, end]: readonly [step: number, end: number],
  at: number,
  places: Places,
  into: Ways,
): void {
  if (into.has(last)) return;
  into.add(last, end);
  for (let next = into.list.length - 1; next < into.list.length; next++) {
    for (const from of back[into.list[next] ?? 0] ?? []) {
      const what = steps[from];
      if (!into.has(from) && (what?.kind !== 'at' || places.is(what.what, at))) into.add(from, end);
    }
  }
}

/** The ways there are behind a character. */
function after(steps: readonly Step[], ways: Iterable<number>, character: string, at: number, places: Places) {
  const next = new Set<number>();
  for (const step of ways) {
    const one = steps[step];
    if (one?.kind === 'one' && one.is(character)) follow(steps, step + 1, at, places, next);
  }
  return next;
}

/** Takes all steps that need no character. */
function follow(steps: readonly Step[], first: number, at: number, places: Places, into: Set<number>): void {
  const waiting = [first];
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    if (into.has(step)) continue;
    into.add(step);
    const what = steps[step];
    if (what?.kind === 'fork') waiting.push(...what.to);
    else if (what?.kind === 'at' && places.is(what.what, at)) waiting.push(step + 1);
  }
}

const IN_WORDS = /[A-Za-z0-9_]/;

function placesOf(text: string, alone: boolean) {
  const isIn = (at: number) => IN_WORDS.test(text[at] ?? '');
  const isBetween = (at: number) => isIn(at - 1) !== isIn(at);
  const isBound = (at: number) => !(isIn(at - 1) && isIn(at));
  const is = (what: '^' | '$' | 'b' | 'B', at: number): boolean => {
    if (what === 'b' || what === 'B') return isBetween(at) === (what === 'b');
    return alone ? isBound(at) : at === (what === '^' ? 0 : text.length);
  };
  return { is, isBound };
}
