import { tokensOf } from './tokens.ts';

/** What is counted together: a text's features of one group have the length one, so that none drowns another. */
export const GROUPS = [
  'words',
  'parts of words',
  'characters',
  'pairs of characters',
  'triples of characters',
] as const;

/** The groups by which the scripts of a text are told apart. */
export const LETTERS = { parts: 1, characters: 2 } as const;

const WORDS = 0;
const PARTS = LETTERS.parts;
const SHORTEST_PART = 2;
const LONGEST_PART = 5;
/** One group for each length of a run of characters. */
const CHARACTERS = [LETTERS.characters, 3, 4] as const;

/** Stands before the first and after the last letter, word or character. */
const EDGE = 32;
const PRIME = 0x01000193;

/** Takes one feature of a text: its group, its hash (which tells groups apart too), and where in the text it stands. */
export type Visit = (group: number, hash: number, start: number, end: number) => void;

/**
 * Visits every feature of a comparable text, each as often as it occurs: words and pairs of neighbours, runs of 2 to 5 letters within
 * a word and its edges. A text with characters of scripts without spaces is read in runs of 1 to 3 characters besides, from its start
 * to its end: what stands between two scripts belongs to both.
 */
export function visitFeatures(text: string, visit: Visit): void {
  const tokens = tokensOf(text);
  if (tokens.some(({ byCharacter }) => byCharacter)) visitCharacters(text, visit);
  let before: { readonly hash: number; readonly start: number } = { hash: EDGE, start: 0 };
  for (const { start, end, byCharacter } of tokens) {
    if (byCharacter) {
      before = { hash: EDGE, start: end };
      continue;
    }
    const word = hashOf(text, start, end, WORDS);
    visit(WORDS, mixed(word), start, end);
    visit(WORDS, pairOf(before.hash, word), Math.min(before.start, start), end);
    visitParts(text, start, end, visit);
    before = { hash: word, start };
  }
  if (before.hash !== EDGE) visit(WORDS, pairOf(before.hash, EDGE), before.start, text.length);
}

/** Runs of letters of one word; its edges count as letters. */
function visitParts(text: string, start: number, end: number, visit: Visit): void {
  for (let from = start - 1; from < end; from++) {
    let hash = seedOf(PARTS);
    const last = Math.min(from + LONGEST_PART, end + 1);
    for (let at = from; at < last; at++) {
      hash = Math.imul(hash ^ (at < start || at >= end ? EDGE : text.charCodeAt(at)), PRIME);
      if (at - from + 1 >= SHORTEST_PART) visit(PARTS, mixed(hash), Math.max(from, start), Math.min(at + 1, end));
    }
  }
}

/** Runs of characters; the text's edges count from two on, and so do spaces. */
function visitCharacters(text: string, visit: Visit): void {
  const codes = [EDGE, ...Array.from(text, (each) => each.codePointAt(0) ?? EDGE), EDGE];
  const places = [0, 0];
  for (const code of codes.slice(1, -1)) places.push((places.at(-1) ?? 0) + (code > 0xffff ? 2 : 1));
  places.push(text.length);
  for (let from = 0; from < codes.length; from++) {
    let hash = seedOf(CHARACTERS[0]);
    for (let length = 1; length <= CHARACTERS.length && from + length <= codes.length; length++) {
      hash = Math.imul(hash ^ (codes[from + length - 1] as number), PRIME);
      if (length === 1 && codes[from] === EDGE) continue;
      visit(
        CHARACTERS[length - 1] as number,
        mixed(hash ^ length),
        places[from] as number,
        places[from + length] as number,
      );
    }
  }
}

function hashOf(text: string, start: number, end: number, group: number): number {
  let hash = seedOf(group);
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return hash;
}

function seedOf(group: number): number {
  return Math.imul(0x811c9dc5 ^ (group + 1), PRIME);
}

function pairOf(first: number, second: number): number {
  return mixed(Math.imul(first, 31) ^ second ^ 0x5bd1e995);
}

/** Spreads a hash over all 32 bits. */
function mixed(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
