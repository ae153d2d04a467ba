/** Chance that repeats: the same seed draws the same numbers. */
export interface Chance {
  /** 0 <= x < 1 */
  next(): number;
  /** True with this probability. */
  happens(probability: number): boolean;
  /** A whole number, both bounds included. */
  between(least: number, most: number): number;
  pick<T>(from: readonly [T, ...T[]] | readonly T[]): T;
  /** Another source, whose draws do not shift this one's. */
  fork(name: string): Chance;
}

/** A source of chance (sfc32, Chris Doty-Humphrey's PractRand) whose state is drawn from a text. */
export function chance(seed: string): Chance {
  let [a, b, c, counter] = stateOf(seed);
  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }
  for (let warm = 0; warm < 12; warm++) next();
  const source: Chance = {
    next,
    happens: (probability) => next() < probability,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: <T>(from: readonly T[]): T => {
      if (from.length === 0) throw new RangeError('There is nothing to pick from');
      return from[Math.floor(next() * from.length)] as T;
    },
    fork: (name) => chance(`${seed}/${name}`),
  };
  return source;
}

/** Four words from a text: FNV-1a, once for each word. */
function stateOf(seed: string): [number, number, number, number] {
  const word = (salt: number) => {
    let hash = 0x811c9dc5 ^ salt;
    for (let at = 0; at < seed.length; at++) hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01000193);
    return hash | 0;
  };
  return [word(1), word(2), word(3), word(4)];
}
