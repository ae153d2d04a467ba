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
   * 255 characters. There `^` and `$` mean where such a part begins and ends.
   */
  find(text: string): { readonly start: number; readonly end: number }[];
}

type Step =
  | { readonly kind: 'one'; readonly of: RegExp }
  | { readonly kind: 'at'; readonly what: '^' | '$' | 'b' | 'B' }
  | { readonly kind: 'fork'; readonly to: readonly number[] }
  | { readonly kind: 'end' };

type Part =
  | { readonly kind: 'one'; readonly of: RegExp }
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
    test: (text) => run(steps, text, 0, false) !== undefined,
    find(text) {
      const found: { start: number; end: number }[] = [];
      for (let from = 0; ; ) {
        const next = run(steps, text, from, true);
        if (!next) return found;
        found.push(next);
        from = next.end;
      }
    },
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
    return { kind: 'one', of: new RegExp(`^${atom}$`, 'u') };
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
  for (let time = 0; time < least; time++) if (!write(part, steps)) return false;
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

/** The first that begins at `from` or later, and of those the longest; the first of all when it need not stand by itself. */
function run(steps: readonly Step[], text: string, from: number, alone: boolean) {
  let best: { start: number; end: number } | undefined;
  let threads = new Map<number, number>();
  const places = placesOf(text, alone);
  for (let at = from; at <= text.length; ) {
    const isBound = !alone || places.isBound(at);
    if (!best && isBound && (!alone || at < text.length)) follow(steps, 0, at, at, places, threads);
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const next = new Map<number, number>();
    for (const [step, start] of [...threads].sort(([, one], [, other]) => one - other)) {
      const { kind } = steps[step] ?? {};
      if ((best && start > best.start) || (alone && at - start > LONGEST_FOUND)) continue;
      if (kind === 'end' && isBound && !(alone && start === at)) best = { start, end: at };
      const one = steps[step];
      if (one?.kind === 'one' && at < text.length && one.of.test(character))
        follow(steps, step + 1, start, at + character.length, places, next);
    }
    if (best && (!alone || next.size === 0)) return best;
    threads = next;
    at += character.length;
  }
  return best;
}

/** Takes all steps that need no character; of two ways to the same step the one that began first stays. */
function follow(
  steps: readonly Step[],
  first: number,
  start: number,
  at: number,
  places: ReturnType<typeof placesOf>,
  into: Map<number, number>,
): void {
  const waiting = [first];
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    if ((into.get(step) ?? Number.POSITIVE_INFINITY) <= start) continue;
    into.set(step, start);
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
